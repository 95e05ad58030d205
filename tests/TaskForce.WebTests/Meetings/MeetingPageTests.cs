using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using TaskForce.Web.Areas.Bodies;
using TaskForce.Web.Areas.Meetings;
using TaskForce.Web.Keeping;
using TaskForce.Web.Shell;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests.Meetings;

/// <summary>The pages of bodies and meetings with the real verbs, on a database file. The clock stands on November 17, 2026.</summary>
public sealed class MeetingPageTests : BunitContext, IAsyncLifetime
{
    private Store store = null!;
    private Body body = null!;
    private Seat seat = null!, vacant = null!;
    private Person holder = null!;
    private Meeting held = null!, coming = null!;

    public async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        store = await Store.OnAsync(DatabaseProvider.Sqlite);
        var partner = await store.PartnerAsync("Sheriff's Office");
        holder = await store.PersonAsync("Wes Brannigan", partner, "Captain");
        body = A.Body("Victim Services");
        (seat, vacant) = (A.Seat(body, partner), A.Seat(body, partner));
        (held, coming) = (A.Meeting(body, "2026-11-10", "Autumn meeting"), A.Meeting(body, "2026-12-01", "Winter meeting"));
        await store.AddAsync(body, seat, vacant, A.Holding(seat, holder), held, coming);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await store.DisposeAsync();
    }

    private void As(Actor actor)
    {
        Services.AddShell();
        Services.AddSingleton(new TaskForce.Web.Account.PublicAddress(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build()));
        Services.AddSingleton<TimeProvider>(store.Time);
        Services.AddSingleton(store.Clock);
        Services.AddSingleton(store.Databases);
        foreach (var verbs in Storage.Verbs())
            Services.AddSingleton(verbs);
        Services.AddScoped<CurrentActor>(_ => new FixedActor(actor));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    private IRenderedComponent<OneMeeting> Open(Meeting meeting)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/meetings/{meeting.Id}");
        var page = Render<OneMeeting>(p => p.Add(m => m.Id, meeting.Id));
        page.WaitForElement("h1");
        return page;
    }

    private static AngleSharp.Dom.IElement RowOf(IRenderedComponent<OneMeeting> page) => page.FindAll("tr[tabindex]").Single(r => r.TextContent.Contains("Wes Brannigan", StringComparison.Ordinal));

    [Fact]
    public async Task A_letter_marks_the_row_and_the_same_letter_takes_the_mark_back()
    {
        As(store.Coordinator);
        var page = Open(held);
        RowOf(page).KeyDown("p");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("button[aria-label=Present]").GetAttribute("aria-pressed")));
        page.WaitForAssertion(() => Assert.Contains("1 of 1 seat was filled", page.Markup));
        Assert.Equal(Presence.Present, await store.ReadAsync(d => Task.FromResult(d.Attendance.Single(a => a.SeatId == seat.Id).Presence)));

        RowOf(page).KeyDown("p");
        page.WaitForAssertion(() => Assert.Contains("Nobody has taken attendance yet", page.Markup));
        Assert.False(await store.ReadAsync(d => Task.FromResult(d.Attendance.Any(a => a.SeatId == seat.Id))));
    }

    [Fact]
    public async Task A_mark_that_somebody_made_otherwise_meanwhile_stands_beside_mine_and_a_letter_chooses()
    {
        As(store.Coordinator);
        var page = Open(held);
        await new Attendances(store.Databases).MarkAsync(store.Administrator, held.Id, seat.Id, new() { Presence = Presence.Excused, Reason = "Trial" });
        RowOf(page).KeyDown("p");
        page.WaitForElement(".sheet-twice");
        page.WaitForAssertion(() => Assert.Contains("Theirs: Excused (Trial). Yours: Present.", page.Find(".sheet-twice").TextContent));
        Assert.Equal("true", page.Find("button[aria-label=Excused]").GetAttribute("aria-pressed"));
        Assert.Equal(Presence.Excused, await store.ReadAsync(d => Task.FromResult(d.Attendance.Single(a => a.SeatId == seat.Id).Presence)));

        page.FindAll(".sheet-twice button").Single(b => b.TextContent.StartsWith("Use mine", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("button[aria-label=Present]").GetAttribute("aria-pressed")));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".sheet-twice")));
        Assert.Equal(Presence.Present, await store.ReadAsync(d => Task.FromResult(d.Attendance.Single(a => a.SeatId == seat.Id).Presence)));

        // Once more, answered with a letter; what both mark the same asks nothing.
        await new Attendances(store.Databases).MarkAsync(store.Administrator, held.Id, seat.Id, await WithAsync(Presence.Absent));
        RowOf(page).KeyDown("r");
        page.WaitForElement(".sheet-twice");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("button[aria-label=Absent]").GetAttribute("aria-pressed")));
        RowOf(page).KeyDown("a");
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".sheet-twice")));
        await new Attendances(store.Databases).MarkAsync(store.Administrator, held.Id, seat.Id, await WithAsync(Presence.Remote));
        RowOf(page).KeyDown("r");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("button[aria-label=Remote]").GetAttribute("aria-pressed")));
        page.WaitForAssertion(() => Assert.Contains("1 of 1 seat was filled", page.Markup));
        Assert.Empty(page.FindAll(".sheet-twice"));
        Assert.Equal(Presence.Remote, await store.ReadAsync(d => Task.FromResult(d.Attendance.Single(a => a.SeatId == seat.Id).Presence)));

        async Task<MarkForm> WithAsync(Presence presence) => new() { Presence = presence, Version = (await new Attendances(store.Databases).FormAsync(store.Administrator, held.Id, seat.Id)).Version };
    }

    [Fact]
    public async Task A_letter_agrees_with_a_mark_that_came_from_somebody_else_and_does_not_take_it_back()
    {
        As(store.Coordinator);
        var page = Open(held);
        await new Attendances(store.Databases).MarkAsync(store.Administrator, held.Id, seat.Id, new() { Presence = Presence.Excused, Reason = "Trial" });
        // Something else reads the page anew.
        page.FindAll("button").Single(b => b.TextContent.Contains("Add a guest", StringComparison.Ordinal)).Click();
        page.WaitForElement("dialog input[name=Name]").Change("Judge Okafor");
        page.Find("dialog form").Submit();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("button[aria-label=Excused]").GetAttribute("aria-pressed")));
        RowOf(page).KeyDown("e");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("button[aria-label=Excused]").GetAttribute("aria-pressed")));
        Assert.Equal("Trial", (await new Attendances(store.Databases).FormAsync(store.Coordinator, held.Id, seat.Id)).Reason);

        RowOf(page).KeyDown("e");
        page.WaitForAssertion(() => Assert.Equal("false", page.Find("button[aria-label=Excused]").GetAttribute("aria-pressed")));
        Assert.False(await store.ReadAsync(d => Task.FromResult(d.Attendance.Any(a => a.SeatId == seat.Id))));
    }

    [Fact]
    public async Task A_reason_typed_for_a_seat_that_somebody_marked_meanwhile_is_compared_in_the_dialog()
    {
        As(store.Coordinator);
        var page = Open(held);
        page.Find("button[aria-label='Deputy or reason for Wes Brannigan']").Click();
        page.WaitForElement("dialog input[value=Excused]").Change("Excused");
        page.WaitForElement("dialog input[name=Reason]").Change("Trial");
        await new Attendances(store.Databases).MarkAsync(store.Administrator, held.Id, seat.Id, new() { Presence = Presence.Excused, Reason = "Vacation" });
        page.Find("dialog form").Submit();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("dialog .two-versions fieldset")));
        Assert.Contains("Vacation", page.Find("dialog .two-versions").TextContent);
        page.FindAll("button").Single(b => b.TextContent.Contains("Save what I chose", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog .two-versions")));
        Assert.Equal("Trial", (await new Attendances(store.Databases).FormAsync(store.Coordinator, held.Id, seat.Id)).Reason);
    }

    [Fact]
    public async Task The_dialog_of_a_mark_opens_with_who_stood_in()
    {
        await new Attendances(store.Databases).MarkAsync(store.Administrator, held.Id, seat.Id, new() { Presence = Presence.Deputy, DeputyName = "Captain Lund" });
        As(store.Coordinator);
        var page = Open(held);
        page.Find("button[aria-label='Deputy or reason for Wes Brannigan']").Click();

        Assert.Equal("Captain Lund", page.WaitForElement("dialog input[name=DeputyName]").GetAttribute("value"));
    }

    [Fact]
    public async Task Who_cancels_a_meeting_that_was_moved_meanwhile_sees_the_day_they_saw_and_the_new_one()
    {
        var meetings = new TaskForce.Core.Meetings.Meetings(store.Databases);
        As(store.Coordinator);
        var page = Open(coming);
        page.FindAll("button[role=menuitem]").Single(b => b.TextContent.Trim() == "Cancel the meeting").Click();
        page.WaitForElement("dialog input[name=Reason]").Change("Storm");
        var move = (await meetings.PageAsync(store.Administrator, coming.Id)).ToForm();
        move.On = A.Day("2026-12-08");
        await meetings.EditAsync(store.Administrator, coming.Id, move);
        page.Find("dialog form").Submit();

        page.WaitForAssertion(() => Assert.Equal(["Day"], page.FindAll("dialog .two-versions legend").Select(l => l.TextContent)));
        Assert.Contains("You sawDec 1NowDec 8", page.Find("dialog .two-versions").TextContent.ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal));
        Assert.Empty(page.FindAll("dialog .two-versions input"));
        Assert.False((await meetings.PageAsync(store.Coordinator, coming.Id)).Cancelled);

        page.FindAll("button").Single(b => b.TextContent.Contains("Save mine all the same", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Contains("This meeting was canceled.", page.Markup));
        Assert.Equal("Storm", (await meetings.PageAsync(store.Coordinator, coming.Id)).CancelledReason);
    }

    [Fact]
    public async Task Two_who_end_one_term_see_both_ends()
    {
        As(store.Coordinator);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/committees/{body.Slug}/roster");
        var page = Render<CommitteePage>(p => p.Add(c => c.Slug, body.Slug));
        page.WaitForElement("button[role=menuitem]");
        page.FindAll("button[role=menuitem]").Single(b => b.TextContent.Contains("End Wes Brannigan", StringComparison.Ordinal)).Click();
        page.WaitForElement("dialog input[name=Reason]").Change("Retires");
        Rosters rosters = new(store.Databases);
        var holding = await store.ReadAsync(d => Task.FromResult(d.SeatHoldings.Single(h => h.SeatId == seat.Id).Id));
        var theirs = await rosters.EndTermFormAsync(store.Administrator, holding);
        (theirs.On, theirs.Reason) = (A.Day("2026-12-31"), "New post");
        await rosters.EndTermAsync(store.Administrator, holding, theirs);
        page.Find("dialog form").Submit();

        page.WaitForAssertion(() => Assert.Equal(["Last day", "Reason"], page.FindAll("dialog .two-versions legend").Select(l => l.TextContent)));
        Assert.Contains("New post", page.Find("dialog .two-versions").TextContent);
        Assert.Equal("New post", (await rosters.EndTermFormAsync(store.Coordinator, holding)).Reason);
    }

    [Fact]
    public void An_empty_seat_reads_vacant_and_offers_no_absence()
    {
        As(store.Coordinator);
        var row = Open(held).Find("tr.sheet-vacant");

        Assert.Contains("Empty seat", row.TextContent);
        Assert.Contains("Vacant", row.TextContent);
        Assert.Empty(row.QuerySelectorAll("button[aria-label=Absent]"));
    }

    [Fact]
    public void Who_may_not_keep_a_meeting_reads_it()
    {
        As(store.Reader);
        var page = Open(held);

        Assert.Empty(page.FindAll("textarea"));
        Assert.Empty(page.FindAll(".sheet-table button"));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Add", StringComparison.Ordinal));
        Assert.Contains("No minutes yet", page.Markup);
    }

    [Fact]
    public async Task The_holder_of_a_seat_replies_on_the_page()
    {
        As(store.Member with { PersonId = holder.Id });
        var page = Open(coming);
        page.Find("input[value=Remote]").Change("Remote");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("1 of 1 confirmed", page.Markup));
        Assert.Equal(ReplyAnswer.Remote, await store.ReadAsync(d => Task.FromResult(d.MeetingReplies.Single(r => r.PersonId == holder.Id).Answer)));
    }

    [Fact]
    public async Task Minutes_that_somebody_else_saved_meanwhile_are_shown_beside_mine()
    {
        As(store.Coordinator);
        var page = Open(held);
        await new MeetingMinutes(store.Databases).SaveAsync(store.Administrator, held.Id, new() { Text = "Theirs" });
        page.Find("textarea").Change("Mine");

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".two-versions")));
        Assert.Contains("Theirs", page.Find(".two-versions").TextContent);
        Assert.Equal("Theirs", (await new MeetingMinutes(store.Databases).ReadAsync(store.Coordinator, held.Id)).Text);

        page.FindAll("button").Single(b => b.TextContent.Contains("Save what I chose", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".two-versions")));
        Assert.Equal("Mine", (await new MeetingMinutes(store.Databases).ReadAsync(store.Coordinator, held.Id)).Text);
    }

    [Fact]
    public async Task A_dialog_that_somebody_else_saved_first_shows_both_versions_and_saves_what_was_chosen()
    {
        var agenda = new AgendaItems(store.Databases);
        var item = (await agenda.AddAsync(store.Coordinator, held.Id, new() { Title = "Reports", Purpose = "Hear", Minutes = 10 })).Id;
        As(store.Coordinator);
        var page = Open(held);
        page.FindAll("button[role=menuitem]").Single(b => b.TextContent.Trim() == "Change").Click();
        var first = await agenda.FormAsync(store.Administrator, item);
        (first.Title, first.Minutes) = ("Reports of committees", 20);
        await agenda.EditAsync(store.Administrator, item, first);
        page.WaitForElement("dialog input[name=Purpose]").Change("Decide");
        page.Find("dialog form").Submit();

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("dialog .two-versions fieldset").Count));
        var said = page.Find("dialog .note").TextContent;
        Assert.Contains($"{store.Administrator.Name} changed this while you were writing", said);
        Assert.Contains("Reports of committees", said);
        Assert.Contains("Decide", said);
        Assert.DoesNotContain(page.FindAll("dialog button[type=submit]"), b => b.TextContent.Contains("Save", StringComparison.Ordinal));
        Assert.Equal("Hear", (await agenda.FormAsync(store.Coordinator, item)).Purpose);

        // Title and minutes from theirs, the purpose from mine.
        foreach (var name in (string[])["keep-Title", "keep-Minutes"])
            page.FindAll($"dialog input[name={name}]")[1].Change(true);
        page.FindAll("dialog button").Single(b => b.TextContent.Contains("Save what I chose", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("dialog")));
        var stored = await agenda.FormAsync(store.Coordinator, item);
        Assert.Equal(("Reports of committees", "Decide", 20), (stored.Title, stored.Purpose, stored.Minutes!.Value));
    }

    [Fact]
    public async Task A_dialog_whose_answers_are_dropped_shows_theirs_and_saves_nothing()
    {
        var decisions = new MeetingDecisions(store.Databases);
        var id = (await decisions.AddAsync(store.Coordinator, held.Id, new() { Text = "Admit the hospital." })).Id;
        As(store.Coordinator);
        var page = Open(held);
        page.FindAll("button[role=menuitem]").Single(b => b.TextContent.Trim() == "Correct the words").Click();
        var first = await decisions.FormAsync(store.Administrator, id);
        first.Text = "Admit the hospital from May 1.";
        await decisions.EditAsync(store.Administrator, id, first);
        page.WaitForElement("dialog textarea").Change("Admit nobody.");
        page.Find("dialog form").Submit();
        page.WaitForElement("dialog .two-versions");
        page.FindAll("dialog button").Single(b => b.TextContent.Contains("Drop mine", StringComparison.Ordinal)).Click();

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".two-versions")));
        Assert.Equal("Admit the hospital from May 1.", page.Find("dialog textarea").GetAttribute("value") ?? page.Find("dialog textarea").TextContent);
        Assert.Equal("Admit the hospital from May 1.", (await decisions.FormAsync(store.Coordinator, id)).Text);
    }

    [Fact]
    public async Task The_comparison_of_a_term_names_both_people()
    {
        var rosters = new Rosters(store.Databases);
        var other = await store.PersonAsync("Odile Harmon");
        As(store.Coordinator);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/committees/{body.Slug}/roster");
        var page = Render<CommitteePage>(p => p.Add(c => c.Slug, body.Slug));
        page.WaitForElement("table");
        page.FindAll("button[role=menuitem]").First(b => b.TextContent.Trim() == "Change holder or term").Click();
        var holding = (await rosters.OnAsync(store.Coordinator, body.Id)).Rows.Single(r => r.Seat.Id == seat.Id).Seat.Holder!.HoldingId;
        var first = await rosters.HoldingFormAsync(store.Administrator, holding);
        first.PersonId = other.Id;
        await rosters.EditHoldingAsync(store.Administrator, holding, first);
        page.WaitForElement("dialog form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Odile Harmon", page.Find("dialog .two-versions").TextContent));
        Assert.Contains("Wes Brannigan", page.Find("dialog .two-versions").TextContent);
    }

    [Fact]
    public void A_meeting_to_come_says_who_has_not_replied()
    {
        As(store.Coordinator);
        var page = Open(coming);

        Assert.Contains("0 of 1 confirmed, waiting for Wes Brannigan", page.Find(".lead").TextContent);
        Assert.Contains(page.FindAll("button"), b => b.TextContent.Contains("Remind 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Committees_open_with_what_needs_somebody_and_only_coordinators_make_one()
    {
        As(store.Member);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/committees");
        var page = Render<CommitteesPage>();
        page.WaitForElement(".body-list");

        Assert.Equal("1 committee: no plan is late, and 1 seat is empty.", page.Find(".lead").TextContent);
        Assert.DoesNotContain("New committee", page.Markup);
    }

    [Fact]
    public void A_chair_sees_the_buttons_of_the_own_committee_only()
    {
        As(Store.With(store.Member, chairs: [body.Id]));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/committees/{body.Slug}/roster");
        var own = Render<CommitteePage>(p => p.Add(c => c.Slug, body.Slug));
        own.WaitForElement("table");

        Assert.Contains("Add a seat", own.Markup);
        Assert.DoesNotContain("Change name, purpose or kind", own.Markup);
    }

    [Fact]
    public void A_roster_of_a_past_day_is_asked_for_in_the_address()
    {
        As(store.Reader);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/committees/{body.Slug}/roster?on=2024-12-31");
        var page = Render<CommitteePage>(p => p.Add(c => c.Slug, body.Slug));

        page.WaitForAssertion(() => Assert.Contains("No seats on Dec 31, 2024", page.Markup));
    }
}
