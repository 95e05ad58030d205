using TaskForce.Core.Data;

namespace TaskForce.Core.Today;

/// <summary>What people decided about a row of the queue: who sees to it, and "not now until …, because …".</summary>
public sealed class QueueMark : Record, ICandid
{
    /// <summary>Reason and record, for one "check-in:0198…".</summary>
    public required string Key { get; set; }

    /// <summary>The partner that the row is about, where it is about one.</summary>
    public Guid? PartnerId { get; set; }
    public Guid? PersonId { get; set; }
    public DateOnly? NotNowUntil { get; set; }
    public string Because { get; set; } = "";
    Guid? ICandid.AboutPartnerId => PartnerId;
    public override Guid? OwnerId => PartnerId;
}
