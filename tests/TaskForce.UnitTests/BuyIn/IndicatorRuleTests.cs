using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.UnitTests.BuyIn;

public class IndicatorRuleTests
{
    private static readonly DateOnly Today = new(2026, 10, 15);

    private static SponsorFact Sponsor(bool canCommit, string from = "2025-01-01", string? until = null) =>
        new("Ines Carrow", canCommit, DateOnly.Parse(from, null), until is null ? null : DateOnly.Parse(until, null), "/people/ines-carrow");

    private static ChampionFact Champion(bool authority, bool backing, string from, string? until = null) =>
        new("Tomas Brandvold", authority, backing, DateOnly.Parse(from, null), until is null ? null : DateOnly.Parse(until, null), null);

    private static StatementFact Said(string day) => new(DateOnly.Parse(day, null), "Named the task force in the staff letter", null);

    private static SeatMark Mark(string day, SeatPresence presence) =>
        new(Guid.CreateVersion7(), DateOnly.Parse(day, null), "General body", presence, null);

    [Theory]
    [InlineData(false, new string[0], 40)]
    [InlineData(true, new string[0], 60)]
    [InlineData(true, new[] { "2026-06-12" }, 80)]
    [InlineData(true, new[] { "2026-06-12", "2026-02-01" }, 100)]
    [InlineData(true, new[] { "2026-06-12", "2026-02-01", "2026-01-01" }, 100)]
    [InlineData(true, new[] { "2025-10-16" }, 80)]
    [InlineData(true, new[] { "2025-10-15" }, 60)]
    [InlineData(true, new[] { "2026-10-15" }, 80)]
    [InlineData(true, new[] { "2026-10-16" }, 60)]
    public void Leadership_backing_adds_sponsor_authority_and_recent_statements(bool canCommit, string[] statements, int expected) =>
        Assert.Equal(expected, LeadershipBacking.Of([Sponsor(canCommit)], [.. statements.Select(Said)], Today).Value);

    [Fact]
    public void Leadership_backing_has_no_data_until_something_was_recorded()
    {
        Assert.Null(LeadershipBacking.Of([], [], Today).Value);
        Assert.Null(LeadershipBacking.Of([Sponsor(true, from: "2026-10-16")], [Said("2026-10-16")], Today).Value);
    }

    [Fact]
    public void Leadership_backing_is_0_once_the_sponsor_left_and_nothing_was_said()
    {
        var value = LeadershipBacking.Of([Sponsor(true, until: "2026-10-14")], [], Today);
        Assert.Equal(0, value.Value);
        Assert.Contains("last executive sponsor", value.Evidence[0].Text);
        Assert.Equal(60, LeadershipBacking.Of([Sponsor(true, until: "2026-10-15")], [], Today).Value);
    }

    [Theory]
    [InlineData(false, false, "2026-10-01", 40)]
    [InlineData(true, false, "2026-10-01", 80)]
    [InlineData(false, true, "2026-10-01", 80)]
    [InlineData(true, true, "2026-10-01", 80)]
    [InlineData(false, false, "2026-04-15", 60)]
    [InlineData(false, false, "2026-04-16", 40)]
    [InlineData(true, true, "2026-04-15", 100)]
    public void A_champion_counts_by_name_by_authority_or_backing_and_by_staying(bool authority, bool backing, string from, int expected) =>
        Assert.Equal(expected, InternalChampion.Of([Champion(authority, backing, from)], Today).Value);

    [Fact]
    public void A_champion_post_that_was_never_filled_is_no_data_and_one_that_was_left_is_0()
    {
        Assert.Null(InternalChampion.Of([], Today).Value);
        Assert.Equal(0, InternalChampion.Of([Champion(true, true, "2025-01-01", "2026-08-14")], Today).Value);
        Assert.Equal(100, InternalChampion.Of([Champion(true, true, "2025-01-01", "2026-10-15")], Today).Value);
    }

