using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Roster.Sample;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Agreements;

/// <summary>Addenda, clauses, approvers, drafts and protocols on screen; a stale save of an MOU.</summary>
public sealed class AgreementsJourney : BrowserTest
{
    [Fact]
    public async Task An_addendum_waits_for_its_copy_and_clauses_approvers_and_protocols_are_seen_to()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(A.Actor(Role.Administrator));
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        foreach (var address in (string[])["/mous/waiting", "/mous/clauses", "/protocols"])
        {
            await page.OpenLiveAsync(address);
            await Axe.CheckAsync(page);
        }

        await page.OpenLiveAsync("/mous");
        await page.GetByRole(AriaRole.Link, new() { Name = "Task force memorandum" }).First.ClickAsync();
        await Assertions.Expect(page.GetByText("Addendum 1 to version 1 is not in force")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.SetViewportSizeAsync(390, 844);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.SetViewportSizeAsync(1440, 900);

        await page.OpenLiveAsync("/mous");
        await page.GetByRole(AriaRole.Link, new() { Name = "Legal services referral MOU" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Compare all 5" }).ClickAsync();
        // The record shows the changes too: the page has come when its way past the bars leads into itself.
        await Assertions.Expect(page.Locator(".skip")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("/clauses"));
        await Assertions.Expect(page.Locator("del", new() { HasText = "four" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("ins", new() { HasText = "two" }).First).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        // Who waits for an approver takes part meanwhile, by a letter or as a guest.
        await page.OpenLiveAsync("/mous/waiting");
        await Assertions.Expect(page.GetByText("Meanwhile by a letter with a limited role: One nurse comes to the committee")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Hospital recognition and referral MOU" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Record what the approver of Harbor General Hospital said" }).ClickAsync();
        var approver = page.GetByRole(AriaRole.Dialog);
        await approver.GetByLabel("Takes part meanwhile").SelectOptionAsync("Guest");
        await Axe.CheckOnceAsync(page);
        await approver.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Meanwhile as a guest: One nurse comes to the committee")).ToBeVisibleAsync();

        await page.OpenLiveAsync("/protocols");
        await page.GetByRole(AriaRole.Link, new() { Name = "First interview with an advocate" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Adopt a version" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("What is new").FillAsync("The advocate is called first.");
        await Axe.CheckAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Adopt the version" }).ClickAsync();
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("Version 3");
        await Axe.CheckAsync(page);
    }

    [Fact]
    public async Task A_stale_save_of_an_MOU_shows_both_versions()
    {
        await using var app = await SigningIn.StartAsync();
        await new SampleTaskForce(app.Databases()).LoadAsync(A.Actor(Role.Administrator));
        var mine = await NewPageAsync(app.Address);
        await mine.SignInAsync();
        await mine.OpenLiveAsync("/mous");
        await mine.GetByRole(AriaRole.Link, new() { Name = "Day-labor outreach letter of cooperation" }).First.ClickAsync();
        await mine.GetByRole(AriaRole.Link, new() { Name = "Edit", Exact = true }).ClickAsync();
        await Assertions.Expect(mine.GetByLabel("Purpose")).ToBeVisibleAsync();
        var theirs = await mine.Context.NewPageAsync();
        await theirs.OpenLiveAsync(new Uri(mine.Url).AbsolutePath);
        await theirs.GetByLabel("Purpose").FillAsync("Their purpose.");
        await theirs.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(theirs.GetByText("Their purpose.").First).ToBeVisibleAsync();

        await mine.GetByLabel("Purpose").FillAsync("My purpose.");
        await mine.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var conflict = mine.GetByRole(AriaRole.Alert).Filter(new() { HasText = "changed this while you were writing" });
        await Assertions.Expect(conflict).ToContainTextAsync("Their purpose.");
        await Assertions.Expect(conflict).ToContainTextAsync("My purpose.");
        await Axe.CheckAsync(mine);
        await mine.GetByRole(AriaRole.Button, new() { Name = "Save what I chose" }).ClickAsync();
        await Assertions.Expect(mine.GetByText("My purpose.").First).ToBeVisibleAsync();
    }
}
