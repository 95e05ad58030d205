using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TaskForce.Core.Data;

/// <summary>Instants are UTC in the code and in both databases; SQLite forgets that they are.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Utc ? value : DateTime.SpecifyKind(value, DateTimeKind.Utc),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
