using TaskForce.Core.Agreements;

namespace TaskForce.UnitTests.Agreements;

/// <summary>Notices before the end of an MOU, and days without cover.</summary>
public class MouNoticesTests
{
    [Theory]
    [InlineData(181, null)]
    [InlineData(180, 180)]
    [InlineData(91, 180)]
    [InlineData(90, 90)]
    [InlineData(61, 90)]
    [InlineData(60, 60)]
    [InlineData(31, 60)]
    [InlineData(30, 30)]
    [InlineData(0, 30)]
    public void Of_the_notices_that_are_due_the_nearest_to_the_end_counts(int daysLeft, int? expected)
    {
        Assert.Equal(expected, MouNotices.Due([180, 90, 60, 30], daysLeft));
    }

    [Theory]
    [InlineData("180, 90, 60, 30", "180 90 60 30")]
    [InlineData("30 60;90", "90 60 30")]
    [InlineData("60, 60", "60")]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("0", null)]
    [InlineData("731", null)]
    [InlineData("-5", null)]
    public void The_charter_names_them_in_days(string text, string? expected) =>
        Assert.Equal(expected, MouNotices.Read(text) is { } days ? string.Join(' ', days) : null);

    [Theory]
    [InlineData("2025-12-31", "2026-01-01", true, "")]
    [InlineData("2025-12-31", "2026-01-02", true, "2026-01-01..2026-01-01")]
    [InlineData("2025-12-31", "2026-03-01", true, "2026-01-01..2026-02-28")]
    [InlineData("2025-12-31", "2025-06-01", true, "")]
    [InlineData("2025-12-31", "2026-03-01", false, "")]
    [InlineData(null, "2026-03-01", true, "")]
    public void Days_between_two_executed_versions_are_a_gap(string? end, string begin, bool executed, string expected)
    {
        MouTerms first = Terms("2024-01-01", end, true), second = Terms(begin, "2028-12-31", executed);
        Assert.Equal(expected, string.Join(",", CoverGap.Of([first, second], new(2026, 6, 1)).Select(g => $"{g.From:yyyy-MM-dd}..{g.To:yyyy-MM-dd}")));
    }

    [Fact]
    public void A_version_that_was_signed_after_its_first_day_covers_from_its_last_signature()
    {
        var second = Terms("2026-01-01", "2028-12-31", true) with { RequiredSignatures = [new(2025, 12, 20), new(2026, 2, 15)] };
        Assert.Equal(new CoverGap(new(2026, 1, 1), new(2026, 2, 14)), Assert.Single(CoverGap.Of([Terms("2024-01-01", "2025-12-31", true), second], new(2026, 6, 1))));
        Assert.Empty(CoverGap.Of([Terms("2024-01-01", "2026-02-28", true), second], new(2026, 6, 1)));
    }

    [Fact]
    public void A_gap_counts_its_days() => Assert.Equal(59, new CoverGap(new(2026, 1, 1), new(2026, 2, 28)).Days);

    private static MouTerms Terms(string from, string? to, bool executed) =>
        new(DateOnly.Parse(from, null).AddDays(-30), DateOnly.Parse(from, null), null, to is null ? null : DateOnly.Parse(to, null), [DateOnly.Parse(from, null).AddDays(-9) is var d && d > new DateOnly(2026, 6, 1) ? new DateOnly(2026, 5, 1) : DateOnly.Parse(from, null).AddDays(-9)], executed);
}
