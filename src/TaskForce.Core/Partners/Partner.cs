using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>A kind of partner, for one "Police". The list ships with the product and is edited by administrators; sector and office follow from it.</summary>
public sealed class PartnerKind : Record
{
    public required string Name { get; set; }
    public Sector Sector { get; set; }
    public KeyOffice? KeyOffice { get; set; }
    public int Order { get; set; }
}

/// <summary>An agency or organization that takes part, did, or might. Everything here is shared; what is said in confidence is in records of its own.</summary>
public sealed class Partner : Record, IArchivable, INamed, ISearchable
{
    public required string Name { get; set; }
    public string ShortName { get; set; } = "";

    /// <summary>Its place in addresses; unique, and kept when the name changes.</summary>
    public required string Slug { get; set; }

    [NotInHistory] public string SortName { get; set; } = "";

    public Guid KindId { get; set; }
    public PartnerKind? Kind { get; private set; }

    /// <summary>From the kind, stored for lists.</summary>
    [NotInHistory] public Sector Sector { get; set; }

    public Level Level { get; set; } = Level.NonGovernmental;
    public Tier Tier { get; set; } = Tier.Regular;
    public string Website { get; set; } = "";
    public string Address { get; set; } = "";
    public string ServiceArea { get; set; } = "";
    public string ServicesOffered { get; set; } = "";
    public List<string> Populations { get; set; } = [];
    public List<string> Languages { get; set; } = [];
    /// <summary>Who holds the relationship: calls, is called, and knows what was said.</summary>
    public Guid? HolderId { get; set; }

    /// <summary>Takes part without meetings: by advice, referral or knowledge of a culture. It then owes no attendance and is measured by that instead.</summary>
    public bool WithoutMeetings { get; set; }

    /// <summary>The first day on which it does; null where nobody wrote it down, which is read as always.</summary>
    public DateOnly? WithoutMeetingsSince { get; set; }

    /// <summary>The last day, included; null while it lasts.</summary>
    public DateOnly? WithoutMeetingsUntil { get; set; }

    /// <summary>How it takes part without meetings, in a line.</summary>
    public string TakesPartBy { get; set; } = "";
    public DateTime? ArchivedAt { get; set; }

    /// <summary>The partner that this one was merged into.</summary>
    public Guid? MergedIntoId { get; set; }

    public List<PartnerTag> Tags { get; private set; } = [];
    public List<Membership> Memberships { get; private set; } = [];
    public PartnerStanding? Standing { get; private set; }

    public string ListName => Name;

    /// <summary>The short name where there is one.</summary>
    public string Called => ShortName.Length > 0 ? ShortName : Name;

    public SearchText? ForSearch() => ArchivedAt is null ? new(Name, "Partner", "/partners/" + Slug, ShortName) : null;
}

/// <summary>A word that somebody hung on a partner to find it again.</summary>
public sealed class PartnerTag : Record
{
    public Guid PartnerId { get; init; }
    public required string Tag { get; set; }
    public override Guid? OwnerId => PartnerId;
}

/// <summary>A partner's tie to the task force from a day to a day.</summary>
public sealed class Membership : Record
{
    public Guid PartnerId { get; init; }
    public MembershipKind Kind { get; set; }
    public DateOnly From { get; set; }

    /// <summary>The last day, included; null while it lasts.</summary>
    public DateOnly? To { get; set; }
    public string Reason { get; set; } = "";
    public override Guid? OwnerId => PartnerId;
}

/// <summary>What people judge of a partner in confidence: stage and stance. One row a partner.</summary>
public sealed class PartnerJudgment : Record, ICandid
{
    public Guid PartnerId { get; init; }
    public EngagementStage? Stage { get; set; }
    public DateOnly? StageSince { get; set; }
    public Stance? StanceNow { get; set; }
    public Stance? StanceWanted { get; set; }

    /// <summary>How keen the champion is and how far that person is heard. Of the champion on the day of <see cref="ChampionJudgedOn"/>: who follows is judged anew.</summary>
    public ChampionEnthusiasm? Enthusiasm { get; set; }
    public ChampionReach? Reach { get; set; }
    public DateOnly? ChampionJudgedOn { get; set; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>A note about a partner, in confidence.</summary>
public sealed class PartnerNote : Record, ICandid, IArchivable
{
    public Guid PartnerId { get; init; }
    public required string Text { get; set; }
    public DateTime WrittenAt { get; init; }
    public Guid? AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public DateTime? ArchivedAt { get; set; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;
}

/// <summary>
/// What lists sort and filter partners by, worked out from shared records only and stored in the transaction of the verb that
/// touched them. It can be rebuilt at any time and then says the same.
/// </summary>
public sealed class PartnerStanding
{
    public Guid PartnerId { get; init; }

    /// <summary>The last day of a real two-way contact.</summary>
    public DateOnly? LastContactOn { get; set; }

    /// <summary>The day on which the next check-in is ideally made.</summary>
    public DateOnly? CheckInDueOn { get; set; }

    /// <summary>Whether some MOU binds this partner at all, and until when (null: open-ended).</summary>
    public bool HasMou { get; set; }
    public DateOnly? MouEndsOn { get; set; }

    /// <summary>The buy-in index, 0–100; null below the confidence that the charter asks for.</summary>
    public int? Index { get; set; }

    /// <summary>Points since the half before, over the indicators with data in both.</summary>
    public int? Change { get; set; }

    /// <summary>The weight with data, in percent.</summary>
    public int Confidence { get; set; }

    public bool HasChampion { get; set; }

    /// <summary>The last day of the champion who stays longest, of those who had begun; <see cref="DateOnly.MaxValue"/> without an end, null when there never was one.</summary>
    public DateOnly? ChampionUntil { get; set; }

    /// <summary>The index of the newest halves, as <see cref="BuyIn.RecentIndex"/> writes it.</summary>
    public string Recent { get; set; } = "";

    /// <summary>The indicators as of the day, as a JSON object; empty when a version of the software that did not keep them wrote this standing.</summary>
    public string Figures { get; set; } = "";

    /// <summary>The indicators with which those of this half are compared: the closing edition's, or those of the last day of the half before.</summary>
    public string FiguresBefore { get; set; } = "";

    /// <summary>Whether an MOU was in force on the last day of the half before.</summary>
    public bool HadMou { get; set; }

    /// <summary>How many <see cref="BuyIn.Cooling">signs of cooling</see> the records show; null when a version of the software that did not count them wrote this standing.
    /// That they add up to a warning is candid: for choosing whose records to read, and never shown or given out.</summary>
    public int? Signs { get; set; }

    /// <summary>The day as of which this was worked out.</summary>
    public DateOnly AsOf { get; set; }
}
