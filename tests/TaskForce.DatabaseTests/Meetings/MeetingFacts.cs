using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;
using MeetingVerbs = TaskForce.Core.Meetings.Meetings;

namespace TaskForce.DatabaseTests.Meetings;

/// <summary>Meetings, attendance, minutes, decisions and action items. The clock stands on November 17, 2026, 9:00 in Los Angeles.</summary>
public abstract class MeetingFacts(DatabaseFixture db)
{
    private MeetingVerbs Meetings => new(db.Databases);
    private Attendances Attendances => new(db.Databases);
    private MeetingMinutes Minutes => new(db.Databases);
    private AgendaItems Agenda => new(db.Databases);
    private ActionItems Actions => new(db.Databases);

    private sealed record Table(Body Body, Partner Partner, Seat Held, Seat Vacant, Person Holder, Meeting Meeting);

    private async Task<Table> TableAsync(string on = "2026-11-10", bool closed = false)
    {
        var body = A.Body($"Committee {A.Number()}");
        var partner = await db.PartnerAsync($"Partner {A.Number()}");
        var holder = await db.PersonAsync("Wes Brannigan");
        var held = A.Seat(body, partner);
        var vacant = A.Seat(body, partner);
        var meeting = A.Meeting(body, on, "Autumn meeting", closed);
        await db.AddAsync(body, held, vacant, A.Holding(held, holder), meeting);
        return new(body, partner, held, vacant, holder, meeting);
    }

    private static MeetingForm Form(Guid body, string on, string title = "Call") => new() { BodyId = body, Title = title, On = A.Day(on), TimeZone = "America/Los_Angeles" };

    [Fact]
    public async Task A_meeting_that_is_put_away_counts_no_more_for_those_whom_nobody_marked_either()
    {
        var t = await TableAsync();
        await Attendances.CompleteAsync(db.Coordinator, t.Meeting.Id);
        // A seat that was entered afterwards has no mark; attendance is complete, so it counts as missed.
        var late = await db.PartnerAsync($"Partner {A.Number()}");
        var seat = A.Seat(t.Body, late);
        await using (var d = await db.OpenAsync())
        {
            d.AddRange(seat, A.Holding(seat, await db.PersonAsync("Ana Reyes")));
            await Standings.SaveAsync(d, [late.Id]);
        }

        Assert.Equal(["0", "0"], await AttendanceAsync());
        await Meetings.ArchiveAsync(db.Coordinator, t.Meeting.Id);
        Assert.Equal(["", ""], await AttendanceAsync());

        async Task<List<string>> AttendanceAsync()
        {
            await using var d = await db.OpenAsync();
            Guid[] both = [t.Partner.Id, late.Id];
            return [.. (await d.PartnerStandings.Where(s => both.Contains(s.PartnerId)).ToListAsync()).Select(s => IndicatorJson.Read(s.Figures, IndicatorDefinition.Shipped).Single(v => v.Key == IndicatorKeys.Attendance).Value?.ToString(CultureInfo.InvariantCulture) ?? "")];
        }
    }

    [Fact]
    public async Task A_meeting_is_called_listed_changed_and_cancelled_with_its_reason()
    {
        var t = await TableAsync();
        var saved = await Meetings.CreateAsync(db.Coordinator, Form(t.Body.Id, "2026-12-01", ""));
        var page = await Meetings.PageAsync(db.Coordinator, saved.Id);
        Assert.Equal((t.Body.Name, 0, new DateTime(2026, 12, 1, 18, 0, 0, DateTimeKind.Utc)), (page.Title, page.Sequence, page.StartsUtc));

        var form = page.ToForm();
        (form.Title, form.On) = ("Moved", A.Day("2026-12-08"));
        await Meetings.EditAsync(db.Coordinator, saved.Id, form);
        await Meetings.CancelAsync(db.Coordinator, saved.Id, new() { Reason = "No quorum", Sequence = 1 });
        page = await Meetings.PageAsync(db.Reader, saved.Id);

        Assert.Equal((true, "No quorum", 2, "Moved"), (page.Cancelled, page.CancelledReason, page.Sequence, page.Title));
        Assert.Contains((await Meetings.ListAsync(db.Reader, bodyId: t.Body.Id)).Items, m => m.Id == saved.Id && m.Cancelled);
        Assert.DoesNotContain(await Meetings.UpcomingAsync(db.Reader, 50, [t.Body.Id]), m => m.Id == saved.Id);
    }

