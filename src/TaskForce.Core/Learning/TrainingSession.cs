using TaskForce.Core.Data;

namespace TaskForce.Core.Learning;

/// <summary>A training that was held: when, how long, hosted by which partner, and how many people of which partner came.</summary>
public sealed class TrainingSession : Record, IArchivable
{
    public DateOnly On { get; set; }
    public required string Title { get; set; }

    /// <summary>Its length, in minutes.</summary>
    public int Minutes { get; set; } = 60;
    public Guid? HostId { get; set; }
    public DateTime? ArchivedAt { get; set; }
    public List<TrainingAttendance> Attended { get; private set; } = [];
}

/// <summary>How many people of a partner came to a training.</summary>
public sealed class TrainingAttendance : Record
{
    public Guid SessionId { get; init; }
    public Guid PartnerId { get; set; }
    public int People { get; set; }
    public override Guid? OwnerId => SessionId;
}

/// <summary>That a partner's people were asked in a survey of the task force and how many answered. What they said is not here.</summary>
public sealed class SurveyAnswer : Record
{
    public Guid PartnerId { get; set; }

    /// <summary>What the survey was called: "Member survey 2026".</summary>
    public required string Survey { get; set; }
    public DateOnly AskedOn { get; set; }

    /// <summary>The day on which the first answer came; null while nobody has answered.</summary>
    public DateOnly? AnsweredOn { get; set; }
    public int Asked { get; set; }
    public int Answered { get; set; }
    public override Guid? OwnerId => PartnerId;
}
