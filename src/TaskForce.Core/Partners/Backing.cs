using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>The leader who commits a partner, from a day to a day. Shared.</summary>
public sealed class Sponsor : Record
{
    public Guid PartnerId { get; init; }
    public Guid? PersonId { get; set; }

    /// <summary>The leading post that the sponsor holds, where known.</summary>
    public Guid? OfficeId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public override Guid? OwnerId => PartnerId;
}

/// <summary>The person inside a partner who carries the work. A champion needs authority, or the backing of the leadership. Shared.</summary>
public sealed class Champion : Record
{
    public Guid PartnerId { get; init; }
    public Guid PersonId { get; set; }
    public bool HasAuthority { get; set; }
    public bool LeadershipBacks { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public override Guid? OwnerId => PartnerId;
}

/// <summary>What a leader said for the effort, inside the agency or in public, on a day. Shared.</summary>
public sealed class LeadershipStatement : Record
{
    public Guid PartnerId { get; init; }
    public Guid? PersonId { get; set; }
    public DateOnly On { get; set; }
    public bool InPublic { get; set; }
    public required string Text { get; set; }
    public override Guid? OwnerId => PartnerId;
}
