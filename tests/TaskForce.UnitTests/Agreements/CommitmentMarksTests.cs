using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Tests;
using static TaskForce.Core.Agreements.MarkKind;
using static TaskForce.Core.Agreements.MeetingChance;

namespace TaskForce.UnitTests.Agreements;

/// <summary>The table of fairness: a promise is missed only where there was a chance to keep it. The same table stands in the handbook.</summary>
public class CommitmentMarksTests
{
    private static readonly DateOnly June30 = A.Day("2026-06-30");

    // Each meeting is a letter, one a month from January 15: c came, d deputy, e excused, m missed, t not taken, v vacant, s no seat, x canceled.
    private static MeetingRecord[] Meetings(string letters) => [.. letters.Select((letter, i) => new MeetingRecord(new(2026, 1 + i, 15), $"Meeting {i + 1}", letter switch
    {
        'c' => Came,
        'd' => Deputy,
        'e' => MeetingChance.Excused,
        'm' => MeetingChance.Missed,
        't' => NotTaken,
        'v' => Vacant,
        's' => NoSeat,
        _ => Cancelled,
    }, letter == 'e' ? "Out of the county" : "", null))];

    private static Commitment Promise(CommitmentKind kind = CommitmentKind.ExecutiveMeetings, int times = 1, bool deputy = true) => new()
    {
        Title = "Promise",
        Kind = kind,
        Times = times,
        DeputyCounts = deputy,
        Period = CommitmentPeriod.Half,
        FirstDueOn = June30,
    };

    private static CommitmentRecords Records(string meetings = "", string from = "2020-01-01", string? to = null) =>
        new() { Bound = [new(A.Day(from), to is null ? null : A.Day(to))], Meetings = Meetings(meetings) };

    private static CommitmentMark Mark(Commitment commitment, CommitmentRecords records, string asOf = "2026-06-30") => CommitmentMarks.Of(commitment, records, A.Day(asOf))[0];

    [Theory]
    [InlineData("m", NotCounted)]
    [InlineData("e", NotCounted)]
    [InlineData("c", Kept)]
    [InlineData("d", KeptByDeputy)]
    public void A_partner_that_takes_part_without_meetings_misses_none_and_kept_its_word_where_it_came_all_the_same(string meetings, MarkKind expected)
    {
        var mark = Mark(Promise(), Records(meetings) with { WithoutMeetings = new("Refers people", default) });

        Assert.Equal(expected, mark.Kind);
        if (expected == NotCounted) Assert.Equal("Takes part without meetings: Refers people", mark.Reason);
    }

    [Theory]
    // One meeting, missed in the half that ends on June 30. Half of it is 90.5 days: 91 of 181 are left until Apr 1.
    [InlineData("2026-07-01", null, MarkKind.Missed)]
    [InlineData("2026-06-30", null, NotCounted)]
    [InlineData(null, "2026-06-29", NotCounted)]
    [InlineData(null, "2026-04-01", NotCounted)]
    [InlineData(null, "2025-12-31", MarkKind.Missed)]
    public void A_promise_to_come_counts_by_the_days_on_which_the_partner_owed_meetings(string? since, string? until, MarkKind expected) =>
        Assert.Equal(expected, Mark(Promise(), Records("m") with { WithoutMeetings = new("Refers people", new(since is null ? null : A.Day(since), until is null ? null : A.Day(until))) }).Kind);

    [Theory]
    // Once each half, a deputy counts.
    [InlineData("c", 1, true, Kept)]
    [InlineData("d", 1, true, KeptByDeputy)]
    [InlineData("d", 1, false, MarkKind.Missed)]
    [InlineData("m", 1, true, MarkKind.Missed)]
    [InlineData("mc", 1, true, Kept)]
    [InlineData("dc", 1, true, Kept)]
    [InlineData("", 1, true, NotCounted)]
    [InlineData("x", 1, true, NotCounted)]
    [InlineData("v", 1, true, NotCounted)]
    [InlineData("s", 1, true, NotCounted)]
    [InlineData("t", 1, true, NotCounted)]
    [InlineData("e", 1, true, MarkKind.Excused)]
    [InlineData("em", 1, true, MarkKind.Missed)]
    [InlineData("mt", 1, true, NotCounted)]
    [InlineData("vm", 1, true, MarkKind.Missed)]
    // Twice: what was too little held is nobody's fault.
    [InlineData("cc", 2, true, Kept)]
    [InlineData("cd", 2, true, KeptByDeputy)]
    [InlineData("cd", 2, false, MarkKind.Missed)]
    [InlineData("c", 2, true, NotCounted)]
    [InlineData("m", 2, true, NotCounted)]
    [InlineData("cx", 2, true, NotCounted)]
    [InlineData("ce", 2, true, MarkKind.Excused)]
    [InlineData("cv", 2, true, NotCounted)]
    [InlineData("cmm", 2, true, MarkKind.Missed)]
    public void Executive_meetings_are_counted_where_there_was_a_chance(string meetings, int times, bool deputy, MarkKind expected) =>
        Assert.Equal(expected, Mark(Promise(times: times, deputy: deputy), Records(meetings)).Kind);