    [Fact]
    public async Task Minutes_and_attendance_do_not_make_the_form_of_the_meeting_stale_another_form_does()
    {
        var t = await TableAsync();
        var opened = (await Meetings.PageAsync(db.Coordinator, t.Meeting.Id)).ToForm();
        await Minutes.SaveAsync(db.Coordinator, t.Meeting.Id, new() { Text = "Begun" });
        await Attendances.MarkAsync(db.Coordinator, t.Meeting.Id, t.Held.Id, new() { Presence = Presence.Present });
        opened.Place = "Annex";
        await Meetings.EditAsync(db.Coordinator, t.Meeting.Id, opened);

        await Assert.ThrowsAsync<StaleRecordException>(() => Meetings.EditAsync(db.Administrator, t.Meeting.Id, opened));
        Assert.Equal("Begun", (await Meetings.PageAsync(db.Reader, t.Meeting.Id)).Minutes);
    }

    [Fact]
    public async Task Two_who_type_minutes_do_not_write_over_each_other()
    {
        var t = await TableAsync();
        var first = await Minutes.SaveAsync(db.Coordinator, t.Meeting.Id, new() { Text = "One" });
        var second = await Minutes.SaveAsync(db.Coordinator, t.Meeting.Id, new() { Text = "One, two", BegunOn = first });

        Assert.True(second > first);
        Assert.Equal(second, (await Minutes.ReadAsync(db.Coordinator, t.Meeting.Id)).SavedAt);
        await Assert.ThrowsAsync<StaleRecordException>(() => Minutes.SaveAsync(db.Administrator, t.Meeting.Id, new() { Text = "Mine", BegunOn = first }));
        await Assert.ThrowsAsync<StaleRecordException>(() => Minutes.SaveAsync(db.Administrator, t.Meeting.Id, new() { Text = "Mine" }));
        Assert.Equal("One, two", (await Minutes.ReadAsync(db.Coordinator, t.Meeting.Id)).Text);
    }

    [Fact]
    public async Task A_vacant_seat_is_vacant_not_absent_and_a_deputy_may_fill_it()
    {
        var t = await TableAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Attendances.MarkAsync(db.Coordinator, t.Meeting.Id, t.Vacant.Id, new() { Presence = Presence.Absent }));
        var (_, absent) = await Attendances.CompleteAsync(db.Coordinator, t.Meeting.Id);
        var page = await Meetings.PageAsync(db.Reader, t.Meeting.Id);

