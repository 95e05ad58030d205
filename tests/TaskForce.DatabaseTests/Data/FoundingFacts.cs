using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

public abstract class FoundingFacts(DatabaseFixture db)
{
    private static FoundingForm Form => new() { Name = "Harbor County", TimeZone = "America/Denver", AdministratorName = "Mara Aldous", AdministratorEmail = "mara@example.org" };

    [Fact]
    public async Task A_task_force_starts_with_its_lists_its_two_bodies_and_one_person()
    {
        await using var fresh = await db.FreshAsync();
        var person = await new Founding(fresh.Databases).FoundAsync(Form);

        await using var d = await fresh.OpenAsync();
        Assert.Equal("Harbor County", (await d.Profiles.SingleAsync()).Name);
        Assert.Equal(100, await d.Indicators.SumAsync(i => i.Weight));
        Assert.Equal(14, await d.PartnerKinds.Select(k => k.Sector).Distinct().CountAsync());
        Assert.Equal(9, await d.PartnerKinds.Where(k => k.KeyOffice != null).Select(k => k.KeyOffice).Distinct().CountAsync());
        Assert.Equal(["Executives", "General membership"], await d.Bodies.OrderBy(b => b.Name).Select(b => b.Name).ToListAsync());
        Assert.Equal(person, (await d.People.SingleAsync()).Id);
        Assert.Equal("America/Denver", fresh.Clock.Zone.Id);
    }

    [Fact]
    public async Task It_is_founded_once()
    {
        await using var fresh = await db.FreshAsync();
        var founding = new Founding(fresh.Databases);
        Assert.False(await founding.IsDoneAsync());
        await founding.FoundAsync(Form);

        Assert.True(await founding.IsDoneAsync());
        await Assert.ThrowsAsync<RefusedException>(() => founding.FoundAsync(Form));
    }

    [Fact]
    public async Task A_wrong_field_is_named_and_nothing_is_written()
    {
        await using var fresh = await db.FreshAsync();
        var form = Form;
        form.TimeZone = "Mars/Olympus";
        form.AdministratorEmail = "not an address";

        var wrong = await Assert.ThrowsAsync<ValidationException>(() => new Founding(fresh.Databases).FoundAsync(form));

        Assert.Equal(["AdministratorEmail", "TimeZone"], wrong.Errors.Select(e => e.PropertyName).Distinct().Order());
        Assert.False(await new Founding(fresh.Databases).IsDoneAsync());
    }
}

public sealed class FoundingOnSqlite(SqliteFixture db) : FoundingFacts(db), IClassFixture<SqliteFixture>;

public sealed class FoundingOnPostgreSql(PostgreSqlFixture db) : FoundingFacts(db), IClassFixture<PostgreSqlFixture>;
