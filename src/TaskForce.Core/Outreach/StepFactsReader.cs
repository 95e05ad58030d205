using Microsoft.EntityFrameworkCore;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>Reads what next best steps look at: for one partner or for many, one query a kind of fact, whatever their number. What the reader may not see is not there.</summary>
internal static class StepFactsReader
{
    private const int YearDays = 365;

    /// <summary>The facts by partner.</summary>
    /// <param name="partners">Which partners.</param>
    /// <param name="cooling">Their early warnings, as <see cref="Coolings"/> reads them.</param>
    public static async Task<List<StepFacts>> ReadAsync(TaskForceDb db, IQueryable<Partner> partners, IReadOnlyDictionary<Guid, IReadOnlyList<CoolingSign>> cooling, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var charter = await Charters.OnAsync(db, today, ct);
        var rules = BuyInRules.Of(charter);
        var heads = await partners.OrderBy(p => p.SortName).ThenBy(p => p.Id).Select(p => new { p.Id, p.Name, p.Slug, p.Tier, p.Standing }).ToListAsync(ct);
        var ids = partners.Select(p => p.Id);
        var stages = await db.PartnerJudgments.AsNoTracking().Where(j => ids.Contains(j.PartnerId)).Select(j => new { j.PartnerId, j.Stage, j.StageSince }).ToDictionaryAsync(j => j.PartnerId, ct);
        var (leaders, champions) = (await LeadersAsync(db, ids, today, ct), await ChampionsAsync(db, ids, today, ct));
        var barriers = (await db.Barriers.AsNoTracking().Where(b => ids.Contains(b.PartnerId) && b.ResolvedAt == null && b.ArchivedAt == null && (b.CounterStep == "" || b.DueOn < today))
            .Select(b => new { b.Id, b.PartnerId, b.Cause, b.NamedOn, b.CounterStep, b.DueOn }).ToListAsync(ct)).ToLookup(b => b.PartnerId);
        var messages = (await db.ChampionMessages.AsNoTracking().Where(m => ids.Contains(m.PartnerId) && m.AnsweredOn == null).Select(m => new { m.Id, m.PartnerId, m.On }).ToListAsync(ct)).ToLookup(m => m.PartnerId);
        var statements = await db.LeadershipStatements.Where(s => ids.Contains(s.PartnerId)).GroupBy(s => s.PartnerId).Select(g => new { g.Key, On = g.Max(s => s.On) }).ToDictionaryAsync(g => g.Key, g => g.On, ct);
        var (met, known) = (await MetAsync(db, ids, today, ct), await KnownAsync(db, ids, today, ct));
        var plans = (await db.ApproachPlans.AsNoTracking().Where(p => p.PartnerId != null && ids.Contains(p.PartnerId.Value) && p.EndedOn == null && p.ArchivedAt == null)
            .OrderByDescending(p => p.BegunOn).Select(p => new { p.Id, p.PartnerId }).ToListAsync(ct)).ToLookup(p => p.PartnerId!.Value, p => p.Id);
        var mous = (await db.MouParties.AsNoTracking().Where(p => ids.Contains(p.PartnerId)).Join(db.MouVersions.Where(v => v.ExpiresOn != null), p => p.VersionId, v => v.Id, (p, v) => new { p.PartnerId, v.MouId, v.ExpiresOn })
            .ToListAsync(ct)).ToLookup(m => (m.PartnerId, m.ExpiresOn), m => m.MouId);

        return heads.ConvertAll(p =>
        {
            var (standing, leader, champion) = (p.Standing, leaders.GetValueOrDefault(p.Id), champions.GetValueOrDefault(p.Id));
            var open = barriers[p.Id].Where(b => b.CounterStep.Length == 0).MinBy(b => b.NamedOn);
            var late = barriers[p.Id].Where(b => b.CounterStep.Length > 0).MinBy(b => b.DueOn);
            var message = messages[p.Id].MinBy(m => m.On);
            var mou = PartnerLists.PlaceOf(standing?.HasMou ?? false, standing?.MouEndsOn, today, charter.MouNoticeDays);
            return new StepFacts
            {
                Today = today,
                PartnerId = p.Id,
                Name = p.Name,
                Slug = p.Slug,
                Stage = stages.GetValueOrDefault(p.Id)?.Stage,
                StageSince = stages.GetValueOrDefault(p.Id)?.StageSince,
                LastContactOn = standing?.LastContactOn,
                Interval = rules.For(p.Tier),
                Leader = leader?.Name ?? "",
                LeaderSince = leader?.Since,
                LeaderMetOn = leader is { PersonId: { } who } ? met.TryGetValue((p.Id, who), out var on) ? on : null : null,
                Champion = champion?.Name ?? "",
                ChampionId = champion?.Id,
                ChampionCanAct = champion?.CanAct ?? false,
                ChampionLeftOn = champion?.LeftOn,
                MessageId = message?.Id,
                MessageOn = message?.On,
                BarrierId = open?.Id,
                Barrier = open?.Cause ?? default,
                LateBarrierId = late?.Id,
                LateStep = late?.CounterStep ?? "",
                LateStepDue = late?.DueOn,
                Mou = mou,
                MouId = mou is MouPlace.Ending or MouPlace.Lapsed ? mous[(p.Id, standing?.MouEndsOn)].Cast<Guid?>().FirstOrDefault() : null,
                MouEndsOn = standing?.MouEndsOn,
                Index = standing?.Index,
                Change = standing?.Change,
                HasSponsor = leader?.IsSponsored ?? false,
                LastStatementOn = statements.TryGetValue(p.Id, out var said) ? said : null,
                Cooling = cooling.GetValueOrDefault(p.Id) ?? [],
                PeopleKnown = known.GetValueOrDefault(p.Id),
                PlanId = plans[p.Id].Cast<Guid?>().FirstOrDefault(),
            };
        });
    }

