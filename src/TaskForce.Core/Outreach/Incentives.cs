using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>What makes taking part worth it for a partner.</summary>
public sealed record IncentiveLine(Guid Id, Guid Version, IncentiveKind Kind, string Text, DateOnly NamedOn, DateOnly? MetOn);

/// <summary>The verbs of incentives: what a partner needs from us, and how the task force serves its own mission. Candid.</summary>
public sealed class Incentives(Databases databases)
{
    /// <summary>Writes one down, changes it, or says that it is met.</summary>
    public async Task<Saved> SaveAsync(Actor actor, IncentiveForm form, CancellationToken ct = default)
    {
        await new IncentiveForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        Incentive incentive;
        if (form.Id is { } id)
        {
            incentive = await LoadAsync(db, form.PartnerId, id, ct);
            incentive.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId && p.ArchivedAt == null, ct))
                throw new NotFoundException("partner");
            db.Incentives.Add(incentive = new() { PartnerId = form.PartnerId, Text = "", NamedOn = databases.Clock.Today });
        }
        (incentive.Kind, incentive.Text, incentive.MetOn) = (form.Kind, form.Text.Trim(), form.MetOn);
        await db.SaveChangesAsync(ct);
        return new(incentive.Id, db.ChangeId);
    }

    /// <summary>Puts one away. History keeps it; undo brings it back.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid partnerId, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        (await LoadAsync(db, partnerId, id, ct)).ArchivedAt = databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }

    /// <summary>The incentives of a partner, the open ones first, as far as the reader may see them.</summary>
    internal static Task<List<IncentiveLine>> OfPartnerAsync(TaskForceDb db, Guid partnerId, CancellationToken ct) =>
        db.Incentives.AsNoTracking().Where(i => i.PartnerId == partnerId && i.ArchivedAt == null).OrderBy(i => i.MetOn != null).ThenBy(i => i.NamedOn).ThenBy(i => i.Id)
            .Select(i => new IncentiveLine(i.Id, i.Version, i.Kind, i.Text, i.NamedOn, i.MetOn)).ToListAsync(ct);

    private static async Task<Incentive> LoadAsync(TaskForceDb db, Guid partnerId, Guid id, CancellationToken ct) =>
        await db.Incentives.FirstOrDefaultAsync(i => i.Id == id && i.PartnerId == partnerId && i.ArchivedAt == null, ct) ?? throw new NotFoundException("entry");
}
