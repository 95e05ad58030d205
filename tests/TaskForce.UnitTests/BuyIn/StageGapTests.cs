using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.UnitTests.BuyIn;

/// <summary>When a stage and an index that differ ask for a look.</summary>
public class StageGapTests
{
    private static readonly HalfYear Half = new(2026, 2);

    [Theory]
    [InlineData(0, EngagementStage.Aware)]
    [InlineData(19, EngagementStage.Aware)]
    [InlineData(20, EngagementStage.Talking)]
    [InlineData(40, EngagementStage.TakingPart)]
    [InlineData(59, EngagementStage.TakingPart)]
    [InlineData(60, EngagementStage.Committed)]
    [InlineData(79, EngagementStage.Committed)]
    [InlineData(80, EngagementStage.Leading)]
    [InlineData(100, EngagementStage.Leading)]
    public void Each_height_of_the_index_has_its_usual_stage(int index, EngagementStage usual) => Assert.Equal(usual, StageGap.UsualAt(index));

    [Theory]
    [InlineData(EngagementStage.Talking, 66, 71, true)]
    [InlineData(EngagementStage.Committed, 30, 59, true)]
    // One half alone is chance, and so is a stage that was too high once and too low now.
    [InlineData(EngagementStage.Committed, 60, 59, false)]
    [InlineData(EngagementStage.Committed, 59, 60, false)]
    [InlineData(EngagementStage.Committed, 59, 80, false)]
    [InlineData(EngagementStage.Committed, 65, 70, false)]
    // Leading is not everybody's target.
    [InlineData(EngagementStage.Committed, 85, 90, false)]
    [InlineData(EngagementStage.TakingPart, 85, 90, true)]
    [InlineData(EngagementStage.Leading, 60, 79, true)]
    // Without an index nothing can differ.
    [InlineData(EngagementStage.Committed, null, 20, false)]
    [InlineData(EngagementStage.Committed, 20, null, false)]
    [InlineData(null, 20, 20, false)]
    public void A_stage_and_an_index_that_differ_in_two_halves_ask_for_a_look(EngagementStage? stage, int? before, int? now, bool seen) =>
        Assert.Equal(seen, StageGap.Of(stage, A.Day("2025-03-01"), [before, now], Half) is not null);

    [Theory]
    [InlineData(null, true)]
    [InlineData("2026-06-30", true)]
    // Somebody looked at it in this half.
    [InlineData("2026-07-01", false)]
    public void A_stage_that_was_set_in_this_half_is_not_asked_about(string? since, bool seen) =>
        Assert.Equal(seen, StageGap.Of(EngagementStage.Talking, since is null ? null : A.Day(since), [66, 71], Half) is not null);

    [Fact]
    public void It_says_what_each_of_the_two_says() =>
        Assert.Equal("The stage is “Talking”. Buy-in was 66 at the end of H1 2026 and is 71, where “Committed” is usual.", BuyInSentences.Stage(new(EngagementStage.Talking, 66, 71, Half)));
}
