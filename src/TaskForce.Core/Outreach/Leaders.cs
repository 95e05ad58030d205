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
    private const int Most = 300;

    /// <summary>The leaders, those first about whom somebody must be talked with.</summary>
    public async Task<IReadOnlyList<LeaderRow>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var rows = await RowsAsync(db, actor, Listed(db, actor), ct);
        return [.. rows.OrderByDescending(r => r.Warns).ThenBy(r => r.Approach is not { EndedOn: null }).ThenBy(r => r.Approach?.NextOn ?? DateOnly.MaxValue).ThenByDescending(r => r.Hanging.Count).ThenBy(r => r.Partner, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The leader of one partner, whether in the list or not.</summary>
    public async Task<LeaderRow?> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        return (await RowsAsync(db, actor, db.Partners.AsNoTracking().Where(p => p.Id == partnerId), ct)).FirstOrDefault();
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
        return [.. (await RowsAsync(db, actor, partners, ct)).Where(r => r.Approach is not null || r.Hanging.Count > 0)];
    }

    /// <summary>The list as a file.</summary>
    public async Task ExportAsync(Actor actor, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        var today = databases.Clock.Today;
        using var writer = SheetWriter.Create(target, format, "Leaders",
            ["Leader", "Office", "Partner", "State", "Who approaches", "Findings presented", "On", "With what material", "Answer", "Next step", "Next step on", "Hang on this leader"]);
        foreach (var row in await ListAsync(actor, ct))
        {
            var a = row.Approach;
            writer.Write(row.Now.Term?.Name ?? "", row.Office, row.Partner, LeaderSentences.Of(row.Now, today), a?.Approacher ?? "", a?.Findings ?? "", a?.PresentedOn, a?.Material ?? "", a?.Answer ?? "", a?.NextText ?? "", a?.NextOn,
                string.Join("; ", row.Hanging.Select(h => h.Name)));
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

    private static async Task<List<LeaderRow>> RowsAsync(TaskForceDb db, Actor actor, IQueryable<Partner> partners, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var found = await partners.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(Most).Select(p => new { p.Id, p.Name, p.ShortName, p.Slug, p.Standing!.Change }).ToListAsync(ct);
        if (found.Count == 0)
            return [];
        var ids = found.ConvertAll(p => p.Id);
        var plans = (await db.ApproachPlans.AsNoTracking().Include(p => p.Steps).Where(p => p.PartnerId != null && ids.Contains(p.PartnerId.Value) && p.ArchivedAt == null && (p.Reason == ApproachReason.LeadersSupport || p.LeaderId != null)).ToListAsync(ct))
            // The one under way, else the one that ended last.
            .GroupBy(p => p.PartnerId!.Value).ToDictionary(g => g.Key, g => g.OrderBy(p => p.EndedOn is not null).ThenByDescending(p => p.EndedOn ?? p.BegunOn).First());
        var offices = (await db.Offices.AsNoTracking().Where(o => ids.Contains(o.PartnerId) && o.ArchivedAt == null).OrderBy(o => o.Title).ThenBy(o => o.Id).Select(o => new { o.Id, o.PartnerId, o.Title }).ToListAsync(ct)).ToLookup(o => o.PartnerId);
        var officeIds = offices.SelectMany(o => o).Select(o => o.Id).ToList();
        var terms = (await db.OfficeHoldings.AsNoTracking().Where(h => officeIds.Contains(h.OfficeId)).Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.OfficeId, Term = new LeaderTerm(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, h.From, h.To, p.LeftOn) }).ToListAsync(ct))
            .ToLookup(h => h.OfficeId, h => h.Term);
        var ties = (await db.SupportTies.AsNoTracking().Where(t => ids.Contains(t.OnPartnerId)).Join(db.Partners.Where(p => p.ArchivedAt == null), t => t.PartnerId, p => p.Id, (t, p) => new { t.OnPartnerId, p.SortName, H = new HangingPartner(t.Id, t.Version, p.Id, p.Name, p.ShortName, p.Slug, t.Note) }).ToListAsync(ct))
            .OrderBy(t => t.SortName, StringComparer.Ordinal).ToLookup(t => t.OnPartnerId, t => t.H);
        var people = plans.Values.SelectMany(p => p.Steps.Select(s => s.PersonId).Append(p.PersonId).Append(p.LeaderId)).OfType<Guid>().Distinct().ToList();
        var names = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, p.LeftOn }).ToDictionaryAsync(p => p.Id, ct);
        var cooling = (await Coolings.AllAsync(db, actor, ct)).Select(p => p.Id).ToHashSet();
        await OwnAgency.LogAsync(db, actor, ids, ct);
        return found.ConvertAll(p =>
        {
            var plan = plans.GetValueOrDefault(p.Id);
            // The office of the leader who is approached; else the one that somebody holds.
            var office = offices[p.Id].OrderByDescending(o => plan?.LeaderId is { } leader && terms[o.Id].Any(t => t.PersonId == leader)).ThenByDescending(o => terms[o.Id].Any(t => t.From <= today && !(t.Last < today))).FirstOrDefault();
            IReadOnlyList<LeaderTerm> held = office is null ? [] : [.. terms[office.Id]];
            // A leader whose office nobody recorded is known from the plan.
            if (held.Count == 0 && plan?.LeaderId is { } wanted && names.TryGetValue(wanted, out var person))
                held = [new(person.Id, person.Name, person.Slug, plan.BegunOn, null, person.LeftOn)];
            return new LeaderRow(p.Id, p.Name, p.ShortName, p.Slug, office?.Title ?? "", LeaderNow.Of(held, cooling.Contains(p.Id) || Movement.Of(p.Change) == Direction.LosingGround, today),
                plan is null ? null : Approach(plan, id => id is { } one ? names.GetValueOrDefault(one)?.Name : null), [.. ties[p.Id]], Permissions.Allow(actor, Act.WriteCandid, Subject.Partner(p.Id)), actor.IsOwn(p.Id));
        });
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
