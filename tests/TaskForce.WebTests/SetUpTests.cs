using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Access;
using TaskForce.Tests;
using TaskForce.Web.Account;

namespace TaskForce.WebTests;

/// <summary>The first start, from another computer and unattended. It founds one task force and is closed for good.</summary>
public sealed class SetUpTests
{
    private static Dictionary<string, string> Form(string? code) => new()
    {
        ["Form.Name"] = "Harbor County",
        ["Form.Subtitle"] = "Anti-Trafficking Task Force",
        ["Form.TimeZone"] = "America/Los_Angeles",
        ["Form.AdministratorName"] = "Mara Quill",
        ["Form.AdministratorEmail"] = TestAccounts.Administrator,
        ["Form.Password"] = TestAccounts.Password,
        ["Form.Code"] = code ?? "",
    };

    [Fact]
    public async Task From_another_computer_only_the_code_that_start_up_printed_sets_it_up_and_once()
    {
        // The test's browser has no address of this computer.
        using var app = new WebApp(isSetUp: false);
        var browser = app.Browser();
        Assert.Equal("/setup", (await browser.GetAsync("/sign-in")).Headers.Location!.OriginalString);
        Assert.Contains("Set-up code", await browser.GetStringAsync("/setup"));
        foreach (var wrong in new[] { null, "", "AAAA-AAAA", "0" })
            Assert.Contains("not the code", await (await WebApp.PostAsync(browser, "/setup", "set-up", Form(wrong))).Content.ReadAsStringAsync());
        await using (var db = await app.Databases.OpenAsync(Actor.System("test")))
            Assert.False(await db.Users.AnyAsync());

        var right = app.Get<SetUp>().Code;
        var page = await browser.GetStringAsync("/setup");
        Assert.Equal(HttpStatusCode.Found, (await WebApp.PostAsync(browser, page, "/setup", "set-up", Form(right.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal)))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync("/setup")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await WebApp.PostAsync(app.Browser(), page, "/setup", "set-up", Form(right))).StatusCode);
        await using (var db = await app.Databases.OpenAsync(Actor.System("test")))
            Assert.Equal(Role.Administrator, (await db.Users.SingleAsync()).Role);
    }

    [Theory]
    [InlineData("Setup:AdminPassword", "password1234567", "what people try first")]
    [InlineData("Setup:AdminPassword", "short", "15 characters")]
    [InlineData("Setup:TimeZone", "Nowhere/Atall", "time zone")]
    [InlineData("Setup:AdminEmail", "no address", "e-mail")]
    public async Task Settings_that_are_not_good_enough_end_the_start_in_a_sentence(string setting, string value, string words)
    {
        using var app = new WebApp(isSetUp: false);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(TestAccounts.SetUp.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))) { [setting] = value }).Build();
        using var setUp = ActivatorUtilities.CreateInstance<SetUp>(app.Services, settings);

        // Program.cs prints the sentence and ends.
        Assert.Contains(words, (await Assert.ThrowsAsync<RefusedException>(() => setUp.StartAsync())).Message, StringComparison.OrdinalIgnoreCase);
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        Assert.False(await db.Users.AnyAsync() || await db.Profiles.AnyAsync());
    }

    [Fact]
    public async Task An_unattended_start_ends_with_a_task_force_that_can_be_signed_in_to_and_a_code_that_may_wait_a_week()
    {
        using var app = new WebApp();
        var browser = await app.SignedInAsync();
        Assert.Contains(">Later</a>", await browser.GetStringAsync("/account/codes/new"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).StatusCode);

        app.Time.AdvanceDays(7);
        var later = app.Browser();
        await WebApp.PostAsync(later, "/sign-in", "sign-in", new() { ["Email"] = TestAccounts.Administrator, ["Password"] = TestAccounts.Password });
        Assert.DoesNotContain(">Later</a>", await later.GetStringAsync("/account/codes/new"));
        Assert.StartsWith("/account/codes/new", (await later.GetAsync("/admin")).Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await later.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
    }
}