    [Fact]
    public void Of_two_champions_the_stronger_counts() =>
        Assert.Equal(80, InternalChampion.Of([Champion(false, false, "2024-01-01"), Champion(true, false, "2026-10-01")], Today).Value);

    [Theory]
    [InlineData(new[] { SeatPresence.Came, SeatPresence.Came, SeatPresence.Came, SeatPresence.Came }, 100)]
    [InlineData(new[] { SeatPresence.Came, SeatPresence.Deputy, SeatPresence.Came, SeatPresence.Missed }, 63)]
    [InlineData(new[] { SeatPresence.Missed }, 0)]
    [InlineData(new[] { SeatPresence.Deputy }, 50)]
    [InlineData(new[] { SeatPresence.Excused, SeatPresence.Came }, 100)]
    [InlineData(new[] { SeatPresence.Came, SeatPresence.Came, SeatPresence.Came, SeatPresence.Came, SeatPresence.Missed }, 100)]
    public void Leaders_at_the_table_reads_the_last_four_executive_meetings_newest_first(SeatPresence[] newestFirst, int expected)
    {
        var marks = newestFirst.Select((presence, i) => Mark(Today.AddMonths(-6 * i).ToString("yyyy-MM-dd", null), presence)).ToList();
        Assert.Equal(expected, LeadersAtTheTable.Of(marks, Today).Value);
    }

    [Fact]
    public void Two_executive_seats_of_one_partner_are_told_as_seats_not_as_meetings()
    {
        var mark = Mark("2026-05-04", SeatPresence.Came);
        var value = LeadersAtTheTable.Of([mark, mark with { Presence = SeatPresence.Deputy }], Today);
        Assert.Equal((75, "Filled 1 of 2 seats at the last 1 executive meeting, 1 more by a deputy"), (value.Value, value.Evidence[0].Text));
    }

    [Fact]
    public void Leaders_at_the_table_has_no_data_when_nobody_was_expected_or_all_were_excused()
    {
        Assert.Null(LeadersAtTheTable.Of([], Today).Value);
        Assert.Null(LeadersAtTheTable.Of([Mark("2026-05-04", SeatPresence.Excused)], Today).Value);
        Assert.Null(LeadersAtTheTable.Of([Mark("2026-10-16", SeatPresence.Came)], Today).Value);
    }

    [Theory]
    [InlineData(new[] { SeatPresence.Came, SeatPresence.Deputy, SeatPresence.Missed }, 67)]
    [InlineData(new[] { SeatPresence.Missed, SeatPresence.Missed }, 0)]
    [InlineData(new[] { SeatPresence.Excused, SeatPresence.Came }, 100)]
    public void Attendance_is_the_share_of_expected_seats_that_were_filled(SeatPresence[] marks, int expected) =>
        Assert.Equal(expected, SeatAttendance.Of([.. marks.Select(presence => Mark("2026-09-01", presence))], Today).Value);

    [Fact]
    public void A_partner_that_takes_part_without_meetings_has_no_attendance_and_no_leader_at_the_table_whatever_its_seats_say()
    {
        SeatMark[] marks = [new(Guid.CreateVersion7(), A.Day("2026-10-01"), "General body", SeatPresence.Missed, null)];
        PartnerFacts Facts(string? by) => new() { PartnerId = Guid.CreateVersion7(), Tier = Tier.Regular, OtherMarks = [.. marks], ExecutiveMarks = [.. marks], WithoutMeetings = by is null ? null : new(by, default) };
        IndicatorValue Of(string key, string? by) => PartnerBuyIn.On(Facts(by), IndicatorDefinition.Shipped, BuyInRules.Shipped, A.Day("2026-10-15")).Indicators.Single(i => i.Key == key);

        foreach (var key in (string[])[IndicatorKeys.Attendance, IndicatorKeys.LeadersAtTheTable])
        {
            Assert.Equal(0, Of(key, null).Value);
            Assert.Null(Of(key, "Advice on language").Value);
            Assert.Equal("Takes part without meetings: Advice on language", Of(key, "Advice on language").Evidence[0].Text);
        }
    }

