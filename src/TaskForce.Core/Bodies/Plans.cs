using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Bodies;

/// <summary>An activity of a plan as a page shows it.</summary>
/// <param name="State">Derived for the day on which it is shown.</param>
/// <param name="Percent">How much of the target is reached, or null without a target.</param>
public sealed record ActivityRow(Guid Id, Guid GoalId, Guid Version, string Title, Guid? PersonId, string? Owner, DateOnly From, DateOnly To, string Measure, int? Target, int Reached, ActivityStatus Status, ActivityState State, int? Percent, DateOnly? DoneOn, string Note)
{
    public ActivityForm ToForm() => new()
    {
        GoalId = GoalId,
        Title = Title,
        PersonId = PersonId,
        From = From,
        To = To,
        Measure = Measure,
        Target = Target,
        Reached = Reached,
        Status = Status,
        Note = Note,
        Version = Version,
    };
}

/// <summary>A goal with its activities in order.</summary>
public sealed record GoalRow(Guid Id, Guid Version, int Year, string Title, string With, IReadOnlyList<ActivityRow> Activities);

/// <summary>The plan of a body for one year.</summary>
/// <param name="Years">The years for which there is a plan, newest first.</param>
/// <param name="Today">The day for which the states were derived.</param>
public sealed record Plan(int Year, IReadOnlyList<int> Years, DateOnly Today, IReadOnlyList<GoalRow> Goals)
{
    public PlanCount Count => PlanCount.Of(Goals.SelectMany(g => g.Activities).Select(a => a.State));
}

/// <summary>An activity that is past its last day and neither done nor dropped.</summary>
public sealed record LateActivity(Guid Id, string Title, Guid BodyId, string Body, string BodySlug, Guid? OwnerId, string? Owner, DateOnly To, int DaysLate, string Line);

