using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Outreach;

/// <summary>Logging outreach and what Today says afterwards, in a real browser.</summary>
public sealed class OutreachJourney : BrowserTest
{
    private static async Task<Partner> PartnerAsync(Databases databases, string name, int joinedDaysAgo, Tier tier = Tier.Regular)
    {
        await using var db = await databases.OpenAsync(Actor.System("test"));
        var partner = A.Partner(name, await db.PartnerKinds.OrderBy(k => k.Order).FirstAsync());
        partner.Tier = tier;
        db.Partners.Add(partner);
        db.Memberships.Add(new() { PartnerId = partner.Id, Kind = MembershipKind.Member, From = databases.Clock.Today.AddDays(-joinedDaysAgo) });
        await db.SaveChangesAsync();
        return partner;
    }

    [Fact]
    public async Task A_contact_is_logged_by_keyboard_alone_and_todays_row_goes()
    {
        await using var app = await SigningIn.StartAsync();
        foreach (var name in (string[])["Harbor Clinic", "Northbay Police", "Ellery Shelter"])
            await PartnerAsync(app.Databases(), name, 200);
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator, "Dana Cole"));
        await page.OpenLiveAsync("/");
        var overdue = page.Locator(".qg", new() { HasText = "Check-in overdue" }).GetByRole(AriaRole.Listitem);
        await Assertions.Expect(overdue).ToHaveCountAsync(3);
        await Axe.CheckAsync(page);

        foreach (var name in (string[])["harb", "north"])
        {
            await page.Keyboard.PressAsync("l");
            var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Log outreach" });
            await Assertions.Expect(dialog.GetByRole(AriaRole.Combobox, new() { Name = "Who" })).ToBeFocusedAsync();
            if (name == "harb")
                await Axe.CheckAsync(page);
            await page.Keyboard.TypeAsync(name);
            await Assertions.Expect(dialog.Locator(".combo-list [role=option]")).ToHaveCountAsync(1);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(dialog.Locator(".combo-one")).ToHaveCountAsync(1);
            await dialog.GetByLabel("One line").FocusAsync();
            await page.Keyboard.TypeAsync("Will name a champion in May");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Control+Enter");
            await Assertions.Expect(dialog).ToHaveCountAsync(0);
            await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Outreach logged." })).ToBeVisibleAsync();
        }

        await Assertions.Expect(overdue).ToHaveCountAsync(1);
        await Assertions.Expect(overdue).ToContainTextAsync("Ellery Shelter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Log a check-in: Ellery Shelter" }).ClickAsync();
        var third = page.GetByRole(AriaRole.Dialog, new() { Name = "Log outreach" });
        await Assertions.Expect(third.Locator(".combo-one")).ToContainTextAsync("Ellery Shelter");
        await third.GetByLabel("One line").FillAsync("They moved to the new house");
        await third.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Check-in overdue", new() { Exact = true })).ToHaveCountAsync(0);

        await page.OpenLiveAsync("/outreach");
        await Assertions.Expect(page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row)).ToHaveCountAsync(4);
        await Axe.CheckAsync(page);
        Assert.False(await page.ScrollsSidewaysAsync());
    }

    [Fact]
    public async Task Esc_keeps_what_was_typed_and_a_number_is_asked_about()
    {
        await using var app = await SigningIn.StartAsync();
        await PartnerAsync(app.Databases(), "Harbor Clinic", 10);
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.OpenLiveAsync("/outreach?log=new");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Log outreach" });
        await dialog.GetByLabel("One line").FillAsync("Asked about case 23-00123");
        await dialog.GetByLabel("One line").BlurAsync();
        await Assertions.Expect(dialog.GetByText("This looks like a case or docket number")).ToBeVisibleAsync();
        await Axe.CheckOnceAsync(page);
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync(url => !url.Contains("log=", StringComparison.Ordinal));

        await page.Keyboard.PressAsync("l");
        await Assertions.Expect(dialog.GetByLabel("One line")).ToHaveValueAsync("Asked about case 23-00123");
    }

    [Fact]
    public async Task The_phone_form_needs_no_script()
    {
        await using var app = await SigningIn.StartAsync();
        var clinic = await PartnerAsync(app.Databases(), "Harbor Clinic", 10);
        var page = await NewPageAsync(app.Address, width: 390);
        await page.SignInAsync(await app.AddAsync(Role.Coordinator));
        await page.RouteAsync("**/*.js", route => route.AbortAsync());
        Forgive("Failed to load resource");
        await page.GotoAsync("/outreach/new?with=" + clinic.Slug);
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Write one line: what you learned or agreed.").First).ToBeVisibleAsync();
        await Axe.CheckAsync(page);

        await page.GetByLabel("One line").FillAsync("Met at the fair");
        await page.GetByRole(AriaRole.Radio, new() { Name = "Warm" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Outreach logged.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The contact is taken back.")).ToBeVisibleAsync();
    }
}
