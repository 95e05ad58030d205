using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Meetings;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Meetings;

/// <summary>Two people take the attendance of one meeting: neither mark goes over the other without a word. The clock stands on November 17, 2026.</summary>
public abstract class TwoWhoMarkFacts(DatabaseFixture db)
{
    private Attendances Attendances => new(db.Databases);

    private async Task<(Meeting Meeting, Seat Seat)> TableAsync()
    {
        var body = A.Body($"Committee {A.Number()}");
        var seat = A.Seat(body, await db.PartnerAsync($"Partner {A.Number()}"));
        var meeting = A.Meeting(body, "2026-11-10");
        await db.AddAsync(body, seat, A.Holding(seat, await db.PersonAsync("Wes Brannigan")), meeting);
        return (meeting, seat);
    }

    private Task<List<Attendance>> MarksAsync(Meeting meeting) => db.ReadAsync(d => d.Attendance.AsNoTracking().Where(a => a.MeetingId == meeting.Id).ToListAsync());

    [Theory]
    [InlineData(null, Presence.Absent)]
    [InlineData(Presence.Present, Presence.Absent)]
    [InlineData(Presence.Present, null)]
    public async Task A_mark_on_an_older_one_is_refused_and_saves_on_the_one_that_is_stored(Presence? seen, Presence? mine)
    {
        var (meeting, seat) = await TableAsync();
        var version = seen is null ? null : (await Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = seen })).Version;
        await Attendances.MarkAsync(db.Administrator, meeting.Id, seat.Id, new() { Presence = Presence.Excused, Reason = "Trial", Version = version });

        var stale = await Assert.ThrowsAsync<StaleRecordException>(() => Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = mine, Version = version }));
        var stored = Assert.Single(await MarksAsync(meeting));
        Assert.Equal((Presence.Excused, "Trial", stored.Id), (stored.Presence, stored.Reason, stale.RecordId));

        var now = await Attendances.FormAsync(db.Coordinator, meeting.Id, seat.Id);
        Assert.Equal((Presence.Excused, "Trial", (Guid?)stored.Version), (now.Presence!.Value, now.Reason, now.Version));
        var saved = await Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = mine, Version = now.Version });
        Assert.Equal(mine, (await MarksAsync(meeting)).SingleOrDefault()?.Presence);
        Assert.Equal(saved.Version, (await MarksAsync(meeting)).SingleOrDefault()?.Version);
    }

    [Fact]
    public async Task A_mark_that_was_taken_back_meanwhile_is_not_put_on_again_without_a_word()
    {
        var (meeting, seat) = await TableAsync();
        var seen = (await Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = Presence.Present })).Version;
        await Attendances.MarkAsync(db.Administrator, meeting.Id, seat.Id, new() { Version = seen });

        await Assert.ThrowsAsync<StaleRecordException>(() => Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = Presence.Remote, Version = seen }));
        Assert.Empty(await MarksAsync(meeting));
        Assert.Null((await Attendances.FormAsync(db.Coordinator, meeting.Id, seat.Id)).Presence);
        Assert.Equal(new Marked(null, null), await Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Version = seen }));
    }

    [Fact]
    public async Task The_same_mark_by_both_is_no_conflict_and_a_letter_leaves_their_reason()
    {
        var (meeting, seat) = await TableAsync();
        var theirs = await Attendances.MarkAsync(db.Administrator, meeting.Id, seat.Id, new() { Presence = Presence.Excused, Reason = "Trial" });

        Assert.Equal(new Marked(theirs.Version, null), await Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = Presence.Excused }));
        Assert.Equal("Trial", Assert.Single(await MarksAsync(meeting)).Reason);
        await Assert.ThrowsAsync<StaleRecordException>(() => Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = Presence.Excused, Reason = "Vacation" }));
    }

    [Fact]
    public async Task Ten_who_mark_one_seat_at_the_same_moment_leave_one_mark_and_no_failure()
    {
        var (meeting, seat) = await TableAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async i =>
        {
            try
            {
                return (Done: true, Saved: (await Attendances.MarkAsync(db.Coordinator, meeting.Id, seat.Id, new() { Presence = i % 2 == 0 ? Presence.Present : Presence.Absent })).ChangeId is not null);
            }
            catch (StaleRecordException)
            {
                return (Done: false, Saved: false);
            }
        }));

        var stored = Assert.Single(await MarksAsync(meeting));
        Assert.Equal((1, 5), (answers.Count(a => a.Saved), answers.Count(a => a.Done)));
        Assert.True(stored.Presence is Presence.Present or Presence.Absent);
    }

    [Fact]
    public async Task Only_who_keeps_the_meeting_reads_a_mark_as_a_form()
    {
        var (meeting, seat) = await TableAsync();
        foreach (var actor in (Actor[])[db.Member, db.Executive, db.Reader])
            await Assert.ThrowsAsync<NotAllowedException>(() => Attendances.FormAsync(actor, meeting.Id, seat.Id));
    }
}

public sealed class TwoWhoMarkOnSqlite(SqliteFixture db) : TwoWhoMarkFacts(db), IClassFixture<SqliteFixture>;

public sealed class TwoWhoMarkOnPostgreSql(PostgreSqlFixture db) : TwoWhoMarkFacts(db), IClassFixture<PostgreSqlFixture>;
