using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskForce.Web.Ui;

/// <summary>
/// Reads dates as people type them: "Oct 29", "10/29", "29 October 2026", "2026-10-29", "today", "tomorrow", "Friday", "in 2 weeks",
/// "3 months ago". Pure; today is an argument.
/// </summary>
public static partial class DateWords
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>The day meant, or null when it cannot be read. A day without a year is the nearest one, ahead or behind by half a year at most.</summary>
    public static DateOnly? Read(string? text, DateOnly today)
    {
        var t = (text ?? "").Trim().TrimEnd('.').ToLowerInvariant();
        if (t.Length == 0) return null;
        if (DateOnly.TryParseExact(t, ["yyyy-MM-dd", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso)) return iso;
        switch (t)
        {
            case "today" or "now": return today;
            case "tomorrow": return today.AddDays(1);
            case "yesterday": return today.AddDays(-1);
            case "next week": return today.AddDays(7);
            case "next month": return today.AddMonths(1);
        }
        return Span(t, today) ?? Weekday(t, today) ?? Numbers(t, today) ?? Words(t, today);
    }

    /// <summary>"Oct 29" this year, "Oct 29, 2027" in another.</summary>
    public static string Write(DateOnly date, DateOnly today) =>
        date.ToString(date.Year == today.Year ? "MMM d" : "MMM d, yyyy", CultureInfo.GetCultureInfo("en-US"));

    /// <summary>"Thursday, Oct 29", with the year when it is another one: said back under a field so that a slip shows.</summary>
    public static string Say(DateOnly date, DateOnly today) =>
        date.ToString(date.Year == today.Year ? "dddd, MMM d" : "dddd, MMM d, yyyy", CultureInfo.GetCultureInfo("en-US"));

    private static DateOnly? Span(string t, DateOnly today)
    {
        var m = SpanPattern().Match(t);
        if (!m.Success) return null;
        var word = m.Groups["n"].Value;
        var n = word is "a" or "an" or "one" ? 1 : int.Parse(word, CultureInfo.InvariantCulture);
        if (m.Groups["ago"].Success) n = -n;
        return m.Groups["unit"].Value[0] switch
        {
            'd' => today.AddDays(n),
            'w' => today.AddDays(7 * n),
            'm' => today.AddMonths(n),
            _ => today.AddYears(n),
        };
    }

    private static DateOnly? Weekday(string t, DateOnly today)
    {
        var name = t.StartsWith("next ", StringComparison.Ordinal) ? t[5..] : t;
        var at = Array.FindIndex(Days, d => name.Length >= 3 && name.StartsWith(d, StringComparison.Ordinal) && WeekdayPattern().IsMatch(name));
        if (at < 0) return null;
        var ahead = (at - (int)today.DayOfWeek + 7) % 7;
        return today.AddDays(ahead == 0 ? 7 : ahead);
    }

    // American order: month first.
    private static DateOnly? Numbers(string t, DateOnly today)
    {
        var m = NumberPattern().Match(t);
        return m.Success ? Day(Figure(m, "m"), Figure(m, "d"), m.Groups["y"].Value, today) : null;
    }

    private static DateOnly? Words(string t, DateOnly today)
    {
        var m = MonthFirstPattern().Match(t);
        if (!m.Success) m = DayFirstPattern().Match(t);
        if (!m.Success) return null;
        var month = Array.FindIndex(Months, x => m.Groups["month"].Value.StartsWith(x, StringComparison.Ordinal)) + 1;
        return month == 0 ? null : Day(month, Figure(m, "d"), m.Groups["y"].Value, today);
    }

    private static int Figure(Match m, string group) => int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);

    private static DateOnly? Day(int month, int day, string year, DateOnly today)
    {
        if (month is < 1 or > 12 || day < 1) return null;
        if (year.Length > 0)
        {
            var y = int.Parse(year, CultureInfo.InvariantCulture);
            if (y < 100) y += 2000;
            return y is >= 1900 and <= 2200 && day <= DateTime.DaysInMonth(y, month) ? new DateOnly(y, month, day) : null;
        }
        DateOnly? nearest = null;
        for (var y = today.Year - 1; y <= today.Year + 1; y++)
        {
            if (day > DateTime.DaysInMonth(y, month)) continue;
            var d = new DateOnly(y, month, day);
            if (nearest is null || Math.Abs(d.DayNumber - today.DayNumber) < Math.Abs(nearest.Value.DayNumber - today.DayNumber)) nearest = d;
        }
        return nearest;
    }

    [GeneratedRegex(@"^(in\s+)?(?<n>\d{1,3}|an?|one)\s*(?<unit>days?|weeks?|months?|years?|d|w|m|y)(?<ago>\s+ago)?$")]
    private static partial Regex SpanPattern();

    [GeneratedRegex(@"^(sun|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sunday|monday|tuesday|wednesday|thursday|friday|saturday)$")]
    private static partial Regex WeekdayPattern();

    [GeneratedRegex(@"^(?<m>\d{1,2})[/.-](?<d>\d{1,2})([/.-](?<y>\d{4}|\d{2}))?$")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^(?<month>[a-z]{3,9})\.?\s+(?<d>\d{1,2})(st|nd|rd|th)?(,?\s+(?<y>\d{4}))?$")]
    private static partial Regex MonthFirstPattern();

    [GeneratedRegex(@"^(?<d>\d{1,2})(st|nd|rd|th)?\s+(?<month>[a-z]{3,9})\.?(,?\s+(?<y>\d{4}))?$")]
    private static partial Regex DayFirstPattern();
}
