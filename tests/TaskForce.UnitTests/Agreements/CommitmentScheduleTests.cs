using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Agreements;

public class CommitmentScheduleTests
{
    private static Commitment Promise(CommitmentPeriod period, string first, int dueDays = 0, int months = 12, string? ended = null) => new()
    {
        Title = "Promise",
        Period = period,
        FirstDueOn = A.Day(first),
        DueDays = dueDays,
        RollingMonths = months,
        EndedOn = ended is null ? null : A.Day(ended),
    };

    private static string Dues(Commitment promise, string until) =>
        string.Join(" | ", CommitmentSchedule.Of(promise, A.Day(until)).Select(d => $"{d.From:yyMMdd}-{d.To:yyMMdd} {d.On:yyMMdd}"));

    [Theory]
    [InlineData(CommitmentPeriod.Half, "2026-06-30", 0, "2026-12-30", "260101-260630 260630 | 260701-261231 261231")]
    [InlineData(CommitmentPeriod.Half, "2026-06-30", 0, "2026-12-31", "260101-260630 260630 | 260701-261231 261231 | 270101-270630 270630")]
    // A first due day within a period begins with that period, one day after its end with the next.
    [InlineData(CommitmentPeriod.Half, "2026-03-01", 0, "2026-03-01", "260101-260630 260630")]
    [InlineData(CommitmentPeriod.Half, "2026-07-01", 0, "2026-07-01", "260701-261231 261231")]
    // What is due 15 days after a quarter.
    [InlineData(CommitmentPeriod.Quarter, "2026-04-15", 15, "2026-04-15", "260101-260331 260415 | 260401-260630 260715")]
    [InlineData(CommitmentPeriod.Quarter, "2026-04-16", 15, "2026-04-16", "260401-260630 260715")]
    [InlineData(CommitmentPeriod.Year, "2024-12-31", 0, "2025-01-01", "240101-241231 241231 | 250101-251231 251231")]
    public void Periods_are_those_of_the_calendar(CommitmentPeriod period, string first, int dueDays, string until, string expected) =>
        Assert.Equal(expected, Dues(Promise(period, first, dueDays), until));

    [Fact]
    public void A_rolling_period_ends_on_its_due_day_and_does_not_slide_off_the_last_of_the_month() =>
        Assert.Equal("251129-260228 260228 | 260301-260528 260528", Dues(Promise(CommitmentPeriod.Rolling, "2026-02-28", months: 3), "2026-03-01"));

    [Fact]
    public void A_rolling_promise_of_a_leap_day_comes_back_to_it() =>
        Assert.Equal(["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"],
            CommitmentSchedule.Of(Promise(CommitmentPeriod.Rolling, "2024-02-29"), A.Day("2027-03-01")).Select(d => d.On.ToString("yyyy-MM-dd", null)));

    [Fact]
    public void Nothing_falls_due_after_a_promise_was_ended()
    {
        Assert.Equal("260101-260630 260630", Dues(Promise(CommitmentPeriod.Half, "2026-06-30", ended: "2026-12-30"), "2028-01-01"));
        Assert.Equal("260101-260630 260630 | 260701-261231 261231", Dues(Promise(CommitmentPeriod.Half, "2026-06-30", ended: "2026-12-31"), "2028-01-01"));
    }

    [Theory]
    [InlineData(CommitmentKind.ExecutiveMeetings, CommitmentPeriod.Half, 1, 0, "once each half")]
    [InlineData(CommitmentKind.ExecutiveMeetings, CommitmentPeriod.Year, 2, 0, "twice each year")]
    [InlineData(CommitmentKind.BodyMeetings, CommitmentPeriod.Half, 1, 0, "half of the meetings, each half")]
    [InlineData(CommitmentKind.Return, CommitmentPeriod.Quarter, 1, 15, "each quarter, 15 days after it ends")]
    [InlineData(CommitmentKind.TrainingHosted, CommitmentPeriod.Rolling, 1, 0, "once every 12 months")]
    public void The_cadence_reads_as_people_say_it(CommitmentKind kind, CommitmentPeriod period, int times, int dueDays, string expected)
    {
        var promise = Promise(period, "2026-06-30", dueDays);
        (promise.Kind, promise.Times) = (kind, times);
        Assert.Equal(expected, CommitmentSentences.Cadence(promise));
    }
}

