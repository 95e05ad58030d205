using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>
/// Keeps <see cref="PartnerStanding"/> and <see cref="PartnerHalf"/> equal to what the records say. A verb that touches contacts, MOUs,
/// attendance, seats, sponsors, champions, statements or a partner's tier saves through <see cref="SaveAsync"/>; nothing else writes them.
/// </summary>
public sealed class Standings(Databases databases)
{
    /// <summary>How many halves are kept for trends: ten years.</summary>
    public const int Halves = 20;

    // Large enough to be quick, small enough for memory and for the number of parameters of one query.
    private const int Chunk = 250;

    /// <summary>Saves what the context holds and brings the standing of the partners up to date, in one transaction. Within a transaction of the
    /// caller it takes part in that one and leaves the commit to the caller.</summary>
    /// <param name="db">The verb's context, with its changes.</param>
    /// <param name="partnerIds">The partners that the changes touch, before and after: for a contact that moved, both.</param>
    /// <param name="since">The earliest day that the changed records speak of, before and after the change; figures of earlier halves are then
    /// left as they are. Nothing when not known: all halves are worked out again.</param>
    /// <param name="ct">Cancellation.</param>
    public static async Task SaveAsync(TaskForceDb db, IReadOnlyCollection<Guid> partnerIds, DateOnly? since = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Database.CurrentTransaction is not null)
        {
            await db.SaveChangesAsync(ct);
            await RefreshAsync(db, partnerIds, since, ct);
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.SaveChangesAsync(ct);
        await RefreshAsync(db, partnerIds, since, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Brings the standing of the partners up to date from what is stored now. Call it after saving, in the same transaction.</summary>
    public static async Task RefreshAsync(TaskForceDb db, IReadOnlyCollection<Guid> partnerIds, DateOnly? since = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(partnerIds);
        if (partnerIds.Count == 0) return;
        var definitions = await DefinitionsAsync(db, ct);
        var charters = await Charters.AllAsync(db, ct);
        foreach (var chunk in partnerIds.Distinct().Order().Chunk(Chunk))
        {
            // Two verbs on one partner at a time would each write a standing without the other's change.
            await RowLock.PartnersAsync(db, chunk, ct);
            await RefreshChunkAsync(db, chunk, since, definitions, charters, ct);
        }
    }

    /// <summary>Brings every partner's standing up to date: at the change of day, after an import, and as a command when in doubt.</summary>
    /// <returns>How many partners were looked at.</returns>
    public Task<int> RebuildAsync(CancellationToken ct = default) => RebuildAsync(stale: false, ct);

    /// <summary>The same for those whose standing is not of today, not there, or from a version that kept less in it.</summary>
    public Task<int> RebuildStaleAsync(CancellationToken ct = default) => RebuildAsync(stale: true, ct);

    private async Task<int> RebuildAsync(bool stale, CancellationToken ct)
    {
        var actor = Actor.System("standing");
        var today = databases.Clock.Today;
        List<Guid> ids;
        await using (var db = await databases.OpenAsync(actor, ct))
            ids = await db.Partners.AsNoTracking().Where(p => !stale || p.Standing == null || p.Standing.AsOf != today || p.Standing.Figures == "" || p.Standing.Signs == null).OrderBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
        foreach (var chunk in ids.Chunk(Chunk))
        {
            // A context and a transaction each: memory stays flat and nobody waits long for a lock.
            await using var db = await databases.OpenAsync(actor, ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await RefreshAsync(db, chunk, null, ct);
            await transaction.CommitAsync(ct);
        }

        return ids.Count;
    }

    private static readonly ReadyQuery<Func<TaskForceDb, IAsyncEnumerable<IndicatorDefinition>>> Definitions = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db) => db.Indicators.AsNoTracking().OrderBy(i => i.Order).ThenBy(i => i.Key).Select(i => new IndicatorDefinition(i.Key, i.Name, i.Weight, i.RuleVersion))));

    /// <summary>The task force's indicators in their order; the shipped ones while it has no rows of its own.</summary>
    public static async Task<IReadOnlyList<IndicatorDefinition>> DefinitionsAsync(TaskForceDb db, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await Definitions.On(db)(db).ToListAsync(ct);
        return rows.Count > 0 ? rows : IndicatorDefinition.Shipped;
    }