    [Theory]
    // One meeting missed on Mar 3, one on Sep 3: before, on the first day, between, on the last day and after.
    [InlineData("2026-06-30", null, "2026-03-31", null)]
    [InlineData("2026-06-30", "2026-07-01", null, 0)]
    [InlineData("2026-07-01", "2026-07-01", null, null)]
    [InlineData("2026-10-15", "2026-07-01", "2026-10-15", null)]
    [InlineData("2026-10-15", "2026-07-01", "2026-10-14", null)]
    [InlineData("2026-10-15", "2026-07-01", "2026-09-02", 0)]
    [InlineData("2026-10-15", "2026-10-16", null, 0)]
    public void Attendance_of_days_outside_the_time_without_meetings_counts_as_it_was(string day, string? since, string? until, int? expected)
    {
        List<SeatMark> marks = [.. new[] { "2026-03-03", "2026-09-03" }.Select(on => new SeatMark(Guid.CreateVersion7(), A.Day(on), "General body", SeatPresence.Missed, null))];
        var facts = new PartnerFacts
        {
            PartnerId = Guid.CreateVersion7(),
            Tier = Tier.Regular,
            OtherMarks = marks,
            WithoutMeetings = new("Advice", new(since is null ? null : A.Day(since), until is null ? null : A.Day(until))),
        };

        Assert.Equal(expected, PartnerBuyIn.On(facts, IndicatorDefinition.Shipped, BuyInRules.Shipped, A.Day(day)).Indicators.Single(i => i.Key == IndicatorKeys.Attendance).Value);
    }

    [Fact]
    public void Attendance_of_0_expected_seats_is_no_data_never_0()
    {
        Assert.Null(SeatAttendance.Of([], Today).Value);
        Assert.Null(SeatAttendance.Of([Mark("2026-09-01", SeatPresence.Excused)], Today).Value);
    }

    [Theory]
    [InlineData("2026-12-31", "2026-07-01", true)]
    [InlineData("2026-12-31", "2026-06-30", false)]
    [InlineData("2026-06-30", "2026-01-01", true)]
    [InlineData("2026-06-30", "2025-12-31", false)]
    [InlineData("2028-02-29", "2027-09-01", true)]
    [InlineData("2028-02-29", "2027-08-31", false)]
    [InlineData("2026-06-30", "2026-07-01", false)]
    public void At_the_end_of_a_half_attendance_reads_exactly_that_half(string day, string meeting, bool counts) =>
        Assert.Equal(counts, SeatAttendance.Of([Mark(meeting, SeatPresence.Came)], DateOnly.Parse(day, null)).Value is not null);

    [Theory]
    [InlineData("2026-03-01", "2026-09-30", true, SeatPresence.Missed)]
    [InlineData("2026-03-01", "2026-09-30", false, null)]
    [InlineData("2026-03-01", "2026-09-01", true, SeatPresence.Missed)]
    [InlineData("2026-03-01", "2026-08-31", true, null)]
    [InlineData("2026-09-01", null, true, SeatPresence.Missed)]
    [InlineData("2026-09-02", null, true, null)]
    [InlineData(null, null, true, null)]
    public void A_seat_without_a_mark_is_missed_only_where_somebody_held_it_that_day_and_attendance_is_complete(string? heldFrom, string? heldTo, bool complete, SeatPresence? expected)
    {
        Term[] held = heldFrom is null ? [] : [new(DateOnly.Parse(heldFrom, null), heldTo is null ? null : DateOnly.Parse(heldTo, null))];
        Assert.Equal(expected, SeatWithoutMark.At(new(2026, 9, 1), complete, new(new(2025, 1, 1), null), held));
    }

