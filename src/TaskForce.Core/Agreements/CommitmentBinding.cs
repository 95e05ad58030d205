using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>A version of an MOU as it binds one partner.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Terms">Its terms for that partner.</param>
public readonly record struct BindingVersion(int Number, MouTerms Terms);

/// <summary>On which days a promise binds a partner. Pure.</summary>
public static class CommitmentBinding
{
    /// <summary>The first day on which a version has taken effect, or nothing where it never does: every required signature, the executed copy, and its first day.</summary>
    public static DateOnly? TakesEffect(MouTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!terms.ExecutedCopyOnFile || terms.Effective is not { } effective || terms.RequiredSignatures.Count == 0 || terms.WithdrawnOn <= effective) return null;
        if (terms.RequiredSignatures.Any(signed => signed is null)) return null;
        var signed = terms.RequiredSignatures.Max()!.Value;
        return signed > effective ? signed : effective;
    }

    /// <summary>The days on which a version is in force, or nothing where it never is. The same days on which <see cref="MouState"/> says so.</summary>
    public static Term? InForce(MouTerms terms)
    {
        if (TakesEffect(terms) is not { } from) return null;
        var to = terms.WithdrawnOn?.AddDays(-1);
        if (to is null || terms.Expires < to) to = terms.Expires;
        return to < from ? null : new(from, to);
    }

    /// <summary>The days on which a promise binds, as stretches that do not meet, oldest first: on each day the version that holds counts, which is the
    /// newest that has taken effect, and the promise must stand in it. So a promise that a renewal left out ends when the renewal takes effect,
    /// and one that is carried over goes on without a break.</summary>
    /// <param name="commitment">The promise.</param>
    /// <param name="versions">The versions that name the partner.</param>
    public static IReadOnlyList<Term> Of(Commitment commitment, IReadOnlyList<BindingVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        ArgumentNullException.ThrowIfNull(versions);
        List<Term> bound = [];
        DateOnly? later = null;
        foreach (var version in versions.OrderByDescending(version => version.Number))
        {
            if (TakesEffect(version.Terms) is not { } begins) continue;
            if (commitment.StandsIn(version.Number) && InForce(version.Terms) is { } whole && Cut(Cut(whole, later?.AddDays(-1)), commitment.EndedOn) is { } left) bound.Add(left);
            // A version that has taken effect replaces those before it for good, also when its own term has ended.
            if (later is null || begins < later) later = begins;
        }

        return Joined(bound);
    }

    /// <summary>How many days of a period are in the stretches.</summary>
    public static int Days(IReadOnlyList<Term> bound, DateOnly from, DateOnly to)
    {
        ArgumentNullException.ThrowIfNull(bound);
        var days = 0;
        // Asked for every due day of every party: by place, since a loop over an interface allocates.
        for (var i = 0; i < bound.Count; i++)
            days += Math.Max(0, Math.Min((bound[i].To ?? to).DayNumber, to.DayNumber) - Math.Max(bound[i].From.DayNumber, from.DayNumber) + 1);
        return days;
    }

    /// <summary>Whether a day is in one of the stretches.</summary>
    public static bool Binds(IReadOnlyList<Term> bound, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(bound);
        for (var i = 0; i < bound.Count; i++)
            if (bound[i].Contains(day)) return true;
        return false;
    }

    private static Term? Cut(Term? term, DateOnly? last) =>
        term is not { } whole || last is not { } end || !(whole.To is null || whole.To > end) ? term : end < whole.From ? null : whole with { To = end };

    private static List<Term> Joined(List<Term> terms)
    {
        List<Term> joined = [];
        foreach (var term in terms.OrderBy(term => term.From))
        {
            if (joined.Count > 0 && joined[^1].To is { } end && end.AddDays(1) >= term.From) joined[^1] = new(joined[^1].From, term.To);
            else joined.Add(term);
        }

        return joined;
    }
}
