using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>What a partner gave in one quarter, half or year of what it promised: hours, figures, a report. The evidence of that promise.</summary>
public sealed class PartnerReturn : Record
{
    public Guid CommitmentId { get; init; }
    public Guid PartnerId { get; set; }

    /// <summary>The first day of the period that it speaks of.</summary>
    public DateOnly From { get; init; }

    /// <summary>The last day of that period.</summary>
    public DateOnly To { get; init; }
    public DateOnly ReceivedOn { get; set; }

    /// <summary>Hours of staff time given to the task force.</summary>
    public int? Hours { get; set; }

    /// <summary>Counts and how they were got, in words. Never about a person.</summary>
    public string Figures { get; set; } = "";
    public Guid? FileId { get; set; }

    /// <summary>Who told it, where it did not come through the partner's own link.</summary>
    public string ToldBy { get; set; } = "";

    /// <summary>Whether it came through the link.</summary>
    public bool ByLink { get; set; }
    public override Guid? OwnerId => CommitmentId;
}

/// <summary>A link with which one person sends in one return without signing in. Only the hash of its secret is kept.</summary>
public sealed class ReturnLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid CommitmentId { get; init; }
    public Guid PartnerId { get; set; }
    public Guid PersonId { get; set; }
    public DateOnly DueOn { get; init; }
    public required string TokenHash { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? RevokedAt { get; set; }
}
