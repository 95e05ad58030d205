using TaskForce.Core.Outreach;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Today;

public class QueueOrderTests
{
    private static QueueItem Row(QueueReason reason, double urgency = 0, string title = "Row", string due = "2026-11-17", string matters = "") => new()
    {
        Key = $"{reason}:{title}",
        Reason = reason,
        Title = title,
        Href = "/",
        When = "",
        WhenSub = "",
        Act = QueueAct.Open,
        Label = "Open",
        Urgency = urgency,
        Due = A.Day(due),
        Matters = matters,
    };

    [Theory]
    [InlineData(30, 30, false, 1)]
    [InlineData(30, 60, false, 0.5)]
    [InlineData(30, 60, true, 1)]
    [InlineData(0, 60, true, 0)]
    [InlineData(-3, 7, true, -3 / 7d)]
    [InlineData(5, 0, false, 5)]
    public void Urgency_is_days_over_by_interval_doubled_for_a_partner_losing_ground(int over, int interval, bool losing, double urgency) =>
        Assert.Equal(urgency, QueueOrder.Urgency(over, interval, losing), 6);

    [Theory]
    [InlineData(180, 180, 0)]
    [InlineData(0, 180, 1)]
    [InlineData(34, 180, 146 / 180d)]
    [InlineData(-90, 180, 1.5)]
    public void A_notice_period_runs_from_0_to_1_and_on(int left, int notice, double elapsed) => Assert.Equal(elapsed, QueueOrder.Elapsed(left, notice), 6);

    [Fact]
    public void Promises_and_executive_meetings_come_before_check_ins_and_own_action_items_last()
    {
        var sorted = QueueOrder.Grouped([Row(QueueReason.ActionItemDue, 99), Row(QueueReason.SeatOrTerm, 50), Row(QueueReason.CheckInOverdue, 20), Row(QueueReason.MouPromise, 0.1), Row(QueueReason.ExecutiveReplies, 0.9),
            Row(QueueReason.NextStepDue, 0.5), Row(QueueReason.KeyOfficeMissing, -3)]);

        Assert.Equal([QueueReason.KeyOfficeMissing, QueueReason.ExecutiveReplies, QueueReason.NextStepDue, QueueReason.MouPromise, QueueReason.CheckInOverdue, QueueReason.SeatOrTerm, QueueReason.ActionItemDue], sorted.Select(g => g.Reason));
    }

    [Fact]
    public void Leaders_who_came_or_left_come_before_check_ins_however_late_those_are()
    {
        var sorted = QueueOrder.Grouped([Row(QueueReason.CheckInOverdue, 20), Row(QueueReason.Cooling, 30), Row(QueueReason.MayLeave, 25), Row(QueueReason.SeatOrTerm, 50), Row(QueueReason.LeaderChanged, 0.1), Row(QueueReason.NextStepDue)]);

        Assert.Equal([QueueReason.NextStepDue, QueueReason.LeaderChanged, QueueReason.Cooling, QueueReason.MayLeave, QueueReason.CheckInOverdue, QueueReason.SeatOrTerm], sorted.Select(g => g.Reason));
    }

    [Fact]
    public void Within_a_reason_the_most_urgent_comes_first_and_equals_go_by_day_then_name()
    {
        var sorted = QueueOrder.Sorted([Row(QueueReason.CheckInOverdue, 1, "B"), Row(QueueReason.CheckInOverdue, 2, "Z"), Row(QueueReason.CheckInOverdue, 1, "A"), Row(QueueReason.CheckInOverdue, 1, "C", "2026-11-01")]);

        Assert.Equal(["Z", "C", "A", "B"], sorted.Select(r => r.Title));
        Assert.Equal(["C", "Z", "A", "B"], QueueOrder.ByDate(sorted).Select(r => r.Title));
    }

    [Fact]
    public void The_opening_sentence_counts_and_names_the_one_that_matters_most()
    {
        var rows = QueueOrder.Sorted([Row(QueueReason.CheckInOverdue, 1, "Clinic", matters: "the check-in with the clinic matters most"), Row(QueueReason.ActionItemDue, title: "Book a room")]);

        Assert.Equal("Two things need you. The check-in with the clinic matters most.", TodaySentences.Opening(rows, "the Board on Tuesday"));
        Assert.Equal("One thing needs you: the check-in with the clinic matters most.", TodaySentences.Opening([rows[0]], null));
        Assert.Equal("13 things need you. First: Row.", TodaySentences.Opening([.. Enumerable.Repeat(Row(QueueReason.SeatOrTerm), 13)], null));
        Assert.Equal("Nothing needs you now. The next thing is the Board on Tuesday.", TodaySentences.Opening([], "the Board on Tuesday"));
        Assert.Equal("Nothing needs you now.", TodaySentences.Opening([], null));
    }

    [Theory]
    [InlineData(47, -14, true, null, null, "Buy-in 47, down 14 since the half before, where both have data.")]
    [InlineData(47, -1, true, null, null, "")]
    [InlineData(null, null, false, null, null, "No internal champion.")]
    [InlineData(50, 6, false, "2026-08-20", BarrierCause.LimitedResources, "Champion left in August. Buy-in 50, up 6 since the half before, where both have data. Barrier named: limited resources.")]
    public void What_is_known_of_an_overdue_partner_is_said_shared_facts_first(int? index, int? change, bool champion, string? left, BarrierCause? barrier, string said) =>
        Assert.Equal(said, TodaySentences.CheckInDetail(index, change, champion, left is null ? null : A.Day(left), barrier));

    [Theory]
    [InlineData(true, true, 66, "the check-in with the clinic matters most: their champion left and nobody has talked with them for 66 days")]
    [InlineData(false, true, 66, "the check-in with the clinic matters most: they are losing ground and nobody has talked with them for 66 days")]
    [InlineData(false, false, 1, "the check-in with the clinic matters most: nobody has talked with them for 1 day")]
    [InlineData(false, false, null, "the check-in with the clinic matters most: no contact with them is logged yet")]
    public void Why_a_check_in_matters_is_the_cause_and_the_silence(bool left, bool losing, int? days, string said) => Assert.Equal(said, TodaySentences.CheckInMatters("the clinic", left, losing, days));

    [Theory]
    [InlineData(36, "36 days over")]
    [InlineData(1, "1 day over")]
    [InlineData(0, "Due today")]
    [InlineData(-1, "Tomorrow")]
    [InlineData(-5, "5 days")]
    public void Lateness_is_said_in_days(int over, string said) => Assert.Equal(said, TodaySentences.Over(over));

    [Theory]
    [InlineData("2026-11-18", "Their board decides then", false, null)]
    [InlineData("2026-11-17", "Their board decides then", false, "Until")]
    [InlineData(null, "Their board decides then", false, "Until")]
    [InlineData("2027-11-17", "Their board decides then", false, null)]
    [InlineData("2027-11-18", "Their board decides then", false, "Until")]
    [InlineData("2026-12-01", " ", false, "Because")]
    [InlineData("2026-12-01", "Waits for case 23-00123", false, "Because")]
    [InlineData("2026-12-01", "Waits for case 23-00123", true, null)]
    public void Not_now_asks_until_when_and_why(string? until, string because, bool confirmed, string? field) =>
        Assert.Equal(field, new NotNowForm.Rules(A.Day("2026-11-17")).Validate(new NotNowForm { Until = until is null ? null : A.Day(until), Because = because, ConfirmedNoVictimData = confirmed }).Errors.FirstOrDefault()?.PropertyName);
}
