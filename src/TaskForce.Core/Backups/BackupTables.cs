using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TaskForce.Core.Data;

namespace TaskForce.Core.Backups;

/// <summary>
/// Whole tables as lines of text and back. It goes past the history on purpose: the history is among what it carries.
/// Memory stays flat: one row at a time.
/// </summary>
internal static class BackupTables
{
    // Readable text stays readable; nothing here is ever put into a page.
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Begins a transaction in which every table is read as of one moment, while others go on writing.</summary>
    public static async Task<DbTransaction> SnapshotAsync(TaskForceDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var connection = db.Database.GetDbConnection();
        if (connection is SqliteConnection sqlite)
        {
            // Deferred: a reader of the write-ahead log that keeps nobody from writing. The first read fixes the moment.
            var transaction = sqlite.BeginTransaction(deferred: true);
            await ExecuteAsync(connection, transaction, "SELECT count(*) FROM sqlite_master", ct);
            return transaction;
        }
        return await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
    }

    /// <summary>Writes the rows of a table, one JSON array a line, in the order of its key.</summary>
    /// <returns>How many rows.</returns>
    public static async Task<long> WriteAsync(DbConnection connection, DbTransaction transaction, BackupTable table, Stream lines, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = $"SELECT {List(table.Columns.Select(c => c.Name))} FROM {Quote(table.Name)} ORDER BY {string.Join(", ", table.Key.Select(k => OrderBy(connection, table, k)))}";
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, ct);
        await using var json = new Utf8JsonWriter(lines, Plain);
        long count = 0;
        while (await row.ReadAsync(ct))
        {
            json.WriteStartArray();
            for (var i = 0; i < table.Columns.Count; i++)
                BackupValues.Write(json, row, i, table.Columns[i].Kind);
            json.WriteEndArray();
            await json.FlushAsync(ct);
            lines.WriteByte((byte)'\n');
            json.Reset();
            count++;
        }
        return count;
    }

    /// <summary>Reads lines back into a table.</summary>
    public static async Task ReadAsync(TaskForceDb db, DbTransaction transaction, BackupTable table, Stream lines, CancellationToken ct)
    {
        if (table.Rows == 0)
            return;
        using var reader = new StreamReader(lines, Encoding.UTF8);
        if (transaction.Connection is NpgsqlConnection postgres)
            await CopyAsync(postgres, table, BackupSchema.StoreTypes(db, table.Name), reader, ct);
        else
            await InsertAsync(transaction, table, reader, ct);
    }

    /// <summary>Whether any table but that of the protection keys, which every start writes, holds a row.</summary>
    public static async Task<bool> AnyRowsAsync(DbConnection connection, IEnumerable<BackupTable> tables, CancellationToken ct)
    {
        foreach (var table in tables.Where(t => t.Name != nameof(TaskForceDb.ProtectionKeys)))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT 1 FROM {Quote(table.Name)} LIMIT 1";
            if (await command.ExecuteScalarAsync(ct) is not null)
                return true;
        }
        return false;
    }

    /// <summary>Removes every row of every table.</summary>
    public static async Task EmptyAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<BackupTable> tables, CancellationToken ct)
    {
        if (connection is NpgsqlConnection)
            await ExecuteAsync(connection, transaction, $"TRUNCATE {List(tables.Select(t => t.Name))}", ct);
        else
            foreach (var table in tables)
                await ExecuteAsync(connection, transaction, $"DELETE FROM {Quote(table.Name)}", ct);
    }

    public static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandTimeout = 0;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Quote));

    // Byte order on both, whatever the language of the server, so that the same rows make the same hash.
    private static string OrderBy(DbConnection connection, BackupTable table, string column) =>
        connection is NpgsqlConnection && table.Columns.Single(c => c.Name == column).Kind == BackupKind.Text ? $"{Quote(column)} COLLATE \"C\"" : Quote(column);

    private static async Task CopyAsync(NpgsqlConnection connection, BackupTable table, Dictionary<string, string> storeTypes, StreamReader lines, CancellationToken ct)
    {
        var types = table.Columns.Select(c => BackupValues.CopyType(c.Kind, storeTypes.GetValueOrDefault(c.Name, ""))).ToArray();
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {Quote(table.Name)} ({List(table.Columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)", ct);
        copy.Timeout = TimeSpan.FromHours(2);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            using var values = JsonDocument.Parse(line);
            await copy.StartRowAsync(ct);
            for (var i = 0; i < types.Length; i++)
            {
                if (BackupValues.ForPostgreSql(values.RootElement[i], table.Columns[i].Kind) is { } value)
                    await copy.WriteAsync(value, types[i], ct);
                else
                    await copy.WriteNullAsync(ct);
            }
        }
        await copy.CompleteAsync(ct);
    }

    private static async Task InsertAsync(DbTransaction transaction, BackupTable table, StreamReader lines, CancellationToken ct)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {Quote(table.Name)} ({List(table.Columns.Select(c => c.Name))}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"$p{i}"))})";
        var parameters = table.Columns.Select((_, i) => new SqliteParameter { ParameterName = $"$p{i}" }).ToArray();
        command.Parameters.AddRange(parameters);
        while (await lines.ReadLineAsync(ct) is { } line)
        {
            using var values = JsonDocument.Parse(line);
            for (var i = 0; i < parameters.Length; i++)
                parameters[i].Value = BackupValues.ForSqlite(values.RootElement[i], table.Columns[i].Kind);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
