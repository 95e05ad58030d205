using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Outreach;

/// <summary>Reads leaders' support: elected and city leaders, leaders who are approached, and those on whom other partners hang. Candid: what the reader may not see is not there.</summary>
public sealed class Leaders(Databases databases)
{
    // More notices than these nobody reads above a table; the others stand first in it.
    private const int Told = 4;

    /// <summary>A page of the leaders: those first about whom somebody must be talked with, then those who are approached, by the day of the next step, then the others by name.</summary>
    public async Task<LeaderList> PageAsync(Actor actor, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var listed = Listed(db, actor);
        var cooling = await CoolingAsync(db, actor, ct);
        var warned = await WarnedAsync(db, listed, cooling, ct);
        var page = await Paging.KeysAsync(after, before, size, Along(db, listed, warned, ct), () => listed.Take(Paging.CountLimit + 1).CountAsync(ct));
        var told = warned.Take(Told).Select(w => w.Id).ToList();
        var rows = (await RowsAsync(db, actor, [.. page.Rows.Select(k => k.Id).Union(told)], cooling, ct)).ToDictionary(r => r.PartnerId);
        var open = OpenPlans(db).Select(p => p.PartnerId!.Value);
        return new(page.Of<LeaderRow>([.. page.Rows.Where(k => rows.ContainsKey(k.Id)).Select(k => rows[k.Id])]), [.. told.Where(rows.ContainsKey).Select(id => rows[id])], warned.Count,
            await listed.Where(p => open.Contains(p.Id)).Take(Paging.CountLimit + 1).CountAsync(ct));
    }

