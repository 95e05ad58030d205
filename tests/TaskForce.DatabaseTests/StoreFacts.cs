using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
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