    [Theory]
    [InlineData("2026-09-01", "2026-09-01", SeatPresence.Missed)]
    [InlineData("2026-09-02", "2026-12-31", null)]
    [InlineData("2025-01-01", "2026-08-31", null)]
    public void A_seat_that_was_not_there_on_the_day_is_not_missed(string from, string to, SeatPresence? expected) =>
        Assert.Equal(expected, SeatWithoutMark.At(new(2026, 9, 1), true, new(DateOnly.Parse(from, null), DateOnly.Parse(to, null)), [new(new(2025, 1, 1), null)]));

    private static MouFact Mou(string expires, string review = "2030-01-01", bool executed = true) =>
        new("Victim services protocol",
            [new(new(2023, 11, 1), new(2024, 1, 1), DateOnly.Parse(review, null), DateOnly.Parse(expires, null), [new DateOnly(2023, 12, 1)], executed)], "/mous/1");

    [Fact]
    public void Commitments_are_kept_while_an_MOU_is_in_force()
    {
        Assert.Equal(100, CommitmentsKept.Of([Mou("2028-12-31")], Today, 180).Value);
        Assert.Equal(100, CommitmentsKept.Of([Mou("2026-10-15")], Today, 180).Value);
        Assert.Equal(75, CommitmentsKept.Of([Mou("2028-12-31", review: "2026-10-15")], Today, 180).Value);
        Assert.Equal(0, CommitmentsKept.Of([Mou("2026-10-14")], Today, 180).Value);
        Assert.Equal(100, CommitmentsKept.Of([Mou("2026-10-14"), Mou("2028-12-31")], Today, 180).Value);
    }

    [Fact]
    public void Where_nothing_was_ever_promised_there_is_no_data()
    {
        Assert.Null(CommitmentsKept.Of([], Today, 180).Value);
        Assert.Null(CommitmentsKept.Of([Mou("2028-12-31", executed: false)], Today, 180).Value);
        Assert.Null(CommitmentsKept.Of([Mou("2026-01-01", executed: false)], Today, 180).Value);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(60, 100)]
    [InlineData(61, 98)]
    [InlineData(75, 75)]
    [InlineData(90, 50)]
    [InlineData(135, 25)]
    [InlineData(180, 0)]
    [InlineData(2000, 0)]
    public void Contact_falls_from_the_ideal_interval_to_twice_the_longest(int daysAgo, int expected) =>
        Assert.Equal(expected, ContactAndRapport.Of(Today.AddDays(-daysAgo), new(60, 90), Today).Value);

    // A charter may set one interval for both: there is no fall from the ideal to the longest then.
    [Theory]
    [InlineData(60, 100)]
    [InlineData(61, 49)]
    [InlineData(90, 25)]
    [InlineData(120, 0)]
    public void Where_ideal_and_longest_interval_are_one_contact_falls_from_there(int daysAgo, int expected) =>
        Assert.Equal(expected, ContactAndRapport.Of(Today.AddDays(-daysAgo), new(60, 60), Today).Value);

    [Fact]
    public void Without_a_two_way_contact_there_is_no_data()
    {
        Assert.Null(ContactAndRapport.Of(null, new(60, 90), Today).Value);
        Assert.Null(ContactAndRapport.Of(Today.AddDays(1), new(60, 90), Today).Value);
    }

    [Fact]
    public void Every_rule_says_what_it_saw_even_when_it_has_no_data() =>
        Assert.All<IndicatorValue>(
            [LeadershipBacking.Of([], [], Today), InternalChampion.Of([], Today), LeadersAtTheTable.Of([], Today), SeatAttendance.Of([], Today), CommitmentsKept.Of([], Today, 180), ContactAndRapport.Of(null, new(60, 90), Today)],
            value => Assert.False(string.IsNullOrWhiteSpace(Assert.Single(value.Evidence).Text)));
}
