using TaskForce.Core.Calendar;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Bodies;

public class TermTests
{
    private static Term Of(string span)
    {
        var parts = span.Split("..");
        return new(A.Day(parts[0]), parts[1].Length == 0 ? null : A.Day(parts[1]));
    }

    [Theory]
    [InlineData("2026-01-01..2026-06-30", "2026-07-01..", false)]
    [InlineData("2026-01-01..2026-06-30", "2026-06-30..", true)]
    [InlineData("2026-01-01..", "2027-01-01..", true)]
    [InlineData("2026-01-01..", "2025-01-01..2025-12-31", false)]
    [InlineData("2026-01-01..2026-12-31", "2026-03-01..2026-03-31", true)]
    [InlineData("2028-02-29..2028-02-29", "2028-02-29..2028-02-29", true)]
    [InlineData("2028-02-28..2028-02-28", "2028-02-29..2028-02-29", false)]
    public void Two_terms_overlap_when_they_share_a_day(string one, string other, bool overlap)
    {
        Assert.Equal(overlap, Of(one).Overlaps(Of(other)));
        Assert.Equal(overlap, Of(other).Overlaps(Of(one)));
    }

    [Theory]
    [InlineData("2026-01-01..2026-06-30", "2025-12-31", false)]
    [InlineData("2026-01-01..2026-06-30", "2026-01-01", true)]
    [InlineData("2026-01-01..2026-06-30", "2026-06-30", true)]
    [InlineData("2026-01-01..2026-06-30", "2026-07-01", false)]
    [InlineData("2026-01-01..", "2099-01-01", true)]
    public void A_term_has_its_first_and_its_last_day(string term, string day, bool contains) => Assert.Equal(contains, Of(term).Contains(A.Day(day)));

    [Theory]
    [InlineData("2026-02-01..2026-03-31", "2026-01-01..2026-12-31", true)]
    [InlineData("2026-01-01..2026-12-31", "2026-01-01..2026-12-31", true)]
    [InlineData("2026-02-01..", "2026-01-01..2026-12-31", false)]
    [InlineData("2026-02-01..", "2026-01-01..", true)]
    [InlineData("2025-12-31..2026-03-31", "2026-01-01..", false)]
    public void A_term_within_another_has_no_day_outside_it(string inner, string outer, bool within) => Assert.Equal(within, Of(inner).IsWithin(Of(outer)));
}
