using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>The six causes that are named again and again, and any other.</summary>
public enum BarrierCause
{
    LimitedResources,
    ConflictWithOtherProviders,
    FearForReputation,
    CompetingPriorities,
    OnePopulationBeforeAnother,
    ConflictWithPrimaryMission,
    Other,
}

/// <summary>What holds a partner back, as heard in a contact. Candid.</summary>
public sealed class Barrier : Record, ICandid, IArchivable
{
    public Guid PartnerId { get; init; }
    public Guid? ContactId { get; init; }
    public BarrierCause Cause { get; set; }
    public string Note { get; set; } = "";
    public DateOnly NamedOn { get; set; }

    /// <summary>What was agreed about it, by whom, until when, and what came of it.</summary>
    public string CounterStep { get; set; } = "";
    public Guid? PersonId { get; set; }
    public DateOnly? DueOn { get; set; }
    public string Result { get; set; } = "";
    public DateTime? ResolvedAt { get; set; }
    public DateTime? ArchivedAt { get; set; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}
