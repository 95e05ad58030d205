using TaskForce.Core.Calendar;

namespace TaskForce.Core.Agreements;

/// <summary>The computed sentences of what partners send in.</summary>
public static class ReturnSentences
{
    /// <summary>What came: "12 hours of staff time, figures, a file".</summary>
    public static string What(PartnerReturn given)
    {
        ArgumentNullException.ThrowIfNull(given);
        List<string> parts = [];
        if (given.Hours is { } hours) parts.Add(DayWords.Count(hours, "hour", "hours") + " of staff time");
        if (given.Figures.Length > 0) parts.Add("figures");
        if (given.FileId is not null) parts.Add("a file");
        var what = parts.Count == 0 ? "a return" : string.Join(", ", parts);
        return char.ToUpperInvariant(what[0]) + what[1..] + (given.ToldBy.Length > 0 ? $", as told by {given.ToldBy}" : "");
    }
}