    [Theory]
    [InlineData("cm", true, Kept)]
    [InlineData("cmm", true, MarkKind.Missed)]
    [InlineData("cmmc", true, Kept)]
    [InlineData("dm", true, KeptByDeputy)]
    [InlineData("dm", false, MarkKind.Missed)]
    [InlineData("dcm", true, KeptByDeputy)]
    [InlineData("", true, NotCounted)]
    [InlineData("c", true, NotCounted)]
    [InlineData("m", true, NotCounted)]
    [InlineData("me", true, MarkKind.Excused)]
    [InlineData("mv", true, NotCounted)]
    [InlineData("ss", true, NotCounted)]
    [InlineData("mx", true, NotCounted)]
    [InlineData("mmvv", true, MarkKind.Missed)]
    [InlineData("mmt", true, MarkKind.Missed)]
    [InlineData("cmmt", true, NotCounted)]
    [InlineData("ccmt", true, Kept)]
    public void Half_of_a_bodys_meetings_are_counted_where_there_was_a_chance(string meetings, bool deputy, MarkKind expected) =>
        Assert.Equal(expected, Mark(Promise(CommitmentKind.BodyMeetings, deputy: deputy), Records(meetings)).Kind);

    [Theory]
    [InlineData("", "No meeting was held")]
    [InlineData("x", "Meeting 1, Jan 15, 2026 was canceled")]
    [InlineData("v", "The office or seat was vacant at Meeting 1, Jan 15, 2026")]
    [InlineData("s", "It had no seat there that is expected to come")]
    [InlineData("t", "Attendance was not taken at Meeting 1, Jan 15, 2026")]
    [InlineData("e", "Excused from Meeting 1, Jan 15, 2026: Out of the county")]
    [InlineData("m", "Came to 0 meetings; 1 promised")]
    public void Each_mark_says_why(string meetings, string reason) => Assert.Equal(reason, Mark(Promise(), Records(meetings)).Reason);

    [Theory]
    // 181 days in the half: bound on 91 counts, bound on 90 does not.
    [InlineData("2026-04-01", null, MarkKind.Missed)]
    [InlineData("2026-04-02", null, NotCounted)]
    // Bound for most of it, but not on the due day.
    [InlineData("2026-01-01", "2026-06-29", NotCounted)]
    [InlineData("2026-01-01", "2026-06-30", MarkKind.Missed)]
    public void Bound_for_less_than_half_or_not_on_the_due_day_is_not_counted(string from, string? to, MarkKind expected)
    {
        var meetings = Meetings("mmmmmm").Select(m => m with { On = A.Day("2026-05-15") }).ToArray();
        Assert.Equal(expected, Mark(Promise(), Records("", from, to) with { Meetings = meetings }).Kind);
    }

    [Fact]
    public void A_meeting_before_the_partner_was_bound_is_no_chance() =>
        Assert.Equal(NotCounted, Mark(Promise(), Records("m", from: "2026-01-16")).Kind);

    [Fact]
    public void A_period_in_which_nothing_bound_has_no_mark_at_all() =>
        Assert.Empty(CommitmentMarks.Of(Promise(), Records("m", from: "2027-01-01"), A.Day("2026-12-30")));

    [Fact]
    public void On_its_last_day_a_promise_is_settled_and_not_before()
    {
        Assert.Equal(NotYetDue, Mark(Promise(), Records("c"), "2026-06-29").Kind);
        Assert.Equal(Kept, Mark(Promise(), Records("c"), "2026-06-30").Kind);
        Assert.Equal([Kept, NotYetDue], CommitmentMarks.Of(Promise(), Records("c"), A.Day("2026-07-01")).Select(m => m.Kind));
    }

    [Fact]
    public void What_is_settled_does_not_change_by_the_passing_of_time()
    {
        var records = Records("mtc", to: "2026-12-31");
        Assert.Equal(Mark(Promise(), records), Mark(Promise(), records, "2030-01-01"), (a, b) => a.Kind == b.Kind && a.Reason == b.Reason);
    }

    [Theory]
    [InlineData(RulingVerdict.Excused, CommitmentKind.ExecutiveMeetings, MarkKind.Excused)]
    // Records answer this kind: nobody's word stands against them.
    [InlineData(RulingVerdict.Kept, CommitmentKind.ExecutiveMeetings, MarkKind.Missed)]
    [InlineData(RulingVerdict.Kept, CommitmentKind.Judged, Kept)]
    [InlineData(RulingVerdict.Missed, CommitmentKind.Judged, MarkKind.Missed)]
    [InlineData(RulingVerdict.Excused, CommitmentKind.Judged, MarkKind.Excused)]
    public void A_person_excuses_and_judges_only_what_no_record_answers(RulingVerdict verdict, CommitmentKind kind, MarkKind expected)
    {
        var records = Records("m") with { Rulings = [new() { DueOn = June30, Verdict = verdict, Reason = "Flood in the county", ByName = "Mara Quill" }] };
        Assert.Equal(expected, Mark(Promise(kind), records).Kind);
    }

