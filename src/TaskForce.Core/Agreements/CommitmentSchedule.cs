using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>One due day of a promise with the days that it looks at, all included.</summary>
/// <param name="From">The first day of the period.</param>
/// <param name="To">Its last day.</param>
/// <param name="On">The day on which it falls due: the last day of the period, or some days later for what is sent in.</param>
public readonly record struct CommitmentDue(DateOnly From, DateOnly To, DateOnly On)
{
    /// <summary>How many days the period has.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>The due days of a promise. Pure: they follow from its period and its first due day.</summary>
public static class CommitmentSchedule
{
    // A promise of ten years with quarterly due days has forty; anything beyond this is a slip of the keyboard in a year.
    private const int Most = 400;

    /// <summary>The due days up to a day, oldest first, and the one that comes next.</summary>
    /// <param name="commitment">The promise.</param>
    /// <param name="until">The day; the first due day after it comes last, unless the promise ended before that.</param>
    public static IReadOnlyList<CommitmentDue> Of(Commitment commitment, DateOnly until)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        List<CommitmentDue> dues = [];
        var due = First(commitment);
        while (dues.Count < Most && !(due.On > commitment.EndedOn))
        {
            dues.Add(due);
            if (due.On > until) break;
            due = Next(commitment, due, dues.Count);
        }

        return dues;
    }

    /// <summary>The period that a day lies in, with its due day.</summary>
    public static CommitmentDue Containing(Commitment commitment, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(commitment);
        var (from, to) = commitment.Period switch
        {
            CommitmentPeriod.Quarter => (Quarter.Containing(day).Start, Quarter.Containing(day).End),
            CommitmentPeriod.Half => (HalfYear.Containing(day).Start, HalfYear.Containing(day).End),
            CommitmentPeriod.Year => (new DateOnly(day.Year, 1, 1), new DateOnly(day.Year, 12, 31)),
            _ => throw new ArgumentOutOfRangeException(nameof(commitment), "A rolling period is counted from its first due day."),
        };
        return new(from, to, to.AddDays(commitment.DueDays));
    }

    private static CommitmentDue First(Commitment commitment)
    {
        if (commitment.Period == CommitmentPeriod.Rolling) return Rolling(commitment, 0);
        // The first period whose due day is not before the first due day; what is due some days after its period may belong to one that is over.
        var due = Containing(commitment, commitment.FirstDueOn.AddDays(-commitment.DueDays));
        return due.On >= commitment.FirstDueOn ? due : Containing(commitment, due.To.AddDays(1));
    }

    private static CommitmentDue Next(Commitment commitment, CommitmentDue due, int number) =>
        commitment.Period == CommitmentPeriod.Rolling ? Rolling(commitment, number) : Containing(commitment, due.To.AddDays(1));

    // Counted from the first each time, so that a promise due on the 31st does not slide to the 28th for good.
    private static CommitmentDue Rolling(Commitment commitment, int number)
    {
        var to = commitment.FirstDueOn.AddMonths(commitment.RollingMonths * number);
        return new(commitment.FirstDueOn.AddMonths(commitment.RollingMonths * (number - 1)).AddDays(1), to, to.AddDays(commitment.DueDays));
    }
}
