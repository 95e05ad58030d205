using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;

namespace TaskForce.Core.Data;

/// <summary>
/// What SQLite knows of how its tables are filled, from which it chooses the index of a query. It gathers that only when told to; without it a
/// large database is read along whichever index was made first. PostgreSQL gathers it by itself.
/// </summary>
public sealed class Statistics(Databases databases)
{
    /// <summary>Reads through the indexes of every table that was never looked at or grew tenfold since; nearly always there is none. At a million
    /// contacts the first time takes a second or two, in which others read and nobody writes.</summary>
    public async Task GatherAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenConnectedAsync(Actor.System("statistics"), ct);
        if (db.Database.ProviderName?.Contains("Sqlite", StringComparison.Ordinal) != true)
            return;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        // 0x10000: also tables that this connection has not asked yet; 2: analyze where it is worth it. Without a limit on the rows: a column that is
        // empty nearly everywhere, such as the day of archiving, looks selective from a few hundred of them. https://www.sqlite.org/pragma.html#pragma_optimize
        command.CommandText = "PRAGMA optimize = 0x10002";
        await command.ExecuteNonQueryAsync(ct);
    }
}
