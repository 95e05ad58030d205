using TaskForce.Core.Calendar;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Calendar;

public class PeriodTests
{
    [Theory]
    [InlineData("2025-06-01..", "2024-01-01..2025-06-30", "2025-07-01..")]
    [InlineData("2024-01-01..2024-12-31", "2024-03-01..2024-03-31", "2024-01-01..2024-02-29 2024-04-01..2024-12-31")]
    [InlineData("2024-01-01..", "2025-06-01..2025-12-31 2024-06-01..2024-12-31", "2024-01-01..2024-05-31 2025-01-01..2025-05-31 2026-01-01..")]
    [InlineData("2024-01-01..", "2025-01-01..", "2024-01-01..2024-12-31")]
    [InlineData("2024-01-01..2024-12-31", "2023-01-01..2024-06-30 2024-07-01..", "")]
    [InlineData("2024-01-01..2024-12-31", "2024-01-01..2024-12-31", "")]
    [InlineData("2024-01-01..2024-12-31", "2024-02-01..2024-10-31 2024-03-01..2024-03-31", "2024-01-01..2024-01-31 2024-11-01..2024-12-31")]
    [InlineData("2024-01-01..2024-12-31", "2025-01-01.. 2023-01-01..2023-12-31", "2024-01-01..2024-12-31")]
    [InlineData("..2024-12-31", "2024-01-01..2024-06-30", "..2023-12-31 2024-07-01..2024-12-31")]
    [InlineData("..", "..2024-06-30", "2024-07-01..")]
    [InlineData("2024-01-01..", "", "2024-01-01..")]
    public void What_is_left_of_a_period_are_its_days_that_lie_in_no_other(string period, string others, string left) =>
        Assert.Equal(Periods(left), Assert.Single(Periods(period)).Without(Periods(others)));

    private static List<Period> Periods(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => t.Split("..")).Select(t => new Period(DayOf(t[0]), DayOf(t[1])))];

    private static DateOnly? DayOf(string text) => text.Length == 0 ? null : A.Day(text);
}
