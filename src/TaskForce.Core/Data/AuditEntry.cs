namespace TaskForce.Core.Data;

/// <summary>What happened to a record.</summary>
public enum Happened
{
    Created,
    Changed,
    Archived,
    Restored,
    Removed,
    StruckOut,
}

/// <summary>One line of history: one record, one save. Written in the same transaction as the change, never edited: a strike-out excepted, and
/// a text that saves itself while it is typed, which goes on with its own line for a while (see <see cref="TaskForceDb.GoesOn"/>).</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What was saved together shares this, and is undone together.</summary>
    public Guid ChangeId { get; init; }

    public DateTime At { get; init; }
    public Guid? AccountId { get; init; }
    public required string By { get; init; }
    public required string RecordType { get; init; }
    public Guid RecordId { get; init; }

    /// <summary>The record on whose page this shows too.</summary>
    public Guid? OwnerId { get; init; }

    public Happened Happened { get; init; }

    /// <summary>The properties that changed, as they were: a JSON object, or null for a new record.</summary>
    public string? Before { get; set; }

    /// <summary>The same properties as they became: a JSON object, or null for a removed record.</summary>
    public string? After { get; set; }

    /// <summary>Whether the record is candid; then only those who may read it see this line.</summary>
    public bool Candid { get; init; }

    /// <summary>The partner that a candid record is about.</summary>
    public Guid? PartnerId { get; init; }

    /// <summary>The import that wrote it, if one did.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>The change that undid this one.</summary>
    public Guid? UndoneBy { get; set; }
}

/// <summary>Who removed what slipped into the records, when and why. The text itself is gone.</summary>
public sealed class StrikeOut
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public DateTime At { get; init; }
    public Guid? AccountId { get; init; }
    public required string By { get; init; }
    public required string RecordType { get; init; }
    public Guid RecordId { get; init; }
    public required string Field { get; init; }
    public required string Why { get; init; }

    /// <summary>In how many places it was found and removed: record, history, drafts, staging, search.</summary>
    public int Places { get; init; }
}
