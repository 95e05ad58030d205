using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>The verbs of the way with community-based organizations: the profile and the six steps. Candid.</summary>
public sealed class CommunityWays(Databases databases)
{
    /// <summary>The profile as it is stored now; an empty one while there is none.</summary>
    public async Task<CommunityProfileForm> ProfileFormAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        var p = await db.CommunityProfiles.AsNoTracking().FirstOrDefaultAsync(p => p.PartnerId == partnerId, ct);
        await OwnAgency.LogAsync(db, actor, p is null ? [] : [partnerId], ct);
        return CommunityProfileForm.Of(partnerId, p);
    }

    /// <summary>Saves what is understood of an organization.</summary>
    /// <exception cref="StaleRecordException">Somebody saved the profile since the form was opened.</exception>
    public async Task<Saved> SaveProfileAsync(Actor actor, CommunityProfileForm form, CancellationToken ct = default)
    {
        await new CommunityProfileForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await DemandPartnerAsync(db, form.PartnerId, ct);
        var profile = await db.CommunityProfiles.FirstOrDefaultAsync(p => p.PartnerId == form.PartnerId, ct);
        if (profile is null)
            db.CommunityProfiles.Add(profile = new() { PartnerId = form.PartnerId });
        else
            // A profile that somebody began meanwhile is as stale as one that somebody changed.
            profile.DemandVersion(form.Version ?? Guid.Empty);
        (profile.Priority, profile.PriorityWhy) = (form.Priority, form.PriorityWhy.Trim());
        (profile.Constituency, profile.Demographics, profile.Culture, profile.Economy) = (form.Constituency.Trim(), form.Demographics.Trim(), form.Culture.Trim(), form.Economy.Trim());
        (profile.Networks, profile.PowerStructures, profile.Norms, profile.EarlierEfforts) = (form.Networks.Trim(), form.PowerStructures.Trim(), form.Norms.Trim(), form.EarlierEfforts.Trim());
        await db.SaveChangesAsync(ct);
        return new(profile.Id, db.ChangeId);
    }

    /// <summary>A step as it is stored now.</summary>
    public async Task<PathStepForm> StepFormAsync(Actor actor, Guid partnerId, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        var step = await LoadAsync(db, partnerId, id, ct);
        await OwnAgency.LogAsync(db, actor, [partnerId], ct);
        return new() { Id = step.Id, Version = step.Version, PartnerId = partnerId, Step = step.Step, On = step.On, Learned = step.Learned, Proof = step.Proof };
    }

    /// <summary>Writes down a step that was taken, or changes what was written. A step may be taken more than once: understanding is tried again, investment goes on.</summary>
    public async Task<Saved> SaveStepAsync(Actor actor, PathStepForm form, CancellationToken ct = default)
    {
        await new PathStepForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        PathStep step;
        if (form.Id is { } id)
        {
            step = await LoadAsync(db, form.PartnerId, id, ct);
            step.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            await DemandPartnerAsync(db, form.PartnerId, ct);
            db.PathSteps.Add(step = new() { PartnerId = form.PartnerId, Step = form.Step });
        }
        (step.On, step.Learned, step.Proof) = (form.On!.Value, form.Learned.Trim(), form.Proof.Trim());
        await db.SaveChangesAsync(ct);
        return new(step.Id, db.ChangeId);
    }

    /// <summary>Takes a step away that was written down by mistake. History keeps it; undo brings it back.</summary>
    public async Task<Saved> RemoveStepAsync(Actor actor, Guid partnerId, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        db.PathSteps.Remove(await LoadAsync(db, partnerId, id, ct));
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }

    private static async Task<PathStep> LoadAsync(TaskForceDb db, Guid partnerId, Guid id, CancellationToken ct) =>
        await db.PathSteps.FirstOrDefaultAsync(s => s.Id == id && s.PartnerId == partnerId, ct) ?? throw new NotFoundException("step");

    private static async Task DemandPartnerAsync(TaskForceDb db, Guid id, CancellationToken ct)
    {
        if (!await db.Partners.AnyAsync(p => p.Id == id && p.ArchivedAt == null, ct))
            throw new NotFoundException("partner");
    }
}
