using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Agreements;

/// <summary>A promise of one partner with the records that answer it.</summary>
/// <param name="MouTitle">The title of its MOU.</param>
internal sealed record PartnerCommitment(Guid PartnerId, Commitment Commitment, string MouTitle, CommitmentRecords Records)
{
    public IReadOnlyList<CommitmentMark> Marks(DateOnly asOf, DateOnly? since = null) => CommitmentMarks.Of(Commitment, Records, asOf, since);
}

/// <summary>Reads promises with the records that answer them, for many partners at once: a fixed number of queries, whatever their number.</summary>
internal static class CommitmentReader
{
    /// <summary>The promises of partners, over all MOUs that are not put away.</summary>
    public static async Task<IReadOnlyList<PartnerCommitment>> OfPartnersAsync(TaskForceDb db, IReadOnlyCollection<Guid> partnerIds, CancellationToken ct)
    {
        var mous = await (from party in db.MouParties.AsNoTracking()
                          join version in db.MouVersions on party.VersionId equals version.Id
                          where partnerIds.Contains(party.PartnerId) && db.Commitments.Any(c => c.MouId == version.MouId)
                          select version.MouId).Distinct().ToListAsync(ct);
        return await ReadAsync(db, mous, partnerIds, ct);
    }

    /// <summary>The promises of all partners, over all MOUs that are not put away.</summary>
    public static async Task<IReadOnlyList<PartnerCommitment>> OfAllAsync(TaskForceDb db, CancellationToken ct) =>
        await ReadAsync(db, await db.Commitments.AsNoTracking().Select(c => c.MouId).Distinct().ToListAsync(ct), null, ct);

    /// <summary>The promises in one MOU, of all its parties.</summary>
    public static Task<IReadOnlyList<PartnerCommitment>> OfMouAsync(TaskForceDb db, Guid mouId, CancellationToken ct) => ReadAsync(db, [mouId], null, ct);

    private static async Task<IReadOnlyList<PartnerCommitment>> ReadAsync(TaskForceDb db, List<Guid> mouIds, IReadOnlyCollection<Guid>? only, CancellationToken ct)
    {
        if (mouIds.Count == 0) return [];
        var commitments = await db.Commitments.AsNoTracking().Where(c => mouIds.Contains(c.MouId)).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct);
        if (commitments.Count == 0) return [];
        var promised = commitments.ToLookup(c => c.MouId);
        var numbers = (await db.MouVersions.AsNoTracking().Where(v => mouIds.Contains(v.MouId)).Select(v => new { v.MouId, v.Number }).ToListAsync(ct)).ToLookup(v => v.MouId, v => v.Number);
        List<(Guid PartnerId, Commitment Commitment, string Title, IReadOnlyList<Term> Bound)> pairs = [];
        foreach (var mou in await MouTermsReader.LoadAsync(db, mouIds, ct))
        {
            var ordered = numbers[mou.Id].Order().ToList();
            foreach (var partner in mou.Versions.SelectMany(v => v.Partners).Distinct().Where(p => only?.Contains(p) != false))
            {
                // The terms for a partner stand in the order of the versions that name it.
                var named = mou.Versions.Select((version, i) => (version.Partners, Number: ordered[i])).Where(v => v.Partners.Contains(partner)).Select(v => v.Number);
                List<BindingVersion> versions = [.. named.Zip(mou.TermsFor(partner), (number, terms) => new BindingVersion(number, terms))];
                pairs.AddRange(promised[mou.Id].Where(c => c.PartnerId is null || c.PartnerId == partner)
                    .Select(c => (partner, c, mou.Title, CommitmentBinding.Of(c, versions))));
            }
        }

        var records = await CommitmentRecordsReader.LoadAsync(db, [.. pairs.Select(p => p.PartnerId).Distinct()], commitments, ct);
        return [.. pairs.Select(p => new PartnerCommitment(p.PartnerId, p.Commitment, p.Title, records.Of(p.Commitment, p.PartnerId, p.Bound)))];
    }
}

/// <summary>What was read to answer promises, by partner.</summary>
internal sealed class CommitmentRecordsReader
{
    private ILookup<(Guid Partner, Guid Body), MeetingRecord> meetings = null!;
    private HashSet<Guid> executives = [];
    private ILookup<(Guid Commitment, Guid Partner), ReturnRecord> returns = null!;
    private ILookup<(Guid Commitment, Guid Partner), CommitmentRuling> rulings = null!;
    private ILookup<Guid, ChampionFact> champions = null!;
    private ILookup<Guid, SurveyRecord> surveys = null!;
    private List<(Guid Id, DateOnly On, string Title, Guid? Host, string Link)> sessions = [];
    private Dictionary<(Guid Session, Guid Partner), int> people = [];
    private Dictionary<Guid, WithoutMeetings?> withoutMeetings = [];

