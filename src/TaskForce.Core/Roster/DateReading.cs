using System.Globalization;
using System.Text.RegularExpressions;

namespace TaskForce.Core.Roster;

/// <summary>Which number stands first in a date like 3/1/2011. Rosters of one column follow one style, so it is decided once per column.</summary>
public enum DateStyle
{
    /// <summary>Not decided; dates that could be either are ambiguous.</summary>
    Undecided,

    /// <summary>3/1/2011 is March 1, as written in the United States.</summary>
    MonthFirst,

    /// <summary>3/1/2011 is January 3, as written in most other countries.</summary>
    DayFirst,
}

/// <summary>How much of a date was written.</summary>
public enum DatePrecision
{
    /// <summary>A whole date.</summary>
    Day,

    /// <summary>A month and a year; the first day of the month is taken.</summary>
    Month,

    /// <summary>A year alone; January 1 is taken.</summary>
    Year,
}

/// <summary>What a cell says as a date.</summary>
/// <param name="Date">The date, or null when the cell is empty, ambiguous or cannot be one.</param>
/// <param name="Precision">How much of it was written.</param>
/// <param name="Problem">Why the text is no date, as a sentence without its full stop: "February 2015 has 28 days"; else null.</param>
/// <param name="Shows">The style that this very text can only have been written in; undecided when it shows neither.</param>
/// <param name="Ambiguous">Day and month could be exchanged, and the style of the column is not decided.</param>
public readonly record struct DateReading(DateOnly? Date, DatePrecision Precision, string? Problem, DateStyle Shows, bool Ambiguous)
{
    /// <summary>Whether the cell says nothing.</summary>
    public bool IsEmpty => Date is null && Problem is null && !Ambiguous;

    /// <summary>What was made of a date that was not written whole: "read as January 1, 2018"; null for whole dates.</summary>
    public string? Note => Date is { } date && Precision != DatePrecision.Day
        ? $"only the {(Precision == DatePrecision.Month ? "month" : "year")} is given, so it is read as {date.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture)}"
        : null;

    /// <summary>Reads a date as people type it into rosters.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="style">What was decided for the column.</param>
    public static DateReading Of(string? text, DateStyle style = DateStyle.Undecided) => DateText.Read(text, style);
}

