namespace TaskForce.Core.Calendar;

/// <summary>A calendar quarter, in which committee plans are laid out.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Number">1 to 4.</param>
public readonly record struct Quarter(int Year, int Number)
{
    /// <summary>The first day of the quarter.</summary>
    public DateOnly Start => new(Year, Number * 3 - 2, 1);

    /// <summary>The last day of the quarter.</summary>
    public DateOnly End => Start.AddMonths(3).AddDays(-1);

    /// <summary>The quarter that a day falls in.</summary>
    public static Quarter Containing(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    /// <summary>As it is written: <c>Q3 2026</c>.</summary>
    public override string ToString() => $"Q{Number} {Year}";
}
