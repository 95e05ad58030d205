using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Tests;

namespace TaskForce.UnitTests.BuyIn;

/// <summary>The rules of the indicators that rest on promises, returns, trainings and surveys.</summary>
public class PromiseRuleTests
{
    private static readonly DateOnly Today = A.Day("2026-10-15");

    private static MouFact Mou(string effective = "2024-01-01", string expires = "2028-12-31", string? review = null) =>
        new("Protocol", [new(A.Day(effective), A.Day(effective), review is null ? null : A.Day(review), A.Day(expires), [A.Day(effective)], true)], "/mous/1");

    private static PromiseFact Promise(string from, params (string Due, MarkKind Kind)[] marks) => new("Executives meet", [new Term(A.Day(from), null)],
        [.. marks.Select(m => (HalfYear.Containing(A.Day(m.Due)).ToString(), new CommitmentMark(new(A.Day(m.Due), A.Day(m.Due), A.Day(m.Due)), m.Kind, "Came to 0 meetings; 1 promised", [])))]);

    private static IndicatorValue Kept(PromiseFact[] promises, params MouFact[] mous) => CommitmentsKept.Of(promises, mous, Today, 180, "/partners/x/commitments");

    [Fact]
    public void The_share_of_the_last_twelve_months_counts_what_was_kept_by_either()
    {
        var value = Kept([Promise("2024-01-01", ("2025-06-30", MarkKind.Missed), ("2025-12-31", MarkKind.KeptByDeputy), ("2026-06-30", MarkKind.Missed)),
            Promise("2024-01-01", ("2025-12-31", MarkKind.Kept), ("2026-03-31", MarkKind.Excused), ("2026-06-30", MarkKind.NotCounted))], Mou());
        Assert.Equal(67, value.Value);
        Assert.Equal(["2 of 3 promises kept that fell due in the last 12 months", "Missed, H1 2026: Executives meet. Came to 0 meetings; 1 promised"], value.Evidence.Select(e => e.Text));
        Assert.Equal("/partners/x/commitments", value.Evidence[0].Link);
    }

    [Theory]
    // The twelve months end today and begin on the day after this day last year.
    [InlineData("2025-10-15", null)]
    [InlineData("2025-10-16", 0)]
    [InlineData("2026-10-15", 0)]
    [InlineData("2026-10-16", null)]
    public void Only_marks_of_the_last_twelve_months_count(string due, int? expected) => Assert.Equal(expected, Kept([Promise("2024-01-01", (due, MarkKind.Missed))], Mou()).Value);

    [Fact]
    public void Nothing_of_nothing_is_no_data_and_says_so()
    {
        var value = Kept([Promise("2024-01-01", ("2026-06-30", MarkKind.NotCounted))], Mou());
        Assert.Null(value.Value);
        Assert.Equal(BuyInSentences.NothingCameDue, value.Evidence[0].Text);
    }

    [Fact]
    public void An_MOU_without_a_promise_is_read_by_the_first_form()
    {
        Assert.Equal(100, Kept([], Mou()).Value);
        Assert.Equal(75, Kept([], Mou(review: "2026-10-01")).Value);
        Assert.Null(Kept([]).Value);
        // A promise that begins later says nothing of today.
        Assert.Equal(100, Kept([Promise("2026-10-16")], Mou()).Value);
    }

    [Fact]
    public void A_lapse_outweighs_what_was_kept_before_it() => Assert.Equal(0, Kept([Promise("2024-01-01", ("2026-06-30", MarkKind.Kept))], Mou(expires: "2026-10-14")).Value);

    private static HoursFact Hours(string to, string received, int given, int promised = 40) => new(default, Quarter.Containing(A.Day(to)).ToString(), A.Day(to), A.Day(received), given, promised, "/returns/1");

