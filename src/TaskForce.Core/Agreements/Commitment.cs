using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>What kind of promise it is; each but the last is answered by records.</summary>
public enum CommitmentKind
{
    /// <summary>The office comes to executive meetings.</summary>
    ExecutiveMeetings,

    /// <summary>The partner sends a representative to the meetings of a body.</summary>
    BodyMeetings,

    /// <summary>The partner gives a report, figures or hours by a day.</summary>
    Return,
    TrainingHosted,
    TrainingAttended,

    /// <summary>The partner has an internal champion on the due day.</summary>
    Champion,

    /// <summary>The partner answers the yearly survey.</summary>
    Survey,

    /// <summary>No record answers it: a person judges, with a reason.</summary>
    Judged,
}

/// <summary>The stretch of time over which a promise is looked at; each ends in a due day.</summary>
public enum CommitmentPeriod
{
    Quarter,
    Half,
    Year,

    /// <summary>A number of months up to each due day, counted from the first.</summary>
    Rolling,
}

/// <summary>What a partner sends in.</summary>
public enum ReturnContent
{
    Hours,
    Figures,
    Report,
}

/// <summary>A promise in an MOU: what, how often, by one party or by each. Whether it was kept is worked out, never typed
/// (<see cref="CommitmentMarks"/>).</summary>
public sealed class Commitment : Record
{
    public Guid MouId { get; init; }
    public required string Title { get; set; }
    public CommitmentKind Kind { get; set; }

    /// <summary>The party that promised; null for each party.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>The body to whose meetings somebody is sent.</summary>
    public Guid? BodyId { get; set; }

    /// <summary>How many times in a period: meetings, trainings.</summary>
    public int Times { get; set; } = 1;

    /// <summary>Of the meetings of the body, how many in a hundred.</summary>
    public int SharePercent { get; set; } = 50;

    /// <summary>Whether a deputy keeps the promise too.</summary>
    public bool DeputyCounts { get; set; }

    /// <summary>What is sent in, for <see cref="CommitmentKind.Return"/>.</summary>
    public ReturnContent? Gives { get; set; }

    /// <summary>How many hours of staff time were promised in a period.</summary>
    public int? Hours { get; set; }

    public CommitmentPeriod Period { get; set; } = CommitmentPeriod.Half;

    /// <summary>The months of a rolling period.</summary>
    public int RollingMonths { get; set; } = 12;

    /// <summary>The first day on which it can fall due. A rolling period ends on it.</summary>
    public DateOnly FirstDueOn { get; set; }

    /// <summary>Days after the end of the period until it is due, as for a report.</summary>
    public int DueDays { get; set; }

    /// <summary>The number of the first version of the MOU in which it stands.</summary>
    public int FirstVersion { get; set; } = 1;

    /// <summary>The number of the last version in which it stands; null while every new one carries it.</summary>
    public int? LastVersion { get; set; }

    /// <summary>The last day on which it held, where the parties ended it before its MOU.</summary>
    public DateOnly? EndedOn { get; set; }
    public string EndedReason { get; set; } = "";
    public int Order { get; set; }
    public override Guid? OwnerId => MouId;

    /// <summary>Whether it stands in a version.</summary>
    public bool StandsIn(int version) => version >= FirstVersion && !(version > LastVersion);
}

/// <summary>What a person settles about one due day.</summary>
public enum RulingVerdict
{
    /// <summary>Nobody holds it against the partner, for the reason given.</summary>
    Excused,
    Kept,
    Missed,
}

/// <summary>The only part of a mark that is stored: that a due day is excused, or how a promise that no record answers was judged. Shared, with name and reason.</summary>
public sealed class CommitmentRuling : Record
{
    public Guid CommitmentId { get; init; }
    public Guid PartnerId { get; set; }
    public DateOnly DueOn { get; init; }
    public RulingVerdict Verdict { get; set; }
    public required string Reason { get; set; }
    public required string ByName { get; set; }
    public DateOnly RuledOn { get; set; }
    public override Guid? OwnerId => CommitmentId;
}
