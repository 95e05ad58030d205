using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Outreach;

/// <summary>Leaders whose support is sought, and who hangs on it.</summary>
public sealed class LeadersJourney : BrowserTest
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_leader_who_left_names_those_who_hang_on_the_support_and_one_more_is_written_down(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        await new SampleTaskForce(app.Databases()).LoadAsync(Actor.System("test"));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        // A new superintendent stands on Today before every check-in, with the one thing to do.
        await page.OpenLiveAsync("/");
        var row = page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "who approaches? Youth Drop-in Project hangs on that support." });
        await Assertions.Expect(row).ToBeVisibleAsync();
        var groups = (await page.Locator(".qg h2").AllInnerTextsAsync()).ToList();
        Assert.InRange(groups.FindIndex(g => g.StartsWith("Leaders who came or left", StringComparison.Ordinal)), 0, groups.FindIndex(g => g.StartsWith("Check-in overdue", StringComparison.Ordinal)) - 1);
        await Axe.CheckAsync(page);
        await row.GetByRole(AriaRole.Link, new() { Name = "Plan an approach" }).ClickAsync();
        await page.WaitForURLAsync("**/approaches/new?partner=*");

        await page.OpenLiveAsync("/approaches");
        await page.GetByRole(AriaRole.Link, new() { Name = "Leaders", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Public Health hangs on that support.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Labor leads by industry")).ToBeVisibleAsync();
        // Who left is named, not the office that stands empty.
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "State Attorney General" }).GetByText("Left", new() { Exact = false })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Regional chief", Exact = true })).ToHaveCountAsync(0);
        await Axe.CheckAsync(page);

        await page.OpenLiveAsync("/partners/state-attorney-general-regional-office");
        await Assertions.Expect(page.GetByText("Public Health hangs on that support.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Who hangs on it" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Who hangs on the leader of State Attorney General, regional office" });
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Choose the partner whose support hangs on this leader.").First).ToBeVisibleAsync();
        await Axe.CheckOnceAsync(page);
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Partner" }).FillAsync("Legal Aid");
        await dialog.GetByRole(AriaRole.Option, new() { Name = "Legal Aid of Harbor County" }).ClickAsync();
        await dialog.GetByLabel("Why").FillAsync("Funded through that office");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Public Health and Legal Aid hang on that support.")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.OpenLiveAsync("/partners/legal-aid-of-harbor-county");
        await Assertions.Expect(page.Locator("#support").GetByText("Funded through that office")).ToBeVisibleAsync();
    }
}
