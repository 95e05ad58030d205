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
        var facts = await FiguresAsync(db, half, asOf, ct);
        var (seats, meetings) = await ExecutivesAsync(db, half, ct);
        return facts with { Seats = seats, Meetings = meetings, Activities = await ActivitiesAsync(db, half, ct), Asks = await ReviewAsks.LinesAsync(db, half, ct), Closed = ClosedFigures.Read(await ReviewQueries.Closed.On(db)(db, half.Previous.Key).FirstOrDefaultAsync(ct)) };
    }

    /// <summary>Only what the figures of the partners are computed from: no executives, no activities, no asks.</summary>
    public static async Task<ReviewFacts> FiguresAsync(TaskForceDb db, HalfYear half, DateOnly asOf, CancellationToken ct)
    {
        var charters = await Charters.AllAsync(db, ct);
        var rules = BuyInRules.On(charters, asOf);
        var definitions = await Standings.DefinitionsAsync(db, ct);
        var partners = await StandingAsync(db, half, asOf, definitions, ct) ?? await PartnersAsync(db, half, asOf, definitions, charters, ct);
        return new(half, asOf, rules.MinimumConfidence, definitions, partners, [], [], []);
    }

    // The half that runs, as of today: all that a review says of a partner is in its standing, as long as every standing is of today.
    private static async Task<List<PartnerFact>?> StandingAsync(TaskForceDb db, HalfYear half, DateOnly asOf, IReadOnlyList<IndicatorDefinition> definitions, CancellationToken ct)
    {
        if (asOf != db.Clock.Today || !half.Contains(asOf)) return null;
        var partners = await ReviewQueries.Standing.On(db)(db, asOf).ToListAsync(ct);
        partners.RemoveAll(p => p.Tie is MembershipKind.Declined or MembershipKind.Former);
        if (!partners.TrueForAll(p => p.OfDay && p.Now is { Length: > 0 } && p.Before is { Length: > 0 })) return null;
        return partners.ConvertAll(p => new PartnerFact(p.Id, p.Name, p.Slug, p.Sector, IsAtTheTable(p.Tie, p.Seated), p.HasMou, p.HadMou, IndicatorJson.Read(p.Now!, definitions), IndicatorJson.Read(p.Before!, definitions)));
    }

    private static bool IsAtTheTable(MembershipKind? tie, bool seated) => tie is MembershipKind.Member or MembershipKind.Affiliate || seated;

    private static async Task<List<PartnerFact>> PartnersAsync(
        TaskForceDb db, HalfYear half, DateOnly asOf, IReadOnlyList<IndicatorDefinition> definitions, IReadOnlyList<CharterRow> charters, CancellationToken ct)
    {
        var today = db.Clock.Today;
        // One row a partner, with its tie and its two stored halves.
        var partners = await ReviewQueries.Partners.On(db)(db, asOf, half.Key, half.Previous.Key).ToListAsync(ct);
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
            // A closed half is not read from the records, and not from their stored figures either.
            var past = closed.Of(p.Id, half.Previous);
            var (now, before) = figures is null ? (Of(p.Now), past ?? Of(p.Before)) : figures.GetValueOrDefault(p.Id, (nothing, nothing));
            var (has, had) = mous.GetValueOrDefault(p.Id);
            return new PartnerFact(p.Id, p.ShortName.Length > 0 ? p.ShortName : p.Name, p.Slug, p.Sector, IsAtTheTable(p.Tie, p.Seated), has, had, now, past ?? before);
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
            // Partners that the same versions name and that left none of them stand alike: one answer for all of them.
            Dictionary<string, (bool Has, bool Had)> alike = [];
            foreach (var partner in mou.Versions.SelectMany(v => v.Partners).Distinct())
            {
                var key = string.Concat(mou.Versions.Select(v => v.Partners.Contains(partner) ? 'x' : '-'));
                var left = mou.Versions.Any(v => v.Withdrawn.ContainsKey(partner));
                if (left || !alike.TryGetValue(key, out var states))
                {
                    var terms = mou.TermsFor(partner);
                    states = (MouState.On(terms, asOf, noticeDays).IsInForce, MouState.On(terms, half.Previous.End, noticeDays).IsInForce);
                    if (!left)
                        alike[key] = states;
                }

                var (has, had) = result.GetValueOrDefault(partner);
                result[partner] = (has || states.Has, had || states.Had);
            }
        }

        return result;
    }

    private static async Task<(List<ExecutiveSeat>, List<ExecutiveMeeting>)> ExecutivesAsync(TaskForceDb db, HalfYear half, CancellationToken ct)
    {
        var first = half.Last(ReviewMath.PromiseHalves)[0].Start;
        var last = half.End;
        var seats = (await ReviewQueries.Seats.On(db)(db, first, last).ToListAsync(ct)).GroupBy(s => s.Id).ToList();
        var meetings = (await ReviewQueries.Meetings.On(db)(db, first, last).ToListAsync(ct)).GroupBy(m => m.Id).ToList();
        var replies = (await ReviewQueries.Replies.On(db)(db, [.. meetings.Select(m => m.Key)]).ToListAsync(ct)).ToLookup(r => r.MeetingId);
        var holders = seats.SelectMany(rows => rows).Where(s => s.HolderId is not null).ToList();
        return ([.. seats.Select(Seat)], [.. meetings.Select(Meeting)]);

        static ExecutiveSeat Seat(IEnumerable<ReviewSeatRow> rows)
        {
            var s = rows.First();
            return new(s.Id, s.Partner ?? (s.Title.Length > 0 ? s.Title : s.Office ?? "Executive"), s.Slug is null ? "/committees/executives" : "/partners/" + s.Slug, new(s.From, s.To),
                [.. rows.Where(h => h.HeldFrom is not null).Select(h => new Term(h.HeldFrom!.Value, h.HeldTo))])
            { Apart = s.Apart };
        }

        ExecutiveMeeting Meeting(IEnumerable<ReviewMeetingRow> rows)
        {
            var m = rows.First();
            return new(m.Id, m.On, m.Complete,
                rows.Where(a => a.SeatId is not null).ToDictionary(a => a.SeatId!.Value, a => a.Presence!.Value),
                // A reply is the seat's own, or that of the person who holds the seat on the day.
                holders.Where(h => h.HeldFrom <= m.On && !(h.HeldTo < m.On)).Select(h => (SeatId: h.Id, Reply: replies[m.Id].FirstOrDefault(r => r.SeatId == h.Id || (r.SeatId is null && r.PersonId == h.HolderId))))
                    .Where(x => x.Reply is not null).DistinctBy(x => x.SeatId).ToDictionary(x => x.SeatId, x => x.Reply!.Answer));
        }
    }

    private static async Task<List<ActivityFact>> ActivitiesAsync(TaskForceDb db, HalfYear half, CancellationToken ct)
    {
        var rows = await ReviewQueries.Activities.On(db)(db, half.Year, half.Previous.Year).ToListAsync(ct);
        return rows.ConvertAll(a => new ActivityFact(a.Name, "/committees/" + a.Slug, a.Year, a.Title, a.From, a.To, a.Status, a.DoneOn));
    }
}
