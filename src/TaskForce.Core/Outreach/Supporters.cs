using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Outreach;

/// <summary>An offer and how it was used.</summary>
public sealed record OfferLine(Guid Id, Guid Version, Guid PartnerId, DateOnly On, string Offer, DateOnly? UsedOn, string Used);

/// <summary>A supporter outside the membership, with what it offers.</summary>
/// <param name="Since">Since when it is a supporter; null for another partner that offered something.</param>
public sealed record SupporterRow(Guid Id, string Name, string Slug, string Kind, DateOnly? Since, MembershipKind? Membership, IReadOnlyList<OfferLine> Offers)
{
    /// <summary>Offers that nobody has used yet.</summary>
    public int Waiting => Offers.Count(o => o.UsedOn is null);
}

/// <summary>Which supporters a list shows.</summary>
public enum SupporterView
{
    All,
    Waiting,
    Used,
    NoOffer,
}

/// <summary>What stands above the list. Each is exact up to 1,000.</summary>
public sealed record SupporterCounts(IReadOnlyDictionary<SupporterView, int> Views, int WaitingOffers);

/// <summary>Public supporters outside the membership: what they offer, and how it was used. Shared.</summary>
public sealed class Supporters(Databases databases)
{
    /// <summary>A page of the supporters of today, and of whoever else outside the membership offered something; by name.</summary>
    public async Task<ListPage<SupporterRow>> PageAsync(Actor actor, SupporterView view = SupporterView.All, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var listed = Listed(db, view);
        var page = await Paging.KeysAsync(after, before, size, (from, back, count) => listed.ByNameAsync(from, back, count, ct), () => listed.Take(Paging.CountLimit + 1).CountAsync(ct));
        return page.Of(await RowsAsync(db, page.Rows, ct));
    }

    /// <summary>The counts of the views, and how many offers wait.</summary>
    public async Task<SupporterCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var (views, all) = (Enum.GetValues<SupporterView>(), Listed(db, SupporterView.All));
        var found = await views.Select(Counted).Append(db.SupportOffers.Where(o => o.UsedOn == null && all.Any(p => p.Id == o.PartnerId)).Take(Paging.CountLimit + 1).Select(o => -1))
            .Aggregate((parts, one) => parts.Concat(one)).GroupBy(k => k).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(views.ToDictionary(v => v, v => found.GetValueOrDefault((int)v)), found.GetValueOrDefault(-1));

