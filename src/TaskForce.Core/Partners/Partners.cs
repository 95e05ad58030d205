using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>Changes of partners: shared facts, tags, archive.</summary>
public sealed class Partners(Databases databases)
{
    /// <summary>Adds a partner.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="NotAllowedException">The actor may not write partners.</exception>
    public async Task<Saved> CreateAsync(Actor actor, PartnerForm form, CancellationToken ct = default)
    {
        await new PartnerForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var kind = await KindAsync(db, form, ct);
        await DemandHolderAsync(db, form.HolderId, null, ct);
        var partner = new Partner { Name = form.Name.Trim(), Slug = await Slugs.FreeAsync(db.Partners.Select(p => p.Slug), form.Name, ct) };
        Fill(partner, form, kind);
        db.Partners.Add(partner);
        db.PartnerTags.AddRange(PartnerForm.Parts(form.Tags).Select(t => new PartnerTag { PartnerId = partner.Id, Tag = t }));
        await Standings.SaveAsync(db, [partner.Id], ct: ct);
        return new(partner.Id, db.ChangeId, partner.Slug);
    }

    /// <summary>Changes a partner's shared facts. Its address stays, also under a new name.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it since the form was opened.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid id, PartnerForm form, CancellationToken ct = default)
    {
        await new PartnerForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(id));
        await using var db = await databases.OpenAsync(actor, ct);
        var partner = await db.Partners.Include(p => p.Tags).FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("partner");
        partner.DemandVersion(form.Version ?? Guid.Empty);
        var kind = await KindAsync(db, form, ct);
        await DemandHolderAsync(db, form.HolderId, partner.HolderId, ct);
        partner.Name = form.Name.Trim();
        Fill(partner, form, kind);
        SetTags(db, partner, PartnerForm.Parts(form.Tags));
        await Standings.SaveAsync(db, [partner.Id], ct: ct);
        return new(partner.Id, db.ChangeId, partner.Slug);
    }

    /// <summary>The form of a partner, as it is stored now.</summary>
    public async Task<PartnerForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(id));
        await using var db = await databases.OpenAsync(actor, ct);
        var p = await db.Partners.AsNoTracking().Include(x => x.Tags).FirstOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("partner");
        return new()
        {
            Version = p.Version,
            Name = p.Name,
            ShortName = p.ShortName,
            KindId = p.KindId,
            Level = p.Level,
            Tier = p.Tier,
            Website = p.Website,
            Address = p.Address,
            ServiceArea = p.ServiceArea,
            ServicesOffered = p.ServicesOffered,
            Populations = string.Join(", ", p.Populations),
            Languages = string.Join(", ", p.Languages),
            Tags = string.Join(", ", p.Tags.Select(t => t.Tag).Order(StringComparer.OrdinalIgnoreCase)),
            HolderId = p.HolderId,
            WithoutMeetings = p.WithoutMeetings,
            TakesPartBy = p.TakesPartBy,
            WithoutMeetingsSince = p.WithoutMeetingsSince,
            WithoutMeetingsUntil = p.WithoutMeetingsUntil,
        };
    }

    /// <summary>Gives the relationship with partners to somebody, or to nobody, all in one change that can be undone.</summary>
    /// <exception cref="RefusedException">The person is not in the roster any more.</exception>
    public async Task<Saved> HandOverAsync(Actor actor, IReadOnlyCollection<Guid> ids, Guid? holderId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        await DemandHolderAsync(db, holderId, null, ct);
        var partners = await db.Partners.Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        if (partners.Count == 0)
            throw new NotFoundException("partner");
        foreach (var partner in partners)
            partner.HolderId = holderId;
        await db.SaveChangesAsync(ct);
        return new(partners[0].Id, db.ChangeId, partners[0].Slug);
    }

    /// <summary>Puts partners away, all in one change that can be undone.</summary>
    public Task<Saved> ArchiveAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct = default) =>
        PutAwayAsync(actor, ids, databases.Clock.UtcNow, ct);

    /// <summary>Takes an archived partner back into the lists.</summary>
    /// <exception cref="RefusedException">It was merged into another; undo the merge instead.</exception>
    public Task<Saved> RestoreAsync(Actor actor, Guid id, CancellationToken ct = default) => PutAwayAsync(actor, [id], null, ct);

    private async Task<Saved> PutAwayAsync(Actor actor, IReadOnlyCollection<Guid> ids, DateTime? at, CancellationToken ct)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var partners = await db.Partners.Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        if (partners.Count == 0)
            throw new NotFoundException("partner");
        if (at is null && partners.Exists(p => p.MergedIntoId != null))
            throw new RefusedException("This partner was merged into another. Undo the merge in its history instead.");
        foreach (var partner in partners)
            partner.ArchivedAt = at is null ? null : partner.ArchivedAt ?? at;
        await db.SaveChangesAsync(ct);
        return new(partners[0].Id, db.ChangeId, partners[0].Slug);
    }

    /// <summary>Hangs a tag on partners; those that have it already stay as they are.</summary>
    /// <returns>The change, for undo.</returns>
    /// <exception cref="RefusedException">No tag was given, or it is too long.</exception>
    public async Task<Saved> TagAsync(Actor actor, IReadOnlyCollection<Guid> ids, string tag, CancellationToken ct = default)
    {
        var word = (tag ?? "").Trim();
        if (word.Length is 0 or > 40 || word.Contains(',', StringComparison.Ordinal))
            throw new RefusedException("Give one tag of up to 40 characters, without a comma.", "Tag");
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var partners = await db.Partners.Include(p => p.Tags).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        foreach (var partner in partners.Where(p => !p.Tags.Exists(t => string.Equals(t.Tag, word, StringComparison.OrdinalIgnoreCase))))
            db.PartnerTags.Add(new() { PartnerId = partner.Id, Tag = word });
        await db.SaveChangesAsync(ct);
        return new(partners.Count == 0 ? Guid.Empty : partners[0].Id, db.ChangeId);
    }

    /// <summary>Partners that a name may mean already: by the same beginning, or by the same web domain. At most five; archived ones too.</summary>
    public async Task<IReadOnlyList<AlikePartner>> AlikeAsync(Actor actor, string name, string website = "", Guid? except = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var folded = Folding.Fold(name);
        List<AlikePartner> found = [];
        if (folded.Length >= 3)
        {
            // Common spellings ("Dept.", "Police Dept") share a beginning or all their telling words.
            var telling = Folding.Words(name).Where(w => w.Length > 3 && w is not ("department" or "dept" or "office" or "county" or "city" or "the")).Take(3).ToList();
            var after = Folding.After(folded);
            found.AddRange(await db.Partners.AsNoTracking().Where(p => p.SortName.CompareTo(folded) >= 0 && p.SortName.CompareTo(after) < 0 && p.MergedIntoId == null && p.Id != except)
                .OrderBy(p => p.SortName).Take(5).Select(p => new AlikePartner(p.Id, p.Name, p.Slug, p.ArchivedAt != null)).ToListAsync(ct));
            if (found.Count < 5 && telling.Count > 0)
            {
                var query = db.Partners.AsNoTracking().Where(p => p.MergedIntoId == null && p.Id != except);
                foreach (var word in telling)
                    query = query.Where(p => db.SearchWords.Where(w => w.Word == word && w.RecordType == nameof(Partner)).Select(w => w.EntryId).Contains(p.Id));
                found.AddRange(await query.OrderBy(p => p.SortName).Take(5).Select(p => new AlikePartner(p.Id, p.Name, p.Slug, p.ArchivedAt != null)).ToListAsync(ct));
            }
        }

        if (PartnerForm.WebsiteUri(website)?.Host is { } host)
        {
            var bare = host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
            string[] spellings = [bare, "www." + bare, "https://" + bare, "https://www." + bare, "http://" + bare, "http://www." + bare, "https://" + bare + "/", "https://www." + bare + "/"];
            found.AddRange(await db.Partners.AsNoTracking().Where(p => spellings.Contains(p.Website) && p.MergedIntoId == null && p.Id != except)
                .OrderBy(p => p.SortName).Take(5).Select(p => new AlikePartner(p.Id, p.Name, p.Slug, p.ArchivedAt != null)).ToListAsync(ct));
        }
        return [.. found.DistinctBy(f => f.Id).Take(5)];
    }

    /// <summary>The kinds to choose from, in their order.</summary>
    public async Task<IReadOnlyList<KindChoice>> KindsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.PartnerKinds.AsNoTracking().OrderBy(k => k.Sector).ThenBy(k => k.Order).ThenBy(k => k.Name).Select(k => new KindChoice(k.Id, k.Name, k.Sector)).ToListAsync(ct);
    }

    private static async Task<PartnerKind> KindAsync(TaskForceDb db, PartnerForm form, CancellationToken ct) =>
        await db.PartnerKinds.FirstOrDefaultAsync(k => k.Id == form.KindId, ct)
        ?? throw new RefusedException("This kind is not in the list any more. Choose another.", nameof(PartnerForm.KindId));

    // Whoever held it before may stay in a form that changes something else.
    private static async Task DemandHolderAsync(TaskForceDb db, Guid? holderId, Guid? before, CancellationToken ct)
    {
        if (holderId is { } id && id != before && !await db.People.AnyAsync(p => p.Id == id && p.ArchivedAt == null, ct))
            throw new RefusedException("This person is not in the roster any more. Choose another.", nameof(PartnerForm.HolderId));
    }

    private static void Fill(Partner partner, PartnerForm form, PartnerKind kind)
    {
        (partner.ShortName, partner.KindId, partner.Sector, partner.Level, partner.Tier) = (form.ShortName.Trim(), kind.Id, kind.Sector, form.Level, form.Tier);
        (partner.Website, partner.Address, partner.ServiceArea, partner.ServicesOffered) = (form.Website.Trim(), form.Address.Trim(), form.ServiceArea.Trim(), form.ServicesOffered.Trim());
        partner.Populations = PartnerForm.Parts(form.Populations);
        partner.Languages = PartnerForm.Parts(form.Languages);
        (partner.HolderId, partner.WithoutMeetings, partner.TakesPartBy) = (form.HolderId, form.WithoutMeetings, form.WithoutMeetings ? form.TakesPartBy.Trim() : "");
        (partner.WithoutMeetingsSince, partner.WithoutMeetingsUntil) = form.WithoutMeetings ? (form.WithoutMeetingsSince, form.WithoutMeetingsUntil) : (null, null);
    }

    private static void SetTags(TaskForceDb db, Partner partner, List<string> wanted)
    {
        foreach (var tag in partner.Tags.Where(t => !wanted.Contains(t.Tag, StringComparer.OrdinalIgnoreCase)).ToList())
            db.PartnerTags.Remove(tag);
        foreach (var word in wanted.Where(w => !partner.Tags.Exists(t => string.Equals(t.Tag, w, StringComparison.OrdinalIgnoreCase))))
            db.PartnerTags.Add(new() { PartnerId = partner.Id, Tag = word });
    }
}

/// <summary>A partner that may be meant already.</summary>
public sealed record AlikePartner(Guid Id, string Name, string Slug, bool Archived);

/// <summary>A kind to choose.</summary>
public sealed record KindChoice(Guid Id, string Name, Sector Sector);