    public static async Task<CommitmentRecordsReader> LoadAsync(TaskForceDb db, List<Guid> partners, List<Commitment> commitments, CancellationToken ct)
    {
        var reader = new CommitmentRecordsReader();
        var ids = commitments.Select(c => c.Id).ToList();
        await reader.ReadMeetingsAsync(db, partners, commitments, ct);
        reader.withoutMeetings = await db.Partners.AsNoTracking().Where(p => partners.Contains(p.Id) && p.WithoutMeetings)
            .ToDictionaryAsync(p => p.Id, p => WithoutMeetings.Of(p.WithoutMeetings, p.TakesPartBy, p.WithoutMeetingsSince, p.WithoutMeetingsUntil), ct);
        reader.returns = (await db.PartnerReturns.AsNoTracking().Where(r => ids.Contains(r.CommitmentId) && partners.Contains(r.PartnerId)).ToListAsync(ct))
            .ToLookup(r => (r.CommitmentId, r.PartnerId), r => new ReturnRecord(r.From, r.ReceivedOn, ReturnSentences.What(r), r.Hours, "/returns/" + r.Id));
        reader.rulings = (await db.CommitmentRulings.AsNoTracking().Where(r => ids.Contains(r.CommitmentId) && partners.Contains(r.PartnerId)).ToListAsync(ct)).ToLookup(r => (r.CommitmentId, r.PartnerId));
        reader.champions = (await (from champion in db.Champions.AsNoTracking().Where(c => partners.Contains(c.PartnerId))
                                   join person in db.People on champion.PersonId equals person.Id
                                   orderby champion.From, champion.Id
                                   select new { champion.PartnerId, champion.HasAuthority, champion.LeadershipBacks, champion.From, champion.To, person.Name, person.KnownAs, person.Slug }).ToListAsync(ct))
            .ToLookup(c => c.PartnerId, c => new ChampionFact(c.Name.Length > 0 ? c.Name : c.KnownAs, c.HasAuthority, c.LeadershipBacks, c.From, c.To, "/people/" + c.Slug));
        reader.surveys = (await db.SurveyAnswers.AsNoTracking().Where(s => partners.Contains(s.PartnerId)).ToListAsync(ct))
            .ToLookup(s => s.PartnerId, s => new SurveyRecord(s.AskedOn, s.Survey, s.Asked, s.Answered, s.AnsweredOn, $"/training?show=surveys&partner={s.PartnerId}"));
        if (commitments.Exists(c => c.Kind is CommitmentKind.TrainingHosted or CommitmentKind.TrainingAttended))
        {
            reader.sessions = [.. (await db.TrainingSessions.AsNoTracking().Where(s => s.ArchivedAt == null).OrderBy(s => s.On).ThenBy(s => s.Id).Select(s => new { s.Id, s.On, s.Title, s.HostId }).ToListAsync(ct))
                .Select(s => (s.Id, s.On, s.Title, s.HostId, $"/training?session={s.Id}"))];
            reader.people = await db.TrainingAttendance.AsNoTracking().Where(a => partners.Contains(a.PartnerId)).ToDictionaryAsync(a => (a.SessionId, a.PartnerId), a => a.People, ct);
        }

        return reader;
    }

    public CommitmentRecords Of(Commitment commitment, Guid partner, IReadOnlyList<Term> bound) => new()
    {
        Bound = bound,
        WithoutMeetings = withoutMeetings.GetValueOrDefault(partner),
        Meetings = commitment.Kind switch
        {
            CommitmentKind.ExecutiveMeetings => [.. executives.SelectMany(body => meetings[(partner, body)])],
            CommitmentKind.BodyMeetings when commitment.BodyId is { } body => [.. meetings[(partner, body)]],
            _ => [],
        },
        Returns = [.. returns[(commitment.Id, partner)]],
        // What the promise does not ask for is not handed out: there are four or more promises to a partner, and ten years of trainings.
        Trainings = commitment.Kind is CommitmentKind.TrainingHosted or CommitmentKind.TrainingAttended
            ? [.. sessions.Select(s => new TrainingRecord(s.On, s.Title, s.Host == partner, people.GetValueOrDefault((s.Id, partner)), s.Link))]
            : [],
        Champions = commitment.Kind == CommitmentKind.Champion ? [.. champions[partner]] : [],
        Surveys = commitment.Kind == CommitmentKind.Survey ? [.. surveys[partner]] : [],
        Rulings = [.. rulings[(commitment.Id, partner)]],
    };

