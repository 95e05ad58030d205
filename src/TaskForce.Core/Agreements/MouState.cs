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
/// <param name="Effective">First day of the term; unknown until it is agreed.</param>
/// <param name="Review">Day by which the parties look at it again.</param>
/// <param name="Expires">Last day of the term, itself included; none when open-ended.</param>
/// <param name="RequiredSignatures">One entry per party whose signature is required: the day it signed, or nothing yet.</param>
/// <param name="ExecutedCopyOn">Day the fully signed copy came on file.</param>
/// <param name="WithdrawnOn">First day on which the MOU no longer holds because it was withdrawn.</param>
public sealed record MouTerms(
    DateOnly? Effective,
    DateOnly? Review,
    DateOnly? Expires,
    IReadOnlyList<DateOnly?> RequiredSignatures,
    DateOnly? ExecutedCopyOn,
    DateOnly? WithdrawnOn)
{
    /// <summary>How many of the required parties had signed at the end of <paramref name="day"/>.</summary>
    public int SignedOn(DateOnly day) => RequiredSignatures.Count(signed => signed <= day);

    public bool IsSignedByAllOn(DateOnly day) => RequiredSignatures.Count > 0 && SignedOn(day) == RequiredSignatures.Count;

    /// <summary>Every required signature and the executed copy: an MOU without its executed original on file is not in force,
    /// as a county clerk once found two years too late.</summary>
    public bool IsExecutedOn(DateOnly day) => IsSignedByAllOn(day) && ExecutedCopyOn <= day;
}

/// <summary>The state of an MOU on one day.</summary>
/// <param name="Kind">The state.</param>
/// <param name="DaysLeft">Whole days until the last day of the term, 0 on that day itself; only when <see cref="MouStateKind.Ending"/>.</param>
public readonly record struct MouState(MouStateKind Kind, int? DaysLeft = null)
{
    /// <summary>An MOU is "ending" from this many days before its last day: the earliest renewal notice.</summary>
    public const int EndingWithinDays = 180;

    /// <summary>True while the parties are bound: in force, also when a review is due or the end is near.</summary>
    public bool IsInForce => Kind is MouStateKind.InForce or MouStateKind.ReviewDue or MouStateKind.Ending;

    /// <summary>Derives the state of one version on <paramref name="day"/>. Ending outranks a review due, because the end needs more time.</summary>
    public static MouState On(MouTerms terms, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.WithdrawnOn <= day) return new(MouStateKind.Withdrawn);
        if (terms.SignedOn(day) == 0) return new(MouStateKind.Draft);
        if (terms.Expires < day) return new(MouStateKind.Lapsed);
        // Without a first day nobody can say that it holds, whatever is signed.
        if (!terms.IsExecutedOn(day) || terms.Effective is not { } effective || effective > day) return new(MouStateKind.BeingSigned);
        if (terms.Expires is { } end && end.DayNumber - day.DayNumber <= EndingWithinDays)
            return new(MouStateKind.Ending, end.DayNumber - day.DayNumber);
        return new(terms.Review <= day ? MouStateKind.ReviewDue : MouStateKind.InForce);
    }

    /// <summary>Derives the state of an MOU from its versions, oldest first: the newest one in force counts, else the newest one.
    /// So a renewal that is still being signed does not hide the version that holds.</summary>
    public static MouState On(IReadOnlyList<MouTerms> versions, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(versions);
        for (var i = versions.Count - 1; i >= 0; i--)
            if (On(versions[i], day) is { IsInForce: true } inForce) return inForce;
        return versions.Count == 0 ? new(MouStateKind.Draft) : On(versions[^1], day);
    }
}
