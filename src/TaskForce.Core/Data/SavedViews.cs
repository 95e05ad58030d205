using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;

namespace TaskForce.Core.Data;

/// <summary>A saved view as a list shows it among its tabs.</summary>
/// <param name="MayChange">Whether the reader may rename, replace or remove it.</param>
public sealed record SavedViewLine(Guid Id, Guid Version, string Name, string Query, bool Shared, bool Locked, bool Mine, bool MayChange);

/// <summary>What a person gives to keep a list as it is.</summary>
public sealed class SavedViewForm
{
    /// <summary>The list; one of <see cref="SavedViews.Lists"/>.</summary>
    public string List { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>The part of the address behind the question mark.</summary>
    public string Query { get; set; } = "";
    public bool Shared { get; set; }
    public bool Locked { get; set; }

    public sealed class Rules : AbstractValidator<SavedViewForm>
    {
        public Rules()
        {
            RuleFor(f => f.List).Must(SavedViews.Lists.ContainsKey).WithMessage("This list has no saved views.");
            RuleFor(f => f.Name).Must(n => !string.IsNullOrWhiteSpace(n)).WithMessage("Give the view a name.").MaximumLength(60).WithMessage("Keep the name under 60 characters.");
            RuleFor(f => f.Query).MaximumLength(1000).WithMessage("There are too many filters to keep. Take some away.");
            RuleFor(f => f.Locked).Must((f, locked) => !locked || f.Shared).WithMessage("Only a shared view can be locked.");
        }
    }
}

/// <summary>
/// Lists as people like to see them. Everybody keeps their own; a shared one is seen by all who may read the list, and when it is locked only its
/// owner or an administrator changes it. A view is an address: what it shows is decided by the rights of whoever opens it.
/// </summary>
public sealed class SavedViews(Databases databases)
{
    /// <summary>The lists that keep views, each with what it takes to read it.</summary>
    public static readonly IReadOnlyDictionary<string, Act> Lists = new Dictionary<string, Act> { ["partners"] = Act.ReadPartners, ["people"] = Act.ReadPeople };

    private const int Most = 50;

    /// <summary>The views of a list: the shared ones and one's own, by name.</summary>
    public async Task<IReadOnlyList<SavedViewLine>> OfAsync(Actor actor, string list, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Lists[list]);
        await using var db = await databases.OpenAsync(actor, ct);
        var views = await db.SavedViews.AsNoTracking().Where(v => v.List == list && (v.Shared || v.AccountId == actor.AccountId)).OrderByDescending(v => v.Shared).ThenBy(v => v.Name).ThenBy(v => v.Id).Take(Most).ToListAsync(ct);
        return [.. views.OrderByDescending(v => v.Shared).ThenBy(v => v.Name, StringComparer.OrdinalIgnoreCase)
            .Select(v => new SavedViewLine(v.Id, v.Version, v.Name, v.Query, v.Shared, v.Locked, v.AccountId == actor.AccountId, MayChange(actor, v)))];
    }

    /// <summary>Keeps a view. A name that the person uses already is replaced.</summary>
    /// <exception cref="NotAllowedException">Sharing is for those who change partners.</exception>
    public async Task<Saved> SaveAsync(Actor actor, SavedViewForm form, CancellationToken ct = default)
    {
        await new SavedViewForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.OwnAccount);
        if (form.Shared)
            Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var name = form.Name.Trim();
        var account = actor.AccountId ?? throw new NotAllowedException(Act.OwnAccount);
        var view = await db.SavedViews.FirstOrDefaultAsync(v => v.List == form.List && v.AccountId == account && v.Name == name, ct);
        if (view is null)
            db.SavedViews.Add(view = new() { List = form.List, Name = name, Query = "", AccountId = account });
        (view.Query, view.Shared, view.Locked) = (form.Query.TrimStart('?'), form.Shared, form.Locked);
        await db.SaveChangesAsync(ct);
        return new(view.Id, db.ChangeId);
    }

    /// <summary>Takes a view away; the records that it showed stay.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        var view = await db.SavedViews.FirstOrDefaultAsync(v => v.Id == id && (v.Shared || v.AccountId == actor.AccountId), ct) ?? throw new NotFoundException("view");
        if (!MayChange(actor, view))
            throw new RefusedException("This view is locked. Its owner or an administrator can change it; you can save your own under another name.");
        db.SavedViews.Remove(view);
        await db.SaveChangesAsync(ct);
        return new(view.Id, db.ChangeId);
    }

    private static bool MayChange(Actor actor, SavedView view) =>
        view.AccountId == actor.AccountId || actor.Role == Role.Administrator || (view is { Shared: true, Locked: false } && Permissions.Allow(actor, Act.WritePartners));
}
