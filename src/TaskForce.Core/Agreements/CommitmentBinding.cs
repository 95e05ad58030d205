using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>A version of an MOU as it binds one partner.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Terms">Its terms for that partner.</param>
public readonly record struct BindingVersion(int Number, MouTerms Terms);

/// <summary>On which days a promise binds a partner. Pure.</summary>
public static class CommitmentBinding
{
    /// <summary>The days on which a version is in force, or nothing where it never is. The same days on which <see cref="MouState"/> says so.</summary>
    public static Term? InForce(MouTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!terms.ExecutedCopyOnFile || terms.Effective is not { } effective || terms.RequiredSignatures.Count == 0 || terms.WithdrawnOn <= effective) return null;
        if (terms.RequiredSignatures.Any(signed => signed is null)) return null;
        var signed = terms.RequiredSignatures.Max()!.Value;
        var from = signed > effective ? signed : effective;
        var to = terms.WithdrawnOn?.AddDays(-1);
        if (to is null || terms.Expires < to) to = terms.Expires;
        return to < from ? null : new(from, to);
    }

    /// <summary>The days on which a promise binds, as stretches that do not meet, oldest first: on each day the newest version in force counts,
    /// and the promise must stand in it. So a promise that a renewal left out ends when the renewal takes effect, and one that is carried
    /// over goes on without a break.</summary>
    /// <param name="commitment">The promise.</param>
    /// <param name="versions">The versions that name the partner.</param>
    public static IReadOnlyList<Term> Of(Commitment commitment, IReadOnlyList<BindingVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        ArgumentNullException.ThrowIfNull(versions);
        List<Term> bound = [];
        List<Term> taken = [];
        foreach (var version in versions.OrderByDescending(version => version.Number))
        {
            if (InForce(version.Terms) is not { } whole) continue;
            var left = Without(whole, taken);
            taken.Add(whole);
            if (commitment.StandsIn(version.Number)) bound.AddRange(left.Select(term => Cut(term, commitment.EndedOn)).OfType<Term>());
        }

        return Joined(bound);
    }

    /// <summary>How many days of a period are in the stretches.</summary>
    public static int Days(IEnumerable<Term> bound, DateOnly from, DateOnly to) =>
        bound.Sum(term => Math.Max(0, Math.Min((term.To ?? to).DayNumber, to.DayNumber) - Math.Max(term.From.DayNumber, from.DayNumber) + 1));

    private static Term? Cut(Term term, DateOnly? ended) =>
        ended is not { } last || !(term.To is null || term.To > last) ? term : last < term.From ? null : term with { To = last };

    private static List<Term> Without(Term term, List<Term> taken)
    {
        List<Term> left = [term];
        foreach (var other in taken)
        {
            left = [.. left.SelectMany(part =>
            {
                if (!part.Overlaps(other)) return (IEnumerable<Term>)[part];
                List<Term> rest = [];
                if (part.From < other.From) rest.Add(new(part.From, other.From.AddDays(-1)));
                if (other.To is { } end && (part.To is null || part.To > end)) rest.Add(new(end.AddDays(1), part.To));
                return rest;
            })];
        }

        return left;
    }

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
