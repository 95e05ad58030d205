using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
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

/// <summary>The list, with the counts of its views.</summary>
public sealed record SupporterList(DateOnly Today, IReadOnlyList<SupporterRow> Rows, IReadOnlyDictionary<SupporterView, int> Counts, int WaitingOffers);

/// <summary>Public supporters outside the membership: what they offer, and how it was used. Shared.</summary>
public sealed class Supporters(Databases databases)
{
    private const int Most = 500;

    /// <summary>The supporters of today, and whoever else outside the membership offered something.</summary>
    public async Task<SupporterList> ListAsync(Actor actor, SupporterView view = SupporterView.All, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var found = await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null)
            .Select(p => new { P = p, Now = p.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today)).Select(m => new { m.Kind, m.From }).FirstOrDefault() })
            .Where(x => x.Now!.Kind == MembershipKind.Supporter || ((x.Now == null || (x.Now.Kind != MembershipKind.Member && x.Now.Kind != MembershipKind.Affiliate)) && db.SupportOffers.Any(o => o.PartnerId == x.P.Id)))
            .OrderBy(x => x.P.SortName).ThenBy(x => x.P.Id).Take(Most)
            .Select(x => new { x.P.Id, x.P.Name, x.P.Slug, Kind = x.P.Kind!.Name, Membership = x.Now == null ? (MembershipKind?)null : x.Now.Kind, Since = x.Now == null ? (DateOnly?)null : x.Now.From }).ToListAsync(ct);
        var ids = found.ConvertAll(p => p.Id);
        var offers = (await Lines(db.SupportOffers.AsNoTracking().Where(o => ids.Contains(o.PartnerId))).ToListAsync(ct)).ToLookup(o => o.PartnerId);
        var rows = found.ConvertAll(p => new SupporterRow(p.Id, p.Name, p.Slug, p.Kind, p.Membership == MembershipKind.Supporter ? p.Since : null, p.Membership, [.. offers[p.Id].OrderBy(o => o.UsedOn is not null).ThenByDescending(o => o.UsedOn ?? o.On)]));
        return new(today, [.. rows.Where(r => Shows(view, r))], Enum.GetValues<SupporterView>().ToDictionary(v => v, v => rows.Count(r => Shows(v, r))), rows.Sum(r => r.Waiting));
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
        var list = await ListAsync(actor, view, ct);
        using var writer = SheetWriter.Create(target, format, "Supporters", ["Supporter", "Kind", "Supporter since", "Offer", "Offered on", "Used on", "How it was used"]);
        foreach (var row in list.Rows)
        {
            if (row.Offers.Count == 0)
                writer.Write(row.Name, row.Kind, row.Since, "", null, null, "");
            foreach (var offer in row.Offers)
                writer.Write(row.Name, row.Kind, row.Since, offer.Offer, offer.On, offer.UsedOn, offer.Used);
        }
    }

    private static bool Shows(SupporterView view, SupporterRow row) => view switch
    {
        SupporterView.Waiting => row.Waiting > 0,
        SupporterView.Used => row.Offers.Any(o => o.UsedOn is not null),
        SupporterView.NoOffer => row.Offers.Count == 0,
        _ => true,
    };

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
    public static string Lead(SupporterList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        var all = list.Counts[SupporterView.All];
        if (all == 0)
            return "Nobody outside the membership is written down as a supporter yet.";
        var start = all == 1 ? "One supporter outside the membership" : $"{PartnerSentences.Capital(DayWords.Number(all))} supporters outside the membership";
        return list.WaitingOffers == 0 ? $"{start}; no offer waits." : $"{start}; {DayWords.Number(list.WaitingOffers)} {(list.WaitingOffers == 1 ? "offer waits" : "offers wait")} to be used.";
    }
}
