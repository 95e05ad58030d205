using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>The verbs of the public communication log. Shared.</summary>
public sealed class PublicItems(Databases databases)
{
    /// <summary>An item as it is stored now.</summary>
    public async Task<PublicItemForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var i = await LoadAsync(db, id, ct);
        return new() { Id = i.Id, Version = i.Version, On = i.On, Kind = i.Kind, Title = i.Title, Where = i.Where, Link = i.Link, Accomplished = i.Accomplished, ActivityId = i.ActivityId, PartnerId = i.PartnerId };
    }

    /// <summary>Writes down what was said in public, or changes it.</summary>
    /// <exception cref="RefusedException">The partner or the activity is not there any more.</exception>
    public async Task<Saved> SaveAsync(Actor actor, PublicItemForm form, CancellationToken ct = default)
    {
        await new PublicItemForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        PublicItem? item = null;
        if (form.Id is { } id)
        {
            item = await LoadAsync(db, id, ct);
            item.DemandVersion(form.Version ?? Guid.Empty);
        }
        if (form.PartnerId is { } partner && partner != item?.PartnerId && !await db.Partners.AnyAsync(p => p.Id == partner && p.ArchivedAt == null, ct))
            throw new RefusedException("This partner is not there any more. Choose another.", nameof(PublicItemForm.PartnerId));
        if (form.ActivityId is { } activity && !await db.PlanActivities.AnyAsync(a => a.Id == activity, ct))
            throw new RefusedException("This activity is not in a plan any more. Choose another.", nameof(PublicItemForm.ActivityId));
        if (item is null)
            db.PublicItems.Add(item = new() { Title = "" });
        (item.On, item.Kind, item.Title, item.Where) = (form.On!.Value, form.Kind, form.Title.Trim(), form.Where.Trim());
        (item.Link, item.Accomplished, item.ActivityId, item.PartnerId) = (form.Link.Trim(), form.Accomplished.Trim(), form.ActivityId, form.PartnerId);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>Puts an item away.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        (await LoadAsync(db, id, ct)).ArchivedAt = databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }

    private static async Task<PublicItem> LoadAsync(TaskForceDb db, Guid id, CancellationToken ct) =>
        await db.PublicItems.FirstOrDefaultAsync(i => i.Id == id && i.ArchivedAt == null, ct) ?? throw new NotFoundException("entry");
}
