using TaskForce.Core.BuyIn;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.UnitTests.BuyIn;

/// <summary>The signs that a person may leave, on November 17, 2026, in regular contact (90 days at the longest).</summary>
public sealed class LeavingTests
{
    private static readonly DateOnly Day = A.Day("2026-11-17");

    private static LeavingFacts Nobody => new() { PersonId = Guid.Empty, Name = "Ines Carrow", Slug = "ines-carrow", PartnerId = Guid.Empty, Partner = "Harbor Clinic", PartnerSlug = "harbor-clinic", Tier = Tier.Regular, IsChampion = true };

    private static List<LeavingKey> Seen(LeavingFacts facts) => [.. Leaving.Signs(facts, BuyInRules.Shipped, Day).Select(s => s.Key)];

    [Theory]
    [InlineData("2026-11-16", false)]
    [InlineData("2026-11-17", true)]
    [InlineData("2027-05-16", true)]
    [InlineData("2027-05-17", false)]
    [InlineData(null, false)]
    public void A_term_that_ends_within_180_days_is_a_sign(string? ends, bool seen) =>
        Assert.Equal(seen, Seen(Nobody with { EndsOn = ends is null ? null : A.Day(ends) }).Contains(LeavingKey.TermEnds));

    // + came, - sent somebody else or stayed away, e excused; the oldest first.
    [Theory]
    [InlineData("+--", true)]
    [InlineData("+-e-", true)]
    [InlineData("+---", true)]
    [InlineData("--", false)]
    [InlineData("+-", false)]
    [InlineData("+-+-", false)]
    [InlineData("+ee", false)]
    [InlineData("-+", false)]
    [InlineData("", false)]
    public void Staying_away_twice_after_coming_before_is_a_sign_and_being_excused_is_none(string marks, bool seen)
    {
        var facts = Nobody with { Marks = [.. marks.Select((m, i) => new OwnMark(Day.AddMonths(i - marks.Length), m switch { '+' => true, '-' => false, _ => null }))] };
        Assert.Equal(seen, Seen(facts).Contains(LeavingKey.StoppedComing));
        Assert.Equal(seen, Seen(facts with { Marks = [.. facts.Marks.Reverse()] }).Contains(LeavingKey.StoppedComing));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Who_came_to_one_of_two_meetings_of_a_day_came_on_that_day(bool first, bool second)
    {
        OwnMark[] before = [new(A.Day("2026-03-02"), true), new(A.Day("2026-11-03"), false)];
        Assert.DoesNotContain(LeavingKey.StoppedComing, Seen(Nobody with { Marks = [.. before, new(A.Day("2026-10-05"), first), new(A.Day("2026-10-05"), second)] }));
        Assert.Contains(LeavingKey.StoppedComing, Seen(Nobody with { Marks = [.. before, new(A.Day("2026-10-05"), false), new(A.Day("2026-10-05"), false)] }));
    }

    [Theory]
    [InlineData("2026-08-19", "2026-10-01", false)]
    [InlineData("2026-08-18", "2026-10-01", true)]
    [InlineData("2026-06-01", "2026-06-01", false)]
    [InlineData("2026-06-01", null, false)]
    [InlineData(null, "2026-10-01", false)]
    public void Nobody_talking_with_them_while_others_of_the_partner_are_talked_with_is_a_sign(string? talked, string? others, bool seen) =>
        Assert.Equal(seen, Seen(Nobody with { TalkedOn = talked is null ? null : A.Day(talked), OthersTalkedOn = others is null ? null : A.Day(others) }).Contains(LeavingKey.Quiet));

    [Theory]
    [InlineData("2026-05-21", true)]
    [InlineData("2026-05-20", false)]
    [InlineData("2026-11-18", false)]
    public void A_new_leader_above_them_is_a_sign_for_180_days(string since, bool seen) =>
        Assert.Equal(seen, Seen(Nobody with { NewLeader = "Nilo Dunmarsh", NewLeaderSince = A.Day(since) }).Contains(LeavingKey.NewLeader));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Two_late_action_items_are_a_sign(int items, bool seen) => Assert.Equal(seen, Seen(Nobody with { LateItems = items }).Contains(LeavingKey.ItemsLate));

    [Fact]
    public void The_sentence_says_what_rests_on_them_and_what_was_seen()
    {
        var facts = Nobody with { Seats = ["Victim Services"], EndsOn = A.Day("2027-03-01"), LateItems = 2 };
        Assert.Equal("For Harbor Clinic: champion, seat in Victim Services. The term ends on Mar 1, 2027. 2 action items are more than 14 days late.",
            LeavingSentences.Together(new(facts, Leaving.Signs(facts, BuyInRules.Shipped, Day))));
        Assert.Equal("For Harbor Clinic: champion", LeavingSentences.Carries(Nobody));
        Assert.Equal("For Harbor Clinic: seats in Executives, Legal Services and Victim Services", LeavingSentences.Carries(Nobody with { IsChampion = false, Seats = ["Executives", "Legal Services", "Victim Services"] }));
    }
}