/// <summary>One-year plans of committees: goals and their activities.</summary>
public sealed class Plans(Databases databases)
{
    /// <summary>Adds a goal at the end of a plan.</summary>
    /// <exception cref="NotAllowedException">Neither a coordinator nor the chair of this body.</exception>
    public async Task<Saved> AddGoalAsync(Actor actor, Guid bodyId, GoalForm form, CancellationToken ct = default)
    {
        await new GoalForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings, Subject.Body(bodyId));
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Bodies.AnyAsync(b => b.Id == bodyId, ct))
            throw new NotFoundException("committee");
        var last = await db.PlanGoals.Where(g => g.BodyId == bodyId && g.Year == form.Year).MaxAsync(g => (int?)g.Order, ct) ?? 0;
        var goal = new PlanGoal { BodyId = bodyId, Year = form.Year, Title = form.Title.Trim(), With = form.With.Trim(), Order = last + 1 };
        db.PlanGoals.Add(goal);
        await db.SaveChangesAsync(ct);
        return new(goal.Id, db.ChangeId);
    }

    /// <summary>Changes a goal.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    public async Task<Saved> EditGoalAsync(Actor actor, Guid goalId, GoalForm form, CancellationToken ct = default)
    {
        await new GoalForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var goal = await LoadGoalAsync(db, actor, goalId, ct);
        goal.DemandVersion(form.Version);
        (goal.Title, goal.With, goal.Year) = (form.Title.Trim(), form.With.Trim(), form.Year);
        await db.SaveChangesAsync(ct);
        return new(goal.Id, db.ChangeId);
    }

    /// <summary>A goal as a form, with the version that is stored now.</summary>
    public async Task<GoalForm> GoalFormAsync(Actor actor, Guid goalId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var g = await LoadGoalAsync(db, actor, goalId, ct);
        return new() { Year = g.Year, Title = g.Title, With = g.With, Version = g.Version };
    }

    /// <summary>An activity as a form, with the version that is stored now.</summary>
    public async Task<ActivityForm> ActivityFormAsync(Actor actor, Guid activityId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var a = await LoadAsync(db, actor, activityId, ct);
        return new() { GoalId = a.GoalId, Title = a.Title, PersonId = a.PersonId, From = a.From, To = a.To, Measure = a.Measure, Target = a.Target, Reached = a.Reached, Status = a.Status, Note = a.Note, Version = a.Version };
    }

    /// <summary>Removes a goal that has no activities.</summary>
    /// <exception cref="RefusedException">It has some: they are removed first.</exception>
    public async Task<Saved> RemoveGoalAsync(Actor actor, Guid goalId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var goal = await LoadGoalAsync(db, actor, goalId, ct);
        if (await db.PlanActivities.AnyAsync(a => a.GoalId == goalId, ct))
            throw new RefusedException("This goal has activities. Remove them first, or leave the goal as it is.");
        db.PlanGoals.Remove(goal);
        await db.SaveChangesAsync(ct);
        return new(goal.Id, db.ChangeId);
    }

    /// <summary>Adds an activity at the end of its goal.</summary>
    public async Task<Saved> AddActivityAsync(Actor actor, ActivityForm form, CancellationToken ct = default)
    {
        await new ActivityForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        await LoadGoalAsync(db, actor, form.GoalId!.Value, ct);
        var last = await db.PlanActivities.Where(a => a.GoalId == form.GoalId).MaxAsync(a => (int?)a.Order, ct) ?? 0;
        var activity = new PlanActivity { GoalId = form.GoalId.Value, Title = form.Title.Trim(), Order = last + 1 };
        Put(activity, form);
        db.PlanActivities.Add(activity);
        await db.SaveChangesAsync(ct);
        return new(activity.Id, db.ChangeId);
    }

    /// <summary>Changes an activity. It stays with its goal.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    public async Task<Saved> EditActivityAsync(Actor actor, Guid activityId, ActivityForm form, CancellationToken ct = default)
    {
        await new ActivityForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var activity = await LoadAsync(db, actor, activityId, ct);
        activity.DemandVersion(form.Version);
        Put(activity, form);
        await db.SaveChangesAsync(ct);
        return new(activity.Id, db.ChangeId);
    }

    /// <summary>Says how an activity stands: done today, dropped, under way again.</summary>
    public async Task<Saved> SetStatusAsync(Actor actor, Guid activityId, ActivityStatus status, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var activity = await LoadAsync(db, actor, activityId, ct);
        SetStatus(activity, status);
        await db.SaveChangesAsync(ct);
        return new(activity.Id, db.ChangeId);
    }

    /// <summary>Removes an activity that was added by mistake. One that was given up is dropped instead and stays readable.</summary>
    public async Task<Saved> RemoveActivityAsync(Actor actor, Guid activityId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var activity = await LoadAsync(db, actor, activityId, ct);
        db.PlanActivities.Remove(activity);
        await db.SaveChangesAsync(ct);
        return new(activity.Id, db.ChangeId);
    }

    /// <summary>The plan of a body for a year, this year's when none is given.</summary>
    public async Task<Plan> OfAsync(Actor actor, Guid bodyId, int? year = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var of = year ?? today.Year;
        var goals = await db.PlanGoals.AsNoTracking().Where(g => g.BodyId == bodyId && g.Year == of).OrderBy(g => g.Order).ThenBy(g => g.Id)
            .Select(g => new { g.Id, g.Version, g.Title, g.With }).ToListAsync(ct);
        var rows = await (from activity in db.PlanActivities.AsNoTracking()
                          join goal in db.PlanGoals on activity.GoalId equals goal.Id
                          where goal.BodyId == bodyId && goal.Year == of
                          join person in db.People on activity.PersonId equals person.Id into people
                          from person in people.DefaultIfEmpty()
                          orderby activity.Order, activity.Id
                          select new { A = activity, Owner = person == null ? null : person.Name != "" ? person.Name : person.KnownAs }).ToListAsync(ct);
        var byGoal = rows.ToLookup(r => r.A.GoalId, r => new ActivityRow(r.A.Id, r.A.GoalId, r.A.Version, r.A.Title, r.A.PersonId, r.Owner, r.A.From, r.A.To, r.A.Measure, r.A.Target,
            r.A.Reached, r.A.Status, ActivityProgress.On(r.A.Status, r.A.To, r.A.Reached, today), ActivityProgress.Percent(r.A.Reached, r.A.Target), r.A.DoneOn, r.A.Note));
        var years = await db.PlanGoals.Where(g => g.BodyId == bodyId).Select(g => g.Year).Distinct().OrderByDescending(y => y).ToListAsync(ct);
        return new(of, years, today, [.. goals.Select(g => new GoalRow(g.Id, g.Version, of, g.Title, g.With, [.. byGoal[g.Id]]))]);
    }

    /// <summary>Activities of all years that are late today, latest first.</summary>
    /// <param name="bodies">Only these bodies, or null for all in use.</param>
    public async Task<IReadOnlyList<LateActivity>> LateAsync(Actor actor, IReadOnlyCollection<Guid>? bodies = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var rows = await (from activity in db.PlanActivities.AsNoTracking()
                          where activity.To < today && (activity.Status == ActivityStatus.Planned || activity.Status == ActivityStatus.UnderWay)
                          join goal in db.PlanGoals on activity.GoalId equals goal.Id
                          join body in db.Bodies on goal.BodyId equals body.Id
                          where body.ArchivedAt == null && (bodies == null || bodies.Contains(body.Id))
                          join person in db.People on activity.PersonId equals person.Id into people
                          from person in people.DefaultIfEmpty()
                          orderby activity.To, activity.Id
                          select new { A = activity, BodyId = body.Id, Body = body.Name, body.Slug, Owner = person == null ? null : person.Name != "" ? person.Name : person.KnownAs }).ToListAsync(ct);
        return [.. rows.Select(r => new LateActivity(r.A.Id, r.A.Title, r.BodyId, r.Body, r.Slug, r.A.PersonId, r.Owner, r.A.To, today.DayNumber - r.A.To.DayNumber,
            BodySentences.ActivityLine(r.A.Reached, r.A.Target, r.A.Measure, r.A.Note)))];
    }

    private void Put(PlanActivity activity, ActivityForm form)
    {
        (activity.Title, activity.PersonId, activity.From, activity.To) = (form.Title.Trim(), form.PersonId, form.From!.Value, form.To!.Value);
        (activity.Measure, activity.Target, activity.Reached, activity.Note) = (form.Measure.Trim(), form.Target, form.Reached, form.Note.Trim());
        SetStatus(activity, form.Status);
    }

    private void SetStatus(PlanActivity activity, ActivityStatus status)
    {
        activity.Status = status;
        activity.DoneOn = status == ActivityStatus.Done ? activity.DoneOn ?? databases.Clock.Today : null;
    }

    private static async Task<PlanGoal> LoadGoalAsync(TaskForceDb db, Actor actor, Guid goalId, CancellationToken ct)
    {
        var goal = await db.PlanGoals.FirstOrDefaultAsync(g => g.Id == goalId, ct) ?? throw new NotFoundException("goal");
        Permissions.Demand(actor, Act.WriteMeetings, Subject.Body(goal.BodyId));
        return goal;
    }

    private static async Task<PlanActivity> LoadAsync(TaskForceDb db, Actor actor, Guid activityId, CancellationToken ct)
    {
        var activity = await db.PlanActivities.FirstOrDefaultAsync(a => a.Id == activityId, ct) ?? throw new NotFoundException("activity");
        await LoadGoalAsync(db, actor, activity.GoalId, ct);
        return activity;
    }
}
