using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;

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

    [Fact]
    public async Task A_dialog_keeps_what_was_typed_over_a_reload_and_forgets_it_once_it_is_saved()
    {
        await using var app = await SigningIn.StartAsync();
        var partner = await PartnerAsync(app);
        var page = await SignedInAsync(app, Role.Coordinator);
        await OpenAsync();
        await KeptAsync(page, () => Note(page).PressSequentiallyAsync(Typed));
        await OpenAsync();
        await Assertions.Expect(Note(page)).ToHaveValueAsync(Typed);
        await Assertions.Expect(page.GetByText("is back. It is not saved yet.")).ToBeVisibleAsync();
        await Axe.CheckOnceAsync(page);

        var forgotten = page.WaitForResponseAsync(r => r.Url.Contains("/drafts/note/", StringComparison.Ordinal) && r.Request.Method == "DELETE" && r.Ok);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the note" }).ClickAsync();
        await Assertions.Expect(page.GetByText(Typed)).ToBeVisibleAsync();
        await forgotten;
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
            Assert.False(await db.Drafts.AnyAsync());
        await OpenAsync();
        await Assertions.Expect(Note(page)).ToHaveValueAsync("");

        async Task OpenAsync()
        {
            await page.OpenLiveAsync("/partners/" + partner.Slug);
            await page.GetByRole(AriaRole.Button, new() { Name = "Add a note" }).ClickAsync();
            await Note(page).WaitForAsync();
        }
    }

    [Fact]
    public async Task A_draft_that_comes_back_to_a_record_changed_meanwhile_shows_both_and_overwrites_nothing_else()
    {
        await using var app = await SigningIn.StartAsync();
        var partner = await PartnerAsync(app);
        var page = await SignedInAsync(app, Role.Coordinator);
        var (area, languages) = (page.GetByLabel("Service area"), page.GetByLabel("Languages"));
        await page.OpenLiveAsync($"/partners/{partner.Slug}/edit");
        await KeptAsync(page, () => area.FillAsync("North county"));
        await page.GotoAsync("about:blank");
        await using (var db = await app.Databases().OpenAsync(Actor.System("test")))
        {
            var changed = await db.Partners.SingleAsync(p => p.Id == partner.Id);
            (changed.ServiceArea, changed.Website) = ("South county", "https://legal.example.org");
            await db.SaveChangesAsync();
        }

        await page.OpenLiveAsync($"/partners/{partner.Slug}/edit");
        await Assertions.Expect(area).ToHaveValueAsync("North county");
        await Assertions.Expect(page.GetByLabel("Website")).ToHaveValueAsync("https://legal.example.org");
        await Assertions.Expect(page.GetByText("It is now: “South county”")).ToBeVisibleAsync();
        await Axe.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Take theirs" }).ClickAsync();
        await Assertions.Expect(area).ToHaveValueAsync("South county");
        await Assertions.Expect(area).ToBeFocusedAsync();
        await Assertions.Expect(languages).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_partner_and_a_day_that_were_chosen_are_back_with_the_words_and_can_be_saved()
    {
        await using var app = await SigningIn.StartAsync();
        await PartnerAsync(app);
        var page = await SignedInAsync(app, Role.Coordinator);
        var (dialog, chosen) = (page.GetByRole(AriaRole.Dialog), page.GetByRole(AriaRole.Button, new() { Name = "Remove Harbor Legal Aid" }));
        var on = dialog.GetByLabel("Next step on", new() { Exact = true });
        await page.OpenLiveAsync("/partners?log=new");
        await dialog.GetByRole(AriaRole.Combobox, new() { Name = "Who" }).FillAsync("harbor");
        await KeptAsync(page, () => page.GetByRole(AriaRole.Option, new() { Name = "Harbor Legal Aid" }).ClickAsync());
        await Line(page).FillAsync(Typed);
        await dialog.GetByLabel("Pick date").ClickAsync();
        await on.FillAsync("in 2 weeks");
        await KeptAsync(page, () => on.BlurAsync());
        var day = await on.InputValueAsync();
        await page.GotoAsync("about:blank");

        await page.OpenLiveAsync("/partners?log=new");
        await Assertions.Expect(chosen).ToBeVisibleAsync();
        await Assertions.Expect(Line(page)).ToHaveValueAsync(Typed);
        await Assertions.Expect(on).ToHaveValueAsync(day);
        await Axe.CheckOnceAsync(page);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await using var db = await app.Databases().OpenAsync(Actor.System("test"));
        Assert.Equal(Typed, (await db.Contacts.SingleAsync()).Line);
        Assert.Equal("Harbor Legal Aid", (await db.ContactPartners.Join(db.Partners, c => c.PartnerId, p => p.Id, (_, p) => p).SingleAsync()).Name);
    }

    [Fact]
    public async Task What_was_refused_and_closed_is_back_and_a_form_is_sent_once_however_often_it_is_pressed()
    {
        await using var app = await SigningIn.StartAsync();
        var partner = await PartnerAsync(app);
        var page = await SignedInAsync(app, Role.Coordinator);
        await page.OpenLiveAsync("/partners/" + partner.Slug);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a note" }).ClickAsync();
        await KeptAsync(page, () => Note(page).PressSequentiallyAsync("Her number is 123-45-6789"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the note" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a note" }).ClickAsync();
        await Assertions.Expect(Note(page)).ToHaveValueAsync("Her number is 123-45-6789");

        // A second press within a double click is none; after a change it is one again.
        var sent = await page.EvaluateAsync<int[]>("""
            () => {
              const form = document.querySelector('form[data-draft]'), counts = [];
              let n = 0;
              form.addEventListener('submit', e => { n++; e.preventDefault(); e.stopImmediatePropagation(); });
              form.requestSubmit(); form.requestSubmit(); counts.push(n);
              form.querySelector('textarea').dispatchEvent(new Event('input', { bubbles: true }));
              form.requestSubmit(); counts.push(n);
              return counts;
            }
            """);
        Assert.Equal([1, 2], sent);
    }

    private static ILocator Note(IPage page) => page.GetByLabel("Note", new() { Exact = true });

    private static async Task<Partner> PartnerAsync(RunningApp app)
    {
        await using var db = await app.Databases().OpenAsync(Actor.System("test"));
        var partner = A.Partner("Harbor Legal Aid", await db.PartnerKinds.FirstAsync());
        db.Partners.Add(partner);
        await db.SaveChangesAsync();
        return partner;
    }

    private async Task<IPage> SignedInAsync(RunningApp app, Role role = Role.Member)
    {
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync(_email ??= await app.AddAsync(role, "Ines Carrow"));
        return page;
    }

    private string? _email;

    // Done when the server has said that it keeps the draft, and nothing typed since waits in the browser.
    private static async Task KeptAsync(IPage page, Func<Task> act)
    {
        var kept = page.WaitForResponseAsync(r => r.Url.Contains("/drafts/", StringComparison.Ordinal) && r.Request.Method == "PUT" && r.Ok);
        await act();
        await kept;
        await page.EvaluateAsync("""
            () => new Promise((done, fail) => {
                setTimeout(() => fail(new Error('A draft still waits in the browser.')), 15000);
                const look = () => Object.keys(localStorage).some(k => k.startsWith('draft:')) ? requestAnimationFrame(look) : done();
                look();
            })
            """);
    }

    private static Task<string> WaitingAsync(IPage page) =>
        page.EvaluateAsync<string>("Object.keys(localStorage).filter(k => k.startsWith('draft:')).map(k => localStorage.getItem(k)).join()");
}
