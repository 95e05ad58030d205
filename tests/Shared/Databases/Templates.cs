using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Tests;

/// <summary>One migrated database of each kind for a run; each store starts as a copy of it, which is far quicker than migrating again.</summary>
public static class Templates
{
    private static readonly Lazy<Task<string>> SqliteFile = new(MakeSqliteAsync);
    private static readonly Lazy<Task<PostgresCluster>> PostgreSql = new(MakePostgreSqlAsync);

    /// <summary>The file of the migrated SQLite database.</summary>
    public static Task<string> SqliteAsync() => SqliteFile.Value;

    /// <summary>The connection string of a new copy of the migrated PostgreSQL database.</summary>
    public static async Task<string> PostgreSqlCopyAsync() => await (await PostgreSql.Value).CreateDatabaseAsync("migrated");

    private static async Task<string> MakeSqliteAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"tf-template-{Guid.NewGuid():N}.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        var connection = $"Data Source={file};Pooling=False";
        await MigrateAsync(DatabaseProvider.Sqlite, connection);
        // All of it in the one file, so that copying that file copies everything.
        await using var sqlite = new SqliteConnection(connection);
        await sqlite.OpenAsync();
        await using var command = sqlite.CreateCommand();
        command.CommandText = "pragma wal_checkpoint(truncate)";
        await command.ExecuteNonQueryAsync();
        return file;
    }

    private static async Task<PostgresCluster> MakePostgreSqlAsync()
    {
        var cluster = await PostgresCluster.GetAsync();
        await cluster.CreateDatabaseAsync(name: "migrated");
        await MigrateAsync(DatabaseProvider.PostgreSql, cluster.ConnectionString("migrated", pooled: false));
        return cluster;
    }

    private static async Task MigrateAsync(DatabaseProvider provider, string connection)
    {
        await using var db = new Databases(DatabaseOptions.For(provider, connection), new TaskForceClock(TimeProvider.System)).Open(Actor.System("migrate"));
        await db.Database.MigrateAsync();
    }
}
