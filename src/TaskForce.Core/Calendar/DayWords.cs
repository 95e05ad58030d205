using System.Globalization;

namespace TaskForce.Core.Calendar;

/// <summary>Days, figures and lists in words, as all computed sentences write them.</summary>
public static class DayWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>"Oct 15", with the year where it is not this one: "Oct 15, 2025".</summary>
    public static string Short(DateOnly day, DateOnly today) => day.ToString(day.Year == today.Year ? "MMM d" : "MMM d, yyyy", English);

    /// <summary>"November 24, 2026", as on a letterhead.</summary>
    public static string Full(DateOnly day) => day.ToString("MMMM d, yyyy", English);

    /// <summary>"in August", with the year where it is not this one: "in August 2025".</summary>
    public static string InMonth(DateOnly day, DateOnly today) => "in " + day.ToString(day.Year == today.Year ? "MMMM" : "MMMM yyyy", English);

    /// <summary>"Mar 2023".</summary>
    public static string Month(DateOnly day) => day.ToString("MMM yyyy", English);

    /// <summary>A figure with a comma in the thousands: "1,200".</summary>
    public static string Figure(int count) => count.ToString("N0", English);

    /// <summary>A figure with its noun: "1 meeting", "1,200 meetings".</summary>
    public static string Count(int count, string one, string many) => $"{Figure(count)} {(count == 1 ? one : many)}";

    /// <summary>Figures up to twelve as words, others as figures with a comma in the thousands.</summary>
    public static string Number(int count) => count switch
    {
        0 => "none",
        1 => "one",
        2 => "two",
        3 => "three",
        4 => "four",
        5 => "five",
        6 => "six",
        7 => "seven",
        8 => "eight",
        9 => "nine",
        10 => "ten",
        11 => "eleven",
        12 => "twelve",
        _ => Figure(count),
    };

    /// <summary>A list in a sentence: "one", "one and two", "one, two and three"; empty for none.</summary>
    public static string And(IReadOnlyList<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";
    }
}
