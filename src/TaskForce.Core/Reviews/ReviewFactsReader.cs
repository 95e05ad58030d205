using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>Reads what a review is computed from, in a fixed number of queries. No candid table is named here.</summary>
internal static class ReviewFactsReader
{
    public static async Task<ReviewFacts> LoadAsync(TaskForceDb db, HalfYear half, DateOnly asOf, CancellationToken ct)
    {
        var charters = await db.Charters.AsNoTracking().OrderBy(c => c.From).ToListAsync(ct);
        var rules = BuyInRules.On(charters, asOf);
        var definitions = await Standings.DefinitionsAsync(db, ct);
        var partners = await PartnersAsync(db, half, asOf, definitions, charters, ct);
        var (seats, meetings) = await ExecutivesAsync(db, half, ct);
        return new(half, asOf, rules.MinimumConfidence, definitions, partners, seats, meetings, await ActivitiesAsync(db, half, ct)) { Asks = await ReviewAsks.LinesAsync(db, half, ct) };
    }

    private static async Task<List<PartnerFact>> PartnersAsync(
        TaskForceDb db, HalfYear half, DateOnly asOf, IReadOnlyList<IndicatorDefinition> definitions, IReadOnlyList<CharterRow> charters, CancellationToken ct)
    {
        var today = db.Clock.Today;
        int current = half.Key, previous = half.Previous.Key;
        // One row a partner, with its tie and its two stored halves.
        var partners = await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).Select(p => new
        {
            p.Id,
            p.Name,
            p.ShortName,
            p.Slug,
            p.Sector,
            AsOf = p.Standing == null ? (DateOnly?)null : p.Standing.AsOf,
            Tie = p.Memberships.Where(m => m.From <= asOf && (m.To == null || m.To >= asOf)).OrderByDescending(m => m.From).ThenBy(m => m.Id).Select(m => (MembershipKind?)m.Kind).FirstOrDefault(),
            Now = db.PartnerHalves.Where(h => h.PartnerId == p.Id && h.Half == current).Select(h => h.Values).FirstOrDefault(),
            Before = db.PartnerHalves.Where(h => h.PartnerId == p.Id && h.Half == previous).Select(h => h.Values).FirstOrDefault(),
        }).ToListAsync(ct);
        var seated = (await (from seat in db.Seats.AsNoTracking()
                             join office in db.Offices on seat.OfficeId equals office.Id into offices
                             from office in offices.DefaultIfEmpty()
                             where seat.From <= asOf && (seat.To == null || seat.To >= asOf)
                             select seat.PartnerId ?? (office == null ? null : office.PartnerId)).ToListAsync(ct)).OfType<Guid>().ToHashSet();
        partners.RemoveAll(p => p.Tie is MembershipKind.Declined or MembershipKind.Former);

        // The stored halves are what the records say as long as the standing is of this day; else, and for any other day, the records are read.
        var isStored = asOf == (half.End < today ? half.End : today) && partners.TrueForAll(p => p.AsOf == today);
        var figures = isStored ? null : await ComputedAsync(db, [.. partners.Select(p => p.Id)], half, asOf, definitions, charters, ct);
        // A half that was closed is compared as it was closed; what was corrected in it since moves nothing.
        var closed = await ClosedHalves.LoadAsync(db, null, half.Previous, definitions, ct);
        var mous = await MousAsync(db, half, asOf, BuyInRules.On(charters, asOf).MouNoticeDays, ct);
        IReadOnlyList<WeighedValue> nothing = IndicatorJson.Read("{}", definitions);
        return [.. partners.Select(p =>
        {
            var (now, before) = figures is null ? (Of(p.Now), Of(p.Before)) : figures.GetValueOrDefault(p.Id, (nothing, nothing));
            var (has, had) = mous.GetValueOrDefault(p.Id);
            var atTheTable = p.Tie is MembershipKind.Member or MembershipKind.Affiliate || seated.Contains(p.Id);
            return new PartnerFact(p.Id, p.ShortName.Length > 0 ? p.ShortName : p.Name, p.Slug, p.Sector, atTheTable, has, had, now, closed.Of(p.Id, half.Previous) ?? before);
        })];

