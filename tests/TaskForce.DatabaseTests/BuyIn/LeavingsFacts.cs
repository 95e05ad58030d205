using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.BuyIn;

/// <summary>Warnings that a person may leave, from the records. The clock stands on November 17, 2026.</summary>
public abstract class LeavingsFacts(DatabaseFixture db)
{
    private sealed record Standing(Partner Partner, Person Person, Seat Seat);

    /// <summary>A delegate who came in spring and stayed away twice since; a new chief leads the agency.</summary>
    private static async Task<Standing> DelegateAsync(Store store)
    {
        var partner = await store.PartnerAsync("Harbor PD");
        var (person, old, chief) = (await store.PersonAsync("Ines Carrow", partner), await store.PersonAsync("Ada Quill"), await store.PersonAsync("Nilo Dunmarsh"));
        var body = A.Body("Law Enforcement");
        var seat = A.Seat(body, partner);
        Meeting[] meetings = [A.Meeting(body, "2026-03-04", "March"), A.Meeting(body, "2026-06-03", "June"), A.Meeting(body, "2026-09-02", "September")];
        meetings[2].AttendanceClosedAt = store.Clock.UtcNow;
        await store.AddAsync([body, seat, A.Holding(seat, person), .. meetings,
            new Attendance { MeetingId = meetings[0].Id, SeatId = seat.Id, PartnerId = partner.Id, PersonId = person.Id, Presence = Presence.Present, Expected = true },
            new Attendance { MeetingId = meetings[1].Id, SeatId = seat.Id, PartnerId = partner.Id, Presence = Presence.Deputy, Expected = true }]);
        var office = await new Offices(store.Databases).SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Chief", HolderId = old.Id, HolderSince = A.Day("2020-01-01") });
        await new Offices(store.Databases).AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = chief.Id, From = A.Day("2026-10-01") });
        return new(partner, person, seat);
    }

    private static async Task<List<QueueItem>> TodayAsync(Store store, Actor? actor = null) =>
        [.. (await new TodayQueue(store.Databases).ReadAsync(actor ?? store.Coordinator)).Rows.Where(r => r.Reason == QueueReason.MayLeave)];

    [Fact]
    public async Task Two_signs_together_are_on_Today_and_one_is_not()
    {
        await using var store = await db.FreshAsync();
        var (partner, person, seat) = await DelegateAsync(store);

        var row = Assert.Single(await TodayAsync(store));
        Assert.Equal(("Ines Carrow", "/people/" + person.Slug, "/partners/" + partner.Slug + "/people"), (row.Title, row.Href, row.ActHref));
        Assert.Equal("For Harbor PD: seat in Law Enforcement. Sent somebody else or stayed away the last two times, and came before. Nilo Dunmarsh leads since Oct 1.", row.Detail);
        Assert.Equal(2, Assert.Single(await new Leavings(store.Databases).OfPersonAsync(store.Coordinator, person.Id)).Signs.Count);

        // Coming again ends it at once.
        await store.ChangeAsync(async d => (await d.Attendance.SingleAsync(a => a.Presence == Presence.Deputy)).Presence = Presence.Remote);
        Assert.Empty(await TodayAsync(store));

        await store.ChangeAsync(async d => (await d.SeatHoldings.SingleAsync(h => h.SeatId == seat.Id)).To = A.Day("2027-01-31"));
        Assert.Contains("The term ends on Jan 31, 2027. Nilo Dunmarsh leads", Assert.Single(await TodayAsync(store)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_did_not_count_ends_for_another_partner_or_was_put_away_is_no_sign()
    {
        await using var store = await db.FreshAsync();
        var (_, person, seat) = await DelegateAsync(store);
        // In June she came although nobody expected her: that is no absence, also where all were marked.
        await store.ChangeAsync(async d =>
        {
            var mark = await d.Attendance.SingleAsync(a => a.Presence == Presence.Deputy);
            (mark.Presence, mark.PersonId, mark.Expected) = (Presence.Present, person.Id, false);
            (await d.Meetings.SingleAsync(m => m.Title == "June")).AttendanceClosedAt = store.Clock.UtcNow;
        });
        Assert.Empty(await TodayAsync(store));

        var (clinic, body) = (await store.PartnerAsync("Clinic"), A.Body("Legal Services"));
        var there = A.Seat(body, clinic);
        await store.AddAsync(body, there, A.Holding(there, person, to: "2027-01-31"));
        Assert.Empty(await TodayAsync(store));

        var mistake = A.Meeting(body, "2026-08-05", "Entered by mistake");
        mistake.ArchivedAt = store.Clock.UtcNow;
        await store.AddAsync(mistake, new ActionItem { MeetingId = mistake.Id, Title = "One", PersonId = person.Id, DueOn = A.Day("2026-09-01") }, new ActionItem { MeetingId = mistake.Id, Title = "Two", PersonId = person.Id, DueOn = A.Day("2026-09-01") });
        Assert.Empty(await TodayAsync(store));
        await store.ChangeAsync(async d => (await d.SeatHoldings.SingleAsync(h => h.SeatId == seat.Id)).To = A.Day("2027-01-31"));
        Assert.Single(await TodayAsync(store));
    }

    [Fact]
    public async Task A_renewed_term_is_one_and_whoever_came_to_lead_is_seen_beside_the_persons_own_office()
    {
        await using var store = await db.FreshAsync();
        var (partner, person, seat) = await DelegateAsync(store);
        await store.ChangeAsync(async d => (await d.SeatHoldings.SingleAsync()).To = A.Day("2026-04-30"));
        await store.AddAsync(A.Holding(seat, person, "2026-05-01"));
        var offices = new Offices(store.Databases);
        var office = await offices.SaveAsync(store.Coordinator, new() { PartnerId = partner.Id, Title = "Deputy chief", HolderId = (await store.PersonAsync("Tomas Vidal")).Id, HolderSince = A.Day("2020-01-01") });
        await offices.AppointAsync(store.Coordinator, new() { OfficeId = office.Id, PersonId = person.Id, From = A.Day("2026-11-01") });

        Assert.Equal("For Harbor PD: seat in Law Enforcement. Sent somebody else or stayed away the last two times, and came before. Nilo Dunmarsh leads since Oct 1.", Assert.Single(await TodayAsync(store)).Detail);
    }

    [Fact]
    public async Task A_champion_with_late_items_with_whom_nobody_talks_any_more_is_seen()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Harbor Clinic");
        var (champion, other) = (await store.PersonAsync("Tomas Brandvold", partner), await store.PersonAsync("Ola Ness", partner));
        var (talk, later) = (StandingsFacts.Call("2026-06-01", partner), StandingsFacts.Call("2026-10-20", partner));
        talk.People.Add(new() { ContactId = talk.Id, PersonId = champion.Id });
        later.People.Add(new() { ContactId = later.Id, PersonId = other.Id });
        await store.AddAsync(new Champion { PartnerId = partner.Id, PersonId = champion.Id, From = A.Day("2025-01-01") }, talk, later,
            new ActionItem { Title = "Send the list", PersonId = champion.Id, DueOn = A.Day("2026-11-02") }, new ActionItem { Title = "Call the bar", PersonId = champion.Id, DueOn = A.Day("2026-10-02") });
        await store.ChangeAsync(async d => await Standings.SaveAsync(d, [partner.Id]));
        Assert.Equal([LeavingKey.Quiet, LeavingKey.ItemsLate], Assert.Single(await new Leavings(store.Databases).OfPersonAsync(store.Coordinator, champion.Id)).Signs.Select(s => s.Key));

        // Somebody of another agency in the same talk is nobody of this partner.
        await store.ChangeAsync(async d => d.Posts.Remove(await d.Posts.SingleAsync(t => t.PersonId == other.Id)));
        Assert.Empty(await new Leavings(store.Databases).OfPersonAsync(store.Coordinator, champion.Id));
        await store.AddAsync(new Post { PersonId = other.Id, PartnerId = partner.Id });
        Assert.Single(await new Leavings(store.Databases).OfPersonAsync(store.Coordinator, champion.Id));

        // Who has given a last day needs no warning.
        await store.ChangeAsync(async d => (await d.People.SingleAsync(p => p.Id == champion.Id)).LeftOn = A.Day("2026-12-31"));
        Assert.Empty(await new Leavings(store.Databases).OfPersonAsync(store.Coordinator, champion.Id));

        // A talk with them that was written down for another partner is a talk with them.
        await store.ChangeAsync(async d => (await d.People.SingleAsync(p => p.Id == champion.Id)).LeftOn = null);
        Assert.Single(await new Leavings(store.Databases).OfPersonAsync(store.Coordinator, champion.Id));
        var elsewhere = StandingsFacts.Call("2026-11-01", await store.PartnerAsync("Bar association"));
        elsewhere.People.Add(new() { ContactId = elsewhere.Id, PersonId = champion.Id });
        await store.AddAsync(elsewhere);
        Assert.Empty(await new Leavings(store.Databases).OfPersonAsync(store.Coordinator, champion.Id));
    }

    [Fact]
    public async Task A_warning_reaches_neither_the_person_nor_the_partners_people()
    {
        await using var store = await db.FreshAsync();
        var (partner, person, _) = await DelegateAsync(store);
        var leavings = new Leavings(store.Databases);
        foreach (var actor in new[] { store.Executive, store.Reader, Store.With(store.Member, own: [partner.Id]) })
            await Assert.ThrowsAsync<NotAllowedException>(() => leavings.OfPersonAsync(actor, person.Id));
        var chair = Store.With(store.Member, chairs: [Guid.CreateVersion7()], seated: [partner.Id]);
        Assert.Single(await TodayAsync(store, chair));
        Assert.Empty(await TodayAsync(store, Store.With(store.Member, own: [partner.Id], chairs: [Guid.CreateVersion7()], seated: [partner.Id])));
        Assert.Empty(await TodayAsync(store, Store.With(store.Member, chairs: [Guid.CreateVersion7()], seated: [])));
        Assert.Empty(await TodayAsync(store, store.Coordinator with { PersonId = person.Id }));

        await store.AddAsync(new Membership { PartnerId = partner.Id, Kind = MembershipKind.Former, From = A.Day("2026-01-01") });
        Assert.Empty(await TodayAsync(store));
    }
}

public sealed class LeavingsOnSqlite(SqliteFixture db) : LeavingsFacts(db), IClassFixture<SqliteFixture>;

public sealed class LeavingsOnPostgreSql(PostgreSqlFixture db) : LeavingsFacts(db), IClassFixture<PostgreSqlFixture>;
