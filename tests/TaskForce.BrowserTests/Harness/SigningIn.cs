using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Tests;

namespace TaskForce.BrowserTests;

/// <summary>Sets the application up and signs people in through the real form.</summary>
public static class SigningIn
{
    /// <summary>An application that is set up: Harbor County, with one administrator.</summary>
    public static Task<RunningApp> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, IReadOnlyDictionary<string, string>? settings = null) =>
        RunningApp.StartAsync(provider, new Dictionary<string, string>(TestAccounts.SetUp.Concat(settings ?? new Dictionary<string, string>())));

    /// <summary>The database of a running application, for verbs that prepare a journey.</summary>
    public static Databases Databases(this RunningApp app) =>
        new(DatabaseOptions.For(app.Provider, app.ConnectionString), new TaskForceClock(TimeProvider.System) { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") });

    /// <summary>Makes an account of a role for a new person; gives the address to sign in with.</summary>
    public static async Task<string> AddAsync(this RunningApp app, Role role, string? name = null) => (await TestAccounts.AddAsync(app.Databases(), role, name)).Email;

    /// <summary>Signs in at /sign-in; a one-time code that is asked for is put off where that may be.</summary>
    /// <param name="page">Where.</param>
    /// <param name="email">Who.</param>
    /// <param name="password">With what.</param>
    /// <param name="codeMayWait">False for an account that must add a one-time code now: "Later" must not be offered to it.</param>
    public static async Task SignInAsync(this IPage page, string email = TestAccounts.Administrator, string password = TestAccounts.Password, bool codeMayWait = true)
    {
        if (!page.Url.Contains("/sign-in", StringComparison.Ordinal))
            await page.GotoAsync("/sign-in");
        await page.GetByLabel("Work email").FillAsync(email);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal) && !url.Contains("/account/arrive", StringComparison.Ordinal));
        var later = page.GetByRole(AriaRole.Link, new() { Name = "Later" });
        if (!codeMayWait)
        {
            Assert.Contains("/account/codes/new", page.Url);
            await Assertions.Expect(page.GetByLabel("Code", new() { Exact = true })).ToBeVisibleAsync();
            await Assertions.Expect(later).ToHaveCountAsync(0);
        }
        else if (page.Url.Contains("/account/codes/new", StringComparison.Ordinal))
        {
            await later.ClickAsync();
            await page.WaitForURLAsync(url => !url.Contains("/account/codes/new", StringComparison.Ordinal));
        }
    }
}