        IReadOnlyList<WeighedValue> Of(string? json) => json is null ? nothing : IndicatorJson.Read(json, definitions);
    }

    private static async Task<Dictionary<Guid, (IReadOnlyList<WeighedValue>, IReadOnlyList<WeighedValue>)>> ComputedAsync(
        TaskForceDb db, List<Guid> ids, HalfYear half, DateOnly asOf, IReadOnlyList<IndicatorDefinition> definitions, IReadOnlyList<CharterRow> charters, CancellationToken ct)
    {
        var before = half.Previous.End;
        Dictionary<Guid, (IReadOnlyList<WeighedValue>, IReadOnlyList<WeighedValue>)> figures = [];
        foreach (var chunk in ids.Chunk(250))
        {
            foreach (var facts in (await PartnerFactsReader.LoadAsync(db, chunk, [before, asOf], ct)).Values)
                figures[facts.PartnerId] = (PartnerBuyIn.On(facts, definitions, BuyInRules.On(charters, asOf), asOf).Weighed, PartnerBuyIn.On(facts, definitions, BuyInRules.On(charters, before), before).Weighed);
        }

        return figures;
    }

    private static async Task<Dictionary<Guid, (bool Has, bool Had)>> MousAsync(TaskForceDb db, HalfYear half, DateOnly asOf, int noticeDays, CancellationToken ct)
    {
        var ids = await db.Mous.AsNoTracking().Where(m => m.ArchivedAt == null).Select(m => m.Id).ToListAsync(ct);
        Dictionary<Guid, (bool Has, bool Had)> result = [];
        foreach (var mou in await MouTermsReader.LoadAsync(db, ids, ct))
        {
            foreach (var partner in mou.Versions.SelectMany(v => v.Partners).Distinct())
            {
                var terms = mou.TermsFor(partner);
                var (has, had) = result.GetValueOrDefault(partner);
                result[partner] = (has || MouState.On(terms, asOf, noticeDays).IsInForce, had || MouState.On(terms, half.Previous.End, noticeDays).IsInForce);
            }
        }

        return result;
    }

    private static async Task<(List<ExecutiveSeat>, List<ExecutiveMeeting>)> ExecutivesAsync(TaskForceDb db, HalfYear half, CancellationToken ct)
    {
        var first = half.Last(ReviewMath.PromiseHalves)[0].Start;
        var last = half.End;
        var bodies = db.Bodies.Where(b => b.Kind == BodyKind.Executives && b.ArchivedAt == null).Select(b => b.Id);
        var seats = await (from seat in db.Seats.AsNoTracking()
                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                           from office in offices.DefaultIfEmpty()
                           let partnerId = seat.PartnerId ?? (office == null ? null : office.PartnerId)
                           join partner in db.Partners on partnerId equals partner.Id into partners
                           from partner in partners.DefaultIfEmpty()
                           where bodies.Contains(seat.BodyId) && seat.AttendanceExpected && (partner == null || !partner.WithoutMeetings) && seat.From <= last && (seat.To == null || seat.To >= first)
                           select new
                           {
                               seat.Id,
                               seat.Title,
                               Office = office == null ? null : office.Title,
                               Partner = partner == null ? null : partner.ShortName == "" ? partner.Name : partner.ShortName,
                               Slug = partner == null ? null : partner.Slug,
                               seat.From,
                               seat.To,
                           }).ToListAsync(ct);
        var meetings = await db.Meetings.AsNoTracking().Where(m => bodies.Contains(m.BodyId) && m.CancelledAt == null && m.ArchivedAt == null && m.On >= first && m.On <= last)
            .Select(m => new { m.Id, m.On, Complete = m.AttendanceClosedAt != null }).ToListAsync(ct);
        var ids = meetings.Select(m => m.Id).ToList();
        var marks = (await db.Attendance.AsNoTracking().Where(a => ids.Contains(a.MeetingId) && a.SeatId != null && a.Expected)
            .Select(a => new { a.MeetingId, SeatId = a.SeatId!.Value, a.Presence }).ToListAsync(ct)).ToLookup(a => a.MeetingId);
        var replies = (await (from reply in db.MeetingReplies.AsNoTracking()
                              where ids.Contains(reply.MeetingId)
                              select new { reply.MeetingId, reply.SeatId, reply.PersonId, reply.Answer }).ToListAsync(ct)).ToLookup(r => r.MeetingId);
        var seatIds = seats.Select(s => s.Id).ToList();
        var holders = await db.SeatHoldings.AsNoTracking().Where(h => seatIds.Contains(h.SeatId)).Select(h => new { h.SeatId, h.PersonId, h.From, h.To }).ToListAsync(ct);
        return ([.. seats.Select(s => new ExecutiveSeat(s.Id, s.Partner ?? (s.Title.Length > 0 ? s.Title : s.Office ?? "Executive"), s.Slug is null ? "/committees/executives" : "/partners/" + s.Slug, new(s.From, s.To),
                [.. holders.Where(h => h.SeatId == s.Id).Select(h => new Term(h.From, h.To))]))],
            [.. meetings.Select(m => new ExecutiveMeeting(m.Id, m.On, m.Complete,
                marks[m.Id].ToDictionary(a => a.SeatId, a => a.Presence),
                // A reply is the seat's own, or that of the person who holds the seat on the day.
                holders.Where(h => h.From <= m.On && !(h.To < m.On)).Select(h => (h.SeatId, Reply: replies[m.Id].FirstOrDefault(r => r.SeatId == h.SeatId || (r.SeatId is null && r.PersonId == h.PersonId))))
                    .Where(x => x.Reply is not null).DistinctBy(x => x.SeatId).ToDictionary(x => x.SeatId, x => x.Reply!.Answer)))]);
    }

    private static async Task<List<ActivityFact>> ActivitiesAsync(TaskForceDb db, HalfYear half, CancellationToken ct)
    {
        int year = half.Year, before = half.Previous.Year;
        return [.. (await (from activity in db.PlanActivities.AsNoTracking()
                           join goal in db.PlanGoals on activity.GoalId equals goal.Id
                           join body in db.Bodies on goal.BodyId equals body.Id
                           where body.ArchivedAt == null && (goal.Year == year || goal.Year == before)
                           select new { body.Name, body.Slug, goal.Year, activity.Title, activity.From, activity.To, activity.Status, activity.DoneOn }).ToListAsync(ct))
            .Select(a => new ActivityFact(a.Name, "/committees/" + a.Slug, a.Year, a.Title, a.From, a.To, a.Status, a.DoneOn))];
    }
}
