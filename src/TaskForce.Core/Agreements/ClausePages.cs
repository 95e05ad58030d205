using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>A clause as the page shows it.</summary>
/// <param name="Number">Its place in the version, from 1.</param>
/// <param name="Partners">Who sees to it; none means all parties.</param>
public sealed record ClauseLine(Guid Id, Guid Version, Guid Origin, int Number, string Heading, string Text, IReadOnlyList<MouChoice> Partners)
{
    public string By => Partners.Count == 0 ? "All parties" : string.Join(", ", Partners.Select(p => p.Label));
}

/// <summary>What became of a clause from one version to the next.</summary>
public enum ClauseChangeKind
{
    Same,
    Changed,
    Added,
    Removed,
}

/// <summary>A clause against the version before.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Clause">The clause as it is; for a removed one as it was.</param>
/// <param name="Words">Its text with what went struck and what came underlined.</param>
/// <param name="HeadingBefore">The heading that it had, when it has another one now.</param>
/// <param name="ByBefore">Who saw to it, when others do now.</param>
public sealed record ClauseChange(ClauseChangeKind Kind, ClauseLine Clause, IReadOnlyList<WordRun> Words, string? HeadingBefore = null, string? ByBefore = null)
{
    /// <summary>The clauses of a version against those of the one before, in their order; removed ones stand at the end.</summary>
    public static IReadOnlyList<ClauseChange> Between(IReadOnlyList<ClauseLine> before, IReadOnlyList<ClauseLine> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        HashSet<Guid> met = [];
        List<ClauseChange> changes = [];
        foreach (var clause in after)
        {
            // A clause that was typed anew under the same heading is the same clause.
            var was = before.FirstOrDefault(c => c.Origin == clause.Origin && !met.Contains(c.Id))
                ?? before.FirstOrDefault(c => Folding.Fold(c.Heading) == Folding.Fold(clause.Heading) && !met.Contains(c.Id));
            if (was is null)
            {
                changes.Add(new(ClauseChangeKind.Added, clause, [new(WordChange.New, clause.Text)]));
                continue;
            }

            met.Add(was.Id);
            var words = WordChanges.Between(was.Text, clause.Text);
            var (heading, by) = (was.Heading == clause.Heading ? null : was.Heading, was.By == clause.By ? null : was.By);
            var same = heading is null && by is null && words.All(run => run.Change == WordChange.Same);
            changes.Add(new(same ? ClauseChangeKind.Same : ClauseChangeKind.Changed, clause, words, heading, by));
        }

        changes.AddRange(before.Where(c => !met.Contains(c.Id)).Select(c => new ClauseChange(ClauseChangeKind.Removed, c, [new(WordChange.Gone, c.Text)])));
        return changes;
    }
}

/// <summary>The clauses of one version of an MOU, against the version before.</summary>
/// <param name="Name">"version 2".</param>
/// <param name="Against">The name of the version before, or nothing for the first.</param>
/// <param name="Open">Whether its clauses can still be changed: nobody has signed it.</param>
/// <param name="Numbers">The versions there are, with their names, oldest first.</param>
public sealed record ClausePage(Guid MouId, string Title, int Number, string Name, string? Against, bool Open, IReadOnlyList<ClauseChange> Changes, IReadOnlyList<MouChoice> Parties, IReadOnlyList<(int Number, string Name)> Numbers)
{
    public int Count => Changes.Count(c => c.Kind != ClauseChangeKind.Removed);
    public int Changed => Changes.Count(c => c.Kind != ClauseChangeKind.Same);
}
