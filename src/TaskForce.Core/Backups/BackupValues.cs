using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using NpgsqlTypes;

namespace TaskForce.Core.Backups;

/// <summary>Values on their way between a database and a line of a backup: the same line from both databases, to the microsecond.</summary>
internal static class BackupValues
{
    private const string InstantFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Writes one value of the current row as JSON.</summary>
    public static void Write(Utf8JsonWriter json, DbDataReader row, int at, BackupKind kind)
    {
        if (row.IsDBNull(at))
        {
            json.WriteNullValue();
            return;
        }
        switch (kind)
        {
            case BackupKind.Guid: json.WriteStringValue(row.GetFieldValue<Guid>(at)); break;
            case BackupKind.Bool: json.WriteBooleanValue(row.GetFieldValue<bool>(at)); break;
            case BackupKind.Int: json.WriteNumberValue(row.GetFieldValue<int>(at)); break;
            case BackupKind.Long: json.WriteNumberValue(row.GetFieldValue<long>(at)); break;
            case BackupKind.Double: json.WriteNumberValue(row.GetFieldValue<double>(at)); break;
            case BackupKind.Date: json.WriteStringValue(row.GetFieldValue<DateOnly>(at).ToString("O", CultureInfo.InvariantCulture)); break;
            case BackupKind.Time: json.WriteStringValue(row.GetFieldValue<TimeOnly>(at).ToString("HH':'mm':'ss.ffffff", CultureInfo.InvariantCulture)); break;
            case BackupKind.Instant: json.WriteStringValue(row.GetFieldValue<DateTime>(at).ToString(InstantFormat, CultureInfo.InvariantCulture)); break;
            case BackupKind.Offset: json.WriteStringValue(row.GetFieldValue<DateTimeOffset>(at).UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture)); break;
            case BackupKind.Bytes: json.WriteBase64StringValue(row.GetFieldValue<byte[]>(at)); break;
            case BackupKind.Texts: WriteTexts(json, row, at); break;
            case BackupKind.Json: Canonical(JsonNode.Parse(row.GetString(at)))!.WriteTo(json); break;
            default: json.WriteStringValue(row.GetString(at)); break;
        }
    }

    /// <summary>The value of a line as PostgreSQL takes it.</summary>
    public static object? ForPostgreSql(JsonElement value, BackupKind kind) => value.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        BackupKind.Guid => value.GetGuid(),
        BackupKind.Bool => value.GetBoolean(),
        BackupKind.Int => value.GetInt32(),
        BackupKind.Long => value.GetInt64(),
        BackupKind.Double => value.GetDouble(),
        BackupKind.Date => Date(value),
        BackupKind.Time => Time(value),
        BackupKind.Instant => Instant(value),
        BackupKind.Offset => new DateTimeOffset(Instant(value)),
        BackupKind.Bytes => value.GetBytesFromBase64(),
        BackupKind.Texts => value.EnumerateArray().Select(v => v.GetString()!).ToArray(),
        BackupKind.Json => value.GetRawText(),
        _ => value.GetString(),
    };

    /// <summary>The value of a line as SQLite stores it: as the mapping of the product writes it, lists as JSON.</summary>
    public static object ForSqlite(JsonElement value, BackupKind kind) => kind switch
    {
        BackupKind.Texts when value.ValueKind != JsonValueKind.Null => value.GetRawText(),
        _ => ForPostgreSql(value, kind) ?? DBNull.Value,
    };

    /// <summary>The type under which PostgreSQL's COPY is given a value.</summary>
    public static NpgsqlDbType CopyType(BackupKind kind, string storeType) => kind switch
    {
        BackupKind.Guid => NpgsqlDbType.Uuid,
        BackupKind.Bool => NpgsqlDbType.Boolean,
        BackupKind.Int => NpgsqlDbType.Integer,
        BackupKind.Long => NpgsqlDbType.Bigint,
        BackupKind.Double => NpgsqlDbType.Double,
        BackupKind.Date => NpgsqlDbType.Date,
        BackupKind.Time => NpgsqlDbType.Time,
        BackupKind.Instant or BackupKind.Offset => NpgsqlDbType.TimestampTz,
        BackupKind.Bytes => NpgsqlDbType.Bytea,
        BackupKind.Texts => NpgsqlDbType.Array | NpgsqlDbType.Text,
        BackupKind.Json => storeType == "json" ? NpgsqlDbType.Json : NpgsqlDbType.Jsonb,
        _ => NpgsqlDbType.Text,
    };

    private static DateOnly Date(JsonElement value) => DateOnly.ParseExact(value.GetString()!, "O", CultureInfo.InvariantCulture);

    private static TimeOnly Time(JsonElement value) => TimeOnly.Parse(value.GetString()!, CultureInfo.InvariantCulture);

    private static DateTime Instant(JsonElement value) =>
        DateTime.ParseExact(value.GetString()!, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);

    private static void WriteTexts(Utf8JsonWriter json, DbDataReader row, int at)
    {
        var texts = row is NpgsqlDataReader ? row.GetFieldValue<string[]>(at) : JsonSerializer.Deserialize<string[]>(row.GetString(at)) ?? [];
        json.WriteStartArray();
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    // PostgreSQL keeps the members of an object in an order of its own; both databases are brought to the same one.
    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Canonical(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Canonical)]),
        _ => node?.DeepClone(),
    };
}