        Assert.Equal((1, 1, 1, true), (absent, page.Presence.Absent, page.Presence.Vacant, page.AttendanceComplete));
        Assert.Equal("0 of 1 seat was filled. 1 seat was vacant.", MeetingSentences.Attendance(page.Presence));
        await Attendances.MarkAsync(db.Coordinator, t.Meeting.Id, t.Vacant.Id, new() { Presence = Presence.Deputy, DeputyName = "Captain Lund" });
        Assert.Equal("Captain Lund", (await Meetings.PageAsync(db.Reader, t.Meeting.Id)).Sheet.Single(r => r.Seat.Id == t.Vacant.Id).StandIn);
    }

    [Fact]
    public async Task A_mark_keeps_the_partner_and_whether_the_seat_was_expected()
    {
        var t = await TableAsync();
        var first = await Attendances.MarkAsync(db.Coordinator, t.Meeting.Id, t.Held.Id, new() { Presence = Presence.Excused, Reason = "Trial" });
        await Attendances.MarkAsync(db.Coordinator, t.Meeting.Id, t.Held.Id, new() { Presence = Presence.Remote, Version = first.Version });
        var mark = await db.ReadAsync(d => d.Attendance.AsNoTracking().SingleAsync(a => a.SeatId == t.Held.Id));

        Assert.Equal((Presence.Remote, t.Partner.Id, true, t.Holder.Id, ""), (mark.Presence, mark.PartnerId!.Value, mark.Expected, mark.PersonId!.Value, mark.Reason));
    }

    [Fact]
    public async Task The_sheet_has_the_seats_and_the_holders_of_the_meetings_own_day()
    {
        var body = A.Body($"Old {A.Number()}");
        var partner = await db.PartnerAsync("Partner");
        var then = await db.PersonAsync("Then");
        var now = await db.PersonAsync("Now");
        var seat = A.Seat(body, partner);
        var ended = A.Seat(body, partner, "2025-01-01", "2026-02-28");
        var later = A.Seat(body, partner, "2026-06-01");
        var meeting = A.Meeting(body, "2026-02-28");
        await db.AddAsync(body, seat, ended, later, A.Holding(seat, then, to: "2026-06-30"), A.Holding(seat, now, "2026-07-01"), meeting);
        var sheet = (await Meetings.PageAsync(db.Reader, meeting.Id)).Sheet;

        Assert.Equal(new[] { seat.Id, ended.Id }.Order(), sheet.Select(r => r.Seat.Id).Order());
        Assert.Equal("Then", sheet.Single(r => r.Seat.Id == seat.Id).Seat.Holder!.Name);
    }

    [Fact]
    public async Task The_rest_is_marked_at_once_and_undone_at_once()
    {
        var t = await TableAsync();
        var (change, seats) = await Attendances.MarkRestAsync(db.Coordinator, t.Meeting.Id, Presence.Present);
        Assert.Equal((1, 1), (seats, (await Meetings.PageAsync(db.Reader, t.Meeting.Id)).Presence.Here));

        await new Histories(db.Databases).UndoAsync(db.Coordinator, change);

        Assert.Equal(0, (await Meetings.PageAsync(db.Reader, t.Meeting.Id)).Presence.Here);
    }

    [Fact]
    public async Task Marking_attendance_brings_the_partners_standing_up_to_date()
    {
        var t = await TableAsync();
        await Attendances.MarkAsync(db.Coordinator, t.Meeting.Id, t.Held.Id, new() { Presence = Presence.Present });
        var standing = await db.ReadAsync(d => d.PartnerStandings.AsNoTracking().SingleAsync(s => s.PartnerId == t.Partner.Id));

        Assert.True(standing.Confidence > 0);
    }

    [Fact]
    public async Task Attendance_waits_for_the_day_and_a_meeting_with_attendance_is_neither_moved_nor_cancelled()
    {
        var coming = await TableAsync("2026-11-18");
        await Assert.ThrowsAsync<RefusedException>(() => Attendances.MarkAsync(db.Coordinator, coming.Meeting.Id, coming.Held.Id, new() { Presence = Presence.Present }));

        var held = await TableAsync("2026-11-17");
        await Attendances.MarkAsync(db.Coordinator, held.Meeting.Id, held.Held.Id, new() { Presence = Presence.Present });
        var form = (await Meetings.PageAsync(db.Coordinator, held.Meeting.Id)).ToForm();
        form.On = A.Day("2026-11-16");
        await Assert.ThrowsAsync<RefusedException>(() => Meetings.EditAsync(db.Coordinator, held.Meeting.Id, form));
        await Assert.ThrowsAsync<RefusedException>(() => Meetings.CancelAsync(db.Coordinator, held.Meeting.Id, new() { Reason = "Changed our mind" }));
    }

    [Fact]
    public async Task A_closed_session_keeps_only_date_attendance_and_decisions()
    {
        var t = await TableAsync(closed: true);
        await Assert.ThrowsAsync<RefusedException>(() => Minutes.SaveAsync(db.Coordinator, t.Meeting.Id, new() { Text = "Said" }));
        await Assert.ThrowsAsync<RefusedException>(() => Agenda.AddAsync(db.Coordinator, t.Meeting.Id, new() { Title = "Item" }));
        await Assert.ThrowsAsync<RefusedException>(() => Actions.AddAsync(db.Coordinator, t.Meeting.Id, new ActionForm { Title = "Do" }));
        await new MeetingDecisions(db.Databases).AddAsync(db.Coordinator, t.Meeting.Id, new() { Text = "Admit the hospital." });
        await Attendances.MarkAsync(db.Coordinator, t.Meeting.Id, t.Held.Id, new() { Presence = Presence.Present });

        var page = await Meetings.PageAsync(db.Reader, t.Meeting.Id);
        Assert.Equal(("Closed session", "", "", 1, 1), (page.Title, page.Place, page.Link, page.Decisions.Count, page.Presence.Here));
        Assert.Equal("Closed session", (await Meetings.ListAsync(db.Reader, past: true, bodyId: t.Body.Id)).Items.Single().Title);
        Assert.Equal("Autumn meeting", (await Meetings.PageAsync(db.Coordinator, t.Meeting.Id)).Title);
        Assert.Equal("Autumn meeting", (await Meetings.PageAsync(db.Member with { PersonId = t.Holder.Id }, t.Meeting.Id)).Title);
    }

    [Fact]
    public async Task An_open_meeting_with_minutes_cannot_be_closed_afterwards()
    {
        var t = await TableAsync();
        await Minutes.SaveAsync(db.Coordinator, t.Meeting.Id, new() { Text = "Said in the open" });
        var form = (await Meetings.PageAsync(db.Coordinator, t.Meeting.Id)).ToForm();
        form.Closed = true;

        await Assert.ThrowsAsync<RefusedException>(() => Meetings.EditAsync(db.Coordinator, t.Meeting.Id, form));
    }

    [Fact]
    public async Task The_agenda_is_put_in_order_by_steps()
    {
        var t = await TableAsync();
        foreach (var title in (string[])["One", "Two", "Three"])
            await Agenda.AddAsync(db.Coordinator, t.Meeting.Id, new() { Title = title, Minutes = 5 });
        async Task<List<AgendaRow>> Items() => [.. (await Meetings.PageAsync(db.Reader, t.Meeting.Id)).Agenda];
        var items = await Items();
        await Agenda.MoveAsync(db.Coordinator, items[2].Id, up: true);
        await Agenda.MoveAsync(db.Coordinator, items[0].Id, up: true);
        Assert.Equal(["One", "Three", "Two"], (await Items()).Select(i => i.Title));

        var removed = await Agenda.RemoveAsync(db.Coordinator, items[0].Id);
        Assert.Equal(["Three", "Two"], (await Items()).Select(i => i.Title));
        await new Histories(db.Databases).UndoAsync(db.Coordinator, removed.ChangeId);
        Assert.Equal(["One", "Three", "Two"], (await Items()).Select(i => i.Title));
    }

    [Fact]
    public async Task People_do_their_own_tasks_chairs_those_of_their_body_and_nobody_those_of_others()
    {
        var t = await TableAsync();
        var owner = db.Member with { PersonId = t.Holder.Id };
        var other = await TableAsync();
        var item = await Actions.AddAsync(db.Coordinator, t.Meeting.Id, new ActionForm { Title = "Send the letter", PersonId = t.Holder.Id, DueOn = A.Day("2026-11-16") });
        var loose = await Actions.AddAsync(db.Coordinator, new ActionForm { Title = "Between meetings" });

        foreach (var actor in (Actor[])[db.Member, db.Executive, db.Reader, Store.With(db.Member, chairs: [other.Body.Id])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => Actions.SetDoneAsync(actor, item.Id, true));
            await Assert.ThrowsAsync<NotAllowedException>(() => Actions.SetDoneAsync(actor, loose.Id, true));
        }
        await Assert.ThrowsAsync<NotAllowedException>(() => Actions.EditAsync(owner, item.Id, new() { Title = "Something easier" }));

        var mine = await Actions.ListAsync(owner, personId: t.Holder.Id);
        Assert.Equal((1, 1, true), (mine.Open, mine.Late, mine.Items.Single().MayDo));
        Assert.Equal(item.Id, Assert.Single(await Actions.DueAsync(owner, A.Day("2026-11-17"), t.Holder.Id)).Id);
        var done = await Actions.SetDoneAsync(owner, item.Id, true);
        Assert.Equal(db.Member.Name, (await Actions.ListAsync(owner, done: true, personId: t.Holder.Id)).Items.Single().DoneBy);
        await new Histories(db.Databases).UndoAsync(owner, done.ChangeId);
        await Actions.SetDoneAsync(Store.With(db.Member, chairs: [t.Body.Id]), item.Id, true);
    }

    [Fact]
    public async Task A_chair_keeps_the_own_meetings_and_no_others()
    {
        var own = await TableAsync();
        var other = await TableAsync();
        var chair = Store.With(db.Member, chairs: [own.Body.Id]);

        await Meetings.CreateAsync(chair, Form(own.Body.Id, "2026-12-01"));
        await Attendances.MarkAsync(chair, own.Meeting.Id, own.Held.Id, new() { Presence = Presence.Present });
        await Minutes.SaveAsync(chair, own.Meeting.Id, new() { Text = "Ours" });
        await Assert.ThrowsAsync<NotAllowedException>(() => Meetings.CreateAsync(chair, Form(other.Body.Id, "2026-12-01")));
        await Assert.ThrowsAsync<NotAllowedException>(() => Attendances.MarkAsync(chair, other.Meeting.Id, other.Held.Id, new() { Presence = Presence.Present }));
        await Assert.ThrowsAsync<NotAllowedException>(() => Attendances.CompleteAsync(chair, other.Meeting.Id));
        await Assert.ThrowsAsync<NotAllowedException>(() => Minutes.SaveAsync(chair, other.Meeting.Id, new() { Text = "Theirs" }));
        await Assert.ThrowsAsync<NotAllowedException>(() => Agenda.AddAsync(chair, other.Meeting.Id, new() { Title = "Item" }));
        await Assert.ThrowsAsync<NotAllowedException>(() => new MeetingDecisions(db.Databases).AddAsync(chair, other.Meeting.Id, new() { Text = "Decided" }));
        await Assert.ThrowsAsync<NotAllowedException>(() => Meetings.CancelAsync(chair, other.Meeting.Id, new() { Reason = "No" }));
        await Assert.ThrowsAsync<NotAllowedException>(() => new Replies(db.Databases).MakeLinkAsync(chair, other.Meeting.Id, other.Holder.Id));
        Assert.False((await Meetings.PageAsync(chair, other.Meeting.Id)).MayWrite);
        Assert.True((await Meetings.PageAsync(chair, own.Meeting.Id)).MayWrite);
    }

    [Fact]
    public async Task Executives_members_and_readers_change_no_meeting()
    {
        var t = await TableAsync();
        foreach (var actor in (Actor[])[db.Executive, db.Member, db.Reader])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => Meetings.CreateAsync(actor, Form(t.Body.Id, "2026-12-01")));
            await Assert.ThrowsAsync<NotAllowedException>(() => Attendances.MarkAsync(actor, t.Meeting.Id, t.Held.Id, new() { Presence = Presence.Present }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Minutes.SaveAsync(actor, t.Meeting.Id, new() { Text = "No" }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Actions.AddAsync(actor, t.Meeting.Id, new ActionForm { Title = "No" }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Meetings.CancelAsync(actor, t.Meeting.Id, new() { Reason = "No" }));
        }
    }

    [Fact]
    public async Task The_list_is_paged_without_losing_or_doubling_a_meeting()
    {
        var body = A.Body($"Busy {A.Number()}");
        var meetings = Enumerable.Range(0, 120).Select(i => A.Meeting(body, A.Day("2026-01-01").AddDays(i / 3).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), $"Meeting {i}")).ToList();
        await db.AddAsync([body, .. meetings]);
        var seen = new List<Guid>();
        string? after = null;
        do
        {
            var page = await Meetings.ListAsync(db.Reader, past: true, bodyId: body.Id, after);
            seen.AddRange(page.Items.Select(i => i.Id));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(120, seen.Count);
        Assert.Equal(meetings.Select(m => m.Id).Order(), seen.Order());
    }
}

public sealed class MeetingOnSqlite(SqliteFixture db) : MeetingFacts(db), IClassFixture<SqliteFixture>;

public sealed class MeetingOnPostgreSql(PostgreSqlFixture db) : MeetingFacts(db), IClassFixture<PostgreSqlFixture>;
