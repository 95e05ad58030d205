using System.Net;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Tests;
using TaskForce.Web.Account;

namespace TaskForce.WebTests;

/// <summary>Signing in through the real forms of the real host.</summary>
public sealed class SignInTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_right_password_opens_the_account_and_asks_an_administrator_for_a_code_first()
    {
        var browser = await app.SignedInAsync();

        Assert.EndsWith("/account/codes/new", (await browser.GetAsync("/account/arrive")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData("nobody@harbor.example", TestAccounts.Password)]
    [InlineData(TestAccounts.Administrator, "another plum gravel orbit")]
    public async Task A_refusal_does_not_tell_whether_the_account_exists(string email, string password)
    {
        var answer = await TryAsync(app.Browser(), email, password);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(WebUtility.HtmlEncode(SignInSentences.No), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_against_browsers_that_it_does_not_know()
    {
        var stranger = app.Browser();
        for (var i = 0; i < AccountServices.Tries; i++)
            await TryAsync(stranger, TestAccounts.Administrator, $"wrong password number {i}");

        var locked = await TryAsync(app.Browser(), TestAccounts.Administrator, TestAccounts.Password);

        Assert.Contains(WebUtility.HtmlEncode(SignInSentences.No), await locked.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_is_not_locked_out_by_strangers()
    {
        var own = await app.SignedInAsync();
        await WebApp.PostAsync(own, "/sign-out", "sign-out", []);
        var stranger = app.Browser();
        for (var i = 0; i < AccountServices.Tries + 2; i++)
            await TryAsync(stranger, TestAccounts.Administrator, $"wrong password number {i}");

        Assert.Equal(HttpStatusCode.Found, (await TryAsync(own, TestAccounts.Administrator, TestAccounts.Password)).StatusCode);
    }

    [Fact]
    public async Task A_known_browser_has_five_tries_of_its_own_and_is_then_a_stranger()
    {
        var own = await app.SignedInAsync();
        await WebApp.PostAsync(own, "/sign-out", "sign-out", []);
        for (var i = 0; i < AccountServices.Tries * 2; i++)
            await TryAsync(own, TestAccounts.Administrator, $"wrong password number {i}");

        Assert.Equal(HttpStatusCode.OK, (await TryAsync(own, TestAccounts.Administrator, TestAccounts.Password)).StatusCode);
    }

    [Fact]
    public async Task Wrong_passwords_that_come_at_once_are_counted_one_by_one()
    {
        var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            var browser = app.Browser();
            return await TryAsync(browser, TestAccounts.Administrator, $"wrong password number {i}");
        }));

        Assert.All(pages, p => Assert.Equal(HttpStatusCode.OK, p.StatusCode));
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        Assert.NotNull((await db.Users.SingleAsync(a => a.Email == TestAccounts.Administrator)).LockoutEnd);
    }

    [Fact]
    public async Task A_session_ends_after_an_hour_without_use_and_the_address_comes_back()
    {
        var browser = await app.SignedInAsync();
        app.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        app.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        app.Time.Advance(TimeSpan.FromMinutes(60));

        var answer = await browser.GetAsync("/account?tab=sessions");

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Faccount%3Ftab%3Dsessions&ended=idle", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy_it_is()
    {
        var browser = await app.SignedInAsync();
        for (var i = 0; i < 15; i++)
        {
            app.Time.Advance(TimeSpan.FromMinutes(47));
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account")).StatusCode);
        }
        app.Time.Advance(TimeSpan.FromMinutes(16));

        // A page that is open asks by script and is told why too.
        var asked = await browser.GetAsync("/account/session");
        Assert.Equal((HttpStatusCode.Unauthorized, "long"), (asked.StatusCode, asked.Headers.GetValues("Session-End").Single()));
    }

    [Theory]
    [InlineData("idle", "Nothing was done here for a while, so your session ended.")]
    [InlineData("long", "Twelve hours had passed since you signed in, so your session ended.")]
    [InlineData("ended", "Your session was ended from another window or browser, or by a change of your password or your account.")]
    [InlineData("closed", "Your account was closed. Ask an administrator of the task force if you still need it.")]
    [InlineData("<b>anything</b>", "Your session ended, or your account was changed.")]
    public async Task The_pages_after_the_end_of_a_session_say_why_and_nothing_that_somebody_else_wrote(string why, string sentence)
    {
        foreach (var page in (string[])["/signed-out?returnUrl=%2Faccount&why=", "/sign-in?returnUrl=%2Faccount&ended="])
        {
            var html = await app.Browser().GetStringAsync(page + Uri.EscapeDataString(why));
            Assert.Contains(sentence, html);
            Assert.DoesNotContain("<b>anything", html);
        }
    }

    [Fact]
    public async Task A_closed_account_is_out_at_the_next_click()
    {
        var (email, account, _) = await TestAccounts.AddAsync(app.Databases, Role.Member);
        var browser = await app.SignedInAsync(email);
        await app.Get<Accounts>().DisableAsync(Actor.System("test"), account);

        Assert.EndsWith("&ended=closed", (await browser.GetAsync("/account")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, (await TryAsync(browser, email, TestAccounts.Password)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_row_so_that_a_copied_cookie_opens_nothing()
    {
        var browser = await app.SignedInAsync();
        await WebApp.PostAsync(browser, "/sign-out", "sign-out", []);

        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        Assert.All(await db.Sessions.ToListAsync(), s => Assert.NotNull(s.EndedAt));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/sign-in?returnUrl=/sign-in")]
    [InlineData("evil.example")]
    [InlineData("")]
    [InlineData(null)]
    public void Whatever_leads_elsewhere_becomes_the_start_page(string? address) => Assert.Equal("/", LocalAddress.Of(address));

    [Theory]
    [InlineData("/")]
    [InlineData("/partners?sort=name&page=2")]
    [InlineData("/partners/harbor-clinic")]
    public void An_address_of_ours_is_kept(string address) => Assert.Equal(address, LocalAddress.Of(address));

    private static Task<HttpResponseMessage> TryAsync(HttpClient browser, string email, string password) =>
        WebApp.PostAsync(browser, "/sign-in", "sign-in", new() { ["Email"] = email, ["Password"] = password });
}