    [Fact]
    public void What_nobody_judged_is_not_counted() => Assert.Equal((NotCounted, "Nobody has judged it yet"), Of(Mark(Promise(CommitmentKind.Judged), Records())));

    [Theory]
    [InlineData("2026-07-15", Kept, "Came on Jul 15, 2026")]
    [InlineData("2026-07-16", MarkKind.Missed, "Came on Jul 16, 2026, 1 day late")]
    [InlineData("2026-08-01", MarkKind.Missed, "Nothing had come by Jul 15, 2026")]
    public void A_return_is_kept_by_its_due_day(string received, MarkKind expected, string reason)
    {
        var promise = Promise(CommitmentKind.Return);
        (promise.DueDays, promise.FirstDueOn) = (15, A.Day("2026-07-15"));
        var records = Records() with { Returns = [new(A.Day("2026-01-01"), A.Day(received), "12 hours", 12, null)] };
        Assert.Equal((expected, reason), Of(Mark(promise, records, "2026-07-31")));
    }

    [Theory]
    [InlineData(1, 0, 1, CommitmentKind.TrainingHosted, Kept)]
    [InlineData(0, 1, 1, CommitmentKind.TrainingHosted, MarkKind.Missed)]
    [InlineData(0, 0, 1, CommitmentKind.TrainingHosted, MarkKind.Missed)]
    [InlineData(0, 2, 2, CommitmentKind.TrainingAttended, Kept)]
    [InlineData(0, 1, 1, CommitmentKind.TrainingAttended, Kept)]
    [InlineData(2, 0, 1, CommitmentKind.TrainingAttended, MarkKind.Missed)]
    // Nothing or too little held to go to.
    [InlineData(0, 0, 1, CommitmentKind.TrainingAttended, NotCounted)]
    [InlineData(1, 0, 2, CommitmentKind.TrainingAttended, NotCounted)]
    public void Trainings_are_hosted_by_ones_own_doing_and_attended_where_there_were_any(int hosted, int attended, int times, CommitmentKind kind, MarkKind expected)
    {
        TrainingRecord Session(bool host, int people) => new(A.Day("2026-03-10"), "Training", host, people, null);
        var records = Records() with { Trainings = [.. Enumerable.Repeat(Session(true, 0), hosted), .. Enumerable.Repeat(Session(false, 3), attended)] };
        Assert.Equal(expected, Mark(Promise(kind, times), records).Kind);
    }

    [Theory]
    [InlineData("2026-06-30", null, Kept)]
    [InlineData("2026-07-01", null, MarkKind.Missed)]
    [InlineData("2026-01-01", "2026-06-29", MarkKind.Missed)]
    [InlineData("2026-01-01", "2026-06-30", Kept)]
    public void A_champion_is_named_on_the_due_day(string from, string? until, MarkKind expected)
    {
        var records = Records() with { Champions = [new("Tomas Brandvold", true, true, A.Day(from), until is null ? null : A.Day(until), null)] };
        Assert.Equal(expected, Mark(Promise(CommitmentKind.Champion), records, "2026-12-01").Kind);
    }

    [Theory]
    [InlineData(null, null, NotCounted)]
    [InlineData("2026-05-01", null, MarkKind.Missed)]
    [InlineData("2026-05-01", "2026-05-20", Kept)]
    [InlineData("2026-05-01", "2026-07-02", MarkKind.Missed)]
    // Asked so late that it still ran on the due day.
    [InlineData("2026-05-31", null, MarkKind.Missed)]
    [InlineData("2026-06-01", null, NotCounted)]
    [InlineData("2026-06-01", "2026-06-20", Kept)]
    public void A_survey_counts_only_where_one_was_held_in_time(string? asked, string? answered, MarkKind expected)
    {
        var records = Records() with { Surveys = asked is null ? [] : [new(A.Day(asked), "Member survey 2026", 4, answered is null ? 0 : 2, answered is null ? null : A.Day(answered), null)] };
        Assert.Equal(expected, Mark(Promise(CommitmentKind.Survey), records).Kind);
    }

    [Fact]
    public void Nothing_counted_of_nothing_is_no_data()
    {
        Assert.Null(CommitmentMarks.KeptPercent([]));
        Assert.Null(CommitmentMarks.KeptPercent([Mark(Promise(), Records("v")), Mark(Promise(), Records("e"))]));
        Assert.Equal(50, CommitmentMarks.KeptPercent([Mark(Promise(), Records("c")), Mark(Promise(), Records("m")), Mark(Promise(), Records("e"))]));
    }

    private static (MarkKind, string) Of(CommitmentMark mark) => (mark.Kind, mark.Reason);
}
