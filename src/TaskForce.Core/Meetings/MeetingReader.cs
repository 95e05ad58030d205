using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>Loads meetings for verbs, and the parts that several queries share.</summary>
internal static class MeetingReader
{
    /// <summary>The meeting to be changed, after its body's permission was asked.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="NotAllowedException">Neither a coordinator nor the chair of its body.</exception>
    public static async Task<Meeting> LoadAsync(TaskForceDb db, Actor actor, Guid meetingId, CancellationToken ct)
    {
        var meeting = await db.Meetings.FirstOrDefaultAsync(m => m.Id == meetingId && m.ArchivedAt == null, ct) ?? throw new NotFoundException("meeting");
        Permissions.Demand(actor, Act.WriteMeetings, Subject.Body(meeting.BodyId));
        return meeting;
    }

    /// <summary>The same, refused where the meeting was cancelled.</summary>
    public static async Task<Meeting> LoadHeldAsync(TaskForceDb db, Actor actor, Guid meetingId, CancellationToken ct)
    {
        var meeting = await LoadAsync(db, actor, meetingId, ct);
        return meeting.CancelledAt is null ? meeting : throw new RefusedException("This meeting was canceled. Take that back first if it took place after all.");
    }

    /// <summary>The same, refused for a closed session, which keeps only its date, attendance and decisions.</summary>
    public static async Task<Meeting> LoadOpenAsync(TaskForceDb db, Actor actor, Guid meetingId, CancellationToken ct)
    {
        var meeting = await LoadHeldAsync(db, actor, meetingId, ct);
        return meeting.Closed ? throw new RefusedException("A closed session keeps only its date, attendance and decisions. Write a decision instead.") : meeting;
    }

    /// <summary>Counts the replies of those who hold a seat on the day; an alternate's reply counts for the seat.</summary>
    public static ReplyCount Count(IReadOnlyList<SeatOnDay> seats, IReadOnlyDictionary<Guid, ReplyAnswer> answers)
    {
        int confirmed = 0, declined = 0, asked = 0;
        var waiting = new List<string>();
        foreach (var holder in seats.Select(s => s.Holder).OfType<SeatHolder>().DistinctBy(h => h.PersonId))
        {
            asked++;
            ReplyAnswer? answer = answers.TryGetValue(holder.PersonId, out var own) ? own
                : holder.AlternateId is { } alternate && answers.TryGetValue(alternate, out var other) && other != ReplyAnswer.NotComing ? ReplyAnswer.Deputy : null;
            if (answer is null)
                waiting.Add(holder.Name);
            else if (answer == ReplyAnswer.NotComing)
                declined++;
            else
                confirmed++;
        }
        return new(asked, confirmed, declined, waiting);
    }

    /// <summary>Lines of a list for meetings that were read; a fixed number of further queries, whatever their number.</summary>
    public static async Task<IReadOnlyList<MeetingLine>> LinesAsync(TaskForceDb db, Actor actor, IReadOnlyList<Meeting> meetings, CancellationToken ct)
    {
        if (meetings.Count == 0)
            return [];
        var ids = meetings.Select(m => m.Id).ToList();
        var bodyIds = meetings.Select(m => m.BodyId).Distinct().ToList();
        var bodies = await db.Bodies.AsNoTracking().Where(b => bodyIds.Contains(b.Id)).Select(b => new { b.Id, b.Name, b.Slug, b.Kind }).ToDictionaryAsync(b => b.Id, ct);
        var replies = (await db.MeetingReplies.AsNoTracking().Where(r => ids.Contains(r.MeetingId)).Select(r => new { r.MeetingId, r.PersonId, r.Answer }).ToListAsync(ct)).ToLookup(r => r.MeetingId);
        var marks = (await db.Attendance.AsNoTracking().Where(a => ids.Contains(a.MeetingId) && a.SeatId != null).Select(a => new { a.MeetingId, a.Presence }).ToListAsync(ct)).ToLookup(m => m.MeetingId, m => m.Presence);
        var seats = await SeatsAsync(db, meetings, ct);
        return [.. meetings.Select(m =>
        {
            var body = bodies[m.BodyId];
            var own = seats[m.Id];
            var count = Count(own, replies[m.Id].ToDictionary(r => r.PersonId, r => r.Answer));
            return new MeetingLine(m.Id, TitleFor(actor, m, own), m.BodyId, body.Name, body.Slug, body.Kind, m.On, m.Starts, m.Ends, m.TimeZone, m.Closed && !HasPart(actor, m, own) ? "" : m.Place,
                m.Closed, m.CancelledAt is not null, m.Minutes.Length > 0, m.AttendanceClosedAt is not null || marks[m.Id].Any(), count.Confirmed, count.Asked,
                marks[m.Id].Count(p => p is Presence.Present or Presence.Remote or Presence.Deputy), marks[m.Id].Count(p => p != Presence.Excused));
        })];
    }

    /// <summary>The seats of each meeting on its own day: read once over all the days, told apart here.</summary>
    public static async Task<Dictionary<Guid, IReadOnlyList<SeatOnDay>>> SeatsAsync(TaskForceDb db, IReadOnlyList<Meeting> meetings, CancellationToken ct)
    {
        var found = new Dictionary<Guid, IReadOnlyList<SeatOnDay>>();
        if (meetings.Count == 0)
            return found;
        var spans = await SeatReader.BetweenAsync(db, [.. meetings.Select(m => m.BodyId).Distinct()], meetings.Min(m => m.On), meetings.Max(m => m.On), ct);
        var byBody = spans.ToLookup(s => s.BodyId);
        foreach (var meeting in meetings)
            found[meeting.Id] = SeatReader.AsOf(byBody[meeting.BodyId], meeting.On);
        return found;
    }

    /// <summary>Whether somebody keeps the meeting or takes part in it, and so may read what a closed one is about.</summary>
    public static bool HasPart(Actor actor, Meeting meeting, IReadOnlyList<SeatOnDay> seats) =>
        Permissions.Allow(actor, Act.WriteMeetings, Subject.Body(meeting.BodyId)) || TakesPart(actor.PersonId, seats);

    /// <summary>Whether a person holds one of the seats, or is the alternate of a holder.</summary>
    public static bool TakesPart(Guid? personId, IReadOnlyList<SeatOnDay> seats) =>
        personId is { } id && seats.Any(s => s.Holder is { } h && (h.PersonId == id || h.AlternateId == id));

    /// <summary>What a person reads as the title.</summary>
    public static string TitleFor(Actor actor, Meeting meeting, IReadOnlyList<SeatOnDay> seats) =>
        meeting.Closed && !HasPart(actor, meeting, seats) ? MeetingSentences.ClosedSession : meeting.Title;
}
