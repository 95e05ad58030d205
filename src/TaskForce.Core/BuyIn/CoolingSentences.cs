using TaskForce.Core.Calendar;

namespace TaskForce.Core.BuyIn;

/// <summary>The signs of cooling in words: what was seen, blaming no one.</summary>
public static class CoolingSentences
{
    public static string LostGround(int points) => $"Buy-in fell by {points} points this half";

    public static string Silent(int days) => $"No talk for {days} days, longer than agreed";

    public static string ChampionLeft(string name) => $"{name}, its champion, left, and nobody has followed";

    public static string MissedMeetings(int meetings) => $"Missed the last {DayWords.Number(meetings)} meetings at which it was expected";

    public static string BrokenPromise(string title, string period) => $"Not kept for the first time, {period}: {title}";

    public static string FewerHours(HoursFact before, HoursFact last)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(last);
        return $"{last.Given} hours of staff time in {last.Period}, {before.Given} in {before.Period}";
    }

    /// <summary>The signs in one line, as Today shows them.</summary>
    public static string Together(IReadOnlyList<CoolingSign> signs) => string.Join(". ", signs.Select(sign => sign.Text)) + ".";
}
