using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>A link that opens one review for one executive without an account, for 30 days. Only the hash of its secret is kept.</summary>
public sealed class ReviewLink : Record
{
    /// <summary><see cref="Calendar.HalfYear.Key"/>.</summary>
    public int Half { get; init; }
    public Guid PersonId { get; set; }
    [NotInHistory] public required string TokenHash { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? RevokedAt { get; set; }
    public List<ReviewLinkOpening> Openings { get; private set; } = [];
}

/// <summary>That a link was opened, and when.</summary>
public sealed class ReviewLinkOpening
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid LinkId { get; init; }
    public DateTime At { get; init; }
}
