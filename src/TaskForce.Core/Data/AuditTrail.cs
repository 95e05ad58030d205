using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using TaskForce.Core.Access;

namespace TaskForce.Core.Data;

/// <summary>Writes the history: one <see cref="AuditEntry"/> for each record that a save adds, changes or removes, in that same save.</summary>
public static class AuditTrail
{
    /// <summary>Dates as ISO, enums as words, so that the history reads the same in ten years.</summary>
    public static readonly JsonSerializerOptions Json = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>Adds the entries for what the context is about to save, and renews the versions of changed records.</summary>
    internal static void Write(TaskForceDb db, DateTime now)
    {
        List<AuditEntry>? entries = null;
        foreach (var entry in db.ChangeTracker.Entries<IRecord>())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted))
                continue;
            var written = For(db, entry, now);
            if (entry.State == EntityState.Modified && written is not null)
                entry.Entity.Version = Guid.CreateVersion7();
            if (written is null)
                continue;
            if (db.GoesOn is { } line && line.RecordId == written.RecordId && written.Happened == Happened.Changed)
                (line.Before, line.After) = (Merged(written.Before!, line.Before!), Merged(line.After!, written.After!));
            else
                (entries ??= []).Add(written);
        }

        if (entries is not null)
            db.AuditEntries.AddRange(entries);
    }

    private static AuditEntry? For(TaskForceDb db, EntityEntry<IRecord> entry, DateTime now)
    {
        var before = entry.State == EntityState.Added ? null : new Dictionary<string, object?>();
        var after = entry.State == EntityState.Deleted ? null : new Dictionary<string, object?>();
        foreach (var property in entry.Properties)
        {
            if (!IsInHistory(property.Metadata))
                continue;
            if (entry.State == EntityState.Modified && !Changed(property))
                continue;
            if (entry.State == EntityState.Added && property.CurrentValue is null)
                continue;
            if (before is not null)
                before[property.Metadata.Name] = property.OriginalValue;
            if (after is not null)
                after[property.Metadata.Name] = property.CurrentValue;
        }

        if (entry.State == EntityState.Modified && after!.Count == 0)
            return null;

        var record = entry.Entity;
        return new AuditEntry
        {
            ChangeId = db.ChangeId,
            At = now,
            AccountId = db.Actor!.AccountId,
            By = db.Actor.Name,
            RecordType = record.GetType().Name,
            RecordId = record.Id,
            OwnerId = (record as Record)?.OwnerId,
            Happened = db.IsStrikingOut ? Happened.StruckOut : What(entry, before, after),
            Before = before is null || db.IsStrikingOut ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
            Candid = record is ICandid,
            PartnerId = (record as ICandid)?.AboutPartnerId,
            BatchId = db.BatchId,
        };
    }

    /// <summary>The fields of both; where both have one, the second's.</summary>
    private static string Merged(string first, string second)
    {
        var fields = JsonNode.Parse(first)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(second)!.AsObject())
            fields[name] = value?.DeepClone();
        return fields.ToJsonString(Json);
    }

    private static Happened What(EntityEntry<IRecord> entry, Dictionary<string, object?>? before, Dictionary<string, object?>? after) => entry.State switch
    {
        EntityState.Added => Happened.Created,
        EntityState.Deleted => Happened.Removed,
        _ when after!.TryGetValue(nameof(IArchivable.ArchivedAt), out var now) => now is null
            ? Happened.Restored
            : before![nameof(IArchivable.ArchivedAt)] is null ? Happened.Archived : Happened.Changed,
        _ => Happened.Changed,
    };

    private static bool Changed(PropertyEntry property) =>
        property.IsModified && !Equals(JsonSerializer.Serialize(property.OriginalValue, Json), JsonSerializer.Serialize(property.CurrentValue, Json));

    /// <summary>Whether the history repeats a property: not keys' versions, not secrets, and of an account only what this product added.</summary>
    public static bool IsInHistory(IReadOnlyProperty property)
    {
        if (property.IsPrimaryKey() || property.Name == nameof(IRecord.Version) || property.Name == nameof(INamed.SortName))
            return false;
        if (property.PropertyInfo is not { } info)
            return false;
        if (property.DeclaringType.ClrType == typeof(Account))
            return info.DeclaringType == typeof(Account) || info.Name == nameof(Account.Email);
        return info.GetCustomAttribute<NotInHistoryAttribute>() is null;
    }
}
