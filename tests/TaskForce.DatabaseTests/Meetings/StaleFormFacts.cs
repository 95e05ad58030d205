using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Meetings;
using TaskForce.Tests;
using BodyVerbs = TaskForce.Core.Bodies.Bodies;
using MeetingVerbs = TaskForce.Core.Meetings.Meetings;

namespace TaskForce.DatabaseTests.Meetings;

/// <summary>Whoever saves on an older version is refused, and the form of what is stored now saves.</summary>
public abstract class StaleFormFacts(DatabaseFixture db)
{
    /// <summary>Two people opened the same form; the first saves, the second is refused, reads it anew and saves on that.</summary>
    internal static async Task TwoSaveAsync<T>(Func<Task<T>> open, Action<T, string> type, Func<T, string> read, Func<Actor, T, Task> save, Actor first, Actor second)
    {
        T theirs = await open(), mine = await open();
        type(theirs, "Theirs");
        type(mine, "Mine");
        await save(first, theirs);
        await Assert.ThrowsAsync<StaleRecordException>(() => save(second, mine));
        var now = await open();
        Assert.Equal("Theirs", read(now));
        type(now, "Mine");
        await save(second, now);
        Assert.Equal("Mine", read(await open()));
    }

    [Fact]
    public async Task Agenda_items_decisions_and_action_items_are_not_written_over()
    {
        var body = A.Body($"Committee {A.Number()}");
        var meeting = A.Meeting(body, "2026-11-10");
        await db.AddAsync(body, meeting);
        AgendaItems agenda = new(db.Databases);
        MeetingDecisions decisions = new(db.Databases);
        ActionItems actions = new(db.Databases);
        var item = (await agenda.AddAsync(db.Coordinator, meeting.Id, new() { Title = "Item" })).Id;
        var decision = (await decisions.AddAsync(db.Coordinator, meeting.Id, new() { Text = "Decided" })).Id;
        var action = (await actions.AddAsync(db.Coordinator, meeting.Id, new ActionForm { Title = "Do" })).Id;

        await TwoSaveAsync(() => agenda.FormAsync(db.Coordinator, item), (f, t) => f.Title = t, f => f.Title, (a, f) => agenda.EditAsync(a, item, f), db.Administrator, db.Coordinator);
        await TwoSaveAsync(() => decisions.FormAsync(db.Coordinator, decision), (f, t) => f.Text = t, f => f.Text, (a, f) => decisions.EditAsync(a, decision, f), db.Administrator, db.Coordinator);
        await TwoSaveAsync(() => actions.FormAsync(db.Coordinator, action), (f, t) => f.Title = t, f => f.Title, (a, f) => actions.EditAsync(a, action, f), db.Administrator, db.Coordinator);
    }

    [Fact]
    public async Task Bodies_seats_terms_goals_and_activities_are_not_written_over()
    {
        var body = A.Body($"Committee {A.Number()}");
        var partner = await db.PartnerAsync($"Partner {A.Number()}");
        var seat = A.Seat(body, partner);
        var holding = A.Holding(seat, await db.PersonAsync("Wes Brannigan"));
        await db.AddAsync(body, seat, holding);
        BodyVerbs bodies = new(db.Databases);
        Rosters rosters = new(db.Databases);
        Plans plans = new(db.Databases);
        var goal = (await plans.AddGoalAsync(db.Coordinator, body.Id, new() { Year = 2026, Title = "Goal" })).Id;
        var activity = (await plans.AddActivityAsync(db.Coordinator, new() { GoalId = goal, Title = "Activity", From = A.Day("2026-01-01"), To = A.Day("2026-12-31"), Target = 4, Reached = 1 })).Id;

        await TwoSaveAsync(() => bodies.FormAsync(db.Coordinator, body.Id), (f, t) => f.Purpose = t, f => f.Purpose, (a, f) => bodies.EditAsync(a, body.Id, f), db.Administrator, db.Coordinator);
        await TwoSaveAsync(() => rosters.SeatFormAsync(db.Coordinator, seat.Id), (f, t) => f.Title = t, f => f.Title, (a, f) => rosters.EditSeatAsync(a, seat.Id, f), db.Administrator, db.Coordinator);
        await TwoSaveAsync(() => plans.GoalFormAsync(db.Coordinator, goal), (f, t) => f.With = t, f => f.With, (a, f) => plans.EditGoalAsync(a, goal, f), db.Administrator, db.Coordinator);
        await TwoSaveAsync(() => plans.ActivityFormAsync(db.Coordinator, activity), (f, t) => f.Note = t, f => f.Note, (a, f) => plans.EditActivityAsync(a, activity, f), db.Administrator, db.Coordinator);
        await TwoSaveAsync(() => rosters.HoldingFormAsync(db.Coordinator, holding.Id), (f, t) => f.To = A.Day(t == "Mine" ? "2027-06-30" : "2027-12-31"),
            f => f.To == A.Day("2027-06-30") ? "Mine" : "Theirs", (a, f) => rosters.EditHoldingAsync(a, holding.Id, f), db.Administrator, db.Coordinator);
    }

