namespace TaskForce.Core.Today;

/// <summary>Why something needs a person.</summary>
public enum QueueReason
{
    KeyOfficeMissing,
    ExecutiveReplies,
    MouPromise,
    NextStepDue,
    LeaderChanged,
    Cooling,
    MayLeave,
    CheckInOverdue,
    SeatOrTerm,
    ActivityLate,
    StageDiffers,
    NameNotKnown,
    ImportNeedsALook,
    ActionItemDue,
}

/// <summary>How pressing a row reads.</summary>
public enum QueueTone
{
    Calm,
    Soon,
    Late,
}

/// <summary>The one action of a row.</summary>
public enum QueueAct
{
    /// <summary>Opens the quick log with the row's partner.</summary>
    LogOutreach,

    /// <summary>Opens the row's address.</summary>
    Open,

    /// <summary>Marks the action item done.</summary>
    FinishItem,
}

/// <summary>One thing that needs a person.</summary>
public sealed record QueueItem
{
    /// <summary>Reason and record, for one "check-in:0198…"; what a mark refers to.</summary>
    public required string Key { get; init; }
    public required QueueReason Reason { get; init; }
    public required string Title { get; init; }

    /// <summary>The record's address.</summary>
    public required string Href { get; init; }

    /// <summary>What was seen, in a sentence or two.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Whether it is the next step of a contact, which can be marked done from the queue. Other steps are answered where they were agreed.</summary>
    public bool IsContactStep => Reason == QueueReason.NextStepDue && Act == QueueAct.LogOutreach;

    /// <summary>How late or how near: "36 days over", "34 days".</summary>
    public required string When { get; init; }

    /// <summary>The day behind it: "last contact Aug 10", "ends Nov 18".</summary>
    public required string WhenSub { get; init; }
    public QueueTone Tone { get; init; }
    public required QueueAct Act { get; init; }

    /// <summary>The words on the row's button.</summary>
    public required string Label { get; init; }

    /// <summary>Where the action goes when that is not the record.</summary>
    public string? ActHref { get; init; }

    /// <summary>The record that the action is done to.</summary>
    public Guid RecordId { get; init; }
    public Guid? PartnerId { get; init; }
    public string PartnerSlug { get; init; } = "";

    /// <summary>Who sees to it.</summary>
    public Guid? OwnerId { get; init; }
    public string Owner { get; init; } = "";

    /// <summary>The day by which it should be done; for the view by date.</summary>
    public DateOnly Due { get; init; }

    /// <summary>Days over ÷ interval, doubled for a partner losing ground.</summary>
    public double Urgency { get; init; }

    /// <summary>Why it matters most, for the opening sentence.</summary>
    public string Matters { get; init; } = "";

    /// <summary>Until when somebody set it aside, and why.</summary>
    public DateOnly? NotNowUntil { get; init; }
    public string Because { get; init; } = "";
}

/// <summary>The rows of one reason, the most urgent first.</summary>
public sealed record QueuePart(QueueReason Reason, IReadOnlyList<QueueItem> Rows);
