namespace TaskForce.Core.Partners;

/// <summary>What a partner's page shows. Candid parts are null or empty for those who may not see them.</summary>
/// <param name="SeesCandid">Whether the reader sees stage, stance, barriers and everybody's notes.</param>
/// <param name="WritesNotes">Whether the reader may write notes about this partner.</param>
/// <param name="IsOwnAgency">Whether it is the reader's own agency: what is candid is then marked, and the reading was written down.</param>
public sealed record PartnerPage
{
    /// <summary>How many notes, statements and messages a page holds at most; the newest, and the page says so.</summary>
    public const int Most = 200;

    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string ShortName { get; init; }
    public required string Slug { get; init; }
    public required string Kind { get; init; }
    public required Sector Sector { get; init; }
    public required Level Level { get; init; }
    public required Tier Tier { get; init; }
    public required string Website { get; init; }
    public required string Address { get; init; }
    public required string ServiceArea { get; init; }
    public required string ServicesOffered { get; init; }
    public required IReadOnlyList<string> Populations { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    /// <summary>By the wall clock of the task force.</summary>
    public required DateTime? ArchivedAt { get; init; }

    /// <summary>The address of the partner that this one was merged into.</summary>
    public required string? MergedInto { get; init; }
    public required int? Index { get; init; }
    public required int? Change { get; init; }
    public required bool HasMou { get; init; }
    public required DateOnly? MouEndsOn { get; init; }
    public required DateOnly? LastContactOn { get; init; }
    public required DateOnly? CheckInDueOn { get; init; }
    public MouPlace Mou { get; init; }

    /// <summary>Who holds the relationship, with where that person opens; null while nobody does.</summary>
    public HolderLine? Holder { get; init; }

    /// <summary>That it takes part without meetings, and when; null where it takes part by them.</summary>
    public WithoutMeetings? WithoutMeetings { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public IReadOnlyList<MembershipLine> Memberships { get; init; } = [];
    public MembershipLine? MembershipNow { get; init; }
    public IReadOnlyList<TieLine> Sponsors { get; init; } = [];
    public TieLine? Sponsor { get; init; }
    public IReadOnlyList<TieLine> Champions { get; init; } = [];
    public TieLine? Champion { get; init; }
    public DateOnly? ChampionEndedOn { get; init; }
    public IReadOnlyList<StatementLine> Statements { get; init; } = [];
    public IReadOnlyList<PartnerPersonLine> People { get; init; } = [];
    public IReadOnlyList<OfficeLine> Offices { get; init; } = [];
    public IReadOnlyList<SeatLine> Seats { get; init; } = [];
    public bool SeesCandid { get; init; }
    public bool WritesNotes { get; init; }
    public bool IsOwnAgency { get; init; }

    /// <summary>A community-based organization, for those who may read of the way with it.</summary>
    public bool IsCommunity { get; init; }
    public EngagementStage? Stage { get; init; }
    public DateOnly? StageSince { get; init; }

    /// <summary>That stage and index differ for two halves, where they do.</summary>
    public BuyIn.StageGap? StageGap { get; init; }
    public Stance? StanceNow { get; init; }
    public Stance? StanceWanted { get; init; }

    /// <summary>What is judged of the champion of today; null where nobody judged since that champion began.</summary>
    public ChampionEnthusiasm? Enthusiasm { get; init; }
    public ChampionReach? Reach { get; init; }
    public IReadOnlyList<NoteLine> Notes { get; init; } = [];
    public IReadOnlyList<Outreach.BarrierLine> Barriers { get; init; } = [];
    public IReadOnlyList<Outreach.IncentiveLine> Incentives { get; init; } = [];
    public IReadOnlyList<Outreach.MessageLine> Messages { get; init; } = [];
}

/// <summary>Who holds the relationship with a partner.</summary>
/// <param name="Left">The day on which that person left the work; then somebody else should take over.</param>
public sealed record HolderLine(Guid Id, string Name, string Slug, DateOnly? Left);

public sealed record MembershipLine(Guid Id, Guid Version, MembershipKind Kind, DateOnly From, DateOnly? To, string Reason);

/// <summary>A sponsor or champion, with the name and where that person opens.</summary>
public sealed record TieLine(Guid Id, Guid Version, Guid? PersonId, string Name, string? Slug, string Title, Guid? OfficeId, bool HasAuthority, bool LeadershipBacks, DateOnly From, DateOnly? To);

public sealed record StatementLine(Guid Id, Guid Version, Guid? PersonId, string Name, DateOnly On, bool InPublic, string Text);

/// <summary>Somebody who works at the partner.</summary>
/// <param name="To">The last day of the post; null while it lasts.</param>
public sealed record PartnerPersonLine(Guid PersonId, Guid PostId, string Name, string Slug, string Title, bool NameKnown, bool CanCommit, string? Phone, string? Email, DateOnly? From, DateOnly? To, string EndReason);

public sealed record OfficeLine(Guid Id, Guid Version, string Title, IReadOnlyList<HoldingLine> Holdings);

public sealed record HoldingLine(Guid Id, string Name, string Slug, DateOnly From, DateOnly? To);

/// <summary>A seat of the partner in a body today.</summary>
public sealed record SeatLine(Guid Id, string Body, string Path, Bodies.SeatClass Class, bool IsChair, Guid? HolderId, string? Holder);

public sealed record NoteLine(Guid Id, Guid Version, string Text, DateTime WrittenAt, string Author, bool Mine);

