using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>What somebody decided about the next best step of a partner: it was tried, or not now until a day. Candid.</summary>
public sealed class StepChoice : Record, ICandid
{
    public Guid PartnerId { get; init; }
    public BestStep Step { get; init; }
    public DateOnly On { get; init; }

    /// <summary>Not now, until this day; null where the step was tried.</summary>
    public DateOnly? Until { get; init; }
    public string Reason { get; set; } = "";

    /// <summary>The index on that day, so that what followed can be told. Association, not proof.</summary>
    public int? IndexThen { get; init; }
    public required string ByName { get; init; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>What makes taking part worth it for a partner: how the task force serves its mission, or what it needs from us. Candid.</summary>
public sealed class Incentive : Record, ICandid, IArchivable
{
    public Guid PartnerId { get; init; }
    public IncentiveKind Kind { get; set; }
    public required string Text { get; set; }
    public DateOnly NamedOn { get; set; }
    public DateOnly? MetOn { get; set; }
    public DateTime? ArchivedAt { get; set; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>Whose side an incentive is seen from.</summary>
public enum IncentiveKind
{
    ServesTheirMission,
    NeedsFromUs,
}

/// <summary>What a champion passes on from inside: a request for support, or a success. Each waits for an answer. Candid.</summary>
public sealed class ChampionMessage : Record, ICandid
{
    public Guid PartnerId { get; init; }
    public Guid? PersonId { get; set; }
    public bool IsSuccess { get; set; }
    public DateOnly On { get; set; }
    public required string Text { get; set; }
    public string Answer { get; set; } = "";
    public DateOnly? AnsweredOn { get; set; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}
