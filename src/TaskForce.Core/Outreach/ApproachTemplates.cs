using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>The sequences from which plans begin. The shipped ones stand until somebody edits the list; then all of them are the task force's own.</summary>
public sealed class ApproachTemplates(Databases databases)
{
    /// <summary>The list in its order. Shipped ones that nobody edited are not stored.</summary>
    public async Task<IReadOnlyList<ApproachTemplate>> AllAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        return await AllAsync(db, ct);
    }

    /// <summary>Adds a template, or changes one.</summary>
    /// <param name="was">The name under which it was read; null for a new one.</param>
    public async Task<Saved> SaveAsync(Actor actor, TemplateForm form, string? was, CancellationToken ct = default)
    {
        await new TemplateForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var all = await OwnAsync(db, ct);
        var name = form.Name.Trim();
        var template = was is null ? null : all.Find(t => t.Name == was) ?? throw new NotFoundException("template");
        if (all.Exists(t => t != template && string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new RefusedException("Another template has this name.", nameof(TemplateForm.Name));
        if (template is null)
            db.ApproachTemplates.Add(template = new() { Name = name, Lines = "", Order = all.Count });
        else if (form.Version is { } version && db.Entry(template).State != EntityState.Added)
            template.DemandVersion(version);
        (template.Name, template.Reason, template.Lines) = (name, form.Reason, form.Lines.Trim());
        await db.SaveChangesAsync(ct);
        return new(template.Id, db.ChangeId);
    }

    /// <summary>Puts a template away; plans that began from it stay.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, string name, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var all = await OwnAsync(db, ct);
        var template = all.Find(t => t.Name == name) ?? throw new NotFoundException("template");
        if (all.Count == 1)
            throw new RefusedException("One template has to stay. Edit it instead.");
        template.ArchivedAt = databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(template.Id, db.ChangeId);
    }

    internal static async Task<IReadOnlyList<ApproachTemplate>> AllAsync(TaskForceDb db, CancellationToken ct)
    {
        var stored = await db.ApproachTemplates.AsNoTracking().Where(t => t.ArchivedAt == null).OrderBy(t => t.Order).ThenBy(t => t.Name).ToListAsync(ct);
        return stored.Count > 0 ? stored : Shipped();
    }

    private static async Task<List<ApproachTemplate>> OwnAsync(TaskForceDb db, CancellationToken ct)
    {
        var stored = await db.ApproachTemplates.Where(t => t.ArchivedAt == null).ToListAsync(ct);
        if (stored.Count > 0)
            return stored;
        var shipped = Shipped();
        db.ApproachTemplates.AddRange(shipped);
        return shipped;
    }

    private static List<ApproachTemplate> Shipped() => [.. ShippedTemplates.All.Select((t, i) => new ApproachTemplate { Name = t.Name, Reason = t.Reason, Lines = t.Lines, Order = i })];
}
