using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.BrowserTests;

/// <summary>Nothing typed is lost: not by a cut line, not by a server that went away in the middle of a word.</summary>
public sealed class DraftJourney : BrowserTest
{
    private const string Typed = "New director will name a champion after their board";

    private static ILocator Line(IPage page) => page.GetByLabel("One line");

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task What_was_typed_is_back_after_the_server_was_killed_in_mid_typing(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        var page = await SignedInAsync(app);
        Forgive("Failed to load resource|Failed to fetch|ERR_|WebSocket|connection");
        await page.GotoAsync("/outreach/new");
        await KeptAsync(page, () => Line(page).PressSequentiallyAsync(Typed[..20]));
        await app.StopAsync();
        await Line(page).PressSequentiallyAsync(Typed[20..]);
        await app.RestartAsync();
        await page.GotoAsync("/outreach/new");

        await Assertions.Expect(Line(page)).ToHaveValueAsync(Typed);
        await Assertions.Expect(page.GetByText("is back. It is not saved yet.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard it" }).ClickAsync();
        await Assertions.Expect(Line(page)).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_is_typed_without_a_line_waits_in_the_browser_and_goes_to_the_server_when_it_is_back()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await SignedInAsync(app);
        Forgive("Failed to load resource|Failed to fetch|ERR_|WebSocket|connection");
        await page.GotoAsync("/outreach/new");
        await page.Context.SetOfflineAsync(true);
        await Line(page).PressSequentiallyAsync(Typed);
        Assert.Contains(Typed, await WaitingAsync(page), StringComparison.Ordinal);
        await KeptAsync(page, () => page.Context.SetOfflineAsync(false));

        Assert.Equal("", await WaitingAsync(page));
        var other = await SignedInAsync(app);
        await other.GotoAsync("/outreach/new");
        await Assertions.Expect(Line(other)).ToHaveValueAsync(Typed);
    }

    [Fact]
    public async Task Signing_out_leaves_nothing_in_the_browser()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await SignedInAsync(app);
        Forgive("Failed to load resource|Failed to fetch|ERR_|WebSocket|connection");
        await page.GotoAsync("/outreach/new");
        await page.Context.SetOfflineAsync(true);
        await Line(page).PressSequentiallyAsync(Typed);
        Assert.Contains(Typed, await WaitingAsync(page), StringComparison.Ordinal);
        await page.RouteAsync("**/drafts/**", r => r.AbortAsync());
        await page.Context.SetOfflineAsync(false);

        await page.GotoAsync("/sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.WaitForURLAsync("**/signed-out**");
        Assert.Equal("", await WaitingAsync(page));
    }

    private async Task<IPage> SignedInAsync(RunningApp app)
    {
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(_email ??= await app.AddAsync(Role.Member, "Ines Carrow"));
        return page;
    }

    private string? _email;

    // Done when the server has said that it keeps the draft.
    private static async Task KeptAsync(IPage page, Func<Task> act)
    {
        var kept = page.WaitForResponseAsync(r => r.Url.Contains("/drafts/", StringComparison.Ordinal) && r.Request.Method == "PUT" && r.Ok);
        await act();
        await kept;
        await page.WaitForFunctionAsync("Object.keys(localStorage).every(k => !k.startsWith('draft:'))");
    }

    private static Task<string> WaitingAsync(IPage page) =>
        page.EvaluateAsync<string>("Object.keys(localStorage).filter(k => k.startsWith('draft:')).map(k => localStorage.getItem(k)).join()");
}
