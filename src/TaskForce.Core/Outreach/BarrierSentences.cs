using TaskForce.Core.Calendar;
using TaskForce.Core.Today;

namespace TaskForce.Core.Outreach;

/// <summary>Barriers and counter-steps in words.</summary>
public static class BarrierSentences
{
    /// <summary>"12 days over", "Due Oct 20", "No counter-step", "Answered".</summary>
    public static string State(BarrierLine barrier, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(barrier);
        return barrier.StateOn(today) switch
        {
            BarrierState.Answered => "Answered",
            BarrierState.NoCounterStep => "No counter-step",
            BarrierState.Overdue => TodaySentences.Over(today.DayNumber - barrier.DueOn!.Value.DayNumber),
            _ => barrier.DueOn is { } due ? due == today ? "Due today" : $"Due {DayWords.Short(due, today)}" : "Under way",
        };
    }

    /// <summary>What usually helps against a cause, for somebody who looks for a counter-step.</summary>
    public static string UsuallyHelps(BarrierCause cause) => cause switch
    {
        BarrierCause.LimitedResources => "What usually helps: a role that costs an hour a month, or somebody's time lent to them.",
        BarrierCause.ConflictWithOtherProviders => "What usually helps: both providers at one table over one referral path, with a neutral chair.",
        BarrierCause.FearForReputation => "What usually helps: a written statement of what is shared and what never is.",
        BarrierCause.CompetingPriorities => "What usually helps: showing where this serves what they have to do anyway.",
        BarrierCause.OnePopulationBeforeAnother => "What usually helps: findings on the population that they serve.",
        BarrierCause.ConflictWithPrimaryMission => "What usually helps: a limited role that leaves their mission alone.",
        _ => "Agree on what would help, with a day and somebody who sees to it.",
    };
}
