using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Tests;
using static Microsoft.Playwright.Assertions;

namespace TaskForce.BrowserTests;

/// <summary>On a slow line the answer of the server never takes anything out of the hands of somebody who is already at work on the page.</summary>
public sealed class SlowLineJourney : BrowserTest
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task What_is_typed_the_moment_a_form_is_there_stays_and_is_found()
    {
        await using var app = await SigningIn.StartAsync();
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            db.Partners.Add(A.Partner("Harbor Legal Aid", await db.PartnerKinds.OrderBy(k => k.Order).FirstAsync()));
            await db.SaveChangesAsync();
        }
        await using var line = new SlowLine(app.Address, Late);
        var page = await NewPageAsync(line.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/mous/new");
        var party = page.Locator("#main input[role=combobox]").Last;
        await party.FillAsync("Harbor");
        var found = page.Locator(".combo-list [role=option]").First;
        await found.WaitForAsync();
        // Between the typing and the answer there was time enough for whatever else was under way.
        Assert.Equal("combobox", await page.EvaluateAsync<string>("document.activeElement.role"));
        await found.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Harbor Legal Aid" })).ToBeVisibleAsync();

        // A page that is moved to without a new request begins at its heading as well, at once.
        await page.GetByRole(AriaRole.Link, new() { Name = "MOUs", Exact = true }).First.ClickAsync();
        await page.WaitForURLAsync("**/mous");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_page_begins_at_its_heading_at_once_and_a_dialog_opened_then_gives_the_focus_back_to_its_button()
    {
        await using var app = await SigningIn.StartAsync();
        await using var line = new SlowLine(app.Address, Late);
        var page = await NewPageAsync(line.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/partners");
        Assert.Equal("H1", await page.EvaluateAsync<string>("document.activeElement.tagName"));

        await page.OpenLiveAsync("/ui?part=forms");
        var opener = page.GetByRole(AriaRole.Button, new() { Name = "Open a form dialog" });
        await opener.ClickAsync();
        await Expect(page.Locator("#d-person")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(opener).ToBeFocusedAsync();
    }
}