    private static async Task RefreshChunkAsync(
        TaskForceDb db, Guid[] ids, DateOnly? since, IReadOnlyList<IndicatorDefinition> definitions, IReadOnlyList<CharterRow> charters, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var standings = await db.PartnerStandings.Where(s => ids.Contains(s.PartnerId)).ToDictionaryAsync(s => s.PartnerId, ct);
        var halves = HalvesFrom(standings.Count < ids.Length ? null : since, standings.Values, today);
        var facts = await PartnerFactsReader.LoadAsync(db, ids, [halves[0].Previous.End, .. halves.SkipLast(1).Select(half => half.End), today], ct);
        var closed = await ClosedHalves.LoadAsync(db, ids, halves[0].Previous, definitions, ct);
        var recent = halves[^1].Last(RecentIndex.Halves);
        var oldest = Math.Min(halves[0].Key, recent[0].Key);
        var stored = (await db.PartnerHalves.Where(h => ids.Contains(h.PartnerId) && h.Half >= oldest).ToListAsync(ct)).ToLookup(h => h.PartnerId);
        foreach (var partner in facts.Values)
        {
            if (!standings.TryGetValue(partner.PartnerId, out var standing))
                db.PartnerStandings.Add(standing = new() { PartnerId = partner.PartnerId });
            var computed = Compute(partner, definitions, charters, halves, today, closed);
            computed.WriteTo(standing);
            WriteHalves(db, partner.PartnerId, computed.Halves, stored[partner.PartnerId].Where(h => h.Half >= halves[0].Key).ToDictionary(h => h.Half));
            // Halves before those worked out anew are as they are stored.
            var indexes = stored[partner.PartnerId].Where(h => h.Half < halves[0].Key).ToDictionary(h => h.Half, h => h.Index);
            foreach (var half in computed.Halves) indexes[half.Half.Key] = half.BuyIn.Index.Value;
            standing.Recent = RecentIndex.Write(recent[^1], recent.Select(half => indexes.GetValueOrDefault(half.Key)));
        }

        await db.SaveChangesAsync(ct);
    }

    // A record of a day cannot change the figures of a half that ended before it. A half that was still running when the standing was last
    // written is worked out again in any case: its figures were those of a day in its middle.
    private static IReadOnlyList<HalfYear> HalvesFrom(DateOnly? since, IEnumerable<PartnerStanding> standings, DateOnly today)
    {
        var all = HalfYear.Containing(today).Last(Halves);
        if (since is not { } day) return all;
        var first = HalfYear.Containing(standings.Select(standing => standing.AsOf).Append(day).Min());
        return [.. all.Where(half => half >= first).DefaultIfEmpty(all[^1])];
    }

    private static void WriteHalves(TaskForceDb db, Guid partnerId, IReadOnlyList<ComputedHalf> halves, Dictionary<int, PartnerHalf> stored)
    {
        foreach (var half in halves)
        {
            if (!stored.Remove(half.Half.Key, out var row))
                db.PartnerHalves.Add(row = new() { PartnerId = partnerId, Half = half.Half.Key });
            (row.Index, row.Confidence, row.Change) = (half.BuyIn.Index.Value, half.BuyIn.Index.Confidence, half.Change);
            row.Values = IndicatorJson.Write(half.BuyIn.Weighed);
        }

        db.PartnerHalves.RemoveRange(stored.Values);
    }

    /// <summary>What the records of one partner come to today and in each of the halves since its first record; a half is compared with the closing edition of the one before where there is one. Pure: the standing must equal it always.</summary>
    internal static ComputedStanding Compute(
        PartnerFacts facts, IReadOnlyList<IndicatorDefinition> definitions, IReadOnlyList<CharterRow> charters, IReadOnlyList<HalfYear> halves, DateOnly today, ClosedHalves closed)
    {
        List<ComputedHalf> computed = [];
        IReadOnlyList<WeighedValue>? before = null, last = facts.FirstDay <= halves[0].Previous.End ? On(halves[0].Previous.End).Weighed : null;
        foreach (var half in halves)
        {
            before = closed.Of(facts.PartnerId, half.Previous) ?? last;
            if (!(facts.FirstDay <= half.End)) continue;
            var day = half.End < today ? half.End : today;
            var buyIn = On(day);
            var minimum = BuyInRules.On(charters, day).MinimumConfidence;
            computed.Add(new(half, buyIn, before is null ? null : Movement.ChangeBetween(before, buyIn.Weighed, minimum)));
            last = buyIn.Weighed;
        }

        return new(facts, BuyInRules.On(charters, today), computed, before, today);

        PartnerBuyIn On(DateOnly day) => PartnerBuyIn.On(facts, definitions, BuyInRules.On(charters, day), day);
    }
}

