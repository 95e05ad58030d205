using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>A memorandum of understanding. What it says and who is bound is in its versions; its state is derived, never typed.</summary>
public sealed partial class Mou : Record, IArchivable, INamed, ISearchable
{
    public required string Title { get; set; }
    [NotInHistory] public string SortName { get; set; } = "";
    public string Purpose { get; set; } = "";
    public DateOnly? WithdrawnOn { get; set; }
    public string WithdrawnReason { get; set; } = "";
    public DateTime? ArchivedAt { get; set; }
    public List<MouVersion> Versions { get; private set; } = [];
    public string ListName => Title;

    public SearchText? ForSearch() => ArchivedAt is null ? new(Title, "MOU", "/mous/" + Id) : null;
}

/// <summary>One version of an MOU: its dates, parties and executed copy.</summary>
public sealed class MouVersion : Record
{
    public Guid MouId { get; init; }
    public int Number { get; set; } = 1;
    public DateOnly? EffectiveOn { get; set; }

    /// <summary>The day by which it is to be looked at again; required when it has no end.</summary>
    public DateOnly? ReviewOn { get; set; }

    /// <summary>The last day of its term, included; null for an open-ended one.</summary>
    public DateOnly? ExpiresOn { get; set; }

    /// <summary>Whether it went out for signature; before that it is a draft.</summary>
    public DateOnly? SentForSignatureOn { get; set; }

    /// <summary>The text as it goes round for signature; not proof of anything.</summary>
    public Guid? TextFileId { get; set; }
    public StoredFile? TextFile { get; private set; }

    /// <summary>The executed copy.</summary>
    public Guid? FileId { get; set; }
    public StoredFile? File { get; private set; }
    public List<MouParty> Parties { get; private set; } = [];
    public override Guid? OwnerId => MouId;
}

/// <summary>A partner bound by a version, with the office that signs, who signed and when.</summary>
public sealed class MouParty : Record
{
    public Guid VersionId { get; init; }
    public Guid PartnerId { get; init; }
    public Guid? OfficeId { get; set; }
    public Guid? SignedById { get; set; }
    public DateOnly? SignedOn { get; set; }
    public bool SignatureRequired { get; set; } = true;
    public int Order { get; set; }
    public override Guid? OwnerId => VersionId;
}
