using TaskForce.Core.Calendar;

namespace TaskForce.Core.BuyIn;

/// <summary>The signs that a person may leave in words: what was seen, blaming no one.</summary>
public static class LeavingSentences
{
    public static string TermEnds(DateOnly on, DateOnly today) => $"The term ends on {DayWords.Short(on, today)}";

    public static string StoppedComing(int meetings) => $"Sent somebody else or stayed away the last {DayWords.Number(meetings)} times, and came before";

    public static string Quiet(DateOnly last, DateOnly others, DateOnly today) => $"Nobody talked with them since {DayWords.Short(last, today)}, with others of the partner on {DayWords.Short(others, today)}";

    public static string NewLeader(string name, DateOnly since, DateOnly today) => $"{name} leads since {DayWords.Short(since, today)}";

    public static string ItemsLate(int items) => $"{items} action items are more than {DayWords.Number(Leaving.LateDays)} days late";

    /// <summary>What rests on the person, and the signs: "For Harbor PD: champion, seat in Law Enforcement. The term ends on Mar 1. Nobody …"</summary>
    public static string Together(LeavingPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return $"For {person.Facts.Partner}: {string.Join(", ", person.Facts.Carries)}. {string.Join(". ", person.Signs.Select(sign => sign.Text))}.";
    }
}
