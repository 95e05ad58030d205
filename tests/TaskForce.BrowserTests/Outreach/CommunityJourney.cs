using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Outreach;

/// <summary>The way with a community, who holds a relationship, and which check-ins are overdue.</summary>
public sealed class CommunityJourney : BrowserTest
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_thin_relation_is_found_its_next_step_written_down_and_its_profile_begun(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/community");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Community organizations" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Thin relations" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Southside Cultural Alliance" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Eastfield Faith Network" }).ClickAsync();
        await Assertions.Expect(page.GetByText("All contact of the last 24 months was one event.")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Write down: Trust built" }).ClickAsync();
        var step = page.GetByRole(AriaRole.Dialog, new() { Name = "Trust built" });
        await Axe.CheckOnceAsync(page);
        await step.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(step.GetByText("Say in a line what you learned.").First).ToBeVisibleAsync();
        await step.GetByLabel("What you learned").FillAsync("The pastor walks with us");
        await step.GetByLabel("What shows it").FillAsync("His letter");
        await step.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The pastor walks with us")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Next: incentives understood.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit", Exact = true }).ClickAsync();
        var profile = page.GetByRole(AriaRole.Dialog, new() { Name = "Who they are: Eastfield Faith Network" });
        await Axe.CheckOnceAsync(page);
        await profile.GetByLabel("Norms").FillAsync("Nobody is asked on a Sunday");
        await profile.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody is asked on a Sunday")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("Nobody is asked on a Sunday")).ToHaveCountAsync(0);

        // It gave advice instead of coming to meetings, from a day to a day.
        await page.OpenLiveAsync("/partners/eastfield-faith-network/edit");
        await page.GetByLabel("Takes part without meetings").CheckAsync();
        await page.GetByLabel("How it takes part").FillAsync("Advice on what is printed");
        await page.GetByLabel("Since (optional)", new() { Exact = true }).FillAsync("3/1/2025");
        await page.GetByLabel("Until (optional)", new() { Exact = true }).FillAsync("2/1/2025");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It cannot end before it began. Choose a later day, or leave it empty while it lasts.").First).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByLabel("Until (optional)", new() { Exact = true }).FillAsync("9/30/2025");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("without meetings, Mar 1, 2025 to Sep 30, 2025: Advice on what is printed")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
    }

    [Fact]
    public async Task Overdue_check_ins_say_why_and_several_relationships_are_handed_over_at_once()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator, "Ines Successor"));
        await page.OpenLiveAsync("/outreach/overdue?held=none");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "County Public Health", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("regular contact means every 60 days, 90 at the longest.").First).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "County Public Health" }).CheckAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Harbor Unified School District" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Who holds the relationship" });
        await Axe.CheckOnceAsync(page);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Who holds it from now on" }).FillAsync("Ines Succ");
        await dialog.GetByRole(AriaRole.Option, new() { Name = "Ines Successor" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Hand over" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 relationships handed over.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Ines Successor" }).First).ToBeVisibleAsync();
        await page.OpenLiveAsync("/partners/county-public-health");
        await Assertions.Expect(page.Locator("section[aria-labelledby=relationship]").GetByRole(AriaRole.Link, new() { Name = "Ines Successor" })).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
    }

    [Fact]
    public async Task A_member_and_an_executive_see_who_holds_the_relationship_and_nothing_of_the_way()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        foreach (var role in (Role[])[Role.Member, Role.Executive])
        {
            var page = await NewPageAsync(app.Address, width: 390);
            await page.SignInAsync(await app.AddAsync(role));
            await page.OpenLiveAsync("/partners/southside-cultural-alliance");
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Relationship" })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Community", Exact = true })).ToHaveCountAsync(0);
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Hand over" })).ToHaveCountAsync(0);
            Assert.False(await page.ScrollsSidewaysAsync());
            await Axe.CheckAsync(page);
        }
    }
}
