using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TaskForce.Core.Data;

namespace TaskForce.Core.Backups;

/// <summary>The tables of the database as a backup describes them, read off the model: what is stored is backed up, without a list to forget.</summary>
internal static class BackupSchema
{
    /// <summary>Every table with its columns and key, by name; counts and hashes still empty.</summary>
    public static IReadOnlyList<BackupTable> Of(TaskForceDb db) =>
    [
        .. db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal).Select(t => new BackupTable(
            t.Name,
            [.. t.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).Select(c => new BackupColumn(c.Name, KindOf(c)))],
            [.. t.PrimaryKey!.Columns.Select(c => c.Name)],
            0,
            "")),
    ];

    /// <summary>The database's own names of the columns' types.</summary>
    public static Dictionary<string, string> StoreTypes(TaskForceDb db, string table) =>
        db.Model.GetRelationalModel().Tables.Single(t => t.Name == table).Columns.ToDictionary(c => c.Name, c => c.StoreType);

    private static BackupKind KindOf(IColumn column)
    {
        if (column.PropertyMappings.Count == 0)
            return BackupKind.Json;
        var property = column.PropertyMappings[0].Property;
        if (property.IsPrimitiveCollection)
            return BackupKind.Texts;
        var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        return type switch
        {
            _ when type.IsEnum || type == typeof(string) => column.StoreType is "jsonb" or "json" ? BackupKind.Json : BackupKind.Text,
            _ when type == typeof(Guid) => BackupKind.Guid,
            _ when type == typeof(bool) => BackupKind.Bool,
            _ when type == typeof(int) || type == typeof(short) => BackupKind.Int,
            _ when type == typeof(long) || type == typeof(uint) => BackupKind.Long,
            _ when type == typeof(double) || type == typeof(float) => BackupKind.Double,
            _ when type == typeof(DateOnly) => BackupKind.Date,
            _ when type == typeof(TimeOnly) => BackupKind.Time,
            _ when type == typeof(DateTime) => BackupKind.Instant,
            _ when type == typeof(DateTimeOffset) => BackupKind.Offset,
            _ when type == typeof(byte[]) => BackupKind.Bytes,
            _ => throw new NotSupportedException($"A backup does not know how to keep {column.Table.Name}.{column.Name} ({type.Name})."),
        };
    }
}
