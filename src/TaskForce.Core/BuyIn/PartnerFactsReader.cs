using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>Reads the shared records behind buy-in for many partners at once: a fixed number of queries, whatever their number.</summary>
internal static class PartnerFactsReader
{
    /// <summary>Loads the facts of the partners that exist, archived ones included, with the last two-way contact for each of the days.</summary>
    /// <param name="db">Where from.</param>
    /// <param name="partnerIds">The partners.</param>
    /// <param name="days">In order; all but the last are ends of halves.</param>
    /// <param name="ct">Cancellation.</param>
    public static async Task<Dictionary<Guid, PartnerFacts>> LoadAsync(TaskForceDb db, IReadOnlyCollection<Guid> partnerIds, IReadOnlyList<DateOnly> days, CancellationToken ct)
    {
        var ids = partnerIds.Distinct().ToList();
        var facts = (await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Slug, p.Tier, Apart = WithoutMeetings.Of(p.WithoutMeetings, p.TakesPartBy, p.WithoutMeetingsSince, p.WithoutMeetingsUntil) }).ToListAsync(ct))
            .ToDictionary(p => p.Id, p => new PartnerFacts { PartnerId = p.Id, Tier = p.Tier, Address = "/partners/" + p.Slug, WithoutMeetings = p.Apart });
        if (facts.Count == 0) return facts;
        await ReadBackingAsync(db, ids, facts, ct);
        await ReadMarksAsync(db, ids, facts, ct);
        await ReadMousAsync(db, ids, facts, ct);
        await PromiseFactsReader.ReadAsync(db, ids, days[^1], facts, ct);
        await ReadContactsAsync(db, ids, days, facts, ct);
        return facts;
    }

    private static async Task ReadBackingAsync(TaskForceDb db, List<Guid> ids, Dictionary<Guid, PartnerFacts> facts, CancellationToken ct)
    {
        var sponsors = await (from sponsor in db.Sponsors.AsNoTracking().Where(s => ids.Contains(s.PartnerId))
                              join person in db.People on sponsor.PersonId equals person.Id into people
                              from person in people.DefaultIfEmpty()
                              join office in db.Offices on sponsor.OfficeId equals office.Id into offices
                              from office in offices.DefaultIfEmpty()
                              select new
                              {
                                  sponsor.PartnerId,
                                  sponsor.Id,
                                  sponsor.From,
                                  sponsor.To,
                                  Name = person == null ? null : person.Name,
                                  KnownAs = person == null ? null : person.KnownAs,
                                  CanCommit = person != null && person.CanCommitAgency,
                                  Office = office == null ? null : office.Title,
                              }).ToListAsync(ct);
        foreach (var s in sponsors.OrderBy(s => s.Id))
        {
            // The holder of a leading post commits the organization by that post.
            var name = s.Name is { Length: > 0 } known ? known : s.Office ?? (s.KnownAs is { Length: > 0 } stand ? stand : "A leader not known by name yet");
            facts[s.PartnerId].Sponsors.Add(new(name, s.CanCommit || s.Office is not null, s.From, s.To, facts[s.PartnerId].Address + "/people"));
        }

        var champions = await (from champion in db.Champions.AsNoTracking().Where(c => ids.Contains(c.PartnerId))
                               join person in db.People on champion.PersonId equals person.Id
                               select new { champion.Id, champion.PartnerId, champion.HasAuthority, champion.LeadershipBacks, champion.From, champion.To, person.Name, person.KnownAs, person.Slug }).ToListAsync(ct);
        foreach (var c in champions.OrderBy(c => c.Id))
            facts[c.PartnerId].Champions.Add(new(c.Name.Length > 0 ? c.Name : c.KnownAs, c.HasAuthority, c.LeadershipBacks, c.From, c.To, "/people/" + c.Slug));

        var statements = await db.LeadershipStatements.AsNoTracking().Where(s => ids.Contains(s.PartnerId))
            .Select(s => new { s.Id, s.PartnerId, s.On, s.Text }).ToListAsync(ct);
        foreach (var s in statements.OrderBy(s => s.Id))
            facts[s.PartnerId].Statements.Add(new(s.On, s.Text, facts[s.PartnerId].Address));
    }

    private sealed record Held(Guid Id, Guid BodyId, DateOnly On, string Title, bool Closed, BodyKind Kind, bool Complete);

    private static async Task ReadMarksAsync(TaskForceDb db, List<Guid> ids, Dictionary<Guid, PartnerFacts> facts, CancellationToken ct)
    {
        var marks = await (from mark in db.Attendance.AsNoTracking()
                           where mark.PartnerId != null && ids.Contains(mark.PartnerId.Value)
                           select new { mark.PartnerId, mark.MeetingId, mark.SeatId, mark.Presence, mark.Expected }).ToListAsync(ct);
        var seats = await (from seat in db.Seats.AsNoTracking()
                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                           from office in offices.DefaultIfEmpty()
                           let partner = seat.PartnerId ?? (office == null ? null : office.PartnerId)
                           where partner != null && ids.Contains(partner.Value) && seat.AttendanceExpected
                           select new { seat.Id, seat.BodyId, seat.From, seat.To, PartnerId = partner!.Value }).ToListAsync(ct);
        if (marks.Count == 0 && seats.Count == 0) return;

        var meetingIds = marks.Select(m => m.MeetingId).Distinct().ToList();
        var bodyIds = seats.Select(s => s.BodyId).Distinct().ToList();
        var meetings = await (from meeting in db.Meetings.AsNoTracking()
                              join body in db.Bodies on meeting.BodyId equals body.Id
                              where meeting.CancelledAt == null && meeting.ArchivedAt == null
                                  && (meetingIds.Contains(meeting.Id) || (meeting.AttendanceClosedAt != null && bodyIds.Contains(meeting.BodyId)))
                              select new Held(meeting.Id, meeting.BodyId, meeting.On, meeting.Title, meeting.Closed, body.Kind, meeting.AttendanceClosedAt != null)).ToDictionaryAsync(m => m.Id, ct);

        foreach (var mark in marks)
        {
            if (mark.Expected && meetings.TryGetValue(mark.MeetingId, out var held) && Reduced(mark.Presence) is { } presence)
                Add(facts[mark.PartnerId!.Value], held, presence);
        }

        var seatIds = seats.Select(s => s.Id).ToList();
        var terms = (await db.SeatHoldings.AsNoTracking().Where(h => seatIds.Contains(h.SeatId)).Select(h => new { h.SeatId, h.From, h.To }).ToListAsync(ct))
            .ToLookup(h => h.SeatId, h => new Term(h.From, h.To));
        var marked = marks.Where(m => m.SeatId is not null).Select(m => (m.MeetingId, m.SeatId!.Value)).ToHashSet();
        var complete = meetings.Values.Where(m => m.Complete).ToLookup(m => m.BodyId);
        foreach (var seat in seats)
        {
            foreach (var held in complete[seat.BodyId])
            {
                if (!marked.Contains((held.Id, seat.Id)) && SeatWithoutMark.At(held.On, held.Complete, new(seat.From, seat.To), terms[seat.Id]) is { } presence)
                    Add(facts[seat.PartnerId], held, presence);
            }
        }
    }

    private static void Add(PartnerFacts facts, Held held, SeatPresence presence)
    {
        var mark = new SeatMark(held.Id, held.On, held.Closed ? "Closed session" : held.Title, presence, "/meetings/" + held.Id);
        (held.Kind == BodyKind.Executives ? facts.ExecutiveMarks : facts.OtherMarks).Add(mark);
    }

    private static SeatPresence? Reduced(Presence presence) => presence switch
    {
        Presence.Present or Presence.Remote => SeatPresence.Came,
        Presence.Deputy => SeatPresence.Deputy,
        Presence.Excused => SeatPresence.Excused,
        Presence.Absent => SeatPresence.Missed,
        _ => null,
    };

    private static async Task ReadMousAsync(TaskForceDb db, List<Guid> ids, Dictionary<Guid, PartnerFacts> facts, CancellationToken ct)
    {
        var named = await (from party in db.MouParties.AsNoTracking()
                           join version in db.MouVersions on party.VersionId equals version.Id
                           where ids.Contains(party.PartnerId)
                           select new { party.PartnerId, version.MouId }).Distinct().ToListAsync(ct);
        if (named.Count == 0) return;
        var mouIds = named.Select(n => n.MouId).Distinct().ToList();
        var mous = (await MouTermsReader.LoadAsync(db, mouIds, ct)).ToDictionary(m => m.Id);
        foreach (var n in named.OrderBy(n => n.MouId))
        {
            if (mous.TryGetValue(n.MouId, out var mou))
                facts[n.PartnerId].Mous.Add(new(mou.Title, mou.TermsFor(n.PartnerId), "/mous/" + mou.Id));
        }
    }

    private static async Task ReadContactsAsync(TaskForceDb db, List<Guid> ids, IReadOnlyList<DateOnly> days, Dictionary<Guid, PartnerFacts> facts, CancellationToken ct)
    {
        // The day alone is shared, so the candour filter does not apply to it: the same standing for whoever asks. A contact that was put
        // away is passed over.
        var contacts = db.Contacts.IgnoreQueryFilters(["Candour"]).Where(c => c.ArchivedAt == null);
        var (first, final) = (days[0], days[^1]);
        var before = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new
        {
            p.Id,
            On = db.ContactPartners.Where(c => c.PartnerId == p.Id && c.TwoWay && c.On <= first && contacts.Any(k => k.Id == c.ContactId))
                .OrderByDescending(c => c.On).Select(c => (DateOnly?)c.On).FirstOrDefault(),
        }).ToListAsync(ct);
        foreach (var entry in before)
        {
            if (entry.On is { } on) facts[entry.Id].LastTwoWay[first] = on;
        }

        var since = await db.ContactPartners.AsNoTracking()
            .Where(c => ids.Contains(c.PartnerId) && c.TwoWay && c.On > first && c.On <= final && contacts.Any(k => k.Id == c.ContactId))
            .GroupBy(c => new { c.PartnerId, c.On.Year, Second = c.On.Month > 6 })
            .Select(g => new { g.Key.PartnerId, On = g.Max(c => c.On) }).ToListAsync(ct);
        foreach (var entry in since.OrderBy(entry => entry.On))
        {
            // A day after the last contact of its half, or in a later half, knows that contact; a later one overwrites it.
            foreach (var day in days.Where(day => day >= entry.On)) facts[entry.PartnerId].LastTwoWay[day] = entry.On;
        }

        foreach (var partner in facts.Values)
        {
            for (var i = 1; i < days.Count; i++)
            {
                if (!partner.LastTwoWay.ContainsKey(days[i]) && partner.LastTwoWay.TryGetValue(days[i - 1], out var carried)) partner.LastTwoWay[days[i]] = carried;
            }
        }
    }
}
