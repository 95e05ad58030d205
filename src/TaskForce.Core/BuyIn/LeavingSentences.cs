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

    /// <summary>What rests on the person: "For Harbor PD: champion, seats in Law Enforcement and Legal Services".</summary>
    public static string Carries(LeavingFacts person)
    {
        ArgumentNullException.ThrowIfNull(person);
        List<string> rests = [];
        if (person.IsChampion) rests.Add("champion");
        if (person.Seats.Count > 0) rests.Add($"{(person.Seats.Count == 1 ? "seat" : "seats")} in {DayWords.And(person.Seats)}");
        return $"For {person.Partner}: {string.Join(", ", rests)}";
    }

    /// <summary>What rests on the person, and the signs: "For Harbor PD: champion, seat in Law Enforcement. The term ends on Mar 1. Nobody …"</summary>
    public static string Together(LeavingPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return $"{Carries(person.Facts)}. {string.Join(". ", person.Signs.Select(sign => sign.Text))}.";
    }
}