/// <summary>One half of a partner as computed.</summary>
internal sealed record ComputedHalf(HalfYear Half, PartnerBuyIn BuyIn, int? Change);

/// <summary>A partner's standing as computed.</summary>
/// <param name="Before">The figures with which the running half is compared.</param>
internal sealed record ComputedStanding(PartnerFacts Facts, BuyInRules Rules, IReadOnlyList<ComputedHalf> Halves, IReadOnlyList<WeighedValue>? Before, DateOnly Today)
{
    public void WriteTo(PartnerStanding standing)
    {
        var last = Facts.LastTwoWay.TryGetValue(Today, out var on) ? on : (DateOnly?)null;
        standing.LastContactOn = last;
        standing.CheckInDueOn = last?.AddDays(Rules.For(Facts.Tier).IdealDays);

        // Dates are stored and the state is derived when shown, so an MOU that ended stays here with its last day until it is renewed.
        // Of each MOU the version that holds counts: a later one may have moved the end either way.
        var bound = Facts.Mous.Select(mou => MouState.HoldingOn(mou.Versions, Today) is { } at ? mou.Versions[at] : null).OfType<MouTerms>()
            .Where(version => !(version.WithdrawnOn <= Today)).ToList();
        standing.HasMou = bound.Count > 0;
        standing.MouEndsOn = bound.Exists(version => version.Expires is null) ? null : bound.Max(version => version.Expires);
        var lastDay = HalfYear.Containing(Today).Previous.End;
        standing.HadMou = Facts.Mous.Exists(mou => MouState.On(mou.Versions, lastDay, Rules.MouNoticeDays).IsInForce);
        standing.ChampionUntil = Facts.Champions.Where(champion => champion.From <= Today).Max(champion => (DateOnly?)(champion.Until ?? DateOnly.MaxValue));
        standing.HasChampion = Facts.Champions.Exists(champion => champion.From <= Today && !(champion.Until < Today));
        var now = Halves.Count > 0 ? Halves[^1] : null;
        (standing.Index, standing.Confidence, standing.Change) = (now?.BuyIn.Index.Value, now?.BuyIn.Index.Confidence ?? 0, now?.Change);
        (standing.Figures, standing.FiguresBefore) = (IndicatorJson.Write(now?.BuyIn.Weighed ?? []), IndicatorJson.Write(Before ?? []));
        standing.Signs = Cooling.Signs(Facts, Rules, standing.Change, Today).Count;
        standing.AsOf = Today;
    }
}

/// <summary>Indicator values as they are stored for a half: key to figure, those without data left out.</summary>
public static class IndicatorJson
{
    public static string Write(IEnumerable<WeighedValue> values) =>
        JsonSerializer.Serialize(values.Where(value => value.Value is not null).ToDictionary(value => value.Key, value => value.Value!.Value));

    /// <summary>Reads stored values back against the task force's indicators; what is not stored has no data.</summary>
    public static IReadOnlyList<WeighedValue> Read(string json, IReadOnlyList<IndicatorDefinition> definitions)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var values = new WeighedValue[definitions.Count];
        for (var i = 0; i < values.Length; i++) values[i] = new(definitions[i].Key, definitions[i].Weight, null);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var at = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            // Written in the order of the definitions, so the next one is nearly always meant.
            var passed = 0;
            while (passed < values.Length && !reader.ValueTextEquals(values[(at + passed) % values.Length].Key)) passed++;
            reader.Read();
            if (passed == values.Length) continue;
            at = (at + passed) % values.Length;
            values[at] = values[at] with { Value = reader.GetInt32() };
        }

        return values;
    }
}
