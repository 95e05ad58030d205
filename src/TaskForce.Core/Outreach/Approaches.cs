using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>The verbs of approach plans. Candid: a plan about a partner is open to those who may write in confidence about it, one without a partner to coordinators.</summary>
public sealed class Approaches(Databases databases)
{
    /// <summary>Begins a plan with the steps of a template, or changes its heading.</summary>
    /// <exception cref="RefusedException">A partner, person or template is not there, or a plan for this seat is under way.</exception>
    public async Task<Saved> SaveAsync(Actor actor, ApproachForm form, CancellationToken ct = default)
    {
        await new ApproachForm.Rules().ValidateAndThrowAsync(form, ct);
        Demand(actor, form.PartnerId);
        await using var db = await databases.OpenAsync(actor, ct);
        if (form.PartnerId is { } partner && !await db.Partners.AnyAsync(p => p.Id == partner && p.ArchivedAt == null, ct))
            throw new RefusedException("This partner is not there any more. Choose another.", nameof(ApproachForm.PartnerId));
        if (SeatKey.Parse(form.Seat)?.Community is { } community && !await db.Communities.AnyAsync(c => c.Id == community, ct))
            throw new RefusedException("This community is not in the list any more.", nameof(ApproachForm.Seat));
        foreach (var (person, field) in new[] { (form.LeaderId, nameof(form.LeaderId)), (form.PersonId, nameof(form.PersonId)) })
            await DemandPersonAsync(db, person, field, ct);
        if (form.Seat.Length > 0 && await db.ApproachPlans.AnyAsync(p => p.Seat == form.Seat && p.EndedOn == null && p.ArchivedAt == null && p.Id != form.Id, ct))
            throw new RefusedException("A plan for this seat is under way already. Open it from the coverage page.", nameof(ApproachForm.Seat));

        ApproachPlan plan;
        if (form.Id is { } id)
        {
            plan = await LoadAsync(db, actor, id, ct);
            plan.DemandVersion(form.Version ?? Guid.Empty);
            foreach (var step in plan.Steps)
                step.PartnerId = form.PartnerId;
        }
        else
        {
            db.ApproachPlans.Add(plan = new() { Title = "" });
            await BeginAsync(db, plan, form, ct);
        }
        (plan.Reason, plan.PartnerId, plan.Seat, plan.Title, plan.DoorOpener) = (form.Reason, form.PartnerId, form.Seat, form.Title.Trim(), form.DoorOpener.Trim());
        (plan.LeaderId, plan.PersonId, plan.BegunOn) = (form.LeaderId, form.PersonId ?? actor.PersonId, form.BegunOn!.Value);
        if (plan.PersonId is { } mine && !await db.People.AnyAsync(p => p.Id == mine, ct))
            plan.PersonId = null;
        await db.SaveChangesAsync(ct);
        return new(plan.Id, db.ChangeId);
    }

    private static async Task BeginAsync(TaskForceDb db, ApproachPlan plan, ApproachForm form, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(form.Template))
            return;
        var template = (await ApproachTemplates.AllAsync(db, ct)).FirstOrDefault(t => t.Name == form.Template) ?? throw new RefusedException("This template is not there any more. Choose another.", nameof(ApproachForm.Template));
        foreach (var step in TemplateLines.Read(template.Lines, out _))
            db.ApproachSteps.Add(new() { PlanId = plan.Id, PartnerId = form.PartnerId, Kind = step.Kind, Text = step.Text, DueOn = form.BegunOn!.Value.AddDays(step.Days), PersonId = form.PersonId });
    }

    /// <summary>Adds a step, changes one, or says what came of it.</summary>
    public async Task<Saved> SaveStepAsync(Actor actor, ApproachStepForm form, CancellationToken ct = default)
    {
        await new ApproachStepForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var plan = await LoadAsync(db, actor, form.PlanId, ct);
        await DemandPersonAsync(db, form.PersonId, nameof(form.PersonId), ct);
        ApproachStep step;
        if (form.Id is { } id)
        {
            step = plan.Steps.Find(s => s.Id == id) ?? throw new NotFoundException("step");
            step.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            db.ApproachSteps.Add(step = new() { PlanId = plan.Id, Text = "" });
        }
        (step.PartnerId, step.Kind, step.Text, step.DueOn, step.PersonId) = (plan.PartnerId, form.Kind, form.Text.Trim(), form.DueOn!.Value, form.PersonId);
        (step.Findings, step.Material, step.DoneOn, step.Answer) = (form.Findings.Trim(), form.Material.Trim(), form.DoneOn, form.DoneOn is null ? "" : form.Answer.Trim());
        await db.SaveChangesAsync(ct);
        return new(step.Id, db.ChangeId);
    }

    /// <summary>Takes a step out that will not be taken.</summary>
    public async Task<Saved> RemoveStepAsync(Actor actor, Guid planId, Guid stepId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var plan = await LoadAsync(db, actor, planId, ct);
        db.ApproachSteps.Remove(plan.Steps.Find(s => s.Id == stepId) ?? throw new NotFoundException("step"));
        await db.SaveChangesAsync(ct);
        return new(stepId, db.ChangeId);
    }

    /// <summary>Ends a plan with what came of it; steps that are still open stay as they are and are due no more.</summary>
    public async Task<Saved> EndAsync(Actor actor, ApproachEndForm form, CancellationToken ct = default)
    {
        await new ApproachEndForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var plan = await LoadAsync(db, actor, form.Id, ct);
        plan.DemandVersion(form.Version ?? Guid.Empty);
        if (form.EndedOn < plan.BegunOn)
            throw new RefusedException("The plan would end before it began.", nameof(ApproachEndForm.EndedOn));
        (plan.EndedOn, plan.Result) = (form.EndedOn, form.Result.Trim());
        await db.SaveChangesAsync(ct);
        return new(plan.Id, db.ChangeId);
    }

    private static async Task<ApproachPlan> LoadAsync(TaskForceDb db, Actor actor, Guid id, CancellationToken ct)
    {
        var plan = await db.ApproachPlans.Include(p => p.Steps).FirstOrDefaultAsync(p => p.Id == id && p.ArchivedAt == null, ct) ?? throw new NotFoundException("plan");
        Demand(actor, plan.PartnerId);
        return plan;
    }

    // Without a partner there is nobody in whose confidence a chair could be.
    private static void Demand(Actor actor, Guid? partnerId) => Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId ?? Guid.Empty));

    private static async Task DemandPersonAsync(TaskForceDb db, Guid? id, string field, CancellationToken ct)
    {
        if (id is { } person && !await db.People.AnyAsync(p => p.Id == person && p.ArchivedAt == null, ct))
            throw new RefusedException("This person is not in the roster any more. Choose another.", field);
    }
}
