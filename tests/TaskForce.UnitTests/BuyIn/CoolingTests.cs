using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.UnitTests.BuyIn;

/// <summary>The signs of cooling, one by one, and who is never warned about.</summary>
public class CoolingTests
{
    private static readonly DateOnly Today = A.Day("2026-10-15");

    private static PartnerFacts Facts(string? lastTalk = "2026-10-01", string meetings = "", string? withoutMeetings = null) => new()
    {
        PartnerId = Guid.CreateVersion7(),
        Tier = Tier.Regular,
        Address = "/partners/clinic",
        WithoutMeetings = withoutMeetings is null ? null : new(withoutMeetings, default),
        LastTwoWay = lastTalk is null ? [] : new() { [Today] = A.Day(lastTalk) },
        // Oldest first: c came, d deputy, e excused, m missed; one a week, the last a week ago.
        OtherMarks = [.. meetings.Select((letter, i) => new SeatMark(Guid.CreateVersion7(), Today.AddDays(-7 * (meetings.Length - i)), "General body", letter switch { 'c' => SeatPresence.Came, 'd' => SeatPresence.Deputy, 'e' => SeatPresence.Excused, _ => SeatPresence.Missed }, "/meetings/1"))],
    };

    private static CoolingKey[] Signs(PartnerFacts facts, int? change = null) => [.. Cooling.Signs(facts, BuyInRules.Shipped, change, Today).Select(s => s.Key)];

    [Theory]
    [InlineData(null, false)]
    [InlineData(3, false)]
    [InlineData(-4, false)]
    [InlineData(-5, true)]
    public void A_fall_of_five_points_is_a_sign(int? change, bool seen) => Assert.Equal(seen, Signs(Facts(), change).Contains(CoolingKey.LostGround));

    [Theory]
    // Regular partners talk at the longest every 90 days.
    [InlineData("2026-07-17", false)]
    [InlineData("2026-07-16", true)]
    [InlineData(null, false)]
    public void Silence_beyond_the_longest_interval_is_a_sign(string? last, bool seen) => Assert.Equal(seen, Signs(Facts(last)).Contains(CoolingKey.Silent));

    [Theory]
    [InlineData("ccccccc", false)]
    [InlineData("ccccccmm", true)]
    [InlineData("cccccccm", false)]
    [InlineData("ccccccmme", true)]
    [InlineData("ccccccmd", false)]
    // A newcomer's first six meetings are watched by people, not by rule: none of them is one of the two.
    [InlineData("ccccmm", false)]
    [InlineData("ccccmme", false)]
    [InlineData("cccccmm", false)]
    [InlineData("mmmmmm", false)]
    [InlineData("mmmmmmm", false)]
    [InlineData("mmmmmmmm", true)]
    // An observer, and whoever has no duty to come, has no mark at all.
    [InlineData("", false)]
    public void Two_missed_meetings_in_a_row_are_a_sign_but_never_of_newcomers_and_observers(string meetings, bool seen) =>
        Assert.Equal(seen, Signs(Facts(meetings: meetings)).Contains(CoolingKey.MissedMeetings));

    [Fact]
    public void A_partner_that_takes_part_without_meetings_is_never_warned_about_because_it_stays_away()
    {
        Assert.Contains(CoolingKey.MissedMeetings, Signs(Facts(meetings: "mmmmmmmm")));
        Assert.DoesNotContain(CoolingKey.MissedMeetings, Signs(Facts(meetings: "mmmmmmmm", withoutMeetings: "Advice on language")));
    }

    [Theory]
    [InlineData("2026-08-14", null, true)]
    [InlineData("2026-08-14", "2026-09-01", false)]
    // 180 days ago is lately, 181 is not.
    [InlineData("2026-04-18", null, true)]
    [InlineData("2026-04-17", null, false)]
    [InlineData(null, null, false)]
    public void A_champion_who_left_and_was_not_followed_is_a_sign(string? left, string? followed, bool seen)
    {
        var facts = Facts();
        if (left is not null) facts.Champions.Add(new("Tomas Brandvold", true, true, A.Day("2025-01-01"), A.Day(left), null));
        if (followed is not null) facts.Champions.Add(new("Reva Lindqvist", true, true, A.Day(followed), null, null));
        Assert.Equal(seen, Signs(facts).Contains(CoolingKey.ChampionLeft));
    }

