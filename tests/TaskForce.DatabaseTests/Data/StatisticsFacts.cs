using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>SQLite learns how its tables are filled; PostgreSQL does so by itself and is left alone.</summary>
public abstract class StatisticsFacts(DatabaseFixture db)
{
    [Fact]
    public async Task After_gathering_the_database_knows_how_many_partners_there_are()
    {
        await using var fresh = await db.FreshAsync();
        var kind = A.Kind();
        await fresh.AddAsync(kind);
        await fresh.AddAsync([.. Enumerable.Range(0, 40).Select(i => A.Partner($"Partner {i}", kind))]);
        await new Statistics(fresh.Databases).GatherAsync();

        if (fresh.Provider != DatabaseProvider.Sqlite)
            return;
        Assert.Equal(40, await fresh.ReadAsync(async d =>
        {
            await d.Database.OpenConnectionAsync();
            await using var command = d.Database.GetDbConnection().CreateCommand();
            command.CommandText = "SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'Partners'";
            return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        }));
    }
}

public sealed class StatisticsOnSqlite(SqliteFixture db) : StatisticsFacts(db), IClassFixture<SqliteFixture>;

public sealed class StatisticsOnPostgreSql(PostgreSqlFixture db) : StatisticsFacts(db), IClassFixture<PostgreSqlFixture>;
