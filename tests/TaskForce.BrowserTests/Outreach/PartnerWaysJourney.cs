using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Outreach;

/// <summary>With one partner: what holds it back, the step that is suggested, and what was decided about it.</summary>
public sealed class PartnerWaysJourney : BrowserTest
{
    private const string Clinic = "/partners/harbor-immigrant-legal-clinic";

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_barrier_is_named_answered_and_taken_back_and_the_next_step_put_off_and_tried(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync(Clinic);
        var box = page.GetByRole(AriaRole.Region, new() { Name = "Next best step" });
        await Assertions.Expect(box.GetByText("ask for a champion with authority")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await box.GetByRole(AriaRole.Button, new() { Name = "Not now" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Not now" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "In 2 weeks" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Put off" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Say why, so that the next reader knows.").First).ToBeVisibleAsync();
        await Axe.CheckOnceAsync(page);
        await dialog.GetByLabel("Because").FillAsync("The board meets first");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Put off" }).ClickAsync();
        await Assertions.Expect(box.GetByText("The board meets first")).ToBeVisibleAsync();
        await Assertions.Expect(box.GetByRole(AriaRole.Link, new() { Name = "Log the talk" })).ToBeVisibleAsync();
        await box.GetByRole(AriaRole.Button, new() { Name = "We did this" }).ClickAsync();
        await Assertions.Expect(box.GetByText("See to what was agreed")).ToBeVisibleAsync();
        await box.GetByText("What was tried, and what followed").ClickAsync();
        await Assertions.Expect(box.GetByText("association, not proof")).ToBeVisibleAsync();
        await box.GetByRole(AriaRole.Button, new() { Name = "Bring back: Ask for a champion" }).ClickAsync();
        await Assertions.Expect(box.GetByText("ask for a champion with authority")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Name a barrier" }).ClickAsync();
        dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Name a barrier" });
        await dialog.GetByLabel("Cause").SelectOptionAsync("Conflict with other providers");
        await dialog.GetByLabel("Counter-step agreed").FillAsync("Both providers at one table");
        await Axe.CheckOnceAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Both providers at one table" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More for conflict with other providers" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Answered" }).ClickAsync();
        dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "What came of it" });
        await dialog.GetByLabel("What came of it").FillAsync("They share one referral path");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Result: They share one referral path")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).Last.ClickAsync();
        await Assertions.Expect(page.GetByText("Result: They share one referral path")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_list_leads_from_each_partner_to_its_step_on_a_phone_too_and_is_not_for_its_own_people()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address, width: 390);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/outreach/next-steps");
        await Assertions.Expect(page.GetByText("the records suggest a step")).ToBeVisibleAsync();
        Assert.False(await page.ScrollsSidewaysAsync());
        await Axe.CheckAsync(page);
        // The steps of the first rows stand there; those further down the table fold.
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Step" }).GetByText(" more").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Answer a barrier" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Agree on a counter-step: City of Port Ellery, Mayor's Office" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Barrier and counter-step" });
        await Assertions.Expect(dialog.GetByLabel("In their words")).ToHaveValueAsync("Afraid of headlines in a tourist season");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        Assert.DoesNotContain("open=", page.Url, StringComparison.Ordinal);
        Assert.False(await page.ScrollsSidewaysAsync());
        await Axe.CheckAsync(page);

        var reader = await NewPageAsync(app.Address);
        await reader.SignInAsync(await app.AddAsync(Role.Executive));
        await reader.OpenLiveAsync(Clinic);
        await Assertions.Expect(reader.GetByRole(AriaRole.Heading, new() { Name = "Backing" })).ToBeVisibleAsync();
        foreach (var candid in (string[])["Next best step", "What holds them back", "What makes it worth it"])
            await Assertions.Expect(reader.GetByText(candid)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_stage_that_differs_from_the_index_is_looked_at_from_Today(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/");
        var look = page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Look at the stage: ") }).First;
        var partner = (await look.GetAttributeAsync("aria-label"))!;
        await look.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Our judgment" });
        await Assertions.Expect(dialog).ToBeVisibleAsync();
        await Axe.CheckOnceAsync(page);
        await dialog.Locator("input[name=Stage]:not(:checked)").First.CheckAsync(new() { Force = true });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText("Stage and index differ for two halves")).ToHaveCountAsync(0);
        await page.OpenLiveAsync("/");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = partner, Exact = true })).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_champion_is_answered_from_Today_and_a_new_chief_opens_a_plan_to_come_back(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Answer it" }).First.ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Message and answer" });
        await Assertions.Expect(dialog.GetByLabel("What was passed on")).ToHaveValueAsync("Asks for a letter to headquarters about the analyst's hours");
        await Axe.CheckOnceAsync(page);
        await dialog.GetByLabel("Our answer").FillAsync("Letter signed by the U.S. Attorney");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Answer: Letter signed by the U.S. Attorney")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        // Its leader left, so whoever is there is the only one.
        await page.OpenLiveAsync("/partners/state-attorney-general-regional-office");
        var box = page.GetByRole(AriaRole.Region, new() { Name = "Next best step" });
        await Assertions.Expect(box.GetByText("Tied by one person")).ToBeVisibleAsync();
        await page.OpenLiveAsync("/partners/eastfield-police-department");
        await Assertions.Expect(box.GetByText("Stalled: no champion carries the work")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await box.GetByRole(AriaRole.Link, new() { Name = "Open the plan" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("Come back to Eastfield PD") })).ToBeVisibleAsync();
    }
}
