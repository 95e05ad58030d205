using System.Data;
using Microsoft.EntityFrameworkCore;

namespace TaskForce.Core.Data;

/// <summary>
/// Memory for one large transaction on SQLite. By itself it keeps 2 MB of pages; whoever writes a hundred times that with keys from all over then has the
/// same pages written out and read back again and again before the end. PostgreSQL has its own memory and is left alone.
/// </summary>
internal sealed class Roominess : IAsyncDisposable
{
    private const string Large = "PRAGMA cache_size = -65536", Usual = "PRAGMA cache_size = -2000";

    private readonly TaskForceDb db;

    private Roominess(TaskForceDb db) => this.db = db;

    /// <summary>Gives the context's connection 64 MB of pages until this is disposed, which must be before the context is. Call it within the transaction, so that the connection stays the same.</summary>
    public static async Task<Roominess> TakeAsync(TaskForceDb db, CancellationToken ct)
    {
        await SetAsync(db, Large, ct);
        return new(db);
    }

    // The connection goes back to the pool: others shall not keep the memory.
    public async ValueTask DisposeAsync() => await SetAsync(db, Usual, CancellationToken.None);

    private static async Task SetAsync(TaskForceDb db, string pragma, CancellationToken ct)
    {
        if (db.Database.ProviderName?.Contains("Sqlite", StringComparison.Ordinal) != true || db.Database.GetDbConnection().State != ConnectionState.Open)
            return;
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = pragma;
        await command.ExecuteNonQueryAsync(ct);
    }
}
