using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>A joint procedure: how partners work together in one kind of situation. It holds steps and duties, never a case.</summary>
public sealed class Protocol : Record, IArchivable, INamed, ISearchable
{
    public required string Title { get; set; }
    [NotInHistory] public string SortName { get; set; } = "";
    public string Purpose { get; set; } = "";

    /// <summary>The partner that keeps it up to date.</summary>
    public Guid? KeeperId { get; set; }

    /// <summary>The day by which it is looked at again.</summary>
    public DateOnly? ReviewOn { get; set; }
    public DateTime? ArchivedAt { get; set; }
    public List<ProtocolVersion> Versions { get; private set; } = [];
    public List<ProtocolTraining> Trained { get; private set; } = [];
    public string ListName => Title;

    /// <summary>The version in use: the newest adopted one; none while it is a draft.</summary>
    public ProtocolVersion? InUseOn(DateOnly day) => Versions.Where(v => v.AdoptedOn <= day).MaxBy(v => v.Number);

    public SearchText? ForSearch() => ArchivedAt is null ? new(Title, "Protocol", "/protocols/" + Id) : null;
}

/// <summary>One version of a protocol: what is new in it, and by which decision it was adopted.</summary>
public sealed class ProtocolVersion : Record
{
    public Guid ProtocolId { get; init; }
    public int Number { get; set; } = 1;

    /// <summary>The day on which it was adopted; null for a draft.</summary>
    public DateOnly? AdoptedOn { get; set; }

    /// <summary>The decision of a meeting that adopted it.</summary>
    public Guid? DecisionId { get; set; }
    public string Changes { get; set; } = "";
    public Guid? FileId { get; set; }
    public StoredFile? File { get; private set; }
    public override Guid? OwnerId => ProtocolId;
}

/// <summary>That people of a partner were trained on a protocol: how many, on which day, on which version.</summary>
public sealed class ProtocolTraining : Record
{
    public Guid ProtocolId { get; init; }
    public Guid PartnerId { get; set; }
    public DateOnly On { get; set; }
    public int People { get; set; }
    public int VersionNumber { get; set; }
    public override Guid? OwnerId => ProtocolId;
}
