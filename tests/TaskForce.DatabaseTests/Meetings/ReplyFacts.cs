using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Meetings;
using TaskForce.Core.People;
using TaskForce.Tests;
using MeetingVerbs = TaskForce.Core.Meetings.Meetings;

namespace TaskForce.DatabaseTests.Meetings;

/// <summary>Replies and calendars. The clock stands on November 17, 2026, 9:00 in Los Angeles.</summary>
public abstract class ReplyFacts(DatabaseFixture db)
{
    private const string Root = "https://tf.example.org";

    private Replies Replies => new(db.Databases);
    private CalendarFeeds Feeds => new(db.Databases);

    private sealed record Table(Body Body, Meeting Meeting, Person Holder, Person Alternate, Person Other);

    private static async Task<Table> TableAsync(Store db, string on = "2026-12-01", bool closed = false, BodyKind kind = BodyKind.Committee)
    {
        var body = A.Body($"Body {A.Number()}", kind);
        var partner = await db.PartnerAsync($"Partner {A.Number()}");
        var (holder, alternate, other) = (await db.PersonAsync("Wes Brannigan"), await db.PersonAsync("Ina Alt"), await db.PersonAsync("Gil Marchetti"));
        var (one, two, vacant) = (A.Seat(body, partner), A.Seat(body, partner), A.Seat(body, partner));
        var meeting = A.Meeting(body, on, "CANARY-TITLE budget", closed);
        (meeting.Place, meeting.Link) = ("CANARY-PLACE", "https://video.example.org/CANARY-LINK");
        await db.AddAsync(body, one, two, vacant, A.Holding(one, holder, alternate: alternate), A.Holding(two, other), meeting);
        return new(body, meeting, holder, alternate, other);
    }

    [Fact]
    public async Task Replies_are_counted_by_seat_holder_and_an_alternates_reply_counts_for_the_seat()
    {
        var t = await TableAsync(db);
        var verbs = new MeetingVerbs(db.Databases);
        await Replies.ReplyAsync(db.Member with { PersonId = t.Alternate.Id }, t.Meeting.Id, t.Alternate.Id, new() { Answer = ReplyAnswer.Coming });
        var count = (await verbs.PageAsync(db.Coordinator, t.Meeting.Id)).Replies;
        Assert.Equal((2, 1, "1 of 2 confirmed, waiting for Gil Marchetti."), (count.Asked, count.Confirmed, MeetingSentences.Replies(count)));

        await Replies.ReplyAsync(db.Coordinator, t.Meeting.Id, t.Other.Id, new() { Answer = ReplyAnswer.NotComing, Note = "Trial" });
        Assert.Equal("1 of 2 confirmed, 1 not coming. Everybody has replied.", MeetingSentences.Replies((await verbs.PageAsync(db.Coordinator, t.Meeting.Id)).Replies));
        Assert.Empty(await Replies.WaitingAsync(db.Coordinator, t.Meeting.Id));
    }

    [Fact]
    public async Task People_reply_for_themselves_only()
    {
        var t = await TableAsync(db);
        var form = new ReplyForm { Answer = ReplyAnswer.Coming };
        foreach (var actor in (Actor[])[db.Member, db.Executive, db.Reader, Store.With(db.Member, chairs: [t.Body.Id])])
            await Assert.ThrowsAsync<NotAllowedException>(() => Replies.ReplyAsync(actor, t.Meeting.Id, t.Holder.Id, form));
        await Assert.ThrowsAsync<NotAllowedException>(() => Replies.ReplyAsync(db.Reader with { PersonId = t.Holder.Id }, t.Meeting.Id, t.Holder.Id, form));
        await Replies.ReplyAsync(db.Executive with { PersonId = t.Holder.Id }, t.Meeting.Id, t.Holder.Id, form);
        await Assert.ThrowsAsync<RefusedException>(() => Replies.ReplyAsync(db.Member, t.Meeting.Id, db.Member.PersonId!.Value, form));
    }

    [Fact]
    public async Task A_link_answers_for_one_person_at_one_meeting_and_shows_nobody_else()
    {
        var t = await TableAsync(db);
        var secret = await Replies.MakeLinkAsync(db.Coordinator, t.Meeting.Id, t.Holder.Id);
        var view = await Replies.OpenLinkAsync(secret);
        Assert.Equal(("Wes Brannigan", (ReplyAnswer?)null), (view!.Person, view.Answer));
        Assert.Equal(0, await db.ReadAsync(d => d.MeetingReplies.CountAsync(r => r.MeetingId == t.Meeting.Id)));

        Assert.True(await Replies.ReplyByLinkAsync(secret, new() { Answer = ReplyAnswer.Remote, Note = "From the car" }));
        var reply = await db.ReadAsync(d => d.MeetingReplies.AsNoTracking().SingleAsync(r => r.MeetingId == t.Meeting.Id));
        Assert.Equal((t.Holder.Id, ReplyAnswer.Remote, true), (reply.PersonId, reply.Answer, reply.ByLink));
        Assert.Equal("Wes Brannigan (by link)", (await db.HistoryAsync(reply.Id)).Single().By);
        Assert.DoesNotContain("Gil Marchetti", (await Replies.OpenLinkAsync(secret))!.ToString());
        Assert.False(await db.ReadAsync(d => d.ReplyLinks.AnyAsync(l => l.TokenHash == secret)));
    }

