using TaskForce.Core.BuyIn;
using TaskForce.Core.Charter;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Outreach;

public class CheckInClockTests
{
    private static readonly CharterRow Charter = new();

    [Theory]
    [InlineData(Tier.Close, 30, 45)]
    [InlineData(Tier.Regular, 60, 90)]
    [InlineData(Tier.Light, 120, 180)]
    public void Each_tier_has_the_charters_ideal_and_longest_interval(Tier tier, int ideal, int longest) =>
        Assert.Equal(new CheckInInterval(ideal, longest), BuyInRules.Of(Charter).For(tier));

    [Fact]
    public void A_charter_with_other_intervals_is_followed() =>
        Assert.Equal(new CheckInInterval(14, 21), BuyInRules.Of(new CharterRow { CloseIdealDays = 14, CloseLongestDays = 21 }).For(Tier.Close));

    [Theory]
    [InlineData(Tier.Close, "2026-08-10", "2026-09-09", 0, false)]
    [InlineData(Tier.Close, "2026-08-10", "2026-09-10", 1, false)]
    [InlineData(Tier.Close, "2026-08-10", "2026-09-24", 15, false)]
    [InlineData(Tier.Close, "2026-08-10", "2026-09-25", 16, true)]
    [InlineData(Tier.Regular, "2026-08-10", "2026-10-09", 0, false)]
    [InlineData(Tier.Regular, "2026-08-10", "2026-10-10", 1, false)]
    [InlineData(Tier.Regular, "2026-08-10", "2026-11-08", 30, false)]
    [InlineData(Tier.Regular, "2026-08-10", "2026-11-09", 31, true)]
    [InlineData(Tier.Light, "2026-08-10", "2026-12-08", 0, false)]
    [InlineData(Tier.Light, "2026-08-10", "2026-12-09", 1, false)]
    [InlineData(Tier.Light, "2026-08-10", "2027-02-06", 60, false)]
    [InlineData(Tier.Light, "2026-08-10", "2027-02-07", 61, true)]
    [InlineData(Tier.Close, "2028-02-28", "2028-03-29", 0, false)]
    [InlineData(Tier.Close, "2028-02-28", "2028-03-30", 1, false)]
    [InlineData(Tier.Close, "2026-10-20", "2026-10-20", 0, false)]
    public void Overdue_counts_from_the_day_after_the_ideal(Tier tier, string last, string day, int over, bool pastLongest)
    {
        var clock = new CheckInClock(A.Day(last), BuyInRules.Of(Charter).For(tier), A.Day(day));

        Assert.Equal((over, over > 0, pastLongest), (clock.DaysOver, clock.IsOverdue, clock.IsPastLongest));
    }

    [Fact]
    public void Without_any_contact_or_start_there_is_no_clock()
    {
        var clock = new CheckInClock(null, BuyInRules.Of(Charter).For(Tier.Close), A.Day("2026-11-17"));

        Assert.Equal((null, 0, false, false, 0d), (clock.DueOn, clock.DaysOver, clock.IsOverdue, clock.IsPastLongest, clock.Urgency));
    }

    [Fact]
    public void Urgency_is_days_over_by_interval_so_that_a_close_partner_comes_before_a_light_one()
    {
        var close = new CheckInClock(A.Day("2026-09-18"), BuyInRules.Of(Charter).For(Tier.Close), A.Day("2026-11-17"));
        var light = new CheckInClock(A.Day("2026-06-20"), BuyInRules.Of(Charter).For(Tier.Light), A.Day("2026-11-17"));

        Assert.Equal((30, 30), (close.DaysOver, light.DaysOver));
        Assert.Equal((1d, 0.25), (close.Urgency, light.Urgency));
    }

    [Theory]
    [InlineData(ContactKind.Call, false, true)]
    [InlineData(ContactKind.Coffee, false, true)]
    [InlineData(ContactKind.Visit, false, true)]
    [InlineData(ContactKind.Meeting, false, true)]
    [InlineData(ContactKind.Email, false, false)]
    [InlineData(ContactKind.Email, true, true)]
    [InlineData(ContactKind.Presentation, false, false)]
    [InlineData(ContactKind.Presentation, true, true)]
    [InlineData(ContactKind.Event, false, false)]
    [InlineData(ContactKind.Training, false, false)]
    [InlineData(ContactKind.MessageLeft, false, false)]
    [InlineData(ContactKind.MessageLeft, true, true)]
    public void Two_way_is_what_has_two_sides_by_nature_or_was_answered(ContactKind kind, bool answered, bool twoWay) =>
        Assert.Equal(twoWay, new Contact { AuthorName = "Dana", Kind = kind, TheyAnswered = answered }.IsTwoWay);
}
