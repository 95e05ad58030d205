using System.Buffers;
using System.Data.Common;
using System.Text;
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
            await InsertAsync(db, new Entries(db, typeof(T)).Of(records.Cast<IRecord>()), ct);
    }

    /// <summary>Writes some columns of rows that the history does not follow, such as the staged rows of an import.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction, or the history follows these rows: those are saved as usual.</exception>
    public static async Task UpdateAsync<T>(TaskForceDb db, IReadOnlyList<T> rows, IReadOnlyList<string> properties, CancellationToken ct = default)
        where T : class
    {
        if (rows.Count == 0)
            return;
        if (db.Database.CurrentTransaction is null || typeof(IRecord).IsAssignableFrom(typeof(T)))
            throw new InvalidOperationException("Bulk updating needs a transaction, and rows that the history does not follow.");
        var (type, name, all) = TableOf<T>(db);
        var keys = all.FindAll(c => c.Property.IsPrimaryKey());
        var changed = properties.Select(p => all.Find(c => c.Property == type.FindProperty(p)) ?? throw new InvalidOperationException($"{p} is not stored.")).ToList();
        List<Column> columns = [.. changed, .. keys];
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var command = postgres.CreateCommand();
            command.CommandText = $"UPDATE {name} AS t SET {string.Join(", ", changed.Select((c, i) => $"\"{c.Name}\" = v.c{i}"))} FROM unnest({string.Join(", ", columns.Select((_, i) => "@p" + i))}) "
                + $"AS v({string.Join(", ", columns.Select((_, i) => "c" + i))}) WHERE {string.Join(" AND ", keys.Select((c, i) => $"t.\"{c.Name}\" = v.c{changed.Count + i}"))}";
            command.Transaction = (NpgsqlTransaction)db.Database.CurrentTransaction.GetDbTransaction();
            foreach (var (i, column) in columns.Index())
                command.Parameters.Add(new NpgsqlParameter("p" + i, column.Values(rows)) { DataTypeName = column.Mapping.StoreTypeNameBase + "[]" });
            await command.ExecuteNonQueryAsync(ct);
        }
        else
        {
            var set = string.Join(", ", changed.Select((c, i) => $"\"{c.Name}\" = @p{i}"));
            var where = string.Join(" AND ", keys.Select((c, i) => $"\"{c.Name}\" = @p{changed.Count + i}"));
            await PreparedAsync(db, $"UPDATE {name} SET {set} WHERE {where}", columns, rows, ct);
        }
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

    /// <summary>Makes the history lines of new records of one type; which properties go in is found out once.</summary>
    private sealed class Entries(TaskForceDb db, Type type)
    {
        private readonly List<(JsonEncodedText Name, IClrPropertyGetter Getter)> properties = [.. db.Model.FindEntityType(type)!.GetProperties()
            .Where(AuditTrail.IsInHistory).Select(p => (JsonEncodedText.Encode(p.Name), p.GetGetter()))];

        public List<AuditEntry> Of(IEnumerable<IRecord> records)
        {
            List<AuditEntry> entries = [];
            var now = db.Clock.UtcNow;
            var buffer = new ArrayBufferWriter<byte>();
            using var json = new Utf8JsonWriter(buffer);
            foreach (var record in records)
            {
                buffer.ResetWrittenCount();
                json.Reset();
                Write(json, record);
                entries.Add(new()
                {
                    ChangeId = db.ChangeId,
                    At = now,
                    AccountId = db.Actor!.AccountId,
                    By = db.Actor.Name,
                    RecordType = type.Name,
                    RecordId = record.Id,
                    OwnerId = (record as Record)?.OwnerId,
                    Happened = Happened.Created,
                    After = Encoding.UTF8.GetString(buffer.WrittenSpan),
                    Candid = record is ICandid,
                    PartnerId = (record as ICandid)?.AboutPartnerId,
                    BatchId = db.BatchId,
                });
            }
            return entries;
        }

        private void Write(Utf8JsonWriter json, IRecord record)
        {
            json.WriteStartObject();
            foreach (var (name, getter) in properties)
            {
                if (getter.GetClrValue(record) is not { } value)
                    continue;
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value, value.GetType(), AuditTrail.Json);
            }
            json.WriteEndObject();
            json.Flush();
        }
    }

    private static async Task InsertAsync<T>(TaskForceDb db, IReadOnlyList<T> rows, CancellationToken ct)
        where T : class
    {
        if (rows.Count == 0)
            return;
        var (_, name, columns) = TableOf<T>(db);
        var list = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
            await CopyAsync(postgres, $"COPY {name} ({list}) FROM STDIN (FORMAT BINARY)", columns, rows, ct);
        else
            await PreparedAsync(db, $"INSERT INTO {name} ({list}) VALUES ({string.Join(", ", columns.Select((_, i) => "@p" + i))})", columns, rows, ct);
    }

    private static (IEntityType Type, string Name, List<Column> Columns) TableOf<T>(TaskForceDb db)
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not stored.");
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        return (type, $"\"{table.Name}\"", type.GetProperties().Select(p => new Column(p.GetColumnName(table)!, p)).ToList());
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
        private readonly IClrPropertyGetter getter = Property.GetGetter();

        public object? Value(object row)
        {
            var value = getter.GetClrValue(row);
            if (value is null || convert is null)
                return value;
            return convert(value);
        }

        /// <summary>The values of all rows, as an array of what the database stores.</summary>
        public Array Values<T>(IReadOnlyList<T> rows)
            where T : class
        {
            var values = Array.CreateInstance(Mapping.Converter?.ProviderClrType ?? Property.ClrType, rows.Count);
            for (var i = 0; i < rows.Count; i++)
                values.SetValue(Value(rows[i]), i);
            return values;
        }
    }
}
