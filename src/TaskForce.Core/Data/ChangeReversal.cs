using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TaskForce.Core.Access;
using TaskForce.Core.People;

namespace TaskForce.Core.Data;

/// <summary>Takes back what an audit entry recorded, by writing its <i>before</i>. Nothing is saved here.</summary>
public static class ChangeReversal
{
    /// <summary>Puts one record back as it was before the entry.</summary>
    /// <returns>Null when it could be done, or a sentence that says why not.</returns>
    public static async Task<string?> ReverseAsync(TaskForceDb db, AuditEntry entry, CancellationToken ct)
    {
        var type = TypeOf(db, entry.RecordType);
        if (type is null || type.ClrType == typeof(Account))
            return $"A change of the {HistorySentences.Record(entry.RecordType)} cannot be undone here.";
        if (entry.Happened == Happened.StruckOut)
            return "What was struck out is gone; it cannot be brought back.";
        var record = await db.FindAsync(type.ClrType, [entry.RecordId], ct);
        try
        {
            await SearchIndex.RenewAsync(db, PeopleOf(entry, type), ct);
            return entry.Happened switch
            {
                Happened.Created => Remove(db, entry, record),
                Happened.Removed => Recreate(db, entry, type, record),
                _ => WriteBack(db, entry, type, record),
            };
        }
        catch (JsonException)
        {
            // A passage was struck out of a value that is no text, a day for one.
            return $"A part of what the {HistorySentences.Record(entry.RecordType)} held was struck out; it cannot be brought back.";
        }
    }

    /// <summary>The entity type of a history line's record, or null where the product no longer has it.</summary>
    public static IEntityType? TypeOf(TaskForceDb db, string recordType) =>
        db.Model.GetEntityTypes().FirstOrDefault(t => t.ClrType.Name == recordType && typeof(IRecord).IsAssignableFrom(t.ClrType));

    private static string? Remove(TaskForceDb db, AuditEntry entry, object? record)
    {
        // A candid record that is not found may be there and closed to the actor.
        if (record is null)
            return entry.Candid && !db.SeesAllCandid ? $"The {HistorySentences.Record(entry.RecordType)} is closed to you. Ask a coordinator to undo this." : null;
        db.Remove(record);
        // Until it is saved a removed address would still be among those of its person.
        if (record is PersonEmail email && db.People.Local.FindEntry(email.PersonId) is { } person)
            person.Entity.Emails.Remove(email);
        return null;
    }

    /// <summary>The people whom search finds by what the entry changes: a person, or those to whom an e-mail address belongs before and after.</summary>
    private static List<Guid> PeopleOf(AuditEntry entry, IEntityType type) => entry.RecordType switch
    {
        nameof(Person) => [entry.RecordId],
        nameof(PersonEmail) => [.. Values(type, entry.Before).Concat(Values(type, entry.After)).Where(v => v.Property.Name == nameof(PersonEmail.PersonId)).Select(v => v.Value)
            .Append(entry.OwnerId).OfType<Guid>().Distinct()],
        _ => [],
    };

    private static string? Recreate(TaskForceDb db, AuditEntry entry, IEntityType type, object? record)
    {
        if (record is not null)
            return $"The {HistorySentences.Record(entry.RecordType)} is there again already.";
        var added = Activator.CreateInstance(type.ClrType, nonPublic: true)!;
        var tracked = db.Entry(added);
        tracked.Property(nameof(IRecord.Id)).CurrentValue = entry.RecordId;
        foreach (var (property, value) in Values(type, entry.Before))
            tracked.Property(property.Name).CurrentValue = value;
        tracked.State = EntityState.Added;
        return null;
    }

    private static string? WriteBack(TaskForceDb db, AuditEntry entry, IEntityType type, object? record)
    {
        if (record is null)
            return $"The {HistorySentences.Record(entry.RecordType)} is not there any more.";
        var tracked = db.Entry(record);
        var after = Values(type, entry.After).ToDictionary(v => v.Property.Name, v => v.Value);
        foreach (var (property, value) in Values(type, entry.Before))
        {
            var current = tracked.Property(property.Name);
            if (!Same(current.CurrentValue, after.GetValueOrDefault(property.Name)))
                return $"{HistorySentences.Label(property.Name)} of the {HistorySentences.Record(entry.RecordType)} was changed since. Open the record and change it there.";
            current.CurrentValue = value;
        }
        return null;
    }

    private static bool Same(object? left, object? right) =>
        JsonSerializer.Serialize(left, AuditTrail.Json) == JsonSerializer.Serialize(right, AuditTrail.Json);

    private static IEnumerable<(IProperty Property, object? Value)> Values(IEntityType type, string? json)
    {
        if (json is null)
            yield break;
        using var document = JsonDocument.Parse(json);
        foreach (var field in document.RootElement.EnumerateObject())
        {
            if (type.FindProperty(field.Name) is { } property)
                yield return (property, field.Value.Deserialize(property.ClrType, AuditTrail.Json));
        }
    }
}
