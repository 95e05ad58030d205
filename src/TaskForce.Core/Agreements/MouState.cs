namespace TaskForce.Core.Agreements;

/// <summary>Where an MOU stands. Never typed by a person: always derived for a day.</summary>
public enum MouStateKind
{
    Draft,
    BeingSigned,
    InForce,
    ReviewDue,
    Ending,
    Lapsed,
    Withdrawn,
}

/// <summary>What the state of one version rests on.</summary>
/// <param name="SentForSignature">Day on which it went out for signature; before that it is a draft.</param>
/// <param name="Effective">First day of the term; unknown until it is agreed.</param>
/// <param name="Review">Day by which the parties look at it again.</param>
/// <param name="Expires">Last day of the term, itself included; none when open-ended.</param>
/// <param name="RequiredSignatures">One entry per party whose signature is required: the day it signed, or nothing yet.</param>
/// <param name="ExecutedCopyOnFile">Whether the fully signed copy is on file. It proves what was signed whenever it came, so its own day does not
/// matter: filing an old original late does not rewrite when the parties were bound.</param>
/// <param name="WithdrawnOn">First day on which the MOU no longer holds because it was withdrawn.</param>
public sealed record MouTerms(
    DateOnly? SentForSignature,
    DateOnly? Effective,
    DateOnly? Review,
    DateOnly? Expires,
    IReadOnlyList<DateOnly?> RequiredSignatures,
    bool ExecutedCopyOnFile,
    DateOnly? WithdrawnOn = null)
{
    /// <summary>How many of the required parties had signed at the end of <paramref name="day"/>.</summary>
    public int SignedOn(DateOnly day) => RequiredSignatures.Count(signed => signed <= day);

    public bool IsSignedByAllOn(DateOnly day) => RequiredSignatures.Count > 0 && SignedOn(day) == RequiredSignatures.Count;

    /// <summary>Whether the parties were ever bound up to and including <paramref name="day"/>: every required signature, the executed copy
    /// and a first day that has come. An MOU without its executed original on file is not in force, as a county clerk once found two years late.</summary>
    public bool HasTakenEffectBy(DateOnly day) => ExecutedCopyOnFile && IsSignedByAllOn(day) && Effective <= day && !(WithdrawnOn <= Effective);
}

/// <summary>The state of an MOU on one day.</summary>
/// <param name="Kind">The state.</param>
/// <param name="DaysLeft">Whole days until the last day of the term, 0 on that day itself; only when <see cref="MouStateKind.Ending"/>.</param>
public readonly record struct MouState(MouStateKind Kind, int? DaysLeft = null)
{
    /// <summary>True while the parties are bound: in force, also when a review is due or the end is near.</summary>
    public bool IsInForce => Kind is MouStateKind.InForce or MouStateKind.ReviewDue or MouStateKind.Ending;

    /// <summary>Derives the state of one version on <paramref name="day"/>. Ending outranks a review due, because the end needs more time.</summary>
    /// <param name="terms">The version.</param>
    /// <param name="day">The day.</param>
    /// <param name="noticeDays">From how many days before its end it is said to be ending (the charter's, 180 as shipped).</param>
    public static MouState On(MouTerms terms, DateOnly day, int noticeDays)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.WithdrawnOn <= day) return new(MouStateKind.Withdrawn);
        if (!(terms.SentForSignature <= day) && terms.SignedOn(day) == 0) return new(MouStateKind.Draft);
        if (terms.Expires < day) return new(MouStateKind.Lapsed);
        if (!terms.HasTakenEffectBy(day)) return new(MouStateKind.BeingSigned);
        if (terms.Expires is { } end && end.DayNumber - day.DayNumber <= noticeDays)
            return new(MouStateKind.Ending, end.DayNumber - day.DayNumber);
        return new(terms.Review <= day ? MouStateKind.ReviewDue : MouStateKind.InForce);
    }

    /// <summary>The version whose terms count on <paramref name="day"/>: the newest that has taken effect by then, also when its term has ended
    /// since. A later paper without its signatures and its executed copy extends, shortens and renames nothing.</summary>
    /// <param name="versions">Oldest first.</param>
    /// <param name="day">The day.</param>
    /// <returns>Its place in the list, or nothing while none has taken effect.</returns>
    public static int? HoldingOn(IReadOnlyList<MouTerms> versions, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(versions);
        for (var i = versions.Count - 1; i >= 0; i--)
            if (versions[i].HasTakenEffectBy(day)) return i;
        return null;
    }

    /// <summary>Derives the state of an MOU from its versions, oldest first: the one that holds counts, else the newest one.
    /// So a renewal that is still being signed neither hides the version that holds nor prolongs one that has lapsed.</summary>
    public static MouState On(IReadOnlyList<MouTerms> versions, DateOnly day, int noticeDays)
    {
        ArgumentNullException.ThrowIfNull(versions);
        if (versions.Count == 0) return new(MouStateKind.Draft);
        return On(HoldingOn(versions, day) is { } holding ? versions[holding] : versions[^1], day, noticeDays);
    }
}
