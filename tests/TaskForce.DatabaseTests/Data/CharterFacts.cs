using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Charter;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>The dated rules of the task force. Today is November 17, 2026.</summary>
public abstract class CharterFacts(DatabaseFixture db)
{
    private static readonly DateOnly Today = A.Day("2026-11-17");

    private static CharterForm Form(DateOnly from, int regular = 60, Guid? version = null)
    {
        var form = CharterForm.Of(new(), from);
        (form.RegularIdealDays, form.RegularLongestDays, form.Version) = (regular, 90, version);
        return form;
    }

    [Fact]
    public async Task Rules_hold_from_their_day_on_and_what_is_past_keeps_its_own()
    {
        await using var store = await db.FreshAsync();
        var charters = new Charters(store.Databases);
        await charters.ChangeRulesAsync(store.Administrator, Form(Today));
        await charters.ChangeRulesAsync(store.Administrator, Form(Today.AddDays(3), 45));

        await using var d = await store.OpenAsync();
        Assert.Equal((60, 45), ((await Charters.OnAsync(d, Today.AddDays(2))).RegularIdealDays, (await Charters.OnAsync(d, Today.AddDays(3))).RegularIdealDays));
        await Assert.ThrowsAsync<RefusedException>(() => charters.ChangeRulesAsync(store.Administrator, Form(Today.AddDays(-1))));
        await Assert.ThrowsAsync<NotAllowedException>(() => charters.ChangeRulesAsync(store.Coordinator, Form(Today.AddDays(5))));
    }

    [Fact]
    public async Task Rules_that_hold_from_today_move_what_is_due_at_once()
    {
        await using var store = await db.FreshAsync();
        var clinic = await store.PartnerAsync("Clinic");
        await using (var d = await store.OpenAsync())
        {
            d.Add(StandingsFacts.Call("2026-10-01", clinic));
            await Standings.SaveAsync(d, [clinic.Id]);
        }

        Assert.Equal(A.Day("2026-11-30"), await DueAsync());
        await new Charters(store.Databases).ChangeRulesAsync(store.Administrator, Form(Today, 30));
        Assert.Equal(A.Day("2026-10-31"), await DueAsync());

        async Task<DateOnly?> DueAsync() => await store.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == clinic.Id).Select(s => s.CheckInDueOn).SingleAsync());
    }

    [Fact]
    public async Task Who_did_not_see_the_rules_of_a_day_does_not_write_over_them()
    {
        await using var store = await db.FreshAsync();
        var charters = new Charters(store.Databases);
        var day = Today.AddDays(30);
        await charters.ChangeRulesAsync(store.Administrator, Form(day, 45));
        await Assert.ThrowsAsync<StaleRecordException>(() => charters.ChangeRulesAsync(store.Administrator, Form(day, 50)));

        var row = (await charters.RowsAsync(store.Administrator))[0];
        Assert.Equal((day, 45), (row.From, row.RegularIdealDays));
        await charters.ChangeRulesAsync(store.Administrator, Form(day, 50, row.Version));
        Assert.Equal(50, (await charters.RowsAsync(store.Administrator))[0].RegularIdealDays);
    }

    [Fact]
    public async Task Rules_are_taken_back_until_they_hold()
    {
        await using var store = await db.FreshAsync();
        var charters = new Charters(store.Databases);
        await charters.ChangeRulesAsync(store.Administrator, Form(Today.AddDays(1), 45));
        await charters.ChangeRulesAsync(store.Administrator, Form(Today, 50));
        var rows = await charters.RowsAsync(store.Administrator);

        await charters.TakeBackRulesAsync(store.Administrator, rows[0].Id);
        await Assert.ThrowsAsync<RefusedException>(() => charters.TakeBackRulesAsync(store.Administrator, rows[1].Id));
        Assert.Equal(50, (await charters.RowsAsync(store.Administrator))[0].RegularIdealDays);
    }
}

public sealed class CharterOnSqlite(SqliteFixture db) : CharterFacts(db), IClassFixture<SqliteFixture>;

public sealed class CharterOnPostgreSql(PostgreSqlFixture db) : CharterFacts(db), IClassFixture<PostgreSqlFixture>;
