using TaskForce.Core.Calendar;

namespace TaskForce.Core.Reviews;

/// <summary>The computed sentences about editions of the review and what is asked in them.</summary>
public static class EditionSentences
{
    /// <summary>What an edition is called: "Closing edition of H1 2026", or for what it was presented: "Executive meeting on November 5".</summary>
    public static string Title(EditionLine edition)
    {
        ArgumentNullException.ThrowIfNull(edition);
        return edition.Kind == EditionKind.Closing ? $"Closing edition of {edition.Half}" : edition.Occasion;
    }

    /// <summary>The sentence above the editions of a half.</summary>
    public static string Of(HalfYear half, IReadOnlyCollection<EditionLine> editions, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(editions);
        var presented = editions.Count(e => e.Kind == EditionKind.Presented);
        var closed = editions.Any(e => e.Kind == EditionKind.Closing);
        var kept = presented == 0 ? "No review of this half was kept as it was presented"
            : ReviewSentences.Count(presented, "review of this half was kept as it was presented", "reviews of this half were kept as they were presented");
        return closed ? $"{kept}; the half is closed."
            : half.End < today ? $"{kept}; the half is over and waits to be closed."
            : $"{kept}; the half runs until {ReviewSentences.LongDay(half.End)}.";
    }

    /// <summary>What was corrected since, in one sentence.</summary>
    public static string Corrected(int corrections) => corrections == 0
        ? "The records say the same today."
        : $"{ReviewSentences.Count(corrections, "value has", "values have")} been corrected in the records since. What was presented stays as it was.";

    /// <summary>The sentence above two editions side by side.</summary>
    /// <param name="higher">Partners whose index is higher in the later one.</param>
    /// <param name="lower">Partners whose index is lower there.</param>
    public static string Compared(int higher, int lower)
    {
        if (higher + lower == 0) return "No partner stands higher or lower in the later edition.";
        var (most, way, rest, other) = higher > 0 ? (higher, "higher", lower, "lower") : (lower, "lower", 0, "higher");
        return $"{ReviewSentences.Count(most, "partner stands", "partners stand")} {way} in the later edition, {DayWords.Number(rest)} {other}.";
    }

    /// <summary>The sentence above what is asked of the executives.</summary>
    public static string Asks(IReadOnlyCollection<AskLine> asks)
    {
        ArgumentNullException.ThrowIfNull(asks);
        if (asks.Count == 0) return "Nothing is asked of the executives in this half yet. An ask that is written down is one that can be answered.";
        var open = asks.Count(a => a.Answer == AskAnswer.Open);
        var all = ReviewSentences.Count(asks.Count, "thing is", "things are") + " asked of the executives";
        return open == 0 ? $"{all}; each has its answer." : open == asks.Count ? $"{all}; none has its answer yet." : $"{all}; {DayWords.Number(open)} {(open == 1 ? "waits" : "wait")} for an answer.";
    }

    /// <summary>How an ask was answered, in a word or two.</summary>
    public static string Answer(AskAnswer answer) => answer switch
    {
        AskAnswer.Promised => "Promised",
        AskAnswer.Done => "Done",
        AskAnswer.Declined => "Declined",
        _ => "Open",
    };
}
