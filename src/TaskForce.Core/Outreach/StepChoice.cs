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
