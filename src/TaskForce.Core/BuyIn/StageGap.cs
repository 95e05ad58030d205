using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>
/// That a partner's engagement stage and its index say different things for two halves: one of the two is worth a look. The stage stays a person's judgment and
/// never enters the index; beside each other they are as candid as the stage is.
/// </summary>
/// <param name="Stage">What people judge.</param>
/// <param name="Before">The index at the end of the half before.</param>
/// <param name="Now">The index of the half that runs.</param>
/// <param name="Half">The half that runs.</param>
public readonly record struct StageGap(EngagementStage Stage, int Before, int Now, HalfYear Half)
{
    /// <summary>How many points of the index one stage spans: 0–19 is usual for "aware", 80–100 for "leading".</summary>
    public const int Span = 20;

    /// <summary>The stage that is usual at an index.</summary>
    public static EngagementStage UsualAt(int index) => (EngagementStage)Math.Min(index / Span, (int)EngagementStage.Leading);

    /// <summary>The gap, where the stage stood by the end of the half before and is, then and now, higher than usual at the index or, then and now, lower.</summary>
    /// <param name="stage">The stage, if people set one.</param>
    /// <param name="since">Since when it stands; nothing where that is not known.</param>
    /// <param name="halves">The index of the newest halves, the running one last; see <see cref="RecentIndex"/>.</param>
    /// <param name="half">The half that runs.</param>
    public static StageGap? Of(EngagementStage? stage, DateOnly? since, IReadOnlyList<int?> halves, HalfYear half)
    {
        ArgumentNullException.ThrowIfNull(halves);
        if (stage is not { } judged || since > half.Previous.End || halves is not [.., { } before, { } now]) return null;
        return Off(judged, before) * Off(judged, now) > 0 ? new(judged, before, now, half) : null;
    }

    // By how many stages the judgment is above the usual one. Leading is not everybody's target: committed is high enough for any index.
    private static int Off(EngagementStage stage, int index) => stage == EngagementStage.Committed && index >= 4 * Span ? 0 : stage - UsualAt(index);
}
