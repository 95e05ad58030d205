using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>How the task force spoke in public.</summary>
public enum PublicKind
{
    Post,
    Press,
    Talk,
}

/// <summary>Something said in public, tied to what was accomplished. Shared.</summary>
public sealed class PublicItem : Record, IArchivable
{
    public DateOnly On { get; set; }
    public PublicKind Kind { get; set; }
    public required string Title { get; set; }

    /// <summary>The paper, the channel, the audience.</summary>
    public string Where { get; set; } = "";
    public string Link { get; set; } = "";

    /// <summary>What was accomplished that it tells of.</summary>
    public string Accomplished { get; set; } = "";

    /// <summary>The activity of a plan that it tells of, if it is one.</summary>
    public Guid? ActivityId { get; set; }

    /// <summary>The partner whose work it shows, if it is one's.</summary>
    public Guid? PartnerId { get; set; }
    public DateTime? ArchivedAt { get; set; }
}

/// <summary>What a supporter outside the membership offers, and how it was used. Shared.</summary>
public sealed class SupportOffer : Record
{
    public Guid PartnerId { get; init; }
    public DateOnly On { get; set; }
    public required string Offer { get; set; }
    public DateOnly? UsedOn { get; set; }
    public string Used { get; set; } = "";
    public override Guid? OwnerId => PartnerId;
}
