using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace TaskForce.Core.Data;

/// <summary>
/// Writes many new records at once, past the change tracker: COPY on PostgreSQL, one prepared statement on SQLite. It alone may,
/// so it does what an ordinary save does: sort names, search words and one history line a record, in the transaction it is given.
/// </summary>
public static class BulkWriter
{
    /// <summary>Adds the records to the database. All of one type; order parents before children.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction, or nobody acts.</exception>
    public static async Task AddAsync<T>(TaskForceDb db, IReadOnlyList<T> records, CancellationToken ct = default)
        where T : class
    {
        if (records.Count == 0)
            return;
        if (db.Database.CurrentTransaction is null || db.Actor is null)
            throw new InvalidOperationException("Bulk writing needs a transaction and an actor.");
        foreach (var record in records)
        {
            if (record is INamed named)
                named.SortName = Folding.Fold(named.ListName);
            if (record is People.PersonEmail email)
                email.Folded = email.Address.Trim().ToLowerInvariant();
        }

        await InsertAsync(db, records, ct);
        if (typeof(ISearchable).IsAssignableFrom(typeof(T)))
            await AddSearchAsync(db, records.Cast<ISearchable>(), ct);
        if (typeof(IRecord).IsAssignableFrom(typeof(T)))
            await InsertAsync(db, [.. records.Cast<IRecord>().Select(r => Entry(db, r))], ct);
    }

    private static async Task AddSearchAsync(TaskForceDb db, IEnumerable<ISearchable> records, CancellationToken ct)
    {
        List<SearchEntry> entries = [];
        List<SearchWord> words = [];
        foreach (var record in records)
        {
            if (record.ForSearch() is not { } text)
                continue;
            var type = record.GetType().Name;
            entries.Add(new() { Id = record.Id, RecordType = type, Title = text.Title, Detail = text.Detail, Address = text.Address });
            words.AddRange(Folding.Words(text.Title + " " + text.Words).Select(w => new SearchWord { Word = w, EntryId = record.Id, RecordType = type }));
        }
        await InsertAsync(db, entries, ct);
        await InsertAsync(db, words, ct);
    }

    private static AuditEntry Entry(TaskForceDb db, IRecord record)
    {
        var type = db.Model.FindEntityType(record.GetType())!;
        var after = new Dictionary<string, object?>();
        foreach (var property in type.GetProperties())
        {
            if (AuditTrail.IsInHistory(property) && property.PropertyInfo!.GetValue(record) is { } value)
                after[property.Name] = value;
        }

        return new AuditEntry
        {
            ChangeId = db.ChangeId,
            At = db.Clock.UtcNow,
            AccountId = db.Actor!.AccountId,
            By = db.Actor.Name,
            RecordType = record.GetType().Name,
            RecordId = record.Id,
            OwnerId = (record as Record)?.OwnerId,
            Happened = Happened.Created,
            After = JsonSerializer.Serialize(after, AuditTrail.Json),
            Candid = record is ICandid,
            PartnerId = (record as ICandid)?.AboutPartnerId,
            BatchId = db.BatchId,
        };
    }

    private static async Task InsertAsync<T>(TaskForceDb db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not stored.");
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var columns = type.GetProperties().Select(p => new Column(p.GetColumnName(table)!, p)).ToList();
        var name = $"\"{table.Name}\"";
        var list = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
            await CopyAsync(postgres, $"COPY {name} ({list}) FROM STDIN (FORMAT BINARY)", columns, rows, ct);
        else
            await PreparedAsync(db, $"INSERT INTO {name} ({list}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i))})", columns, rows, ct);
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, string copy, List<Column> columns, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        await using var writer = await connection.BeginBinaryImportAsync(copy, ct);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(ct);
            foreach (var column in columns)
            {
                if (column.Value(row) is { } value)
                    await writer.WriteAsync(value, column.StoreType, ct);
                else
                    await writer.WriteNullAsync(ct);
            }
        }
        await writer.CompleteAsync(ct);
    }

    private static async Task PreparedAsync<T>(TaskForceDb db, string insert, List<Column> columns, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = insert;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        List<DbParameter> parameters = [];
        for (var i = 0; i < columns.Count; i++)
        {
            var parameter = columns[i].Mapping.CreateParameter(command, "@p" + i, null, nullable: true);
            command.Parameters.Add(parameter);
            parameters.Add(parameter);
        }
        await command.PrepareAsync(ct);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
                parameters[i].Value = columns[i].Value(row) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    /// <summary>A column with the way from the property's value to what the database stores.</summary>
    private sealed record Column(string Name, IProperty Property)
    {
        public RelationalTypeMapping Mapping { get; } = Property.GetRelationalTypeMapping();

        public string StoreType => Mapping.StoreType;

        private readonly Func<object?, object?>? convert = Property.GetRelationalTypeMapping().Converter?.ConvertToProvider;

        public object? Value(object row)
        {
            var value = Property.PropertyInfo!.GetValue(row);
            if (value is null || convert is null)
                return value;
            return convert(value);
        }
    }
}
