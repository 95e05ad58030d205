using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>The six steps of the way with a community-based organization, in their order.</summary>
public enum CommunityStep
{
    Prioritized,
    TrustBuilt,
    IncentivesUnderstood,
    UnderstandingAssessed,
    RoleAgreed,
    LongTermInvestment,
}

/// <summary>The six steps.</summary>
public static class CommunityPath
{
    /// <summary>The sectors whose organizations are community-based: people tell them first.</summary>
    public static readonly IReadOnlyList<Sector> Sectors = [Sector.CommunityBased, Sector.LgbtqServices, Sector.SurvivorAdvisors];

    /// <summary>The first step that was not taken; null when all were.</summary>
    public static CommunityStep? Next(IEnumerable<CommunityStep> taken)
    {
        var known = taken.ToHashSet();
        return Enum.GetValues<CommunityStep>().Cast<CommunityStep?>().FirstOrDefault(s => !known.Contains(s!.Value));
    }
}

/// <summary>How early an organization is approached, as the assessment suggests.</summary>
public enum CommunityPriority
{
    First,
    Next,
    Later,
}

/// <summary>What is understood of a community-based organization. Candid as a whole: much of it is somebody's impression.</summary>
public sealed class CommunityProfile : Record, ICandid
{
    public Guid PartnerId { get; init; }
    public CommunityPriority? Priority { get; set; }

    /// <summary>Which finding of the assessment the priority rests on.</summary>
    public string PriorityWhy { get; set; } = "";
    public string Constituency { get; set; } = "";
    public string Demographics { get; set; } = "";
    public string Culture { get; set; } = "";
    public string Economy { get; set; } = "";
    public string Networks { get; set; } = "";
    public string PowerStructures { get; set; } = "";
    public string Norms { get; set; } = "";

    /// <summary>Its history with other efforts.</summary>
    public string EarlierEfforts { get; set; } = "";
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>A step of the way that was taken: what was learned, when, and what shows it. Candid.</summary>
public sealed class PathStep : Record, ICandid
{
    public Guid PartnerId { get; init; }
    public CommunityStep Step { get; init; }
    public DateOnly On { get; set; }
    public string Learned { get; set; } = "";

    /// <summary>What shows it: a letter, a training held, a person's word.</summary>
    public string Proof { get; set; } = "";
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}
