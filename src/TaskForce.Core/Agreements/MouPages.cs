namespace TaskForce.Core.Agreements;

/// <summary>How the register is asked for; the state of the page in its address.</summary>
/// <param name="State">Only MOUs in this state.</param>
/// <param name="Text">Words that the title or a party's name must begin with.</param>
/// <param name="Sort">"title", "state", "end", "review"; with "-" downward. Nothing sorts by what ends first.</param>
/// <param name="Archived">Those put away instead of those in use.</param>
/// <param name="After">The last row of the page before.</param>
/// <param name="Count">Rows on a page.</param>
public sealed record MouQuery(MouStateKind? State = null, string? Text = null, string? Sort = null, bool Archived = false, Guid? After = null, int Count = 50);

/// <summary>One row of the register.</summary>
/// <param name="Signed">How many required signatures there are on the version at work.</param>
/// <param name="Required">How many it takes.</param>
/// <param name="WantsCopy">All have signed, and the executed copy is not on file.</param>
/// <param name="Waiting">The version that is to follow the one that holds, and changes nothing yet: "addendum 1 to version 2".</param>
public sealed record MouRow(
    Guid Id, string Title, IReadOnlyList<string> Parties, MouState State, DateOnly? EffectiveOn, DateOnly? ReviewOn, DateOnly? ExpiresOn, int Signed, int Required, bool WantsCopy, string? Waiting = null);

/// <summary>A page of the register.</summary>
/// <param name="Total">Rows that match in all.</param>
/// <param name="First">Number of the first row shown, from 1; 0 when there is none.</param>
/// <param name="Previous">The key from which the page before goes on; null where that is the first page.</param>
/// <param name="Next">The key to go on from, or null at the end.</param>
/// <param name="Counts">How many there are in each state, whatever state is filtered for.</param>
/// <param name="NoticeDays">How many days before its last day an MOU counts as ending, by the rules of today.</param>
public sealed record MouList(IReadOnlyList<MouRow> Rows, int Total, int First, Guid? Previous, Guid? Next, IReadOnlyDictionary<MouStateKind, int> Counts, int NoticeDays);

/// <summary>A party as the page shows it.</summary>
public sealed record MouPartyLine(
    Guid Id, Guid Version, Guid PartnerId, string Partner, string Slug, string? Office, Guid? SignerId, string? Signer, DateOnly? SignedOn, bool Required, DateOnly? WithdrawnOn = null, string WithdrawalReason = "")
{
    /// <summary>Who holds the signing office now, when it is no longer who signed; empty when nobody does. Null while nothing changed.</summary>
    public string? HolderNow { get; init; }
}

/// <summary>A kept file.</summary>
public sealed record MouFileLine(Guid Id, string Name, long Size, DateOnly KeptOn, bool StruckOut);

/// <summary>A version as the page shows it.</summary>
/// <param name="Name">What kind of paper it is: "version 2", "addendum 1 to version 2".</param>
public sealed record MouVersionLine(
    int Number, string Name, MouVersionKind Kind, string Title, string Summary, int? WithdrawalNoticeDays, DateOnly? EffectiveOn, DateOnly? ReviewOn, DateOnly? ExpiresOn, DateOnly? SentForSignatureOn, IReadOnlyList<MouPartyLine> Parties, MouFileLine? Executed, MouFileLine? Text);

/// <summary>Everything on the page of one MOU.</summary>
public sealed record MouPage(
    Guid Id, Guid Version, string Title, string Purpose, MouState State, DateOnly Today, int NoticeDays, DateOnly? WithdrawnOn, string WithdrawnReason, bool Archived, IReadOnlyList<MouVersionLine> Versions)
{
    /// <summary>The version at work: the newest.</summary>
    public MouVersionLine Current => Versions[0];

    /// <summary>The version whose terms count today; null while none has taken effect.</summary>
    public MouVersionLine? Holding { get; init; }

    /// <summary>From the first day of the first executed version; null while there is none.</summary>
    public DateOnly? CoveredFrom { get; init; }

    /// <summary>Days on which nobody was bound, between two executed versions.</summary>
    public IReadOnlyList<CoverGap> Gaps { get; init; } = [];

    /// <summary>The notices before the end, in days, the earliest first.</summary>
    public IReadOnlyList<int> Notices { get; init; } = [];

    /// <summary>Whose dates are the MOU's: the version that holds, else the newest.</summary>
    public MouVersionLine AtWork => Holding ?? Current;

    /// <summary>How many parties are bound today, or would be.</summary>
    public int Bound => AtWork.Parties.Count(p => !(p.WithdrawnOn <= Today));

    public int Signed => Current.Parties.Count(p => p.Required && p.SignedOn is not null);
    public int Required => Current.Parties.Count(p => p.Required);
    public bool WantsCopy => Required > 0 && Signed == Required && Current.Executed is null;
}

/// <summary>Something to choose in a form, with what stands behind it.</summary>
public sealed record MouChoice(Guid Id, string Label, string? Sub = null);

/// <summary>A file to serve.</summary>
public sealed record MouFileBytes(string Name, string ContentType, byte[] Bytes);
