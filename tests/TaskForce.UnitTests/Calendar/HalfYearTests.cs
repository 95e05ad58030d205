using TaskForce.Core.Calendar;

namespace TaskForce.UnitTests.Calendar;

public class HalfYearTests
{
    [Theory]
    [InlineData("2026-01-01", "2026-h1")]
    [InlineData("2026-06-30", "2026-h1")]
    [InlineData("2026-07-01", "2026-h2")]
    [InlineData("2026-12-31", "2026-h2")]
    [InlineData("2024-02-29", "2024-h1")]
    public void A_day_falls_in_one_half(string day, string slug)
    {
        var half = HalfYear.Containing(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(slug, half.Slug);
        Assert.True(HalfYear.TryParse(slug, out var read));
        Assert.Equal(half, read);
        Assert.Equal(half, HalfYear.FromKey(half.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2026-h3")]
    [InlineData("2026h2")]
    [InlineData("26-h1")]
    [InlineData("abcd-h1")]
    [InlineData("2026-h1x")]
    public void Anything_else_is_no_half(string? slug) => Assert.False(HalfYear.TryParse(slug, out _));

    [Fact]
    public void Halves_follow_each_other_over_new_year()
    {
        Assert.Equal(new HalfYear(2027, 1), new HalfYear(2026, 2).Next);
        Assert.Equal(new HalfYear(2025, 2), new HalfYear(2026, 1).Previous);
        Assert.Equal(["H1 24", "H2 24", "H1 25", "H2 25", "H1 26", "H2 26"], new HalfYear(2026, 2).Last(6).Select(h => h.Short));
    }

    [Theory]
    [InlineData("2026-03-31", "Q1 2026")]
    [InlineData("2026-04-01", "Q2 2026")]
    [InlineData("2026-12-31", "Q4 2026")]
    public void A_day_falls_in_one_quarter(string day, string quarter) =>
        Assert.Equal(quarter, Quarter.Containing(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ToString());
}
