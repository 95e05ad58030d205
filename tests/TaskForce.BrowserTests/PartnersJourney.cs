using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Tests;

namespace TaskForce.BrowserTests;

/// <summary>The lists of partners and people, worked with: filters, saved views, many at once, and the way back.</summary>
public sealed class PartnersJourney : BrowserTest
{
    private static ILocator Pager(IPage page) => page.Locator(".pager");

    [Fact]
    public async Task A_coordinator_narrows_the_list_keeps_the_view_tags_archives_and_takes_it_back()
    {
        await using var app = await SigningIn.StartAsync(settings: new Dictionary<string, string> { ["Setup:SampleData"] = "true" });
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/partners");
        await Assertions.Expect(Pager(page)).ToContainTextAsync("of 24");

        // A filter changes the rows of the open page, not only its address.
        await page.Locator(".secs .filt", new() { HasText = "Prosecution" }).ClickAsync();
        await Assertions.Expect(Pager(page)).ToContainTextAsync("Rows 1–3 of 3");
        await page.Locator(".secs .filt", new() { HasText = "All sectors" }).ClickAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("northbay");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Pager(page)).ToContainTextAsync("Rows 1–1 of 1");

        await page.GetByRole(AriaRole.Link, new() { Name = "Save this view" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Save this view" });
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("Northbay");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save the view" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Take away the filter Name: northbay" }).ClickAsync();
        await Assertions.Expect(Pager(page)).ToContainTextAsync("of 24");
        await page.GetByRole(AriaRole.Link, new() { Name = "Northbay", Exact = true }).ClickAsync();
        await Assertions.Expect(Pager(page)).ToContainTextAsync("Rows 1–1 of 1");

        // A row's menu comes when its button is pressed, and gives the focus back.
        var more = page.GetByRole(AriaRole.Button, new() { Name = "More for Northbay Police Department" });
        await more.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Open" })).ToBeFocusedAsync();
        await Axe.CheckOnceAsync(page);
        await page.Keyboard.PressAsync("End");
        await Assertions.Expect(page.GetByRole(AriaRole.Menuitem, new() { Name = "Archive" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(more).ToBeFocusedAsync();

        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Archive", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No partner fits" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(Pager(page)).ToContainTextAsync("Rows 1–1 of 1");

        // The same on a record: its timeline follows the address too.
        await page.GetByRole(AriaRole.Link, new() { Name = "Northbay Police Department" }).ClickAsync();
        await page.Locator(".tl-filter .filt", new() { HasText = "MOUs" }).ClickAsync();
        await Assertions.Expect(page.Locator(".tl-filter .filt[aria-current=true]")).ToHaveTextAsync("MOUs");
        await Assertions.Expect(page.Locator(".tl")).Not.ToContainTextAsync("Missed meeting");

        await page.OpenLiveAsync("/people");
        await page.GetByRole(AriaRole.Link, new() { Name = "Can commit the agency" }).ClickAsync();
        await Assertions.Expect(Pager(page)).ToContainTextAsync("Rows 1–10 of 10");
    }
}