    /// <summary>The leader of one partner, whether in the list or not.</summary>
    public async Task<LeaderRow?> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        return (await RowsAsync(db, actor, [partnerId], await CoolingAsync(db, actor, ct), ct)).FirstOrDefault();
    }

    /// <summary>The leaders on whom one partner's support hangs.</summary>
    public async Task<IReadOnlyList<HangingPartner>> OnWhomAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.SupportTies.AsNoTracking().Where(t => t.PartnerId == partnerId).Join(db.Partners, t => t.OnPartnerId, p => p.Id, (t, p) => new { T = t, P = p }).OrderBy(x => x.P.SortName)
            .Select(x => new HangingPartner(x.T.Id, x.T.Version, x.P.Id, x.P.Name, x.P.ShortName, x.P.Slug, x.T.Note)).ToListAsync(ct);
    }

    /// <summary>A person as a leader: the partners whose leading office they hold today, and those where a plan is to win them.</summary>
    public async Task<IReadOnlyList<LeaderRow>> OfPersonAsync(Actor actor, Guid personId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && (db.Offices.Any(o => o.PartnerId == p.Id && o.ArchivedAt == null && o.Holdings.Any(h => h.PersonId == personId && h.From <= today && (h.To == null || h.To >= today)))
                || db.ApproachPlans.Any(a => a.PartnerId == p.Id && a.ArchivedAt == null && a.LeaderId == personId)));
        if (!actor.SeesAllCandid)
        {
            var seated = actor.CandidPartners.ToList();
            partners = partners.Where(p => seated.Contains(p.Id));
        }
        var ids = await partners.OrderBy(p => p.SortName).ThenBy(p => p.Id).Select(p => p.Id).ToListAsync(ct);
        return [.. (await RowsAsync(db, actor, ids, await CoolingAsync(db, actor, ct), ct)).Where(r => r.Approach is not null || r.Hanging.Count > 0)];
    }

    /// <summary>The list as a file.</summary>
    public async Task ExportAsync(Actor actor, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var (listed, cooling) = (Listed(db, actor), await CoolingAsync(db, actor, ct));
        using var writer = SheetWriter.Create(target, format, "Leaders",
            ["Leader", "Office", "Partner", "State", "Who approaches", "Findings presented", "On", "With what material", "Answer", "Next step", "Next step on", "Hang on this leader"]);
        await foreach (var keys in Paging.AllKeysAsync(Along(db, listed, await WarnedAsync(db, listed, cooling, ct), ct)))
        {
            foreach (var row in await RowsAsync(db, actor, keys.ConvertAll(k => k.Id), cooling, ct))
            {
                var a = row.Approach;
                writer.Write(row.Now.Term?.Name ?? "", row.Office, row.Partner, LeaderSentences.Of(row.Now, today), a?.Approacher ?? "", a?.Findings ?? "", a?.PresentedOn, a?.Material ?? "", a?.Answer ?? "", a?.NextText ?? "", a?.NextOn,
                    string.Join("; ", row.Hanging.Select(h => h.Name)));
            }
        }
    }

    /// <summary>The partners whose leaders stand in the list, as far as the reader sees what is candid about them.</summary>
    internal static IQueryable<Partner> Listed(TaskForceDb db, Actor actor)
    {
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null && (p.Sector == Sector.LocalGovernment || db.SupportTies.Any(t => t.OnPartnerId == p.Id)
            || db.ApproachPlans.Any(a => a.PartnerId == p.Id && a.ArchivedAt == null && (a.Reason == ApproachReason.LeadersSupport || a.LeaderId != null))));
        if (actor.SeesAllCandid)
            return partners;
        var seated = actor.CandidPartners.ToList();
        return partners.Where(p => seated.Contains(p.Id));
    }

    private static IQueryable<ApproachPlan> LeaderPlans(TaskForceDb db) => db.ApproachPlans.AsNoTracking().Where(p => p.PartnerId != null && p.ArchivedAt == null && (p.Reason == ApproachReason.LeadersSupport || p.LeaderId != null));

    /// <summary>Of each partner the plan under way, the one begun last where there are several.</summary>
    private static IQueryable<ApproachPlan> OpenPlans(TaskForceDb db)
    {
        var plans = LeaderPlans(db).Where(p => p.EndedOn == null);
        return plans.Where(p => !plans.Any(o => o.PartnerId == p.PartnerId && (o.BegunOn > p.BegunOn || (o.BegunOn == p.BegunOn && o.Id > p.Id))));
    }

    private static TakeKeys Along(TaskForceDb db, IQueryable<Partner> listed, List<Place> warned, CancellationToken ct)
    {
        var ids = warned.ConvertAll(w => w.Id);
        var others = listed.Where(p => !ids.Contains(p.Id));
        var plans = OpenPlans(db);
        // A step repeats its plan's partner.
        var due = ApproachPages.NextSteps(db).Where(s => s.PartnerId != null && plans.Any(p => p.Id == s.PlanId) && others.Any(p => p.Id == s.PartnerId));
        return Paging.InParts(
            (from, back, count) => Task.FromResult(Warned(warned, from, back, count)),
            (from, back, count) => Paging.ByDayAsync(due.Select(s => new DayKey { On = s.DueOn, Id = s.PartnerId!.Value }), latestFirst: false, from, back, count, ct),
            (from, back, count) => others.Where(p => !plans.Any(a => a.PartnerId == p.Id && a.Steps.Any(s => s.DoneOn == null))).ByNameAsync(from, back, count, ct));
    }

    private static List<Place> Warned(List<Place> warned, Place? from, bool back, int count)
    {
        var passed = from is { } place ? warned.Where(w => back ? Order(w, place) < 0 : Order(w, place) > 0) : warned;
        return [.. (back ? passed.Reverse() : passed).Take(count)];
    }

    // As the databases order: names by code, ids by their digits from the left.
    private static int Order(Place one, Place other) => string.CompareOrdinal(one.Value, other.Value) is not 0 and var names ? names : string.CompareOrdinal(one.Id.ToString("N"), other.Id.ToString("N"));

    private static async Task<HashSet<Guid>> CoolingAsync(TaskForceDb db, Actor actor, CancellationToken ct) => [.. (await Coolings.AllAsync(db, actor, ct)).Select(p => p.Id)];

    /// <summary>
    /// The leaders about whom those who hang on them must be talked with, by name. How an office is held follows from its terms and is no column, so this part is
    /// worked out whole: of the leaders on whom somebody hangs, who are few because each was written down by hand, those where something changed.
    /// </summary>
    private static async Task<List<Place>> WarnedAsync(TaskForceDb db, IQueryable<Partner> listed, HashSet<Guid> cooling, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var since = today.AddDays(-LeaderNow.NewForDays);
        var cool = cooling.ToList();
        var held = db.OfficeHoldings.Where(h => h.From <= today && (h.To == null || h.To >= today) && !db.People.Any(e => e.Id == h.PersonId && e.LeftOn < today));
        var hung = db.SupportTies.Where(t => db.Partners.Any(p => p.Id == t.PartnerId && p.ArchivedAt == null)).Select(t => t.OnPartnerId);
        var found = await listed.Where(p => hung.Contains(p.Id)
                && (cool.Contains(p.Id) || p.Standing!.Change < -Movement.SteadyWithin
                    || db.Offices.Any(o => o.PartnerId == p.Id && o.ArchivedAt == null && (o.Holdings.Any(h => h.From >= since && h.From <= today) || !held.Any(h => h.OfficeId == o.Id)))
                    || LeaderPlans(db).Any(a => a.PartnerId == p.Id && db.People.Any(e => e.Id == a.LeaderId && e.LeftOn < today))))
            .Select(p => new { p.Id, p.SortName, p.Standing!.Change }).ToListAsync(ct);
        var ids = found.ConvertAll(p => p.Id);
        var stand = await StandAsync(db, found.ToDictionary(p => p.Id, p => cooling.Contains(p.Id) || Movement.Of(p.Change) == Direction.LosingGround), Chosen(await LeaderPlans(db).Where(p => ids.Contains(p.PartnerId!.Value)).ToListAsync(ct)), ct);
        return [.. found.Where(p => stand[p.Id].Now.IsChange).Select(p => new Place(p.SortName, p.Id, 0)).Order(Comparer<Place>.Create(Order))];
    }

    // The one under way, else the one that ended last.
    private static Dictionary<Guid, ApproachPlan> Chosen(List<ApproachPlan> plans) => plans.GroupBy(p => p.PartnerId!.Value)
        .ToDictionary(g => g.Key, g => g.OrderBy(p => p.EndedOn is not null).ThenByDescending(p => p.EndedOn ?? p.BegunOn).ThenByDescending(p => p.Id).First());

    /// <summary>The leading office of each partner and how it is held.</summary>
    /// <param name="cools">The partners, and whether each cools or loses ground.</param>
    private static async Task<Dictionary<Guid, (string Office, LeaderNow Now)>> StandAsync(TaskForceDb db, Dictionary<Guid, bool> cools, Dictionary<Guid, ApproachPlan> plans, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var ids = cools.Keys.ToList();
        var offices = (await db.Offices.AsNoTracking().Where(o => ids.Contains(o.PartnerId) && o.ArchivedAt == null).OrderBy(o => o.Title).ThenBy(o => o.Id).Select(o => new { o.Id, o.PartnerId, o.Title }).ToListAsync(ct)).ToLookup(o => o.PartnerId);
        var officeIds = offices.SelectMany(o => o).Select(o => o.Id).ToList();
        var terms = (await db.OfficeHoldings.AsNoTracking().Where(h => officeIds.Contains(h.OfficeId)).Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.OfficeId, Term = new LeaderTerm(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, h.From, h.To, p.LeftOn) }).ToListAsync(ct))
            .ToLookup(h => h.OfficeId, h => h.Term);
        var wanted = plans.Values.Select(p => p.LeaderId).OfType<Guid>().Distinct().ToList();
        var people = await db.People.AsNoTracking().Where(p => wanted.Contains(p.Id)).Select(p => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, p.LeftOn }).ToDictionaryAsync(p => p.Id, ct);
        return ids.ToDictionary(id => id, id =>
        {
            var plan = plans.GetValueOrDefault(id);
            // The office of the leader who is approached; else the one that somebody holds.
            var office = offices[id].OrderByDescending(o => plan?.LeaderId is { } leader && terms[o.Id].Any(t => t.PersonId == leader)).ThenByDescending(o => terms[o.Id].Any(t => t.From <= today && !(t.Last < today))).FirstOrDefault();
            IReadOnlyList<LeaderTerm> held = office is null ? [] : [.. terms[office.Id]];
            // A leader whose office nobody recorded is known from the plan.
            if (held.Count == 0 && plan?.LeaderId is { } leader && people.TryGetValue(leader, out var person))
                held = [new(person.Id, person.Name, person.Slug, plan.BegunOn, null, person.LeftOn)];
            return (office?.Title ?? "", LeaderNow.Of(held, cools[id], today));
        });
    }

    private static async Task<List<LeaderRow>> RowsAsync(TaskForceDb db, Actor actor, List<Guid> ids, HashSet<Guid> cooling, CancellationToken ct)
    {
        var found = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name, p.ShortName, p.Slug, p.Standing!.Change }).ToDictionaryAsync(p => p.Id, ct);
        if (found.Count == 0)
            return [];
        var plans = Chosen(await LeaderPlans(db).Include(p => p.Steps).Where(p => ids.Contains(p.PartnerId!.Value)).ToListAsync(ct));
        var stand = await StandAsync(db, found.Values.ToDictionary(p => p.Id, p => cooling.Contains(p.Id) || Movement.Of(p.Change) == Direction.LosingGround), plans, ct);
        var ties = (await db.SupportTies.AsNoTracking().Where(t => ids.Contains(t.OnPartnerId)).Join(db.Partners.Where(p => p.ArchivedAt == null), t => t.PartnerId, p => p.Id, (t, p) => new { t.OnPartnerId, p.SortName, H = new HangingPartner(t.Id, t.Version, p.Id, p.Name, p.ShortName, p.Slug, t.Note) }).ToListAsync(ct))
            .OrderBy(t => t.SortName, StringComparer.Ordinal).ToLookup(t => t.OnPartnerId, t => t.H);
        var people = plans.Values.SelectMany(p => p.Steps.Select(s => s.PersonId).Append(p.PersonId)).OfType<Guid>().Distinct().ToList();
        var names = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        await OwnAgency.LogAsync(db, actor, found.Keys, ct);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id]).Select(p => new LeaderRow(p.Id, p.Name, p.ShortName, p.Slug, stand[p.Id].Office, stand[p.Id].Now,
            plans.TryGetValue(p.Id, out var plan) ? Approach(plan, id => id is { } one ? names.GetValueOrDefault(one) : null) : null, [.. ties[p.Id]], Permissions.Allow(actor, Act.WriteCandid, Subject.Partner(p.Id)), actor.IsOwn(p.Id)))];
    }

    private static LeaderApproach Approach(ApproachPlan plan, Func<Guid?, string?> name)
    {
        var steps = plan.Steps.OrderBy(s => s.DueOn).ThenBy(s => s.Id).ToList();
        var presented = steps.Where(s => s.DoneOn is not null && s.Findings.Length > 0).MaxBy(s => s.DoneOn);
        var answered = steps.Where(s => s.DoneOn is not null).MaxBy(s => s.DoneOn);
        var next = plan.EndedOn is null ? steps.Find(s => s.DoneOn is null) : null;
        return new(plan.Id, plan.Title, name(next?.PersonId ?? plan.PersonId), plan.DoorOpener, plan.EndedOn, plan.Result, presented?.DoneOn, presented?.Findings ?? "", presented?.Material ?? "",
            presented?.Answer ?? answered?.Answer ?? "", next?.Text ?? "", next?.DueOn);
    }
}
