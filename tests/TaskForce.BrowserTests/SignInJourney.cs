using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Tests;

namespace TaskForce.BrowserTests;

/// <summary>Coming in and going out, in a real browser.</summary>
public sealed class SignInJourney : BrowserTest
{
    [Fact]
    public async Task The_first_visitor_sets_the_task_force_up_adds_a_code_and_is_in()
    {
        await using var app = await RunningApp.StartAsync();
        var page = await NewPageAsync(app.Address);
        await page.GotoAsync("/partners");

        Assert.EndsWith("/setup", page.Url);
        await Axe.CheckAsync(page);
        await page.GetByLabel("Name of the task force").FillAsync("Harbor County");
        await page.GetByLabel("Time zone").SelectOptionAsync("America/Los_Angeles");
        await page.GetByLabel("Your name").FillAsync("Mara Quill");
        await page.GetByLabel("Your work email").FillAsync("mara@harbor.example");
        await page.GetByLabel("Password").FillAsync("password1234567");
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the task force" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("what people try first");
        Assert.Equal("Harbor County", await page.GetByLabel("Name of the task force").InputValueAsync());

        await page.GetByLabel("Password").FillAsync(TestAccounts.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up the task force" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Add a one-time code");
        await Axe.CheckAsync(page);
        await page.GotoAsync("/account");
        Assert.Contains("/account/codes/new", page.Url);

        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(Totp.Of(await page.Locator(".key code").InnerTextAsync()));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the code" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Recovery codes").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(10);
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "I have kept them, go on" }).ClickAsync();
        await page.GotoAsync("/account");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your account");
        await Axe.CheckAsync(page);

        Forgive("404");
        Assert.Equal(404, (await page.GotoAsync("/setup"))!.Status);
    }

    [Fact]
    public async Task A_session_is_warned_two_minutes_before_its_end_and_put_off_unless_twelve_hours_are_over()
    {
        await using var app = await SigningIn.StartAsync();
        var email = await app.AddAsync(Role.Member, "Ines Carrow");
        var page = await NewPageAsync(app.Address);
        Forgive("401");
        await page.SignInAsync(email);
        await page.GotoAsync("/account");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "You will be signed out soon" });
        var stay = dialog.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" });

        await AgeAsync(seen: TimeSpan.FromMinutes(58.5), started: TimeSpan.FromHours(1));
        await Assertions.Expect(dialog).ToContainTextAsync("Nothing was done here for a while");
        await Axe.CheckOnceAsync(page);
        await page.RunAndWaitForResponseAsync(() => stay.ClickAsync(), r => r.Request.Method == "POST" && r.Url.EndsWith("/account/session", StringComparison.Ordinal) && r.Ok);
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
            Assert.InRange((await db.Sessions.SingleAsync()).LastSeenAt, DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));

        await AgeAsync(seen: TimeSpan.Zero, started: TimeSpan.FromHours(12) - TimeSpan.FromSeconds(100));
        await Assertions.Expect(dialog).ToContainTextAsync("Twelve hours have passed");
        await Assertions.Expect(stay).ToBeHiddenAsync();

        await AgeAsync(seen: TimeSpan.Zero, started: TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        await page.WaitForURLAsync("**/signed-out?why=long&returnUrl=%2Faccount");
        await Assertions.Expect(page.GetByText("Twelve hours had passed since you signed in")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are signed out");

        // The row is moved instead of the clock; the page looks when somebody comes back to it.
        async Task AgeAsync(TimeSpan seen, TimeSpan started)
        {
            // What the page still asks for would count as use of the session.
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
            {
                var session = await db.Sessions.SingleAsync();
                (session.LastSeenAt, session.StartedAt) = (DateTime.UtcNow - seen, DateTime.UtcNow - started);
                await db.SaveChangesAsync();
            }
            await page.EvaluateAsync("document.dispatchEvent(new Event('visibilitychange'))");
        }
    }

    [Fact]
    public async Task A_member_signs_in_and_out()
    {
        await using var app = await SigningIn.StartAsync();
        var email = await app.AddAsync(Role.Member, "Ines Carrow");
        var page = await NewPageAsync(app.Address);
        await page.GotoAsync("/sign-in");
        await Axe.CheckAsync(page);
        await page.SignInAsync(email);
        await page.GotoAsync("/sign-out");
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are signed out");
        await Axe.CheckAsync(page);
        await page.GotoAsync("/account");
        Assert.Contains("/sign-in", page.Url);
    }
}
