using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>A partner's buy-in as its page shows it.</summary>
/// <param name="Rows">One per indicator.</param>
/// <param name="Trend">Up to six halves, oldest first.</param>
/// <param name="SectorMedian">The median index of the partners in its sector, itself included; nothing when there is none.</param>
/// <param name="Moved">The three indicators that moved the index most since the half before, each with its most telling record.</param>
/// <param name="Events">What happened to the partner within the trend, oldest first.</param>
public sealed record BuyInPage(
    BuyInIndex Index, int? Change, HalfYear Half, IReadOnlyList<BuyInRow> Rows, IReadOnlyList<(HalfYear Half, int? Index)> Trend, int? SectorMedian, string Sector, IReadOnlyList<MovedBy> Moved, IReadOnlyList<(DateOnly Day, string Label)> Events, DateOnly Today);

/// <summary>One cause of a movement.</summary>
/// <param name="Change">The indicator's own change in points, signed.</param>
public sealed record MovedBy(string Name, int Change, Evidence Record);

/// <summary>One indicator on a partner's page.</summary>
public sealed record BuyInRow(string Key, string Name, int? Value, int? Change, IReadOnlyList<Evidence> Evidence);

/// <summary>Reads how one partner moved and why. Shared facts only.</summary>
public sealed class Movements(Databases databases)
{
    private const int MovedShown = 3;

    /// <summary>The index of one partner with what lies behind it: each indicator with its evidence, its change since the half before, and the trend.</summary>
    /// <exception cref="NotFoundException">There is no such partner.</exception>
    public async Task<BuyInPage> OfAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var half = HalfYear.Containing(today);
        var halves = half.Last(RecentIndex.Halves);
        var definitions = await Standings.DefinitionsAsync(db, ct);
        var charters = await Charters.AllAsync(db, ct);
        var facts = (await PartnerFactsReader.LoadAsync(db, [partnerId], [halves[0].Previous.End, .. halves.SkipLast(1).Select(h => h.End), today], ct)).GetValueOrDefault(partnerId)
            ?? throw new NotFoundException("partner");
        var closed = await ClosedHalves.LoadAsync(db, [partnerId], halves[0].Previous, definitions, ct);
        var computed = Standings.Compute(facts, definitions, charters, halves, today, closed);
        var rules = BuyInRules.On(charters, today);
        var now = PartnerBuyIn.On(facts, definitions, rules, today);
        var before = closed.Of(partnerId, half.Previous) ?? PartnerBuyIn.On(facts, definitions, BuyInRules.On(charters, half.Previous.End), half.Previous.End).Weighed;
        var rows = definitions.Select((d, i) => new BuyInRow(d.Key, d.Name, now.Indicators[i].Value, now.Indicators[i].Value - before[i].Value, now.Indicators[i].Evidence));
        var byHalf = computed.Halves.ToDictionary(h => h.Half, h => h.BuyIn.Index.Value);
        var sector = await db.Partners.AsNoTracking().Where(p => p.Id == partnerId).Select(p => p.Sector).SingleAsync(ct);
        var peers = await db.PartnerStandings.AsNoTracking().Where(s => s.Index != null && db.Partners.Any(p => p.Id == s.PartnerId && p.ArchivedAt == null && p.Sector == sector)).Select(s => s.Index!.Value).ToListAsync(ct);
        var told = await db.PublicItems.AsNoTracking().Where(i => i.ArchivedAt == null && i.PartnerId == partnerId).Select(i => i.On).ToListAsync(ct);
        var movement = Movement.Between(before, now.Weighed, rules.MinimumConfidence);
        var moved = movement.Causes.Take(MovedShown).Select(cause => new MovedBy(definitions.First(d => d.Key == cause.Key).Name, cause.Change, now.Indicators.First(i => i.Key == cause.Key).Evidence[0]));
        return new(now.Index, movement.Change, half, [.. rows], [.. halves.Select(h => (h, byHalf.GetValueOrDefault(h)))],
            Reviews.ReviewMath.Median(peers), PartnerWords.Of(sector), [.. moved], BuyInEvents.Of(facts, halves[0].Start, today, told), today);
    }
}