public class CommitmentBindingTests
{
    private static MouTerms Terms(string effective, string? expires = null, string? signed = null, bool copy = true, string? withdrawn = null, int open = 0) =>
        new(A.Day(effective).AddDays(-30), A.Day(effective), null, expires is null ? null : A.Day(expires),
            [signed is null ? A.Day(effective).AddDays(-10) : A.Day(signed), .. Enumerable.Repeat<DateOnly?>(null, open)], copy, withdrawn is null ? null : A.Day(withdrawn));

    public static TheoryData<string, MouTerms> States => new()
    {
        { "a term", Terms("2024-03-01", "2024-08-31") },
        { "open-ended", Terms("2024-03-01") },
        { "signed late", Terms("2024-03-01", "2024-08-31", signed: "2024-05-05") },
        { "signed after its end", Terms("2024-03-01", "2024-08-31", signed: "2024-09-05") },
        { "no copy", Terms("2024-03-01", "2024-08-31", copy: false) },
        { "one has not signed", Terms("2024-03-01", "2024-08-31", open: 1) },
        { "withdrawn", Terms("2024-03-01", "2024-08-31", withdrawn: "2024-06-01") },
        { "withdrawn after its end", Terms("2024-03-01", "2024-08-31", withdrawn: "2024-09-30") },
        { "withdrawn before it began", Terms("2024-03-01", "2024-08-31", withdrawn: "2024-02-01") },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void The_days_in_force_are_those_on_which_the_state_says_so(string what, MouTerms terms)
    {
        var span = CommitmentBinding.InForce(terms);
        for (var day = A.Day("2024-01-01"); day.Year == 2024; day = day.AddDays(1))
            Assert.True(MouState.On(terms, day, 180).IsInForce == (span?.Contains(day) ?? false), $"{what}, {day}");
    }

    private static string Bound(Commitment promise, params BindingVersion[] versions) =>
        string.Join(" ", CommitmentBinding.Of(promise, versions).Select(t => $"{t.From:yyMMdd}-{t.To:yyMMdd}"));

    private static Commitment Promise(int first = 1, int? last = null, string? ended = null) =>
        new() { Title = "Promise", FirstVersion = first, LastVersion = last, EndedOn = ended is null ? null : A.Day(ended) };

    private static readonly BindingVersion First = new(1, Terms("2024-03-01", "2027-02-28")), Second = new(2, Terms("2025-07-01", "2028-06-30"));

    [Fact]
    public void A_promise_that_is_carried_over_goes_on_without_a_break() => Assert.Equal("240301-280630", Bound(Promise(), First, Second));

    [Fact]
    public void A_promise_left_out_ends_when_the_next_version_takes_effect() => Assert.Equal("240301-250630", Bound(Promise(last: 1), First, Second));

    [Fact]
    public void A_promise_of_the_second_version_begins_with_it() => Assert.Equal("250701-280630", Bound(Promise(first: 2), First, Second));

    [Fact]
    public void A_version_that_never_took_effect_replaces_nothing() =>
        Assert.Equal("240301-270228", Bound(Promise(last: 1), First, new BindingVersion(2, Terms("2025-07-01", "2028-06-30", copy: false))));

    [Fact]
    public void A_gap_in_cover_is_a_gap() =>
        Assert.Equal("240301-240630 250701-280630", Bound(Promise(), new BindingVersion(1, Terms("2024-03-01", "2024-06-30")), Second));

    [Fact]
    public void A_version_that_took_effect_replaces_the_first_for_good() =>
        Assert.Equal("240301-250630", Bound(Promise(last: 1), First, new BindingVersion(2, Terms("2025-07-01", "2025-12-31"))));

    [Theory]
    [InlineData("2024-12-10", "240301-241210")]
    [InlineData("2024-02-10", "")]
    public void A_promise_that_was_ended_binds_until_then(string ended, string expected) => Assert.Equal(expected, Bound(Promise(ended: ended), First, Second));

    [Fact]
    public void Days_are_counted_with_both_ends()
    {
        Assert.Equal(122, CommitmentBinding.Days([new Term(A.Day("2024-03-01"), null)], A.Day("2024-01-01"), A.Day("2024-06-30")));
        Assert.Equal(0, CommitmentBinding.Days([new Term(A.Day("2024-07-01"), null)], A.Day("2024-01-01"), A.Day("2024-06-30")));
    }
}
