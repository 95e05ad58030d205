using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Bodies;

/// <summary>Seats, who holds them, and rosters for any day. The clock stands on November 17, 2026.</summary>
public abstract class RosterFacts(DatabaseFixture db)
{
    private Rosters Rosters => new(db.Databases);

    private async Task<(Body Body, Partner Partner, Seat Seat)> SeatAsync(string from = "2025-01-01", string? to = null)
    {
        var body = A.Body($"Committee {A.Number()}");
        var partner = await db.PartnerAsync($"Partner {A.Number()}");
        var seat = A.Seat(body, partner, from, to);
        await db.AddAsync(body, seat);
        return (body, partner, seat);
    }

    private static HoldingForm Form(Person person, string from, string? to = null) =>
        new() { PersonId = person.Id, From = A.Day(from), To = to is null ? null : A.Day(to) };

    [Fact]
    public async Task A_roster_shows_who_held_which_seat_on_that_day()
    {
        var (body, partner, seat) = await SeatAsync("2025-03-01", "2026-10-31");
        var first = await db.PersonAsync("Nadia Amsel");
        var second = await db.PersonAsync("Reva Lindqvist");
        await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(first, "2025-03-01", "2025-12-31"));
        await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(second, "2026-02-01", "2026-06-30"));

        async Task<string?> On(string day)
        {
            var roster = await Rosters.OnAsync(db.Reader, body.Id, A.Day(day));
            return roster.Rows.Count == 0 ? null : roster.Rows.Single().Seat.Holder?.Name ?? "vacant";
        }

        Assert.Null(await On("2025-02-28"));
        Assert.Equal("Nadia Amsel", await On("2025-03-01"));
        Assert.Equal("Nadia Amsel", await On("2025-12-31"));
        Assert.Equal("vacant", await On("2026-01-01"));
        Assert.Equal("Reva Lindqvist", await On("2026-02-01"));
        Assert.Equal("Reva Lindqvist", await On("2026-06-30"));
        Assert.Equal("vacant", await On("2026-10-31"));
        Assert.Null(await On("2026-11-01"));
        Assert.Equal(partner.Id, (await Rosters.OnAsync(db.Reader, body.Id, A.Day("2025-03-01"))).Rows.Single().Seat.PartnerId);
    }

    [Theory]
    [InlineData("2026-06-30", null)]
    [InlineData("2025-01-01", "2025-01-01")]
    [InlineData("2025-06-01", "2025-07-01")]
    [InlineData("2025-01-01", null)]
    public async Task Two_holders_of_one_seat_on_one_day_are_refused_with_both_names(string from, string? to)
    {
        var (_, _, seat) = await SeatAsync();
        await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(await db.PersonAsync("Nadia Amsel"), "2025-01-01", "2026-06-30"));
        var newcomer = await db.PersonAsync("Reva Lindqvist");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Rosters.SeatAsync(db.Coordinator, seat.Id, Form(newcomer, from, to)));

        Assert.Contains("Nadia Amsel", refused.Message);
        Assert.Contains("Reva Lindqvist", refused.Message);
        Assert.Equal(1, await db.ReadAsync(d => d.SeatHoldings.CountAsync(h => h.SeatId == seat.Id)));
    }

    [Fact]
    public async Task A_successor_starts_the_day_after()
    {
        var (body, _, seat) = await SeatAsync();
        await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(await db.PersonAsync("First"), "2025-01-01", "2026-06-30"));
        await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(await db.PersonAsync("Second"), "2026-07-01"));

        Assert.Equal("Second", (await Rosters.OnAsync(db.Reader, body.Id)).Rows.Single().Seat.Holder!.Name);
    }

    [Fact]
    public async Task Of_two_who_seat_somebody_at_the_same_moment_one_is_refused()
    {
        var (_, _, seat) = await SeatAsync();
        var one = await db.PersonAsync("One");
        var other = await db.PersonAsync("Other");
        var outcomes = await Task.WhenAll(Try(one), Try(other));

        Assert.Single(outcomes, o => o is null);
        Assert.Equal(1, await db.ReadAsync(d => d.SeatHoldings.CountAsync(h => h.SeatId == seat.Id)));

        async Task<Exception?> Try(Person person) => await Xunit.Record.ExceptionAsync(() => Rosters.SeatAsync(db.Coordinator, seat.Id, Form(person, "2026-01-01")));
    }

    [Fact]
    public async Task A_term_outside_the_seat_is_refused()
    {
        var (_, _, seat) = await SeatAsync("2026-01-01", "2026-12-31");
        var person = await db.PersonAsync("Early");

        await Assert.ThrowsAsync<RefusedException>(() => Rosters.SeatAsync(db.Coordinator, seat.Id, Form(person, "2025-12-31")));
        await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(person, "2026-01-01"));
        Assert.Equal(A.Day("2026-12-31"), await db.ReadAsync(d => d.SeatHoldings.Where(h => h.SeatId == seat.Id).Select(h => h.To).SingleAsync()));
    }

    [Fact]
    public async Task Ending_a_term_leaves_the_seat_vacant_and_can_be_undone()
    {
        var (body, _, seat) = await SeatAsync();
        var held = await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(await db.PersonAsync("Leaver"), "2025-01-01"));
        var ended = await Rosters.EndTermAsync(db.Coordinator, held.Id, new() { On = A.Day("2026-10-31"), Reason = "New post", Version = (await Rosters.EndTermFormAsync(db.Coordinator, held.Id)).Version });
        Assert.Null((await Rosters.OnAsync(db.Reader, body.Id)).Rows.Single().Seat.Holder);

        await new Histories(db.Databases).UndoAsync(db.Coordinator, ended.ChangeId);

        Assert.Equal("Leaver", (await Rosters.OnAsync(db.Reader, body.Id)).Rows.Single().Seat.Holder!.Name);
    }

    [Fact]
    public async Task Why_a_term_ended_goes_with_its_last_day()
    {
        var (_, _, seat) = await SeatAsync();
        var held = await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(await db.PersonAsync("Leaver"), "2025-01-01"));
        await Rosters.EndTermAsync(db.Coordinator, held.Id, new() { On = A.Day("2026-10-31"), Reason = "New post", Version = (await Rosters.EndTermFormAsync(db.Coordinator, held.Id)).Version });

        var form = await Rosters.HoldingFormAsync(db.Coordinator, held.Id);
        form.To = A.Day("2026-11-30");
        await Rosters.EditHoldingAsync(db.Coordinator, held.Id, form);
        Assert.Equal("New post", (await Rosters.EndTermFormAsync(db.Coordinator, held.Id)).Reason);

        form = await Rosters.HoldingFormAsync(db.Coordinator, held.Id);
        form.To = null;
        await Rosters.EditHoldingAsync(db.Coordinator, held.Id, form);
        var ends = await Rosters.EndTermFormAsync(db.Coordinator, held.Id);
        Assert.Equal((null, ""), (ends.On, ends.Reason));
    }

    [Fact]
    public async Task Ending_a_seat_ends_its_holders_term_and_past_rosters_keep_it()
    {
        var (body, _, seat) = await SeatAsync();
        await Rosters.SeatAsync(db.Coordinator, seat.Id, Form(await db.PersonAsync("Holder"), "2025-01-01"));
        await Rosters.EndSeatAsync(db.Coordinator, seat.Id, new() { On = A.Day("2026-09-30"), Version = (await Rosters.EndSeatFormAsync(db.Coordinator, seat.Id)).Version });

        Assert.Empty((await Rosters.OnAsync(db.Reader, body.Id)).Rows);
        Assert.Equal("Holder", (await Rosters.OnAsync(db.Reader, body.Id, A.Day("2026-09-30"))).Rows.Single().Seat.Holder!.Name);
        await Assert.ThrowsAsync<RefusedException>(() => Rosters.RemoveSeatAsync(db.Coordinator, seat.Id));
    }

    [Fact]
    public async Task A_chair_keeps_the_own_roster_and_no_other()
    {
        var (own, partner, seat) = await SeatAsync();
        var (other, _, otherSeat) = await SeatAsync();
        var chair = Store.With(db.Member, chairs: [own.Id]);
        var form = new SeatForm { PartnerId = partner.Id, From = A.Day("2026-01-01") };
        var person = await db.PersonAsync("Somebody");

        await Rosters.AddSeatAsync(chair, own.Id, form);
        await Rosters.SeatAsync(chair, seat.Id, Form(person, "2026-01-01"));
        await Assert.ThrowsAsync<NotAllowedException>(() => Rosters.AddSeatAsync(chair, other.Id, form));
        await Assert.ThrowsAsync<NotAllowedException>(() => Rosters.SeatAsync(chair, otherSeat.Id, Form(person, "2026-01-01")));
        await Assert.ThrowsAsync<NotAllowedException>(() => Rosters.EndSeatAsync(chair, otherSeat.Id, new() { On = A.Day("2026-12-31") }));
        Assert.Single((await Rosters.OnAsync(db.Reader, other.Id)).Rows);
    }

    [Fact]
    public async Task Nobody_else_changes_a_roster()
    {
        var (body, partner, seat) = await SeatAsync();
        var person = await db.PersonAsync("Somebody");
        foreach (var actor in (Actor[])[db.Executive, db.Member, db.Reader])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => Rosters.AddSeatAsync(actor, body.Id, new() { PartnerId = partner.Id, From = A.Day("2026-01-01") }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Rosters.SeatAsync(actor, seat.Id, Form(person, "2026-01-01")));
            await Assert.ThrowsAsync<NotAllowedException>(() => Rosters.RemoveSeatAsync(actor, seat.Id));
        }
    }

    [Fact]
    public async Task A_seat_for_an_office_stands_for_the_offices_partner_and_outlives_its_holder()
    {
        var body = A.Body($"Executives {A.Number()}", BodyKind.Executives);
        var partner = await db.PartnerAsync("Sheriff's Office");
        var office = new Office { PartnerId = partner.Id, Title = "Sheriff" };
        await db.AddAsync(body, office);
        var saved = await Rosters.AddSeatAsync(db.Coordinator, body.Id, new() { OfficeId = office.Id, From = A.Day("2026-01-01") });
        var row = (await Rosters.OnAsync(db.Reader, body.Id)).Rows.Single().Seat;

        Assert.Equal((saved.Id, partner.Id, "Sheriff, Sheriff's Office"), (row.Id, row.PartnerId!.Value, row.Called));
        Assert.Null(row.Holder);
    }

    [Fact]
    public async Task Seats_that_need_somebody_are_found_a_named_successor_needs_nobody()
    {
        await using var store = await db.FreshAsync();
        var rosters = new Rosters(store.Databases);
        var body = A.Body("Executives", BodyKind.Executives);
        var partner = await store.PartnerAsync("Shelter");
        var vacant = A.Seat(body, partner, "2026-05-01");
        var left = A.Seat(body, partner);
        var ending = A.Seat(body, partner);
        var succeeded = A.Seat(body, partner);
        var fine = A.Seat(body, partner);
        var person = await store.PersonAsync("Holder");
        await store.AddAsync(body, vacant, left, ending, succeeded, fine,
            A.Holding(left, person, to: "2026-09-30"),
            A.Holding(ending, person, to: "2026-12-31"),
            A.Holding(succeeded, person, to: "2026-12-31"), A.Holding(succeeded, person, from: "2027-01-01"),
            A.Holding(fine, person, to: "2027-06-30"));
        var needs = await rosters.NeedsAsync(store.Coordinator, noticeDays: 60);

        Assert.Equal([vacant.Id, left.Id, ending.Id], needs.Select(n => n.SeatId));
        Assert.Equal((true, A.Day("2026-05-01")), (needs[0].IsVacant, needs[0].VacantSince!.Value));
        Assert.Equal(A.Day("2026-10-01"), needs[1].VacantSince);
        Assert.Equal(("Holder", A.Day("2026-12-31")), (needs[2].Holder!, needs[2].EndsOn!.Value));
    }
}

public sealed class RosterOnSqlite(SqliteFixture db) : RosterFacts(db), IClassFixture<SqliteFixture>;

public sealed class RosterOnPostgreSql(PostgreSqlFixture db) : RosterFacts(db), IClassFixture<PostgreSqlFixture>;
