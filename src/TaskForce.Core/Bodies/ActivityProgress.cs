namespace TaskForce.Core.Bodies;

/// <summary>How an activity stands on a day.</summary>
public enum ActivityState
{
    Planned,
    UnderWay,
    Late,
    Done,
    Dropped,
}

/// <summary>Derives how an activity stands. "Late" is never typed: it follows from the day.</summary>
public static class ActivityProgress
{
    /// <summary>The state on a day: past its last day and neither done nor dropped is late; begun (said so, or something is counted) is under way.</summary>
    public static ActivityState On(ActivityStatus status, DateOnly to, int reached, DateOnly day) => status switch
    {
        ActivityStatus.Done => ActivityState.Done,
        ActivityStatus.Dropped => ActivityState.Dropped,
        _ when to < day => ActivityState.Late,
        ActivityStatus.UnderWay => ActivityState.UnderWay,
        _ => reached > 0 ? ActivityState.UnderWay : ActivityState.Planned,
    };

    /// <summary>How much of the target is reached, 0 to 100, rounded down so that only all of it reads 100; null without a target.</summary>
    public static int? Percent(int reached, int? target) => target is > 0 ? (int)Math.Min(100L, reached * 100L / target.Value) : null;
}