    private async Task ReadMeetingsAsync(TaskForceDb db, List<Guid> partners, List<Commitment> commitments, CancellationToken ct)
    {
        var wantsExecutives = commitments.Exists(c => c.Kind == CommitmentKind.ExecutiveMeetings);
        if (wantsExecutives) executives = [.. await db.Bodies.AsNoTracking().Where(b => b.Kind == BodyKind.Executives).Select(b => b.Id).ToListAsync(ct)];
        var bodies = commitments.Where(c => c.Kind == CommitmentKind.BodyMeetings).Select(c => c.BodyId).OfType<Guid>().Concat(executives).Distinct().ToList();
        var held = bodies.Count == 0 ? [] : await db.Meetings.AsNoTracking().Where(m => bodies.Contains(m.BodyId) && m.ArchivedAt == null)
            .OrderBy(m => m.On).ThenBy(m => m.Id)
            .Select(m => new Held(m.Id, m.BodyId, m.On, m.Closed ? "Closed session" : m.Title, m.CancelledAt != null, m.CancelledReason, m.AttendanceClosedAt != null)).ToListAsync(ct);
        var seats = await SeatsAsync(db, bodies, partners, ct);
        var meetingIds = held.Select(m => m.Id).ToList();
        var marks = (await db.Attendance.AsNoTracking().Where(a => a.PartnerId != null && a.SeatId != null && a.Expected && partners.Contains(a.PartnerId.Value) && meetingIds.Contains(a.MeetingId))
            .Select(a => new { a.MeetingId, PartnerId = a.PartnerId!.Value, a.Presence, a.Reason }).ToListAsync(ct)).ToLookup(a => (a.MeetingId, a.PartnerId), a => new SeatSeen(a.Presence, a.Reason));
        meetings = (from body in held.GroupBy(m => m.BodyId)
                    from partner in partners
                    let own = seats[(partner, body.Key)].ToList()
                    from meeting in body
                    let chance = Chance(meeting, [.. marks[(meeting.Id, partner)]], own)
                    select (partner, meeting, chance))
            .ToLookup(x => (x.partner, x.meeting.BodyId), x => new MeetingRecord(x.meeting.On, x.meeting.Title, x.chance.Kind, x.chance.Reason, x.meeting.Link));
    }

    // The seats of one partner seen together: whoever came for it, came for the promise.
    private static (MeetingChance Kind, string Reason) Chance(Held meeting, List<SeatSeen> marks, List<SeatTerms> seats)
    {
        if (meeting.Cancelled) return (MeetingChance.Cancelled, meeting.Reason);
        if (marks.Exists(m => m.Presence is Presence.Present or Presence.Remote)) return (MeetingChance.Came, "");
        if (marks.Exists(m => m.Presence == Presence.Deputy)) return (MeetingChance.Deputy, "");
        if (marks.Find(m => m.Presence == Presence.Excused) is { } excused) return (MeetingChance.Excused, excused.Reason);
        if (marks.Exists(m => m.Presence == Presence.Absent)) return (MeetingChance.Missed, "");
        var there = seats.FindAll(seat => seat.Seat.Contains(meeting.On));
        if (there.Count == 0) return (MeetingChance.NoSeat, "");
        if (!there.Exists(seat => seat.IsHeldOn(meeting.On))) return (MeetingChance.Vacant, "");
        return meeting.Complete ? (MeetingChance.Missed, "") : (MeetingChance.NotTaken, "");
    }

    private static async Task<ILookup<(Guid Partner, Guid Body), SeatTerms>> SeatsAsync(TaskForceDb db, List<Guid> bodies, List<Guid> partners, CancellationToken ct)
    {
        var seats = await (from seat in db.Seats.AsNoTracking()
                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                           from office in offices.DefaultIfEmpty()
                           let partner = seat.PartnerId ?? (office == null ? null : office.PartnerId)
                           where bodies.Contains(seat.BodyId) && seat.AttendanceExpected && partner != null && partners.Contains(partner.Value)
                           select new { seat.Id, seat.BodyId, seat.OfficeId, seat.From, seat.To, PartnerId = partner!.Value }).ToListAsync(ct);
        var seatIds = seats.Select(s => s.Id).ToList();
        var officeIds = seats.Select(s => s.OfficeId).OfType<Guid>().ToList();
        var held = (await db.SeatHoldings.AsNoTracking().Where(h => seatIds.Contains(h.SeatId)).Select(h => new { h.SeatId, h.From, h.To }).ToListAsync(ct)).ToLookup(h => h.SeatId, h => new Term(h.From, h.To));
        var holders = (await db.OfficeHoldings.AsNoTracking().Where(h => officeIds.Contains(h.OfficeId)).Select(h => new { h.OfficeId, h.From, h.To }).ToListAsync(ct))
            .ToLookup(h => h.OfficeId, h => new Period(h.From, h.To));
        return seats.ToLookup(s => (s.PartnerId, s.BodyId), s => new SeatTerms(new(s.From, s.To), [.. held[s.Id]], s.OfficeId is { } office ? [.. holders[office]] : []));
    }

    private sealed record Held(Guid Id, Guid BodyId, DateOnly On, string Title, bool Cancelled, string Reason, bool Complete)
    {
        public string Link { get; } = "/meetings/" + Id;
    }

    private sealed record SeatSeen(Presence Presence, string Reason);

    /// <summary>A seat, when it was held, and when its office had a holder, where holders of the office are recorded at all.</summary>
    private sealed record SeatTerms(Term Seat, IReadOnlyList<Term> Held, IReadOnlyList<Period> Office)
    {
        public bool IsHeldOn(DateOnly day) => Held.Any(term => term.Contains(day)) && (Office.Count == 0 || Office.Any(period => period.Contains(day)));
    }
}