        IQueryable<int> Counted(SupporterView view)
        {
            var key = (int)view;
            return Listed(db, view).Take(Paging.CountLimit + 1).Select(p => key);
        }
    }

    /// <summary>What one partner offered, member or not.</summary>
    public async Task<IReadOnlyList<OfferLine>> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return [.. (await Lines(db.SupportOffers.AsNoTracking().Where(o => o.PartnerId == partnerId)).ToListAsync(ct)).OrderBy(o => o.UsedOn is not null).ThenByDescending(o => o.UsedOn ?? o.On)];
    }

    /// <summary>An offer as it is stored now.</summary>
    public async Task<SupportOfferForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var o = await LoadAsync(db, id, ct);
        return new() { Id = o.Id, Version = o.Version, PartnerId = o.PartnerId, On = o.On, Offer = o.Offer, UsedOn = o.UsedOn, Used = o.Used };
    }

    /// <summary>Writes down an offer, or changes it, or says how it was used.</summary>
    /// <exception cref="RefusedException">The partner is not there any more.</exception>
    public async Task<Saved> SaveAsync(Actor actor, SupportOfferForm form, CancellationToken ct = default)
    {
        await new SupportOfferForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(form.PartnerId!.Value));
        await using var db = await databases.OpenAsync(actor, ct);
        SupportOffer offer;
        if (form.Id is { } id)
        {
            offer = await LoadAsync(db, id, ct);
            offer.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId && p.ArchivedAt == null, ct))
                throw new RefusedException("This partner is not there any more. Choose another.", nameof(SupportOfferForm.PartnerId));
            db.SupportOffers.Add(offer = new() { PartnerId = form.PartnerId.Value, Offer = "" });
        }
        (offer.On, offer.Offer, offer.UsedOn, offer.Used) = (form.On!.Value, form.Offer.Trim(), form.UsedOn, form.UsedOn is null ? "" : form.Used.Trim());
        await db.SaveChangesAsync(ct);
        return new(offer.Id, db.ChangeId);
    }

    /// <summary>Takes an offer away that was withdrawn or entered by mistake. History keeps it; undo brings it back.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        db.SupportOffers.Remove(await LoadAsync(db, id, ct));
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }

    /// <summary>The list as a file, one row an offer.</summary>
    public async Task ExportAsync(Actor actor, SupporterView view, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var listed = Listed(db, view);
        using var writer = SheetWriter.Create(target, format, "Supporters", ["Supporter", "Kind", "Supporter since", "Offer", "Offered on", "Used on", "How it was used"]);
        await foreach (var keys in Paging.AllKeysAsync((from, back, count) => listed.ByNameAsync(from, back, count, ct)))
        {
            foreach (var row in await RowsAsync(db, keys, ct))
            {
                if (row.Offers.Count == 0)
                    writer.Write(row.Name, row.Kind, row.Since, "", null, null, "");
                foreach (var offer in row.Offers)
                    writer.Write(row.Name, row.Kind, row.Since, offer.Offer, offer.On, offer.UsedOn, offer.Used);
            }
        }
    }

    // A walk by name that asks of each partner whether it supports or offered, each by an index: so a page costs the same wherever it lies, and no list of all is made first.
    private static IQueryable<Partner> Listed(TaskForceDb db, SupporterView view)
    {
        var today = db.Clock.Today;
        var now = db.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today));
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && (now.Any(m => m.PartnerId == p.Id && m.Kind == MembershipKind.Supporter) || db.SupportOffers.Any(o => o.PartnerId == p.Id))
            && !now.Any(m => m.PartnerId == p.Id && (m.Kind == MembershipKind.Member || m.Kind == MembershipKind.Affiliate)));
        return view switch
        {
            SupporterView.Waiting => partners.Where(p => db.SupportOffers.Any(o => o.PartnerId == p.Id && o.UsedOn == null)),
            SupporterView.Used => partners.Where(p => db.SupportOffers.Any(o => o.PartnerId == p.Id && o.UsedOn != null)),
            SupporterView.NoOffer => partners.Where(p => !db.SupportOffers.Any(o => o.PartnerId == p.Id)),
            _ => partners,
        };
    }

    private static async Task<List<SupporterRow>> RowsAsync(TaskForceDb db, IReadOnlyList<Place> keys, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var ids = keys.Select(k => k.Id).ToList();
        var found = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.Slug, Kind = p.Kind!.Name }).ToDictionaryAsync(p => p.Id, ct);
        var ties = (await db.Memberships.AsNoTracking().Where(m => ids.Contains(m.PartnerId) && m.From <= today && (m.To == null || m.To >= today)).ToListAsync(ct)).ToLookup(m => m.PartnerId);
        var offers = (await Lines(db.SupportOffers.AsNoTracking().Where(o => ids.Contains(o.PartnerId))).ToListAsync(ct)).ToLookup(o => o.PartnerId);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id]).Select(p =>
        {
            var tie = ties[p.Id].OrderBy(m => m.Kind != MembershipKind.Supporter).ThenBy(m => m.From).FirstOrDefault();
            return new SupporterRow(p.Id, p.Name, p.Slug, p.Kind, tie is { Kind: MembershipKind.Supporter } ? tie.From : null, tie?.Kind, [.. offers[p.Id].OrderBy(o => o.UsedOn is not null).ThenByDescending(o => o.UsedOn ?? o.On)]);
        })];
    }

    private static IQueryable<OfferLine> Lines(IQueryable<SupportOffer> offers) => offers.Select(o => new OfferLine(o.Id, o.Version, o.PartnerId, o.On, o.Offer, o.UsedOn, o.Used));

    private static async Task<SupportOffer> LoadAsync(TaskForceDb db, Guid id, CancellationToken ct) => await db.SupportOffers.FirstOrDefaultAsync(o => o.Id == id, ct) ?? throw new NotFoundException("offer");
}

/// <summary>Supporters in words.</summary>
public static class SupporterSentences
{
    public static string Of(SupporterView view) => view switch
    {
        SupporterView.Waiting => "Offers that wait",
        SupporterView.Used => "Used",
        SupporterView.NoOffer => "No offer yet",
        _ => "All supporters",
    };

    /// <summary>The opening sentence of the list.</summary>
    public static string Lead(SupporterCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var all = counts.Views[SupporterView.All];
        if (all == 0)
            return "Nobody outside the membership is written down as a supporter yet.";
        var start = all == 1 ? "One supporter outside the membership" : $"{PartnerSentences.Figure(all)} supporters outside the membership";
        return counts.WaitingOffers == 0 ? $"{start}; no offer waits." : $"{start}; {PartnerSentences.Count(counts.WaitingOffers)} {(counts.WaitingOffers == 1 ? "offer waits" : "offers wait")} to be used.";
    }
}
