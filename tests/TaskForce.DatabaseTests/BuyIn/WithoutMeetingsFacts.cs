using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Tests;
using PartnerVerbs = TaskForce.Core.Partners.Partners;

namespace TaskForce.DatabaseTests.BuyIn;

/// <summary>Taking part without meetings from a day on: what was owed before stays, what came after is nobody's absence.</summary>
public abstract class WithoutMeetingsFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // Three meetings missed: in spring, in September and in October 2026.
    private static async Task<Partner> AwayAsync(Store store)
    {
        var circle = await store.PartnerAsync("Mixteco circle");
        var body = A.Body("General body", BodyKind.GeneralBody);
        var seat = A.Seat(body, circle);
        await store.AddAsync(body, seat);
        foreach (var on in new[] { "2026-03-03", "2026-09-03", "2026-10-06" })
        {
            var meeting = A.Meeting(body, on);
            await store.AddAsync(meeting, new Attendance { MeetingId = meeting.Id, SeatId = seat.Id, PartnerId = circle.Id, Presence = Presence.Absent, Expected = true });
        }

        return circle;
    }

    private static async Task SetAsync(Store store, Guid id, string? since, string? until = null)
    {
        var verbs = new PartnerVerbs(store.Databases);
        var form = await verbs.FormAsync(store.Coordinator, id, Ct);
        (form.WithoutMeetings, form.TakesPartBy) = (true, "Advice");
        (form.WithoutMeetingsSince, form.WithoutMeetingsUntil) = (since is null ? null : A.Day(since), until is null ? null : A.Day(until));
        await verbs.EditAsync(store.Coordinator, id, form, Ct);
    }

    private static Task<Dictionary<int, string>> HalvesAsync(Store store, Guid id) =>
        store.ReadAsync(d => d.PartnerHalves.AsNoTracking().Where(h => h.PartnerId == id).ToDictionaryAsync(h => h.Half, h => h.Values, Ct));

    private static async Task<IReadOnlyList<DateOnly>> MissedAsync(Store store, Guid id) =>
        [.. (await new PartnerTimelines(store.Databases).ReadAsync(store.Coordinator, id, TimelinePart.Meetings, ct: Ct)).Where(e => e.Kind == EventKind.Missed).Select(e => e.On)];

    [Fact]
    public async Task A_half_before_the_day_keeps_its_attendance_and_the_days_after_it_have_none()
    {
        await using var store = await db.FreshAsync();
        var circle = await AwayAsync(store);

        await SetAsync(store, circle.Id, "2026-07-01");
        var halves = await HalvesAsync(store, circle.Id);
        Assert.Equal(("{\"attendance\":0}", "{}"), (halves[20261], halves[20262]));
        Assert.Equal([A.Day("2026-03-03")], await MissedAsync(store, circle.Id));

        // Rows of before this date was asked for have none: they read as always.
        await SetAsync(store, circle.Id, null);
        Assert.DoesNotContain((await HalvesAsync(store, circle.Id)).Values, values => values.Contains("attendance", StringComparison.Ordinal));
        Assert.Empty(await MissedAsync(store, circle.Id));
    }

    [Fact]
    public async Task Once_it_ended_the_meetings_after_it_count_again_and_those_within_do_not()
    {
        await using var store = await db.FreshAsync();
        var circle = await AwayAsync(store);

        await SetAsync(store, circle.Id, "2026-07-01", "2026-09-30");
        Assert.Equal([A.Day("2026-10-06"), A.Day("2026-03-03")], await MissedAsync(store, circle.Id));
        var attendance = (await new Movements(store.Databases).OfAsync(store.Reader, circle.Id, Ct)).Rows.Single(r => r.Key == IndicatorKeys.Attendance);
        Assert.Equal(BuyInSentences.Attended(0, 1), attendance.Evidence[0].Text);
    }
}

public sealed class WithoutMeetingsFactsOnSqlite(SqliteFixture db) : WithoutMeetingsFacts(db), IClassFixture<SqliteFixture>;

public sealed class WithoutMeetingsFactsOnPostgreSql(PostgreSqlFixture db) : WithoutMeetingsFacts(db), IClassFixture<PostgreSqlFixture>;
