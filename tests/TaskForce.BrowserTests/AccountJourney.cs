using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Tests;

namespace TaskForce.BrowserTests;

/// <summary>An administrator lets people in and keeps them out.</summary>
public sealed class AccountJourney : BrowserTest
{
    [Fact]
    public async Task Somebody_is_invited_comes_in_and_is_shut_out_while_a_page_is_open()
    {
        await using var app = await SigningIn.StartAsync();
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            db.People.Add(A.Person("Ines Carrow"));
            await db.SaveChangesAsync();
        }
        var administrator = await NewPageAsync(app.Address);
        await administrator.SignInAsync();
        await administrator.OpenLiveAsync("/admin");
        await Axe.CheckAsync(administrator);
        await administrator.OpenLiveAsync("/admin/accounts");
        await Axe.CheckAsync(administrator);

        await administrator.GetByRole(AriaRole.Button, new() { Name = "Invite somebody" }).ClickAsync();
        await administrator.GetByRole(AriaRole.Combobox, new() { Name = "Who" }).FillAsync("Ines Carrow");
        await administrator.GetByRole(AriaRole.Option, new() { Name = "Ines Carrow" }).ClickAsync();
        await administrator.GetByLabel("Work email").FillAsync("ines@harbor.example");
        await Axe.CheckOnceAsync(administrator);
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = administrator.GetByLabel("Link", new() { Exact = true });
        await Assertions.Expect(link).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/account/welcome/"));
        var address = await link.InputValueAsync();
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).Last.ClickAsync();

        var guest = await NewPageAsync(app.Address, width: 390);
        await guest.GotoAsync(address);
        await Axe.CheckAsync(guest);
        await guest.GetByLabel("Password").FillAsync("Harbor County 2026");
        await guest.GetByRole(AriaRole.Button, new() { Name = "Open my account" }).ClickAsync();
        await Assertions.Expect(guest.GetByRole(AriaRole.Alert).First).ToContainTextAsync("mostly your name");
        await guest.GetByLabel("Password").FillAsync(TestAccounts.Password);
        await guest.GetByRole(AriaRole.Button, new() { Name = "Open my account" }).ClickAsync();
        await guest.WaitForURLAsync(u => !u.Contains("/account/welcome", StringComparison.Ordinal));
        await guest.OpenLiveAsync("/not-found");

        var second = await NewPageAsync(app.Address);
        Forgive("404");
        Assert.Equal(404, (await second.GotoAsync(address))!.Status);
        await Assertions.Expect(second.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This invitation does not work");

        await administrator.OpenLiveAsync("/admin/accounts");
        await administrator.GetByRole(AriaRole.Button, new() { Name = "More for Ines Carrow" }).ClickAsync();
        await administrator.GetByRole(AriaRole.Menuitem, new() { Name = "Close the account" }).ClickAsync();
        // That it takes at most two seconds is proved by a clock in LiveConnectionTests; here the machine may be busy.
        await guest.WaitForURLAsync("**/signed-out?*");
        await Assertions.Expect(administrator.GetByText("Closed", new() { Exact = true })).ToBeVisibleAsync();
        await administrator.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(administrator.GetByText("Closed", new() { Exact = true })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_role_that_was_taken_away_by_another_process_bites_at_the_next_press_on_an_open_page()
    {
        await using var app = await SigningIn.StartAsync();
        var (email, account, _) = await TestAccounts.AddAsync(app.Databases(), Role.Coordinator);
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(email);
        await page.OpenLiveAsync("/partners/new");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Harbor Legal Aid");
        await page.GetByLabel("Kind").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        // From outside, as the command line does: this application is told nothing.
        await new Accounts(app.Databases(), new AccessChanges(), new PasswordHasher<Account>()).ChangeRoleAsync(Actor.System("test"), account, Role.Reader);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add partner" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("role");
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
            Assert.False(await db.Partners.AnyAsync(p => p.Name == "Harbor Legal Aid"));
        Forgive("403");
        Assert.Equal(403, (await page.GotoAsync("/partners/new"))!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("This is not open to you");
        await Axe.CheckAsync(page);
    }

    [Fact]
    public async Task A_passkey_is_added_and_signs_in_without_a_password()
    {
        await using var app = await SigningIn.StartAsync();
        var email = await app.AddAsync(Role.Member);
        var page = await NewPageAsync(app.Address);
        var devices = await page.Context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.SignInAsync(email);
        await page.GotoAsync("/account");
        await page.GetByLabel("Name of a new passkey").FillAsync("Test phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name of Test phone")).ToHaveValueAsync("Test phone");
        await Axe.CheckAsync(page);
        await page.GetByLabel("Name of Test phone").FillAsync("Work phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rename Test phone" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name of Work phone")).ToHaveValueAsync("Work phone");

        await page.GotoAsync("/sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GotoAsync("/sign-in?returnUrl=%2Faccount");
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue with a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your account");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Work phone" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name of Work phone")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_ninth_window_is_refused_in_words_until_another_is_closed()
    {
        await using var app = await SigningIn.StartAsync();
        var first = await NewPageAsync(app.Address);
        await first.SignInAsync();
        await first.GotoAsync("/account");
        var windows = new List<IPage>();
        for (var i = 0; i < 8; i++)
        {
            var window = await first.Context.NewPageAsync();
            await window.OpenLiveAsync("/admin");
            windows.Add(window);
        }
        await first.GotoAsync("/admin/settings");
        await Assertions.Expect(first.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Too many windows");
        await Axe.CheckAsync(first);
        await windows[0].CloseAsync();
        // The browser's good-bye for the closed window is on its way; each press asks again.
        for (var tries = 0; tries < 50 && first.Url.Contains("/too-many-windows", StringComparison.Ordinal); tries++)
        {
            await first.GetByRole(AriaRole.Link, new() { Name = "Try again" }).ClickAsync();
            await first.WaitForLoadStateAsync();
        }
        await first.CircuitUpAsync();
        await first.Locator("h1").First.WaitForAsync();
        await Axe.CheckAsync(first);
    }

    [Fact]
    public async Task Rules_change_from_a_day_on_and_the_name_at_once()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/admin/settings");
        await page.GetByLabel("Name of the task force").FillAsync("Harbor Bay");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the name" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The name is saved.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the rules from a day on" }).ClickAsync();
        await page.GetByLabel("Close partners, ideal").FillAsync("50");
        await Axe.CheckOnceAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the rules" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("cannot be shorter");
        await page.GetByLabel("Close partners, longest").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the rules" }).ClickAsync();
        await Assertions.Expect(page.GetByText("close 50/60")).ToBeVisibleAsync();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".brand b")).ToHaveTextAsync("Harbor Bay");
    }
}
