using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Bodies;

/// <summary>Reads how the activities of plans stand.</summary>
internal static class PlanReader
{
    /// <summary>The states of the activities in the plans of a day's year.</summary>
    public static async Task<List<(Guid BodyId, ActivityState State)>> StatesAsync(TaskForceDb db, IReadOnlyCollection<Guid> bodyIds, DateOnly day, CancellationToken ct)
    {
        var year = day.Year;
        var rows = await (from goal in db.PlanGoals.AsNoTracking()
                          where bodyIds.Contains(goal.BodyId) && goal.Year == year
                          join activity in db.PlanActivities on goal.Id equals activity.GoalId
                          select new { goal.BodyId, activity.Status, activity.To, activity.Reached }).ToListAsync(ct);
        return [.. rows.Select(r => (r.BodyId, ActivityProgress.On(r.Status, r.To, r.Reached, day)))];
    }
}