    [Fact]
    public async Task The_end_of_a_term_and_of_a_seat_are_not_written_over()
    {
        var body = A.Body($"Committee {A.Number()}");
        Seat seat = A.Seat(body, await db.PartnerAsync($"Partner {A.Number()}"));
        var holding = A.Holding(seat, await db.PersonAsync("Wes Brannigan"));
        await db.AddAsync(body, seat, holding);
        Rosters rosters = new(db.Databases);
        async Task<EndTermForm> OpenAsync(Task<EndTermForm> form)
        {
            var opened = await form;
            opened.On ??= A.Day("2026-12-31");
            return opened;
        }

        var whole = await OpenAsync(rosters.EndSeatFormAsync(db.Coordinator, seat.Id));
        await TwoSaveAsync(() => OpenAsync(rosters.EndTermFormAsync(db.Coordinator, holding.Id)), (f, t) => f.Reason = t, f => f.Reason, (a, f) => rosters.EndTermAsync(a, holding.Id, f), db.Administrator, db.Coordinator);
        // Who had the whole seat open did not see that the term has an end and a reason by now.
        await Assert.ThrowsAsync<StaleRecordException>(() => rosters.EndSeatAsync(db.Coordinator, seat.Id, whole));
        Assert.Equal("Mine", (await rosters.EndTermFormAsync(db.Coordinator, holding.Id)).Reason);
        await TwoSaveAsync(() => OpenAsync(rosters.EndSeatFormAsync(db.Coordinator, seat.Id)), (f, t) => (f.On, f.Reason) = (A.Day(t == "Mine" ? "2026-11-30" : "2026-12-15"), t),
            f => f.Reason, (a, f) => rosters.EndSeatAsync(a, seat.Id, f), db.Administrator, db.Coordinator);
    }

    [Fact]
    public async Task A_meeting_is_not_cancelled_over_a_move_or_another_cancellation()
    {
        var body = A.Body($"Committee {A.Number()}");
        var meeting = A.Meeting(body, "2026-12-01");
        await db.AddAsync(body, meeting);
        MeetingVerbs meetings = new(db.Databases);
        async Task<CancelForm> OpenAsync()
        {
            var page = await meetings.PageAsync(db.Coordinator, meeting.Id);
            return new() { Reason = page.CancelledReason, Sequence = page.Sequence };
        }

        var opened = await OpenAsync();
        var move = (await meetings.PageAsync(db.Coordinator, meeting.Id)).ToForm();
        move.On = A.Day("2026-12-08");
        await meetings.EditAsync(db.Administrator, meeting.Id, move);
        opened.Reason = "Storm";
        await Assert.ThrowsAsync<StaleRecordException>(() => meetings.CancelAsync(db.Coordinator, meeting.Id, opened));
        Assert.False((await meetings.PageAsync(db.Coordinator, meeting.Id)).Cancelled);

        await TwoSaveAsync(OpenAsync, (f, t) => f.Reason = t, f => f.Reason, (a, f) => meetings.CancelAsync(a, meeting.Id, f), db.Administrator, db.Coordinator);
        Assert.True((await meetings.PageAsync(db.Coordinator, meeting.Id)).Cancelled);
    }

    [Fact]
    public async Task The_forms_are_only_for_those_who_may_save_them()
    {
        Body own = A.Body($"Own {A.Number()}"), other = A.Body($"Other {A.Number()}");
        var meeting = A.Meeting(other, "2026-11-10");
        await db.AddAsync(own, other, meeting);
        var item = (await new AgendaItems(db.Databases).AddAsync(db.Coordinator, meeting.Id, new() { Title = "Item" })).Id;
        var goal = (await new Plans(db.Databases).AddGoalAsync(db.Coordinator, other.Id, new() { Year = 2026, Title = "Goal" })).Id;
        foreach (var actor in (Actor[])[Store.With(db.Member, chairs: [own.Id]), db.Executive, db.Reader])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => new AgendaItems(db.Databases).FormAsync(actor, item));
            await Assert.ThrowsAsync<NotAllowedException>(() => new Plans(db.Databases).GoalFormAsync(actor, goal));
            await Assert.ThrowsAsync<NotAllowedException>(() => new BodyVerbs(db.Databases).FormAsync(actor, other.Id));
        }
    }
}

public sealed class StaleFormOnSqlite(SqliteFixture db) : StaleFormFacts(db), IClassFixture<SqliteFixture>;

public sealed class StaleFormOnPostgreSql(PostgreSqlFixture db) : StaleFormFacts(db), IClassFixture<PostgreSqlFixture>;
