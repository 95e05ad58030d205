using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Partners;

/// <summary>Reads who is at the table and who is missing. Shared facts; the plans to fill a seat are candid and come only to those who may see them.</summary>
public sealed class Coverages(Databases databases)
{
    public async Task<CoverageView> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var notice = (await Charters.OnAsync(db, today, ct)).MouNoticeDays;
        var sitting = await SittingAsync(db, today, ct);
        var holding = sitting.Select(s => s.PartnerId).ToHashSet();
        var partners = (await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).Select(p => new
        {
            p.Id,
            p.Name,
            p.ShortName,
            p.Slug,
            p.Sector,
            Office = p.Kind!.KeyOffice,
            p.Level,
            Membership = p.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today)).Select(m => (MembershipKind?)m.Kind).FirstOrDefault(),
            p.Standing!.Index,
            p.Standing.Change,
            HasMou = (bool?)p.Standing.HasMou ?? false,
            p.Standing.MouEndsOn,
        }).ToListAsync(ct)).ConvertAll(p => new CoveragePartner(p.Id, p.Name, p.ShortName, p.Slug, p.Sector, p.Office, p.Level, p.Membership, holding.Contains(p.Id), p.Index, p.Change,
            PartnerLists.PlaceOf(p.HasMou, p.MouEndsOn, today, notice)));
        var communities = await db.Communities.AsNoTracking().Where(c => c.ArchivedAt == null).OrderBy(c => c.SortName).ThenBy(c => c.Id)
            .LeftJoin(db.Partners.Where(p => p.ArchivedAt == null), c => c.PartnerId, p => p.Id, (c, p) => new CommunityLine(c.Id, c.Version, c.Name, c.Why, p == null ? null : p.Id, p == null ? null : p.Name, p == null ? null : p.Slug)).ToListAsync(ct);
        var plans = actor.SeesAllCandid ? await PlansAsync(db, ct) : [];
        return Coverage.Of(today, partners, communities, plans, await TiesAsync(db, sitting, today, ct));
    }

    /// <summary>Every place with who sits there, as a file.</summary>
    public async Task ExportAsync(Actor actor, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        var view = await ReadAsync(actor, ct);
        using var writer = SheetWriter.Create(target, format, "Coverage", ["List", "Place", "State", "Who", "Buy-in of the strongest", "Why it matters"]);
        foreach (var (list, places) in new[] { ("Sector", view.Sectors), ("Office", view.Offices), ("Community", view.Communities) })
            foreach (var place in places)
                writer.Write(list, place.Name, CoverageSentences.State(place, view.Today), string.Join("; ", place.Seated.Select(p => p.Name)), place.Seated.FirstOrDefault()?.Index, place.Why);
    }

    private sealed record Sitting(Guid PartnerId, Guid BodyId, BodyKind Kind);

    private static async Task<List<Sitting>> SittingAsync(TaskForceDb db, DateOnly today, CancellationToken ct) =>
        await (from seat in db.Seats.AsNoTracking().Where(s => s.From <= today && (s.To == null || s.To >= today))
               join body in db.Bodies.Where(b => b.ArchivedAt == null) on seat.BodyId equals body.Id
               join office in db.Offices on seat.OfficeId equals office.Id into offices
               from office in offices.DefaultIfEmpty()
               let partner = seat.PartnerId ?? (office == null ? null : office.PartnerId)
               where partner != null
               select new Sitting(partner!.Value, body.Id, body.Kind)).Distinct().ToListAsync(ct);

    private static async Task<List<ApproachMark>> PlansAsync(TaskForceDb db, CancellationToken ct) =>
        await db.ApproachPlans.AsNoTracking().Where(p => p.EndedOn == null && p.ArchivedAt == null)
            .Select(p => new ApproachMark(p.Id, p.Seat, p.Steps.Where(s => s.DoneOn == null).Min(s => (DateOnly?)s.DueOn), p.DoorOpener)).ToListAsync(ct);

    // Everybody sits in the general body and many with the executives; what tells of working together is a committee, or an MOU between few.
    private static async Task<List<CoverageTie>> TiesAsync(TaskForceDb db, List<Sitting> sitting, DateOnly today, CancellationToken ct)
    {
        var committees = sitting.Where(s => s.Kind is not (BodyKind.GeneralBody or BodyKind.Executives)).GroupBy(s => s.BodyId).Select(g => g.Select(s => s.PartnerId).Distinct().Order().ToList());
        var mous = (await db.Mous.AsNoTracking().Include(m => m.Versions).ThenInclude(v => v.Parties).Where(m => m.ArchivedAt == null).ToListAsync(ct)).Select(m => Bound(m, today));
        Dictionary<(Guid, Guid), CoverageTie> ties = [];
        foreach (var (group, isMou) in committees.Select(g => (g, false)).Concat(mous.Select(g => (g, true))))
        {
            for (var i = 0; i < group.Count; i++)
                for (var j = i + 1; j < group.Count; j++)
                {
                    var known = ties.GetValueOrDefault((group[i], group[j]), new(group[i], group[j], 0, 0));
                    ties[(group[i], group[j])] = isMou ? known with { Mous = known.Mous + 1 } : known with { Committees = known.Committees + 1 };
                }
        }
        return [.. ties.Values];
    }

    /// <summary>The partners whom an MOU in force binds on a day, under the version that holds; none where it is not in force.</summary>
    private static List<Guid> Bound(Mou mou, DateOnly day) => MouState.On(mou.Terms(), day, 0).IsInForce
        ? [.. mou.HoldingOn(day)!.Parties.Where(p => !(p.WithdrawnOn <= day)).Select(p => p.PartnerId).Distinct().Order()]
        : [];
}
