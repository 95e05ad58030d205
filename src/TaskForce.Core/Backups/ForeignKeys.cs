using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using TaskForce.Core.Access;

namespace TaskForce.Core.Backups;

/// <summary>
/// Takes the ties between tables away while whole tables are put back in any order, and brings them back, checked, in the same transaction.
/// Afterwards the counters that give out numbers go on behind the highest one that is there.
/// </summary>
internal sealed class ForeignKeys : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly List<(string Table, string Name, string Definition)> _ties = [];

    private ForeignKeys(DbConnection connection) => _connection = connection;

    /// <summary>Reads which ties there are; on SQLite stops minding them, which works only outside a transaction.</summary>
    public static async Task<ForeignKeys> PutAsideAsync(DbConnection connection, CancellationToken ct)
    {
        var keys = new ForeignKeys(connection);
        if (connection is SqliteConnection)
        {
            await BackupTables.ExecuteAsync(connection, null, "PRAGMA foreign_keys = OFF", ct);
            return keys;
        }
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT c.relname, k.conname, pg_get_constraintdef(k.oid)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE k.contype = 'f' AND n.nspname = current_schema()
            """;
        await using var row = await command.ExecuteReaderAsync(ct);
        while (await row.ReadAsync(ct))
            keys._ties.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
        return keys;
    }

    /// <summary>Drops the ties, in the transaction that brings them back.</summary>
    public async Task DropAsync(DbTransaction transaction, CancellationToken ct)
    {
        foreach (var (table, name, _) in _ties)
            await BackupTables.ExecuteAsync(_connection, transaction, $"ALTER TABLE {BackupTables.Quote(table)} DROP CONSTRAINT {BackupTables.Quote(name)}", ct);
    }

    /// <summary>Brings the ties back and checks that every one holds.</summary>
    public async Task BringBackAsync(DbTransaction transaction, CancellationToken ct)
    {
        if (_connection is NpgsqlConnection)
        {
            foreach (var (table, name, definition) in _ties)
                await BackupTables.ExecuteAsync(_connection, transaction, $"ALTER TABLE {BackupTables.Quote(table)} ADD CONSTRAINT {BackupTables.Quote(name)} {definition}", ct);
            await RaiseCountersAsync(transaction, ct);
            return;
        }
        await using var command = _connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA foreign_key_check";
        await using var row = await command.ExecuteReaderAsync(ct);
        if (await row.ReadAsync(ct))
            throw new RefusedException($"The backup does not hold together: a row of {row.GetString(0)} belongs to nothing in {row.GetString(2)}. Nothing was restored.");
    }

    /// <summary>SQLite minds the ties again.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is SqliteConnection)
            await BackupTables.ExecuteAsync(_connection, null, "PRAGMA foreign_keys = ON", CancellationToken.None);
    }

    private async Task RaiseCountersAsync(DbTransaction transaction, CancellationToken ct)
    {
        List<string> counters = [];
        await using (var command = _connection.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandText = """
                SELECT format('SELECT setval(%L, (SELECT coalesce(max(%I), 0) + 1 FROM %I), false)', pg_get_serial_sequence(quote_ident(table_name), column_name), column_name, table_name)
                FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'
                """;
            await using var row = await command.ExecuteReaderAsync(ct);
            while (await row.ReadAsync(ct))
                counters.Add(row.GetString(0));
        }
        foreach (var counter in counters)
            await BackupTables.ExecuteAsync(_connection, transaction, counter, ct);
    }
}
