using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;

namespace TaskForce.Core.Data;

/// <summary>
/// What SQLite knows of how its tables are filled, from which it chooses the index of a query. It gathers that only when told to; without it a
/// large database is read along whichever index was made first. PostgreSQL gathers it by itself.
/// </summary>
public sealed class Statistics(Databases databases)
{
    /// <summary>Looks at every table that changed much since it was last looked at, at a few hundred rows of each: milliseconds, at any size.</summary>
    public async Task GatherAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenConnectedAsync(Actor.System("statistics"), ct);
        if (db.Database.ProviderName?.Contains("Sqlite", StringComparison.Ordinal) != true)
            return;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        // 0x10000: also tables that this connection has not asked yet; 2: analyze where it is worth it. https://www.sqlite.org/pragma.html#pragma_optimize
        command.CommandText = "PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002";
        await command.ExecuteNonQueryAsync(ct);
    }
}
