using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

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