    [Fact]
    public void Staff_time_is_hours_given_of_hours_promised_in_the_last_two_periods()
    {
        var value = StaffTime.Of([Hours("2026-03-31", "2026-04-10", 40), Hours("2026-06-30", "2026-07-10", 30), Hours("2026-09-30", "2026-10-10", 20)], Today);
        Assert.Equal(63, value.Value);
        Assert.Equal("50 of 80 hours promised, Q2 2026 and Q3 2026", value.Evidence[0].Text);
        Assert.Equal(100, StaffTime.Of([Hours("2026-09-30", "2026-10-10", 90)], Today).Value);
        // Two promises of hours in one period are one period.
        var two = StaffTime.Of([Hours("2026-03-31", "2026-04-10", 0), Hours("2026-06-30", "2026-07-10", 30), Hours("2026-09-30", "2026-10-10", 20), Hours("2026-09-30", "2026-10-10", 10, promised: 10)], Today);
        Assert.Equal((67, "60 of 90 hours promised, Q2 2026 and Q3 2026"), (two.Value, two.Evidence[0].Text));
    }

    [Theory]
    [InlineData("2025-10-15", "2025-10-20", null)]
    [InlineData("2025-10-16", "2025-10-20", 50)]
    [InlineData("2026-09-30", "2026-10-15", 50)]
    [InlineData("2026-09-30", "2026-10-16", null)]
    public void Staff_time_has_no_data_without_a_return_of_the_last_year(string to, string received, int? expected) => Assert.Equal(expected, StaffTime.Of([Hours(to, received, 20)], Today).Value);

    private static TrainingFact Training(string day, bool hosted, int people) => new(A.Day(day), "Front-desk course", hosted, people, null);

    [Fact]
    public void Training_is_hosting_and_sending_people_in_the_last_year()
    {
        Assert.Null(TrainingTaken.Of([], Today).Value);
        Assert.Null(TrainingTaken.Of([Training("2026-10-16", true, 0)], Today).Value);
        Assert.Equal(40, TrainingTaken.Of([Training("2026-05-01", false, 3)], Today).Value);
        Assert.Equal(60, TrainingTaken.Of([Training("2026-05-01", true, 0)], Today).Value);
        Assert.Equal(100, TrainingTaken.Of([Training("2026-05-01", true, 4)], Today).Value);
        Assert.Equal(80, TrainingTaken.Of([Training("2026-05-01", false, 4), Training("2026-06-01", false, 1)], Today).Value);
        Assert.Equal(100, TrainingTaken.Of([.. Enumerable.Repeat(Training("2026-05-01", false, 4), 3)], Today).Value);
        Assert.Equal(0, TrainingTaken.Of([Training("2025-10-15", true, 4)], Today).Value);
        Assert.Equal(40, TrainingTaken.Of([Training("2025-10-16", false, 4)], Today).Value);
    }

    private static SurveyFact Survey(string asked, int answered, string? on, int of = 4) => new(A.Day(asked), "Member survey", of, answered, on is null ? null : A.Day(on), null);

    [Fact]
    public void Survey_voice_is_the_share_that_answered_the_last_survey()
    {
        Assert.Null(SurveyVoice.Of([], Today).Value);
        Assert.Equal(75, SurveyVoice.Of([Survey("2026-05-01", 3, "2026-05-20"), Survey("2025-12-01", 0, null)], Today).Value);
        Assert.Equal(0, SurveyVoice.Of([Survey("2026-05-01", 0, null)], Today).Value);
        Assert.Null(SurveyVoice.Of([Survey("2025-10-15", 4, "2025-11-01")], Today).Value);
    }

    [Theory]
    // It still runs: silence says nothing yet, an answer does.
    [InlineData("2026-09-16", 0, null, null)]
    [InlineData("2026-09-15", 0, null, 0)]
    [InlineData("2026-09-16", 2, "2026-09-20", 50)]
    [InlineData("2026-09-16", 2, "2026-10-16", null)]
    public void A_survey_that_runs_counts_from_the_first_answer_or_after_thirty_days(string asked, int answered, string? on, int? expected) =>
        Assert.Equal(expected, SurveyVoice.Of([Survey(asked, answered, on)], Today).Value);
}
