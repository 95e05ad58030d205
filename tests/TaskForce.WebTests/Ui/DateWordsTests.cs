using System.Globalization;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>Dates as people type them. Today is Thursday, October 15, 2026.</summary>
public sealed class DateWordsTests
{
    private static readonly DateOnly Today = new(2026, 10, 15);

    [Theory]
    [InlineData("Oct 29", "2026-10-29")]
    [InlineData("oct. 29", "2026-10-29")]
    [InlineData("October 29, 2027", "2027-10-29")]
    [InlineData("29 October", "2026-10-29")]
    [InlineData("29th of nothing", null)]
    [InlineData("10/29", "2026-10-29")]
    [InlineData("10/29/27", "2027-10-29")]
    [InlineData("10-29-2026", "2026-10-29")]
    [InlineData("2026-10-29", "2026-10-29")]
    [InlineData("today", "2026-10-15")]
    [InlineData("Tomorrow", "2026-10-16")]
    [InlineData("in 2 weeks", "2026-10-29")]
    [InlineData("2 weeks", "2026-10-29")]
    [InlineData("2w", "2026-10-29")]
    [InlineData("In a month", "2026-11-15")]
    [InlineData("3 months ago", "2026-07-15")]
    [InlineData("in 1 year", "2027-10-15")]
    [InlineData("Friday", "2026-10-16")]
    [InlineData("next tue", "2026-10-20")]
    [InlineData("Thursday", "2026-10-22")]
    [InlineData("Feb 29", null)]
    [InlineData("Feb 29, 2028", "2028-02-29")]
    [InlineData("Feb 30, 2028", null)]
    [InlineData("13/40", null)]
    [InlineData("Jan 3", "2027-01-03")]
    [InlineData("Mar 3", "2027-03-03")]
    [InlineData("May 3", "2026-05-03")]
    [InlineData("frigate", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Words_are_read_as_days(string? words, string? day) =>
        Assert.Equal(day, DateWords.Read(words, Today)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void A_leap_day_without_a_year_is_the_nearest_one_there_is() =>
        Assert.Equal(new DateOnly(2028, 2, 29), DateWords.Read("Feb 29", new DateOnly(2027, 12, 1)));

    [Theory]
    [InlineData("2026-10-29", "Oct 29")]
    [InlineData("2027-01-03", "Jan 3, 2027")]
    public void The_year_is_written_only_when_it_is_another(string day, string words) =>
        Assert.Equal(words, DateWords.Write(DateOnly.Parse(day, CultureInfo.InvariantCulture), Today));

    [Fact]
    public void What_is_written_is_read_back_as_the_same_day()
    {
        for (var day = Today.AddDays(-180); day < Today.AddDays(180); day = day.AddDays(1))
            Assert.Equal(day, DateWords.Read(DateWords.Write(day, Today), Today));
    }
}
