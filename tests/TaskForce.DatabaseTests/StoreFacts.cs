using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests;

/// <summary>The harness itself: what it puts in is there, with its history, and nowhere else.</summary>
public abstract class StoreFacts(DatabaseFixture db)
{
    [Fact]
    public async Task What_is_saved_is_read_back_and_has_a_line_of_history()
    {
        var shelter = await db.PartnerAsync("Casa Épica Shelter");
        var read = await db.ReadAsync(d => d.Partners.AsNoTracking().SingleAsync(p => p.Id == shelter.Id), db.Reader);

        Assert.Equal("casa epica shelter", read.SortName);
        Assert.Equal(Happened.Created, Assert.Single(await db.HistoryAsync(shelter.Id)).Happened);
        Assert.Equal(DateTimeKind.Utc, (await db.HistoryAsync(shelter.Id))[0].At.Kind);
    }

    [Fact]
    public async Task A_fresh_store_is_empty_and_apart()
    {
        await using var fresh = await db.FreshAsync();
        await fresh.PartnerAsync("Only here");
        var shelter = await db.PartnerAsync("Only there");

        Assert.Equal(db.Provider, fresh.Provider);
        Assert.Equal(["Only here"], await fresh.ReadAsync(d => d.Partners.Select(p => p.Name).ToListAsync()));
        Assert.False(await fresh.ReadAsync(d => d.Partners.AnyAsync(p => p.Id == shelter.Id)));
    }

    [Fact]
    public async Task Somebody_who_signed_up_is_read_with_agency_and_role()
    {
        var shelter = await db.PartnerAsync("Employer");
        var person = await db.PersonAsync("Dana Cole", shelter, "Director");
        var account = A.Account(person, Role.Member);
        await db.AddAsync(account);
        var actor = await new Actors(db.Databases).ForAccountAsync(account.Id);

        Assert.Equal(("Dana Cole", Role.Member), (actor!.Name, actor.Role));
        Assert.Equal([shelter.Id], actor.OwnPartners);
        Assert.Equal(Role.Executive, (await db.SignUpAsync(Role.Executive)).Role);
    }

    [Fact]
    public async Task Whoever_holds_an_office_belongs_to_its_partner_and_a_seat_of_an_office_is_one_of_its_partner()
    {
        var (sheriff, city, own) = (await db.PartnerAsync("Sheriff"), await db.PartnerAsync("City"), await db.PartnerAsync("County"));
        var (leader, body) = (await db.PersonAsync("Wes Brannigan"), A.Body("Executives"));
        var (account, today) = (A.Account(leader, Role.Executive), db.Clock.Today);
        Office office = new() { PartnerId = own.Id, Title = "Supervisor" }, former = new() { PartnerId = city.Id, Title = "Mayor" }, seated = new() { PartnerId = sheriff.Id, Title = "Sheriff" };
        Seat chair = new() { BodyId = body.Id, OfficeId = office.Id, From = today.AddYears(-1), IsChair = true }, other = new() { BodyId = body.Id, OfficeId = seated.Id, From = today.AddYears(-1) };
        await db.AddAsync(account, body, office, former, seated, chair, other, A.Seat(body, city), A.Holding(chair, leader),
            office.Appoint(leader.Id, today.AddYears(-1), null), former.Appoint(leader.Id, today.AddYears(-3), today.AddDays(-1)));

        var actor = await new Actors(db.Databases).ForAccountAsync(account.Id);
        Assert.Equal([own.Id], actor!.OwnPartners);
        Assert.Equal(new[] { own.Id, sheriff.Id, city.Id }.Order(), actor.PartnersSeatedThere.Order());
    }

    [Fact]
    public async Task The_history_goes_by_the_clock_of_the_test()
    {
        await using var fresh = await db.FreshAsync();
        fresh.Time.GoTo(A.Day("2026-12-31"));
        var shelter = await fresh.PartnerAsync("Late shelter");

        Assert.Equal(fresh.Time.Now, Assert.Single(await fresh.HistoryAsync(shelter.Id)).At);
        Assert.Equal(A.Day("2026-12-31"), fresh.Clock.Today);
    }
}

public sealed class StoreOnSqlite(SqliteFixture db) : StoreFacts(db), IClassFixture<SqliteFixture>;

public sealed class StoreOnPostgreSql(PostgreSqlFixture db) : StoreFacts(db), IClassFixture<PostgreSqlFixture>;