    [Theory]
    [InlineData(MarkKind.Kept, MarkKind.Missed, true)]
    [InlineData(MarkKind.KeptByDeputy, MarkKind.Missed, true)]
    [InlineData(MarkKind.Missed, MarkKind.Missed, false)]
    [InlineData(MarkKind.Kept, MarkKind.NotCounted, false)]
    [InlineData(MarkKind.Kept, MarkKind.Kept, false)]
    public void A_promise_kept_before_and_not_any_more_is_a_sign(MarkKind before, MarkKind last, bool seen)
    {
        var facts = Facts();
        (string, CommitmentMark) Mark(string due, MarkKind kind) => ("H", new(new(A.Day(due), A.Day(due), A.Day(due)), kind, "", []));
        facts.Promises.Add(new("Executives meet", [new Term(A.Day("2024-01-01"), null)], [Mark("2025-12-31", before), Mark("2026-06-30", last)]));
        Assert.Equal(seen, Signs(facts).Contains(CoolingKey.BrokenPromise));
    }

    [Theory]
    [InlineData(40, 20, true)]
    [InlineData(40, 21, false)]
    [InlineData(0, 0, false)]
    public void Half_of_the_hours_or_less_is_a_sign(int before, int last, bool seen)
    {
        var facts = Facts();
        facts.Hours.AddRange([new(default, "Q2 2026", A.Day("2026-06-30"), A.Day("2026-07-05"), before, 40, null), new(default, "Q3 2026", A.Day("2026-09-30"), A.Day("2026-10-05"), last, 40, null)]);
        Assert.Equal(seen, Signs(facts).Contains(CoolingKey.FewerHours));
    }

    [Fact]
    public void The_hours_of_two_promises_are_not_compared_with_each_other()
    {
        var facts = Facts();
        facts.Hours.AddRange([new(Guid.CreateVersion7(), "Q2 2026", A.Day("2026-06-30"), A.Day("2026-07-05"), 40, 40, null), new(Guid.CreateVersion7(), "Q3 2026", A.Day("2026-09-30"), A.Day("2026-10-05"), 10, 10, null)]);
        Assert.DoesNotContain(CoolingKey.FewerHours, Signs(facts));
    }

    [Fact]
    public void Each_sign_says_what_was_seen()
    {
        var facts = Facts("2026-07-01", "ccccccmm");
        facts.Champions.Add(new("Tomas Brandvold", true, true, A.Day("2025-01-01"), A.Day("2026-08-14"), null));
        Assert.Equal("Buy-in fell by 14 points this half. No talk for 106 days, longer than agreed. Tomas Brandvold, its champion, left, and nobody has followed. Missed the last two meetings at which it was expected.",
            CoolingSentences.Together(Cooling.Signs(facts, BuyInRules.Shipped, -14, Today)));
    }

    [Fact]
    public void Events_are_the_newest_three_within_the_trend()
    {
        var facts = Facts();
        facts.Champions.AddRange([new("One", true, true, A.Day("2023-01-01"), A.Day("2024-08-31"), null), new("Two", true, true, A.Day("2024-09-01"), A.Day("2026-08-14"), null)]);
        facts.Sponsors.Add(new("Leader", true, A.Day("2024-01-01"), A.Day("2025-05-31"), null));
        // One followed the other without a gap, so nobody "left" then.
        Assert.Equal([(A.Day("2024-09-01"), "champion named"), (A.Day("2025-05-31"), "sponsor left"), (A.Day("2026-08-14"), "champion left")], BuyInEvents.Of(facts, A.Day("2024-01-01"), Today));
        Assert.Equal([(A.Day("2026-08-14"), "champion left")], BuyInEvents.Of(facts, A.Day("2026-01-01"), Today));
        Assert.Equal([(A.Day("2026-08-14"), "champion left"), (A.Day("2026-09-01"), "success told")], BuyInEvents.Of(facts, A.Day("2026-01-01"), Today, [A.Day("2025-12-31"), A.Day("2026-09-01")]));
        Assert.Equal((A.Day("2024-01-01"), "sponsor named"), BuyInEvents.Of(facts, A.Day("2023-06-01"), A.Day("2024-06-30")).Single());
    }
}
