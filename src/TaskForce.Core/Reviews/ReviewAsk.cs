using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>How an ask was answered.</summary>
public enum AskAnswer
{
    Open,
    Promised,
    Done,
    Declined,
}

/// <summary>
/// What the coordinator asks of the executives in one half: of one partner's leader, or a decision of all of them. Shared: everybody who reads
/// the review reads it, so it says what is wanted and never why somebody holds back.
/// </summary>
public sealed class ReviewAsk : Record, IArchivable
{
    /// <summary><see cref="Calendar.HalfYear.Key"/>.</summary>
    public int Half { get; init; }

    /// <summary>The partner whose leader is asked; null when all of them are.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>Whether the executives are to decide it at their meeting.</summary>
    public bool IsDecision { get; set; }
    public string Text { get; set; } = "";

    /// <summary>What follows from it, in a line.</summary>
    public string Detail { get; set; } = "";
    public DateOnly? DueOn { get; set; }
    public AskAnswer Answer { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public DateTime? ArchivedAt { get; set; }
}

/// <summary>An ask as a review shows it.</summary>
/// <param name="Partner">Short name of the partner asked, or null when all executives are.</param>
public sealed record AskLine(Guid Id, Guid Version, Guid? PartnerId, string? Partner, bool IsDecision, string Text, string Detail, DateOnly? DueOn, AskAnswer Answer, DateOnly? AnsweredOn);