    private sealed record Lead(string Name, Guid? PersonId, DateOnly? Since, bool IsSponsored);

    private static async Task<Dictionary<Guid, Lead>> LeadersAsync(TaskForceDb db, IQueryable<Guid> ids, DateOnly today, CancellationToken ct)
    {
        var holdings = (await db.Offices.AsNoTracking().Where(o => ids.Contains(o.PartnerId) && o.ArchivedAt == null).Join(db.OfficeHoldings, o => o.Id, h => h.OfficeId, (o, h) => new { o.PartnerId, h.OfficeId, h.PersonId, h.From, h.To })
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.PartnerId, h.OfficeId, h.PersonId, h.From, h.To, Name = p.Name.Length > 0 ? p.Name : p.KnownAs }).ToListAsync(ct)).ToLookup(h => h.PartnerId);
        var sponsors = (await db.Sponsors.AsNoTracking().Where(s => ids.Contains(s.PartnerId) && s.From <= today && (s.To == null || s.To >= today))
            .LeftJoin(db.People, s => s.PersonId, p => p.Id, (s, p) => new { s.PartnerId, Name = p == null ? "" : p.Name.Length > 0 ? p.Name : p.KnownAs }).ToListAsync(ct)).ToLookup(s => s.PartnerId, s => s.Name);
        Dictionary<Guid, Lead> leaders = [];
        foreach (var partner in holdings.Select(h => h.Key).Concat(sponsors.Select(s => s.Key)).Distinct())
        {
            var now = holdings[partner].Where(h => h.From <= today && !(h.To < today)).OrderBy(h => h.From).ToList();
            // The first holder that the roster knows of is not new: only one who followed another is, and nobody who was elected again.
            var fresh = now.LastOrDefault(h => holdings[partner].Where(o => o.OfficeId == h.OfficeId && o.From < h.From).MaxBy(o => o.From) is { } before && before.PersonId != h.PersonId);
            var (sponsored, sponsor) = (sponsors[partner].Any(), sponsors[partner].FirstOrDefault(n => n.Length > 0));
            leaders[partner] = new(fresh is not null && today.DayNumber - fresh.From.DayNumber <= NextBestStep.NewForDays ? fresh.Name : sponsor ?? now.FirstOrDefault()?.Name ?? "", fresh?.PersonId, fresh?.From, sponsored);
        }
        return leaders;
    }

    private sealed record Carrier(string Name, Guid? Id, bool CanAct, DateOnly? LeftOn);

    private static async Task<Dictionary<Guid, Carrier>> ChampionsAsync(TaskForceDb db, IQueryable<Guid> ids, DateOnly today, CancellationToken ct) =>
        (await db.Champions.AsNoTracking().Where(c => ids.Contains(c.PartnerId) && c.From <= today)
            .Join(db.People, c => c.PersonId, p => p.Id, (c, p) => new { c.Id, c.PartnerId, c.To, CanAct = c.HasAuthority || c.LeadershipBacks, Name = p.Name.Length > 0 ? p.Name : p.KnownAs }).ToListAsync(ct))
        .GroupBy(c => c.PartnerId).ToDictionary(g => g.Key, g =>
        {
            var now = g.Where(c => !(c.To < today)).OrderByDescending(c => c.CanAct).FirstOrDefault();
            return new Carrier(now?.Name ?? "", now?.Id, now?.CanAct ?? false, g.Where(c => c.To < today).Max(c => c.To));
        });

    /// <summary>The last two-way contact with each person in which a partner took part.</summary>
    private static async Task<Dictionary<(Guid, Guid), DateOnly>> MetAsync(TaskForceDb db, IQueryable<Guid> ids, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-NextBestStep.NewForDays);
        return await db.ContactPartners.AsNoTracking().Where(c => ids.Contains(c.PartnerId) && c.TwoWay && c.On >= since)
            .Join(db.ContactPeople, c => c.ContactId, p => p.ContactId, (c, p) => new { c.PartnerId, p.PersonId, c.On })
            .GroupBy(x => new { x.PartnerId, x.PersonId }).Select(g => new { g.Key.PartnerId, g.Key.PersonId, On = g.Max(x => x.On) }).ToDictionaryAsync(g => (g.PartnerId, g.PersonId), g => g.On, ct);
    }

    /// <summary>How many people of each partner took part in a contact of the last year, or hold one of its seats.</summary>
    private static async Task<Dictionary<Guid, int>> KnownAsync(TaskForceDb db, IQueryable<Guid> ids, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-YearDays);
        var met = db.ContactPartners.Where(c => ids.Contains(c.PartnerId) && c.TwoWay && c.On >= since).Join(db.ContactPeople, c => c.ContactId, p => p.ContactId, (c, p) => new { c.PartnerId, p.PersonId })
            .Where(x => db.Posts.Any(p => p.PartnerId == x.PartnerId && p.PersonId == x.PersonId && (p.To == null || p.To >= today)));
        // A seat is a partner's own, or one of its offices'.
        var seated = db.Seats.LeftJoin(db.Offices, s => s.OfficeId, o => o.Id, (s, o) => new { s.Id, s.To, PartnerId = s.PartnerId ?? (o == null ? null : (Guid?)o.PartnerId) })
            .Where(s => s.PartnerId != null && ids.Contains(s.PartnerId.Value) && (s.To == null || s.To >= today))
            .Join(db.SeatHoldings.Where(h => h.From <= today && (h.To == null || h.To >= today)), s => s.Id, h => h.SeatId, (s, h) => new { PartnerId = s.PartnerId!.Value, h.PersonId });
        return await met.Union(seated).GroupBy(x => x.PartnerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }
}