    [Fact]
    public async Task A_link_ends_with_the_meetings_day_with_a_newer_link_and_with_a_cancellation()
    {
        await using var store = await db.FreshAsync();
        var replies = new Replies(store.Databases);
        var t = await TableAsync(store);
        var old = await replies.MakeLinkAsync(store.Coordinator, t.Meeting.Id, t.Holder.Id);
        var secret = await replies.MakeLinkAsync(store.Coordinator, t.Meeting.Id, t.Holder.Id);
        var other = await replies.MakeLinkAsync(store.Coordinator, t.Meeting.Id, t.Other.Id);
        Assert.Null(await replies.OpenLinkAsync(old));
        Assert.NotNull(await replies.OpenLinkAsync(other));

        store.Time.Now = new DateTime(2026, 12, 2, 7, 59, 0, DateTimeKind.Utc);
        Assert.NotNull(await replies.OpenLinkAsync(secret));
        store.Time.Now = new DateTime(2026, 12, 2, 8, 0, 0, DateTimeKind.Utc);
        Assert.Null(await replies.OpenLinkAsync(secret));
        Assert.False(await replies.ReplyByLinkAsync(secret, new() { Answer = ReplyAnswer.Coming }));

        store.Time.Now = new DateTime(2026, 11, 20, 17, 0, 0, DateTimeKind.Utc);
        await new MeetingVerbs(store.Databases).CancelAsync(store.Coordinator, t.Meeting.Id, new() { Reason = "Storm" });
        Assert.Null(await replies.OpenLinkAsync(secret));
        await new MeetingVerbs(store.Databases).RestoreAsync(store.Coordinator, t.Meeting.Id);
        Assert.Null(await replies.OpenLinkAsync(secret));
        Assert.False(await replies.ReplyByLinkAsync(secret, new() { Answer = ReplyAnswer.Coming }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("../../etc/passwd")]
    public async Task An_unknown_secret_opens_nothing(string secret)
    {
        Assert.Null(await Replies.OpenLinkAsync(secret));
        Assert.Null(await Feeds.ReadAsync(secret, Root));
    }

    [Fact]
    public async Task Today_asks_for_the_replies_that_executive_meetings_lack()
    {
        await using var store = await db.FreshAsync();
        var soon = await TableAsync(store, "2026-12-10", kind: BodyKind.Executives);
        var t = await TableAsync(store, "2026-12-10");
        var missing = Assert.Single(await new Replies(store.Databases).MissingAsync(store.Coordinator, noticeDays: 30));

        Assert.Equal((soon.Meeting.Id, 23, 2), (missing.MeetingId, missing.DaysLeft, missing.Replies.Waiting.Count));
        Assert.Empty(await new Replies(store.Databases).MissingAsync(store.Coordinator, noticeDays: 22));
        Assert.NotEqual(t.Meeting.Id, missing.MeetingId);
    }

    [Fact]
    public async Task Once_attendance_is_taken_nobody_is_asked_whether_they_will_come()
    {
        await using var store = await db.FreshAsync();
        var today = await TableAsync(store, "2026-11-17", kind: BodyKind.Executives);
        Assert.Single(await new Replies(store.Databases).MissingAsync(store.Coordinator, noticeDays: 30));

        await store.ChangeAsync(async d => (await d.Meetings.SingleAsync(m => m.Id == today.Meeting.Id)).AttendanceClosedAt = store.Clock.UtcNow);
        Assert.Empty(await new Replies(store.Databases).MissingAsync(store.Coordinator, noticeDays: 30));
    }

    [Fact]
    public async Task A_feed_has_the_meetings_of_the_own_seats_and_no_others()
    {
        var t = await TableAsync(db);
        var other = await TableAsync(db);
        var account = A.Account(t.Holder, Role.Member);
        await db.AddAsync(account);
        var actor = (await new Actors(db.Databases).ForAccountAsync(account.Id))!;
        var secret = await Feeds.MakeAsync(actor);
        var feed = await Feeds.ReadAsync(secret, Root);

        Assert.Contains($"UID:{t.Meeting.Id}", feed!.Text);
        Assert.DoesNotContain(other.Meeting.Id.ToString(), feed.Text);
        Assert.Contains("DTSTART:20261201T180000Z", feed.Text);
        Assert.Equal(feed, await Feeds.ReadAsync(secret, Root));
        Assert.False(await db.ReadAsync(d => d.CalendarFeeds.AnyAsync(f => f.TokenHash == secret)));
    }

    [Fact]
    public async Task A_closed_session_gives_calendars_nothing_but_its_time()
    {
        var t = await TableAsync(db, closed: true);
        var account = A.Account(t.Holder, Role.Coordinator);
        await db.AddAsync(account);
        var actor = (await new Actors(db.Databases).ForAccountAsync(account.Id))!;
        var feed = await Feeds.ReadAsync(await Feeds.MakeAsync(actor), Root);
        var file = await Feeds.OfMeetingAsync(actor, t.Meeting.Id, Root);
        var one = feed!.Text[feed.Text.IndexOf($"UID:{t.Meeting.Id}", StringComparison.Ordinal)..];
        one = one[..one.IndexOf("END:VEVENT", StringComparison.Ordinal)];

        Assert.Contains("SUMMARY:Closed session", one);
        Assert.DoesNotContain("CANARY", one);
        Assert.DoesNotContain("CANARY", file.Text);
        Assert.DoesNotContain("canary", file.Name);
    }

    [Fact]
    public async Task Neither_agenda_minutes_decisions_nor_notes_are_in_a_calendar()
    {
        var t = await TableAsync(db);
        await new AgendaItems(db.Databases).AddAsync(db.Coordinator, t.Meeting.Id, new() { Title = "SECRET-AGENDA", Purpose = "SECRET-PURPOSE" });
        await new MeetingMinutes(db.Databases).SaveAsync(db.Coordinator, t.Meeting.Id, new() { Text = "SECRET-MINUTES" });
        await new MeetingDecisions(db.Databases).AddAsync(db.Coordinator, t.Meeting.Id, new() { Text = "SECRET-DECISION" });
        await Replies.ReplyAsync(db.Coordinator, t.Meeting.Id, t.Other.Id, new() { Answer = ReplyAnswer.NotComing, Note = "SECRET-NOTE" });
        var file = await Feeds.OfMeetingAsync(db.Reader, t.Meeting.Id, Root);

        Assert.Contains("CANARY-PLACE", file.Text);
        Assert.DoesNotContain("SECRET", file.Text);
        Assert.DoesNotContain("Gil Marchetti", file.Text);
    }

    [Fact]
    public async Task A_change_and_a_cancellation_reach_calendars_under_the_same_identity()
    {
        var t = await TableAsync(db);
        var verbs = new MeetingVerbs(db.Databases);
        var before = await Feeds.OfMeetingAsync(db.Coordinator, t.Meeting.Id, Root);
        var form = (await verbs.PageAsync(db.Coordinator, t.Meeting.Id)).ToForm();
        form.Starts = new(9, 0);
        await verbs.EditAsync(db.Coordinator, t.Meeting.Id, form);
        await verbs.CancelAsync(db.Coordinator, t.Meeting.Id, new() { Reason = "Storm", Sequence = 1 });
        var after = await Feeds.OfMeetingAsync(db.Coordinator, t.Meeting.Id, Root);

        Assert.Contains("SEQUENCE:0", before.Text);
        Assert.Contains("SEQUENCE:2", after.Text);
        Assert.Contains("STATUS:CANCELLED", after.Text);
        Assert.Contains("DTSTART:20261201T170000Z", after.Text);
        Assert.Contains($"UID:{t.Meeting.Id}", after.Text);
        Assert.NotEqual(before.Tag, after.Tag);
    }

    [Fact]
    public async Task A_feed_ends_when_it_is_revoked_replaced_or_its_account_is_closed()
    {
        var person = await db.PersonAsync("Reader of calendars");
        var account = A.Account(person, Role.Reader);
        await db.AddAsync(account);
        var actor = (await new Actors(db.Databases).ForAccountAsync(account.Id))!;
        var first = await Feeds.MakeAsync(actor);
        var second = await Feeds.MakeAsync(actor);
        Assert.Null(await Feeds.ReadAsync(first, Root));
        Assert.NotNull(await Feeds.ReadAsync(second, Root));

        await Feeds.RevokeAsync(actor);
        Assert.Null(await Feeds.ReadAsync(second, Root));
        Assert.Null(await Feeds.MadeAtAsync(actor));

        var third = await Feeds.MakeAsync(actor);
        await db.ChangeAsync(async d => (await d.Users.SingleAsync(u => u.Id == account.Id)).DisabledAt = db.Clock.UtcNow);
        Assert.Null(await Feeds.ReadAsync(third, Root));
    }
}

public sealed class ReplyOnSqlite(SqliteFixture db) : ReplyFacts(db), IClassFixture<SqliteFixture>;

public sealed class ReplyOnPostgreSql(PostgreSqlFixture db) : ReplyFacts(db), IClassFixture<PostgreSqlFixture>;
