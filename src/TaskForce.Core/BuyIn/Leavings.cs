using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>A person who may leave, with the signs of it.</summary>
public sealed record LeavingPerson(LeavingFacts Facts, IReadOnlyList<LeavingSign> Signs);

/// <summary>Finds people who may leave. Candid: nobody reads it of themselves, and of the own agency only who keeps all records, which is written down.</summary>
public sealed class Leavings(Databases databases)
{
    /// <summary>The warnings about one person, one for each partner that the person stands for.</summary>
    /// <exception cref="NotAllowedException">The actor has no Today, on which these warnings stand too.</exception>
    public async Task<IReadOnlyList<LeavingPerson>> OfPersonAsync(Actor actor, Guid personId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.SeeToday);
        await using var db = await databases.OpenAsync(actor, ct);
        return await AllAsync(db, actor, personId, ct);
    }

    /// <summary>All who may leave, or one of them, by name. A fixed number of queries.</summary>
    internal static async Task<IReadOnlyList<LeavingPerson>> AllAsync(TaskForceDb db, Actor actor, Guid? personId, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var carried = await CarriedAsync(db, actor, personId, ct);
        if (carried.Count == 0) return [];
        var people = carried.Select(c => c.PersonId).Distinct().ToList();
        var partners = carried.Select(c => c.PartnerId).Distinct().ToList();
        var seats = carried.Where(c => c.SeatId is not null).DistinctBy(c => c.SeatId).ToDictionary(c => c.SeatId!.Value, c => c.PartnerId);
        var ends = await EndsAsync(db, people, seats, today, ct);
        var marks = await MarksAsync(db, people, [.. seats.Keys], today, ct);
        var leaders = await LeadersAsync(db, partners, today, ct);
        var late = today.AddDays(-Leaving.LateDays);
        var items = await ActionItems.Visible(db).Where(a => a.PersonId != null && people.Contains(a.PersonId.Value) && a.DoneAt == null && a.DueOn < late).GroupBy(a => a.PersonId!.Value).ToDictionaryAsync(g => g.Key, g => g.Count(), ct);

        var rules = BuyInRules.On(await Charters.AllAsync(db, ct), today);
        List<LeavingFacts> facts = [];
        foreach (var person in carried.GroupBy(c => (c.PersonId, c.PartnerId)))
        {
            var first = person.First();
            // Of several who came, the last one who is somebody else.
            var leader = leaders[first.PartnerId].FirstOrDefault(l => l.PersonId != first.PersonId);
            facts.Add(new()
            {
                PersonId = first.PersonId,
                Name = first.Name,
                Slug = first.Slug,
                PartnerId = first.PartnerId,
                Partner = first.Partner,
                PartnerSlug = first.PartnerSlug,
                HolderId = first.HolderId,
                Tier = first.Tier,
                IsChampion = person.Any(c => c.Body is null),
                Seats = [.. person.Select(c => c.Body).OfType<string>().Distinct().Order(StringComparer.OrdinalIgnoreCase)],
                EndsOn = ends[first.PersonId].Where(e => e.PartnerId == first.PartnerId).Select(e => (DateOnly?)e.On).Min(),
                Marks = [.. person.Where(c => c.SeatId is not null && c.Expected).SelectMany(c => marks(c)).Where(mark => first.Apart?.Covers(mark.Day) != true)],
                NewLeader = leader?.Name,
                NewLeaderSince = leader?.From,
                LateItems = items.GetValueOrDefault(first.PersonId),
            });
        }

        // Contacts are the many: they are read only where one sign is seen already, for one alone is no warning.
        var seen = facts.Where(f => Leaving.Signs(f, rules, today).Count >= Leaving.SignsWanted - 1).ToList();
        var talks = await TalksAsync(db, [.. seen.Select(f => f.PartnerId).Distinct()], today, ct);
        var own = await OwnTalksAsync(db, [.. seen.Select(f => f.PersonId).Distinct()], today, ct);
        List<LeavingPerson> found = [];
        foreach (var person in seen.Select(f => f with
        {
            TalkedOn = own.TryGetValue(f.PersonId, out var last) ? last : null,
            OthersTalkedOn = talks[f.PartnerId].Where(t => t.PersonId != f.PersonId && t.HasPost).Select(t => (DateOnly?)t.On).Max(),
        }))
        {
            if (Leaving.Signs(person, rules, today) is { Count: >= Leaving.SignsWanted } signs) found.Add(new(person, signs));
        }

        await OwnAgency.LogAsync(db, actor, found.Select(p => p.Facts.PartnerId), ct);
        return [.. found.OrderBy(p => p.Facts.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Facts.PartnerId)];
    }

    /// <summary>Something that rests on a person for a partner: a seat in a committee or, without one, that the person is its champion.</summary>
    private sealed record Carried(Guid PersonId, string Name, string Slug, Guid PartnerId, string Partner, string PartnerSlug, Guid? HolderId, Tier Tier, WithoutMeetings? Apart, string? Body, DateOnly From)
    {
        public Guid? SeatId { get; init; }
        public Guid? BodyId { get; init; }
        public bool Expected { get; init; }
    }

    private static async Task<List<Carried>> CarriedAsync(TaskForceDb db, Actor actor, Guid? personId, CancellationToken ct)
    {
        var (today, me) = (db.Clock.Today, actor.PersonId);
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));
        if (!actor.SeesAllCandid)
        {
            var seated = actor.CandidPartners.ToList();
            partners = partners.Where(p => seated.Contains(p.Id));
        }
        // Who has a last day already needs no warning; a post without a name has nobody to ask.
        var people = db.People.AsNoTracking().Where(p => p.ArchivedAt == null && p.LeftOn == null && p.Name != "" && p.Id != me && (personId == null || p.Id == personId));
        var champions = await (from champion in db.Champions.AsNoTracking()
                               where champion.From <= today && (champion.To == null || champion.To >= today)
                               join person in people on champion.PersonId equals person.Id
                               join partner in partners on champion.PartnerId equals partner.Id
                               select new Carried(person.Id, person.Name, person.Slug, partner.Id, partner.ShortName == "" ? partner.Name : partner.ShortName, partner.Slug, partner.HolderId, partner.Tier,
                                   WithoutMeetings.Of(partner.WithoutMeetings, partner.TakesPartBy, partner.WithoutMeetingsSince, partner.WithoutMeetingsUntil), null, champion.From)).ToListAsync(ct);
        var seats = await (from holding in db.SeatHoldings.AsNoTracking()
                           where holding.From <= today && (holding.To == null || holding.To >= today)
                           join seat in db.Seats on holding.SeatId equals seat.Id
                           where seat.From <= today && (seat.To == null || seat.To >= today)
                           join body in db.Bodies on seat.BodyId equals body.Id
                           where body.ArchivedAt == null
                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                           from office in offices.DefaultIfEmpty()
                           join person in people on holding.PersonId equals person.Id
                           join partner in partners on seat.PartnerId ?? (office == null ? null : (Guid?)office.PartnerId) equals (Guid?)partner.Id
                           select new Carried(person.Id, person.Name, person.Slug, partner.Id, partner.ShortName == "" ? partner.Name : partner.ShortName, partner.Slug, partner.HolderId, partner.Tier,
                               WithoutMeetings.Of(partner.WithoutMeetings, partner.TakesPartBy, partner.WithoutMeetingsSince, partner.WithoutMeetingsUntil), body.Name, holding.From)
                           { SeatId = seat.Id, BodyId = body.Id, Expected = seat.AttendanceExpected }).ToListAsync(ct);
        return [.. champions, .. seats];
    }

    /// <summary>The last days that are known of what people hold today, each with the partner for which they hold it.</summary>
    /// <param name="of">The seats that are looked at, with the partner of each.</param>
    private static async Task<ILookup<Guid, (Guid PartnerId, DateOnly On)>> EndsAsync(TaskForceDb db, List<Guid> people, Dictionary<Guid, Guid> of, DateOnly today, CancellationToken ct)
    {
        var (last, held) = (today.AddDays(Leaving.TermDays), of.Keys.ToList());
        var seats = await db.SeatHoldings.AsNoTracking().Where(h => held.Contains(h.SeatId) && people.Contains(h.PersonId) && h.From <= today && h.To >= today && h.To <= last
            && !db.SeatHoldings.Any(n => n.SeatId == h.SeatId && n.PersonId == h.PersonId && n.From > h.To)).Select(h => new { h.PersonId, h.SeatId, On = h.To!.Value }).ToListAsync(ct);
        var offices = await db.OfficeHoldings.AsNoTracking().Where(h => people.Contains(h.PersonId) && h.From <= today && h.To >= today && h.To <= last
            && !db.OfficeHoldings.Any(n => n.OfficeId == h.OfficeId && n.PersonId == h.PersonId && n.From > h.To)).Join(db.Offices.Where(o => o.ArchivedAt == null), h => h.OfficeId, o => o.Id, (h, o) => new { h.PersonId, o.PartnerId, On = h.To!.Value }).ToListAsync(ct);
        var posts = await db.Posts.AsNoTracking().Where(t => people.Contains(t.PersonId) && t.To >= today && t.To <= last
            && !db.Posts.Any(n => n.PartnerId == t.PartnerId && n.PersonId == t.PersonId && (n.To == null || n.To > t.To))).Select(t => new { t.PersonId, t.PartnerId, On = t.To!.Value }).ToListAsync(ct);
        var champions = await db.Champions.AsNoTracking().Where(c => people.Contains(c.PersonId) && c.From <= today && c.To >= today && c.To <= last
            && !db.Champions.Any(n => n.PartnerId == c.PartnerId && n.PersonId == c.PersonId && n.From > c.To)).Select(c => new { c.PersonId, c.PartnerId, On = c.To!.Value }).ToListAsync(ct);
        return seats.Select(s => new { s.PersonId, PartnerId = of[s.SeatId], s.On }).Concat(offices).Concat(posts).Concat(champions).ToLookup(e => e.PersonId, e => (e.PartnerId, e.On));
    }

    /// <summary>For a seat of a person the meetings of the last year in which they held it, renewed or not, and whether they came themselves.</summary>
    private static async Task<Func<Carried, IEnumerable<OwnMark>>> MarksAsync(TaskForceDb db, List<Guid> people, List<Guid> seats, DateOnly today, CancellationToken ct)
    {
        var since = today.AddYears(-1);
        var terms = (await db.SeatHoldings.AsNoTracking().Where(h => seats.Contains(h.SeatId) && people.Contains(h.PersonId) && (h.To == null || h.To >= since)).Select(h => new { h.SeatId, h.PersonId, h.From, h.To }).ToListAsync(ct))
            .ToLookup(h => (h.SeatId, h.PersonId), h => new Period(h.From, h.To));
        var bodies = db.Seats.Where(s => seats.Contains(s.Id)).Select(s => s.BodyId);
        var meetings = (await db.Meetings.AsNoTracking().Where(m => m.CancelledAt == null && m.ArchivedAt == null && m.On >= since && m.On <= today && bodies.Contains(m.BodyId))
            .Select(m => new { m.Id, m.BodyId, m.On, Complete = m.AttendanceClosedAt != null }).ToListAsync(ct)).ToLookup(m => m.BodyId);
        var ids = meetings.SelectMany(m => m).Select(m => m.Id).ToList();
        var marks = (await db.Attendance.AsNoTracking().Where(a => a.SeatId != null && seats.Contains(a.SeatId.Value) && ids.Contains(a.MeetingId))
            .Select(a => new { a.MeetingId, SeatId = a.SeatId!.Value, a.Presence, a.Expected }).ToListAsync(ct)).ToLookup(a => (a.MeetingId, a.SeatId), a => a.Expected ? a.Presence : (Presence?)null);
        // Who was not expected has a mark that counts for nothing; who has none where all were marked was absent.
        return carried => meetings[carried.BodyId!.Value].Where(m => terms[(carried.SeatId!.Value, carried.PersonId)].Any(t => t.Contains(m.On)))
            .Select(m => (m.On, Mark: marks.Contains((m.Id, carried.SeatId!.Value)) ? marks[(m.Id, carried.SeatId!.Value)].First() : m.Complete ? Presence.Absent : null))
            .Where(m => m.Mark is not null && m.Mark != Presence.Guest)
            .Select(m => new OwnMark(m.On, m.Mark switch { Presence.Present or Presence.Remote => true, Presence.Excused => null, _ => false }));
    }

    /// <summary>Per partner with whom somebody talked within two years, and when last. In a talk with several partners not everybody is of this one: whoever has or had a post there is.</summary>
    private static async Task<ILookup<Guid, (Guid PersonId, DateOnly On, bool HasPost)>> TalksAsync(TaskForceDb db, List<Guid> partners, DateOnly today, CancellationToken ct)
    {
        var since = today.AddYears(-2);
        var talks = await db.ContactPartners.AsNoTracking().Where(c => partners.Contains(c.PartnerId) && c.TwoWay && c.On >= since && c.On <= today)
            .Join(db.ContactPeople, c => c.ContactId, p => p.ContactId, (c, p) => new { c.PartnerId, p.PersonId, c.On })
            .GroupBy(t => new { t.PartnerId, t.PersonId }).Select(g => new { g.Key.PartnerId, g.Key.PersonId, On = g.Max(t => t.On) }).ToListAsync(ct);
        var posts = (await db.Posts.AsNoTracking().Where(t => partners.Contains(t.PartnerId)).Select(t => new { t.PartnerId, t.PersonId }).Distinct().ToListAsync(ct)).ToHashSet();
        return talks.ToLookup(t => t.PartnerId, t => (t.PersonId, t.On, posts.Contains(new { t.PartnerId, t.PersonId })));
    }

    /// <summary>Per person when somebody last talked with them, for whatever partner.</summary>
    private static async Task<Dictionary<Guid, DateOnly>> OwnTalksAsync(TaskForceDb db, List<Guid> people, DateOnly today, CancellationToken ct)
    {
        var since = today.AddYears(-2);
        return await db.ContactPeople.AsNoTracking().Where(p => people.Contains(p.PersonId))
            .Join(db.ContactPartners.Where(c => c.TwoWay && c.On >= since && c.On <= today), p => p.ContactId, c => c.ContactId, (p, c) => new { p.PersonId, c.On })
            .GroupBy(t => t.PersonId).Select(g => new { g.Key, On = g.Max(t => t.On) }).ToDictionaryAsync(g => g.Key, g => g.On, ct);
    }

    private sealed record NewLeader(Guid PersonId, string Name, DateOnly From);

    /// <summary>Per partner who followed somebody else in a leading office of late, the last one first.</summary>
    private static async Task<ILookup<Guid, NewLeader>> LeadersAsync(TaskForceDb db, List<Guid> partners, DateOnly today, CancellationToken ct)
    {
        var since = today.AddDays(-Leaving.LeaderDays);
        var terms = await db.OfficeHoldings.AsNoTracking().Where(h => h.From >= since && h.From <= today && (h.To == null || h.To >= today))
            .Join(db.Offices.Where(o => o.ArchivedAt == null && partners.Contains(o.PartnerId)), h => h.OfficeId, o => o.Id, (h, o) => new { o.PartnerId, h.OfficeId, h.PersonId, h.From })
            .Select(t => new
            {
                t.PartnerId,
                t.PersonId,
                t.From,
                Name = db.People.Where(p => p.Id == t.PersonId).Select(p => p.Name == "" ? p.KnownAs : p.Name).FirstOrDefault(),
                Before = db.OfficeHoldings.Where(b => b.OfficeId == t.OfficeId && b.From < t.From).OrderByDescending(b => b.From).Select(b => (Guid?)b.PersonId).FirstOrDefault(),
            }).ToListAsync(ct);
        return terms.Where(t => t.Before is not null && t.Before != t.PersonId).OrderByDescending(t => t.From)
            .ToLookup(t => t.PartnerId, t => new NewLeader(t.PersonId, t.Name is { Length: > 0 } name ? name : "Somebody new", t.From));
    }
}
