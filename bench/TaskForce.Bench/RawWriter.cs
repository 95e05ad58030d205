using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using TaskForce.Core.Data;

namespace TaskForce.Bench;

/// <summary>Fills tables quickly and without history. Only for data that are measured and thrown away.</summary>
internal static class RawWriter
{
    public static async Task InsertAsync<T>(TaskForceDb db, IEnumerable<T> rows)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        var columns = type.GetProperties().Select(p => (Name: p.GetColumnName(table)!, Property: p, Mapping: p.GetRelationalTypeMapping(), Getter: p.GetGetter())).ToArray();
        var list = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        object? Value(T row, int i)
        {
            var value = columns[i].Getter.GetClrValue(row);
            return value is not null && columns[i].Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
        }

        await db.Database.OpenConnectionAsync();
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({list}) FROM STDIN (FORMAT BINARY)");
            copy.Timeout = TimeSpan.FromHours(1);
            foreach (var row in rows)
            {
                await copy.StartRowAsync();
                for (var i = 0; i < columns.Length; i++)
                {
                    if (Value(row, i) is { } value)
                        await copy.WriteAsync(value, columns[i].Mapping.StoreTypeNameBase);
                    else
                        await copy.WriteNullAsync();
                }
            }
            await copy.CompleteAsync();
            return;
        }

        await using var transaction = await db.Database.GetDbConnection().BeginTransactionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO \"{table.Name}\" ({list}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})";
        foreach (var i in Enumerable.Range(0, columns.Length))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                command.Parameters[i].Value = Value(row, i) ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }
        await transaction.CommitAsync();
    }

    public static async Task ExecuteAsync(TaskForceDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
