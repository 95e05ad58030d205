using TaskForce.Core.Bodies;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Bodies;

public class ActivityProgressTests
{
    [Theory]
    [InlineData(ActivityStatus.Planned, "2026-06-30", 0, "2026-06-30", ActivityState.Planned)]
    [InlineData(ActivityStatus.Planned, "2026-06-30", 0, "2026-07-01", ActivityState.Late)]
    [InlineData(ActivityStatus.Planned, "2026-06-30", 2, "2026-06-01", ActivityState.UnderWay)]
    [InlineData(ActivityStatus.UnderWay, "2026-06-30", 0, "2026-06-30", ActivityState.UnderWay)]
    [InlineData(ActivityStatus.UnderWay, "2026-06-30", 8, "2026-07-01", ActivityState.Late)]
    [InlineData(ActivityStatus.Done, "2026-06-30", 0, "2027-01-01", ActivityState.Done)]
    [InlineData(ActivityStatus.Dropped, "2026-06-30", 0, "2027-01-01", ActivityState.Dropped)]
    public void Late_follows_from_the_day_and_is_never_typed(ActivityStatus status, string to, int reached, string day, ActivityState state) =>
        Assert.Equal(state, ActivityProgress.On(status, A.Day(to), reached, A.Day(day)));

    [Theory]
    [InlineData(3, 4, 75)]
    [InlineData(11, 12, 91)]
    [InlineData(199, 200, 99)]
    [InlineData(5, 4, 100)]
    [InlineData(0, 4, 0)]
    public void The_share_is_rounded_down_so_that_only_all_of_it_reads_100(int reached, int target, int percent) => Assert.Equal(percent, ActivityProgress.Percent(reached, target));

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void Without_a_target_there_is_no_share(int? target) => Assert.Null(ActivityProgress.Percent(3, target));

    [Theory]
    [InlineData(ActivityState.Late, 25, "25%, late")]
    [InlineData(ActivityState.Late, null, "Late")]
    [InlineData(ActivityState.UnderWay, 75, "75%")]
    [InlineData(ActivityState.UnderWay, null, "Under way")]
    [InlineData(ActivityState.Done, 80, "Done")]
    [InlineData(ActivityState.Planned, 0, "Planned")]
    public void The_bar_says_how_it_stands(ActivityState state, int? percent, string word) => Assert.Equal(word, BodySentences.BarWord(state, percent));

    [Theory]
    [InlineData(3, 4, "ready", "", "3 of 4 ready")]
    [InlineData(2, 8, "", "paused for trust-building", "2 of 8, paused for trust-building")]
    [InlineData(3, 4, "ready", "Waiting for the interpreter", "3 of 4 ready. Waiting for the interpreter")]
    [InlineData(214, null, "replies", "", "214 replies")]
    [InlineData(0, null, "replies", "", "")]
    [InlineData(0, null, "", "Draft with the chair", "Draft with the chair")]
    public void The_line_under_an_activity_says_what_was_counted(int reached, int? target, string measure, string note, string line) =>
        Assert.Equal(line, BodySentences.ActivityLine(reached, target, measure, note));
}

public class BodySentencesTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "Nothing is planned for 2026 yet.")]
    [InlineData(11, 2, 4, 2, "11 of 19 activities are done. 2 are late.")]
    [InlineData(1, 1, 1, 0, "1 of 3 activities is done. 1 is late.")]
    [InlineData(0, 0, 0, 1, "0 of 1 activity is done. None is late.")]
    [InlineData(1, 0, 0, 0, "The one activity is done.")]
    [InlineData(3, 0, 0, 0, "All 3 activities are done.")]
    public void A_plan_says_what_is_done_and_what_is_late(int done, int late, int underWay, int planned, string sentence) =>
        Assert.Equal(sentence, BodySentences.Plan(new(done, late, underWay, planned, 5), 2026));

    [Theory]
    [InlineData(0, 0, "It has no seats yet. Add one for each office or partner that belongs here.")]
    [InlineData(1, 1, "Its one seat is taken.")]
    [InlineData(2, 2, "Both seats are taken.")]
    [InlineData(9, 9, "All 9 seats are taken.")]
    [InlineData(9, 8, "8 of 9 seats are taken; 1 is empty.")]
    [InlineData(9, 1, "1 of 9 seats is taken; 8 are empty.")]
    public void A_body_says_how_many_seats_are_taken(int seats, int taken, string sentence) => Assert.Equal(sentence, BodySentences.Seated(seats, taken));

    [Theory]
    [InlineData(0, 0, 0, "There is no committee yet. Start with the one that meets most often.")]
    [InlineData(1, 0, 0, "1 committee: no plan is late, and every seat is taken.")]
    [InlineData(4, 2, 3, "4 committees: 2 have something late in their plans, and 3 seats are empty.")]
    public void The_list_opens_with_what_needs_somebody(int committees, int late, int empty, string sentence) => Assert.Equal(sentence, BodySentences.Committees(committees, late, empty));

    [Fact]
    public void A_second_holder_is_refused_with_both_names()
    {
        var sentence = BodySentences.TwoHolders("Nadia Amsel", new(A.Day("2026-01-01"), A.Day("2026-12-31")), "Reva Lindqvist", new(A.Day("2026-07-01"), null));

        Assert.StartsWith("Nadia Amsel holds this seat from Jan 1, 2026 to Dec 31, 2026, and Reva Lindqvist would hold it from Jul 1, 2026 on.", sentence);
    }
}