/// <summary>The forms of dates that rosters hold: ISO, with slashes, points or dashes, with the month as a word, a month or year alone, and the bare day count of a spreadsheet.</summary>
internal static partial class DateText
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static DateReading Read(string? text, DateStyle style)
    {
        var cell = (text ?? "").Trim().Trim('"', '\'', '’', '‘').Trim();
        if (CellText.IsNothing(cell)) return default;
        if (cell.Length > 60) return Wrong("this is too long to be a date");
        cell = TimeOfDay().Replace(cell, "");
        cell = Weekday().Replace(cell, "").Trim().TrimEnd(',', '.');

        if (YearFirst().Match(cell) is { Success: true } iso)
            return Whole(Number(iso, 1), Number(iso, 2), Number(iso, 3), DateStyle.Undecided);
        if (YearMonth().Match(cell) is { Success: true } ym)
            return MonthOnly(Number(ym, 1), Number(ym, 2));
        if (MonthYear().Match(cell) is { Success: true } my)
            return MonthOnly(Number(my, 2), Number(my, 1));
        if (Numbers().Match(cell) is { Success: true } n)
            return Numeric(Number(n, 1), Number(n, 2), Year(n.Groups[3].Value), style);
        if (WordFirst().Match(cell) is { Success: true } wf && Month(wf.Groups[1].Value) is { } m1)
            return Whole(Year(wf.Groups[3].Value), m1, Number(wf, 2), DateStyle.Undecided);
        if (DayWord().Match(cell) is { Success: true } dw && Month(dw.Groups[2].Value) is { } m2)
            return Whole(Year(dw.Groups[3].Value), m2, Number(dw, 1), DateStyle.Undecided);
        if (WordYear().Match(cell) is { Success: true } wy && Month(wy.Groups[1].Value) is { } m3)
            return MonthOnly(Year(wy.Groups[2].Value), m3);
        if (YearWord().Match(cell) is { Success: true } yw && Month(yw.Groups[2].Value) is { } m4)
            return MonthOnly(Number(yw, 1), m4);
        if (cell.Length > 0 && cell.All(char.IsAsciiDigit)) return Digits(cell);
        return Wrong("this is not a date that can be read");
    }

    private static DateReading Digits(string cell)
    {
        var number = cell.Length <= 8 ? int.Parse(cell, CultureInfo.InvariantCulture) : 0;
        if (cell.Length == 4) return YearProblem(number) is { } problem ? Wrong(problem) : new(new DateOnly(number, 1, 1), DatePrecision.Year, null, DateStyle.Undecided, false);
        if (cell.Length == 8) return Whole(number / 10000, number / 100 % 100, number % 100, DateStyle.Undecided);
        // A spreadsheet's bare day count: 20,000 is 1954, 60,000 is 2064. Anything else of five digits is more likely a mistake.
        if (cell.Length == 5 && number is >= 20_000 and <= 60_000)
            return new(new DateOnly(1899, 12, 30).AddDays(number), DatePrecision.Day, null, DateStyle.Undecided, false);
        return Wrong("this is a number, not a date");
    }

    private static DateReading Numeric(int first, int second, int year, DateStyle style)
    {
        if (first > 31 || second > 31 || first == 0 || second == 0) return Wrong("this is not a date that can be read");
        if (first > 12 && second > 12) return Wrong($"there is no month {Math.Min(first, second)}");
        if (first > 12) return Whole(year, second, first, DateStyle.DayFirst);
        if (second > 12) return Whole(year, first, second, DateStyle.MonthFirst);
        if (first == second) return Whole(year, first, second, DateStyle.Undecided);
        return style switch
        {
            DateStyle.MonthFirst => Whole(year, first, second, DateStyle.Undecided),
            DateStyle.DayFirst => Whole(year, second, first, DateStyle.Undecided),
            _ => new(null, DatePrecision.Day, YearProblem(year), DateStyle.Undecided, YearProblem(year) is null),
        };
    }

    private static DateReading Whole(int year, int month, int day, DateStyle shows)
    {
        if (YearProblem(year) is { } problem) return Wrong(problem);
        if (month is < 1 or > 12) return Wrong($"there is no month {month}");
        var days = DateTime.DaysInMonth(year, month);
        if (day < 1) return Wrong("there is no day 0");
        return day > days
            ? Wrong($"{CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)} {year} has {days} days")
            : new(new DateOnly(year, month, day), DatePrecision.Day, null, shows, false);
    }

    private static DateReading MonthOnly(int year, int month)
    {
        if (YearProblem(year) is { } problem) return Wrong(problem);
        return month is < 1 or > 12 ? Wrong($"there is no month {month}") : new(new DateOnly(year, month, 1), DatePrecision.Month, null, DateStyle.Undecided, false);
    }

    private static string? YearProblem(int year) => year is < 1900 or > 2100 ? $"the year {year} cannot be right" : null;

    private static DateReading Wrong(string why) => new(null, DatePrecision.Day, why, DateStyle.Undecided, false);

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    // Two digits: up to 69 are this century. Nobody joined a task force of this kind before 1970.
    private static int Year(string text)
    {
        var year = int.Parse(text, CultureInfo.InvariantCulture);
        return text.Length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    private static int? Month(string word)
    {
        if (word.Length < 3) return null;
        var lower = word.ToLowerInvariant();
        var at = Array.IndexOf(Months, lower[..3]);
        if (at < 0) return null;
        var full = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(at + 1);
        return full.StartsWith(word, StringComparison.OrdinalIgnoreCase) || lower == "sept" ? at + 1 : null;
    }

    [GeneratedRegex(@"[T\s]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?$", RegexOptions.IgnoreCase)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+", RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"^(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})$")]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(\d{4})\s*[-/.]\s*(\d{1,2})$")]
    private static partial Regex YearMonth();

    [GeneratedRegex(@"^(\d{1,2})\s*[-/.]\s*(\d{4})$")]
    private static partial Regex MonthYear();

    [GeneratedRegex(@"^(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})$")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^([A-Za-z]+)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})$")]
    private static partial Regex WordFirst();

    [GeneratedRegex(@"^(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?([A-Za-z]+)\.?,?[\s-]+(\d{4}|\d{2})$")]
    private static partial Regex DayWord();

    [GeneratedRegex(@"^([A-Za-z]+)\.?,?[\s/'’-]+(\d{4}|\d{2})$")]
    private static partial Regex WordYear();

    [GeneratedRegex(@"^(\d{4})[\s/-]+([A-Za-z]+)\.?$")]
    private static partial Regex YearWord();
}

/// <summary>What the dates of one column say about the style in which the column was typed.</summary>
/// <param name="MonthFirst">How many can only be month first.</param>
/// <param name="DayFirst">How many can only be day first.</param>
/// <param name="Ambiguous">How many could be either.</param>
/// <param name="Example">The first that could be either, as typed; null when none could.</param>
public sealed record DateColumn(int MonthFirst, int DayFirst, int Ambiguous, string? Example)
{
    /// <summary>Whether a person must be asked: some dates could be either, and the others do not all say the same.</summary>
    public bool MustAsk => Ambiguous > 0 && Proposed == DateStyle.Undecided;

    /// <summary>The style that the unambiguous dates agree on; undecided when they disagree or there are none.</summary>
    public DateStyle Proposed => (MonthFirst, DayFirst) switch
    {
        ( > 0, 0) => DateStyle.MonthFirst,
        (0, > 0) => DateStyle.DayFirst,
        _ => DateStyle.Undecided,
    };

    /// <summary>The counts of two parts of one column.</summary>
    public DateColumn And(DateColumn other) => new(MonthFirst + other.MonthFirst, DayFirst + other.DayFirst, Ambiguous + other.Ambiguous, Example ?? other.Example);

    /// <summary>Counts over the cells of a column.</summary>
    public static DateColumn Of(IEnumerable<string> cells)
    {
        int month = 0, day = 0, ambiguous = 0;
        string? example = null;
        foreach (var cell in cells)
        {
            var reading = DateReading.Of(cell);
            if (reading.Shows == DateStyle.MonthFirst) month++;
            if (reading.Shows == DateStyle.DayFirst) day++;
            if (!reading.Ambiguous) continue;
            ambiguous++;
            example ??= cell.Trim();
        }
        return new DateColumn(month, day, ambiguous, example);
    }
}
