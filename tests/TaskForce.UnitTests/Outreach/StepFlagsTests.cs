using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;

namespace TaskForce.UnitTests.Outreach;

/// <summary>What endangers a tie whatever the step: an effort that stalled, and a tie of one person.</summary>
public class StepFlagsTests
{
    private static readonly DateOnly Today = new(2026, 11, 17);

    private static readonly StepFacts NoChampion = new() { Today = Today, Interval = new(45, 60), Stage = EngagementStage.Talking, StageSince = Today.AddDays(-183), HasSponsor = true, Change = 0, PeopleKnown = 3 };

    public static TheoryData<string, StepFacts, bool> Table => new()
    {
        { "no champion, at one stage for 183 days, no gain", NoChampion, true },
        { "at one stage for 182 days", NoChampion with { StageSince = Today.AddDays(-182) }, false },
        { "but it gains ground", NoChampion with { Change = 3 }, false },
        { "no change is known", NoChampion with { Change = null }, true },
        { "no sponsor either, lately", NoChampion with { HasSponsor = false, StageSince = Today }, true },
        { "a champion carries the work", NoChampion with { Champion = "Tomas Brand" }, false },
        { "a champion without sponsor", NoChampion with { Champion = "Tomas Brand", HasSponsor = false }, false },
        { "it leads", NoChampion with { Stage = EngagementStage.Leading, HasSponsor = false }, false },
        { "no stage is set", NoChampion with { Stage = null, StageSince = null }, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_effort_stalls_without_champion_where_nobody_commits_or_nothing_moves(string what, StepFacts facts, bool stalled)
    {
        Assert.True(stalled == facts.IsStalled, what);
        Assert.Equal(stalled, StepSentences.Flags(facts).Any(f => f.StartsWith("Stalled", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void One_person_is_a_thin_tie(int people, bool thin) => Assert.Equal(thin, StepSentences.Flags(NoChampion with { Champion = "Tomas Brand", PeopleKnown = people }).Count == 1);
}
