using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>A partner that cools, with the signs of it.</summary>
internal sealed record CoolingPartner(Guid Id, string Name, string ShortName, string Slug, IReadOnlyList<CoolingSign> Signs);

/// <summary>Finds partners who cool. The signs are read from shared records; that they add up to a warning is candid: who asks has the right to read it.</summary>
internal static class Coolings
{
    // So many partners are read at a time.
    private const int Chunk = 100;

    /// <summary>The partners that cool, for Today: of all, or of those that a chair may read candid facts about.</summary>
    public static Task<IReadOnlyList<CoolingPartner>> AllAsync(TaskForceDb db, Actor actor, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));
        if (!actor.SeesAllCandid)
        {
            var seated = actor.CandidPartners.ToList();
            partners = partners.Where(p => seated.Contains(p.Id));
        }
        return AmongAsync(db, partners, ct);
    }

    /// <summary>Those of these partners that cool.</summary>
    public static async Task<IReadOnlyList<CoolingPartner>> AmongAsync(TaskForceDb db, IQueryable<Partner> partners, CancellationToken ct)
    {
        var today = db.Clock.Today;
        // A standing counts the signs. Where it is not of today, the records themselves have to be read.
        var found = await partners.Where(p => !(p.Standing!.AsOf == today && p.Standing.Signs < Cooling.SignsWanted)).OrderBy(p => p.Standing!.Change ?? 0).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Name, p.ShortName, p.Slug }).ToListAsync(ct);
        Dictionary<Guid, IReadOnlyList<CoolingSign>> signs = [];
        foreach (var ids in found.Select(p => p.Id).Chunk(Chunk)) await ReadAsync(db, ids, signs, ct);
        return [.. found.Where(p => signs.ContainsKey(p.Id)).Select(p => new CoolingPartner(p.Id, p.Name, p.ShortName, p.Slug, signs[p.Id]))];
    }

    /// <summary>Adds the signs of these partners, where they add up to a warning.</summary>
    private static async Task ReadAsync(TaskForceDb db, Guid[] ids, Dictionary<Guid, IReadOnlyList<CoolingSign>> signs, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var rules = BuyInRules.On(await Charters.AllAsync(db, ct), today);
        var changes = await db.PartnerStandings.AsNoTracking().Where(s => ids.Contains(s.PartnerId)).ToDictionaryAsync(s => s.PartnerId, s => s.Change, ct);
        foreach (var facts in (await PartnerFactsReader.LoadAsync(db, ids, [today], ct)).Values)
        {
            if (Cooling.Signs(facts, rules, changes.GetValueOrDefault(facts.PartnerId), today) is { Count: >= Cooling.SignsWanted } seen) signs[facts.PartnerId] = seen;
        }
    }
}
