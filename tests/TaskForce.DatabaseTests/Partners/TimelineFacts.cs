using System.Globalization;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Partners;

/// <summary>What happened with a partner, a part of it at a time.</summary>
public abstract class TimelineFacts(DatabaseFixture db)
{
    [Fact]
    public async Task Meetings_at_which_a_partner_was_not_missed_hide_no_older_ones()
    {
        await using var store = await db.FreshAsync();
        var (partner, body) = (await store.PartnerAsync("Clinic"), A.Body("Legal Services"));
        var seat = A.Seat(body, partner);
        await store.AddAsync(body, seat);
        for (var i = 0; i < 14; i++)
        {
            var meeting = A.Meeting(body, A.Day("2026-11-01").AddDays(-14 * i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            // The oldest two they came to; then nobody expected them, and the newest four they stayed away.
            await store.AddAsync(meeting, new Attendance { MeetingId = meeting.Id, SeatId = seat.Id, PartnerId = partner.Id, Presence = i < 12 ? Presence.Absent : Presence.Present, Expected = i is < 4 or > 11 });
        }
        await store.ChangeAsync(async d =>
        {
            var there = await d.Partners.FindAsync(partner.Id);
            (there!.WithoutMeetings, there.WithoutMeetingsSince) = (true, A.Day("2026-09-06"));
        });

        var shown = await new PartnerTimelines(store.Databases).ReadAsync(store.Reader, partner.Id, TimelinePart.Meetings, count: 3);
        Assert.Equal([EventKind.Attended, EventKind.Attended], shown.Select(e => e.Kind));
        await store.ChangeAsync(async d => (await d.Partners.FindAsync(partner.Id))!.WithoutMeetingsSince = A.Day("2026-10-18"));
        shown = await new PartnerTimelines(store.Databases).ReadAsync(store.Reader, partner.Id, TimelinePart.Meetings, count: 3);
        Assert.Equal([A.Day("2026-10-04"), A.Day("2026-09-20")], shown.Where(e => e.Kind == EventKind.Missed).Select(e => e.On));
    }

    [Fact]
    public async Task Changes_of_a_day_are_those_of_the_local_day()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic");
        // Midnight in Los Angeles is eight in the morning, UTC.
        foreach (var (name, at) in new[] { ("Late on the 18th", "2026-11-19T07:30:00"), ("Early on the 19th", "2026-11-19T08:30:00") })
        {
            store.Time.Now = DateTime.Parse(at, CultureInfo.InvariantCulture);
            await store.ChangeAsync(async d => (await d.Partners.FindAsync(partner.Id))!.ServiceArea = name);
        }

        var timelines = new PartnerTimelines(store.Databases);
        Assert.Equal(A.Day("2026-11-18"), Assert.Single(await timelines.ReadAsync(store.Coordinator, partner.Id, TimelinePart.Changes, A.Day("2026-11-18"), count: 1)).On);
        Assert.Equal(A.Day("2026-11-19"), Assert.Single(await timelines.ReadAsync(store.Coordinator, partner.Id, TimelinePart.Changes, A.Day("2026-11-19"), count: 1)).On);
    }
}

public sealed class TimelinesOnSqlite(SqliteFixture db) : TimelineFacts(db), IClassFixture<SqliteFixture>;

public sealed class TimelinesOnPostgreSql(PostgreSqlFixture db) : TimelineFacts(db), IClassFixture<PostgreSqlFixture>;
