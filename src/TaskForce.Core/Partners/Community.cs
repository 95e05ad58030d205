using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>A community that the assessment names, for one "Farm workers in the east of the county", and the partner that speaks for it. Shared. Never a count of people.</summary>
public sealed class Community : Record, INamed, IArchivable
{
    public required string Name { get; set; }
    [NotInHistory] public string SortName { get; set; } = "";

    /// <summary>What the assessment says about it, in a line.</summary>
    public string Why { get; set; } = "";

    /// <summary>The partner that speaks for it; null while nobody does.</summary>
    public Guid? PartnerId { get; set; }
    public DateTime? ArchivedAt { get; set; }
    string INamed.ListName => Name;
}

/// <summary>A community as the coverage page shows it.</summary>
public sealed record CommunityLine(Guid Id, Guid Version, string Name, string Why, Guid? PartnerId, string? Partner, string? Slug);

/// <summary>A community, as typed.</summary>
public sealed class CommunityForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public string Name { get; set; } = "";
    public string Why { get; set; } = "";
    public Guid? PartnerId { get; set; }

    public sealed class Rules : AbstractValidator<CommunityForm>
    {
        public Rules()
        {
            RuleFor(f => f.Name).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Name the community.").MaximumLength(120).WithMessage("Keep the name under 120 characters.").GuardedText();
            RuleFor(f => f.Why).MaximumLength(400).WithMessage("Keep it under 400 characters.").GuardedText();
        }
    }
}

/// <summary>The verbs of the list of communities.</summary>
public sealed class Communities(Databases databases)
{
    /// <summary>Adds a community, or changes one.</summary>
    /// <exception cref="RefusedException">The partner is not there any more, or another community has this name.</exception>
    public async Task<Saved> SaveAsync(Actor actor, CommunityForm form, CancellationToken ct = default)
    {
        await new CommunityForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        if (form.PartnerId is { } partner && !await db.Partners.AnyAsync(p => p.Id == partner && p.ArchivedAt == null, ct))
            throw new RefusedException("This partner is not there any more. Choose another.", nameof(CommunityForm.PartnerId));
        var name = form.Name.Trim();
        var folded = Folding.Fold(name);
        if (await db.Communities.AnyAsync(c => c.SortName == folded && c.ArchivedAt == null && c.Id != form.Id, ct))
            throw new RefusedException("This community is in the list already.", nameof(CommunityForm.Name));
        Community? community = null;
        if (form.Id is { } id)
        {
            community = await db.Communities.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException("community");
            community.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            db.Communities.Add(community = new() { Name = name });
        }
        (community.Name, community.Why, community.PartnerId) = (name, form.Why.Trim(), form.PartnerId);
        await db.SaveChangesAsync(ct);
        return new(community.Id, db.ChangeId);
    }

    /// <summary>Puts a community away that the assessment names no more.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var community = await db.Communities.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException("community");
        community.ArchivedAt ??= databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }
}
