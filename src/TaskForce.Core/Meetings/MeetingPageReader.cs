using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>Reads one meeting with all that hangs on it.</summary>
internal static class MeetingPageReader
{
    public static async Task<MeetingPage> ReadAsync(TaskForceDb db, Actor actor, Guid meetingId, CancellationToken ct)
    {
        var meeting = await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == meetingId && m.ArchivedAt == null, ct) ?? throw new NotFoundException("meeting");
        var body = await db.Bodies.AsNoTracking().Where(b => b.Id == meeting.BodyId).Select(b => new { b.Name, b.Slug, b.Kind }).SingleAsync(ct);
        var seats = await SeatReader.OnDayAsync(db, [meeting.BodyId], meeting.On, ct);
        var replies = await db.MeetingReplies.AsNoTracking().Where(r => r.MeetingId == meetingId).ToDictionaryAsync(r => r.PersonId, r => new ReplyRow(r.PersonId, r.Answer, r.Note, r.AnsweredAt, r.ByLink), ct);
        var marks = await (from mark in db.Attendance.AsNoTracking()
                           where mark.MeetingId == meetingId
                           join person in db.People on mark.PersonId equals (Guid?)person.Id into people
                           from person in people.DefaultIfEmpty()
                           orderby mark.Id
                           select new { Mark = mark, Name = person == null ? null : person.Name != "" ? person.Name : person.KnownAs }).ToListAsync(ct);
        var bySeat = marks.Where(m => m.Mark.SeatId is not null).ToDictionary(m => m.Mark.SeatId!.Value);
        var mayWrite = Permissions.Allow(actor, Act.WriteMeetings, Subject.Body(meeting.BodyId));
        var takesPart = MeetingReader.TakesPart(actor.PersonId, seats);
        var sees = mayWrite || takesPart || !meeting.Closed;
        var (start, end) = MeetingTime.Span(meeting.On, meeting.Starts, meeting.Ends, meeting.TimeZone);

        return new(meeting.Id, sees ? meeting.Title : MeetingSentences.ClosedSession, meeting.BodyId, body.Name, body.Slug, body.Kind, meeting.On, meeting.Starts, meeting.Ends, meeting.TimeZone, start, end,
            sees ? meeting.Place : "", sees ? meeting.Link : "", meeting.Closed, meeting.CancelledAt is not null, meeting.CancelledReason, meeting.CalendarSequence,
            meeting.Closed ? "" : meeting.Minutes, meeting.MinutesSavedAt, meeting.AttendanceClosedAt is not null,
            meeting.Closed ? [] : await db.AgendaItems.AsNoTracking().Where(a => a.MeetingId == meetingId).OrderBy(a => a.Order).ThenBy(a => a.Id).Select(a => new AgendaRow(a.Id, a.Version, a.Title, a.Purpose, a.Minutes)).ToListAsync(ct),
            [.. seats.Select(s => Row(s, bySeat.TryGetValue(s.Id, out var m) ? (m.Mark, m.Name) : null, s.Holder is { } h ? Reply(replies, h) : null, mayWrite || takesPart))],
            [.. marks.Where(m => m.Mark.SeatId is null).Select(m => new GuestRow(m.Mark.Id, m.Mark.PersonId is null ? m.Mark.GuestName : SeatReader.Name(m.Name)))],
            await db.MeetingDecisions.AsNoTracking().Where(d => d.MeetingId == meetingId).OrderBy(d => d.Order).ThenBy(d => d.Id).Select(d => new DecisionRow(d.Id, d.Version, d.Text)).ToListAsync(ct),
            meeting.Closed ? [] : await ActionReader.OfMeetingAsync(db, actor, meetingId, ct),
            meeting.Closed ? [] : await LastTimeAsync(db, actor, meeting, ct),
            MeetingReader.Count(seats, replies.ToDictionary(r => r.Key, r => r.Value.Answer)),
            actor.PersonId is { } me ? replies.GetValueOrDefault(me) : null, mayWrite, takesPart);
    }

    private static SheetRow Row(SeatOnDay seat, (Attendance Mark, string? Name)? marked, ReplyRow? reply, bool seesReply)
    {
        if (marked is not var (mark, name))
            return new(seat, null, seesReply ? reply : null);
        var standIn = mark.Presence == Presence.Deputy ? mark.GuestName.Length > 0 ? mark.GuestName : name : null;
        return new(seat, new(mark.Id, mark.Version, mark.Presence, standIn, mark.Reason), seesReply ? reply : null);
    }

    private static ReplyRow? Reply(Dictionary<Guid, ReplyRow> replies, SeatHolder holder) =>
        replies.TryGetValue(holder.PersonId, out var own) ? own : holder.AlternateId is { } alternate ? replies.GetValueOrDefault(alternate) : null;

    private static async Task<IReadOnlyList<ActionRow>> LastTimeAsync(TaskForceDb db, Actor actor, Meeting meeting, CancellationToken ct)
    {
        var before = await db.Meetings.AsNoTracking().Where(m => m.BodyId == meeting.BodyId && m.On < meeting.On && m.CancelledAt == null && m.ArchivedAt == null)
            .OrderByDescending(m => m.On).Select(m => (Guid?)m.Id).FirstOrDefaultAsync(ct);
        return before is { } id ? await ActionReader.OfMeetingAsync(db, actor, id, ct) : [];
    }
}
