using TaskForce.Core.Agreements;

namespace TaskForce.UnitTests.Agreements;

/// <summary>What a mark says that was another one when its half was closed.</summary>
public class ClosedMarkTests
{
    [Theory]
    [InlineData(MarkKind.Kept, "Corrected since H1 2026 was closed: it was kept.")]
    [InlineData(MarkKind.KeptByDeputy, "Corrected since H1 2026 was closed: it was kept by a deputy.")]
    [InlineData(MarkKind.Excused, "Corrected since H1 2026 was closed: it was excused.")]
    [InlineData(MarkKind.Missed, "Corrected since H1 2026 was closed: it was missed.")]
    [InlineData(MarkKind.NotCounted, "Corrected since H1 2026 was closed: it was not counted.")]
    public void It_says_since_when_and_what_it_was(MarkKind then, string expected) =>
        Assert.Equal(expected, CommitmentSentences.Corrected(new(new(2026, 1), then)));
}
