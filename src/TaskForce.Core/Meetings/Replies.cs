using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>Who has not replied to an invitation, to be reminded.</summary>
/// <param name="Email">The first address of the person, or null.</param>
public sealed record Waiting(Guid PersonId, string Name, string? Email);

/// <summary>A meeting as the bearer of a reply link sees it: no roster, nobody else's answer.</summary>
/// <param name="Answer">What was answered already, or null.</param>
public sealed record InvitationView(string Title, string Body, DateOnly On, TimeOnly Starts, TimeOnly? Ends, string TimeZone, string Place, string Link, string Person, ReplyAnswer? Answer, string Note);

/// <summary>Replies to invitations: by people who are signed in, and through a link for one person and one meeting.</summary>
public sealed class Replies(Databases databases)
{
    /// <summary>Replies, or replies anew. People reply for themselves; a coordinator also for others.</summary>
    /// <exception cref="RefusedException">The meeting is over or cancelled, or the person has no seat on that day.</exception>
    public async Task<Saved> ReplyAsync(Actor actor, Guid meetingId, Guid personId, ReplyForm form, CancellationToken ct = default)
    {
        await new ReplyForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.ReplyToMeeting, Subject.Person(personId));
        await using var db = await databases.OpenAsync(actor, ct);
        return await PutAsync(db, meetingId, personId, form, byLink: false, ct);
    }

    /// <summary>Makes a link with which one person replies to one meeting without signing in. An earlier link of that person to it ends.</summary>
    /// <returns>The secret; only its hash is kept.</returns>
    /// <exception cref="RefusedException">The meeting is over or cancelled, or the person has no seat on that day.</exception>
    public Task<string> MakeLinkAsync(Actor actor, Guid meetingId, Guid personId, CancellationToken ct = default) => MakeLinkAsync(actor, meetingId, personId, endsEarlier: true, ct);

    /// <summary>The same for a mail, and earlier ones go on: a mail may reach its reader twice, and only the first is looked at.</summary>
    public Task<string> MakeMailedLinkAsync(Actor actor, Guid meetingId, Guid personId, CancellationToken ct = default) => MakeLinkAsync(actor, meetingId, personId, endsEarlier: false, ct);

    private async Task<string> MakeLinkAsync(Actor actor, Guid meetingId, Guid personId, bool endsEarlier, CancellationToken ct)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadHeldAsync(db, actor, meetingId, ct);
        await DemandOpenAsync(db, meeting, personId, ct);
        var now = databases.Clock.UtcNow;
        if (endsEarlier)
        {
            foreach (var old in await db.ReplyLinks.Where(l => l.MeetingId == meetingId && l.PersonId == personId && l.RevokedAt == null).ToListAsync(ct))
                old.RevokedAt = now;
        }

        var secret = Secret.New();
        db.ReplyLinks.Add(new() { MeetingId = meetingId, PersonId = personId, TokenHash = Secret.Hash(secret), CreatedAt = now, ExpiresAt = MeetingTime.RepliesEnd(meeting.On, meeting.TimeZone) });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>What a link opens.</summary>
    /// <returns>Null where the link is unknown, ended or over, all alike.</returns>
    public async Task<InvitationView?> OpenLinkAsync(string secret, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("reply link"), ct);
        if (await FindAsync(db, secret, ct) is not { } found)
            return null;
        var (meeting, person) = (found.Meeting, found.Person);
        var body = await db.Bodies.Where(b => b.Id == meeting.BodyId).Select(b => b.Name).SingleAsync(ct);
        var reply = await db.MeetingReplies.AsNoTracking().FirstOrDefaultAsync(r => r.MeetingId == meeting.Id && r.PersonId == person.Id, ct);
        return new(meeting.Title, body, meeting.On, meeting.Starts, meeting.Ends, meeting.TimeZone, meeting.Place, meeting.Link, person.Called, reply?.Answer, reply?.Note ?? "");
    }

    /// <summary>Replies through a link, in the name of its person.</summary>
    /// <returns>False where the link is unknown, ended or over, all alike.</returns>
    public async Task<bool> ReplyByLinkAsync(string secret, ReplyForm form, CancellationToken ct = default)
    {
        await new ReplyForm.Rules().ValidateAndThrowAsync(form, ct);
        Actor actor;
        Guid meetingId;
        await using (var db = await databases.OpenAsync(Actor.System("reply link"), ct))
        {
            if (await FindAsync(db, secret, ct) is not { } found)
                return false;
            meetingId = found.Meeting.Id;
            actor = new Actor { PersonId = found.Person.Id, Name = $"{found.Person.Called} (by link)", Role = Role.Member };
        }

        Permissions.Demand(actor, Act.ReplyToMeeting, Subject.Person(actor.PersonId!.Value));
        await using var own = await databases.OpenAsync(actor, ct);
        await PutAsync(own, meetingId, actor.PersonId.Value, form, byLink: true, ct);
        return true;
    }

    /// <summary>Who holds a seat on the meeting's day and has not replied.</summary>
    public async Task<IReadOnlyList<Waiting>> WaitingAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadAsync(db, actor, meetingId, ct);
        var replied = (await db.MeetingReplies.Where(r => r.MeetingId == meetingId).Select(r => r.PersonId).ToListAsync(ct)).ToHashSet();
        var holders = (await SeatReader.OnDayAsync(db, [meeting.BodyId], meeting.On, ct)).Select(s => s.Holder).OfType<SeatHolder>()
            .DistinctBy(h => h.PersonId).Where(h => !replied.Contains(h.PersonId) && !(h.AlternateId is { } a && replied.Contains(a))).ToList();
        var ids = holders.Select(h => h.PersonId).ToList();
        var emails = (await db.PersonEmails.AsNoTracking().Where(e => ids.Contains(e.PersonId)).OrderBy(e => e.Order).Select(e => new { e.PersonId, e.Address }).ToListAsync(ct)).ToLookup(e => e.PersonId, e => e.Address);
        return [.. holders.Select(h => new Waiting(h.PersonId, h.Name, emails[h.PersonId].FirstOrDefault()))];
    }

    /// <summary>Executive meetings within the notice whose replies are not complete, soonest first. Once attendance is taken nobody is asked whether they will come.</summary>
    /// <param name="noticeDays">How many days before a meeting Today asks for replies; from the charter.</param>
    public async Task<IReadOnlyList<RepliesMissing>> MissingAsync(Actor actor, int noticeDays, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var until = today.AddDays(noticeDays);
        var meetings = await (from meeting in db.Meetings.AsNoTracking()
                              where meeting.ArchivedAt == null && meeting.CancelledAt == null && meeting.On >= today && meeting.On <= until
                                  && meeting.AttendanceClosedAt == null && !db.Attendance.Any(a => a.MeetingId == meeting.Id)
                              join body in db.Bodies on meeting.BodyId equals body.Id
                              where body.Kind == BodyKind.Executives
                              orderby meeting.On, meeting.Starts
                              select new { Meeting = meeting, Body = body.Name }).ToListAsync(ct);
        var seats = await MeetingReader.SeatsAsync(db, [.. meetings.Select(m => m.Meeting)], ct);
        var ids = meetings.Select(m => m.Meeting.Id).ToList();
        var replies = (await db.MeetingReplies.AsNoTracking().Where(r => ids.Contains(r.MeetingId)).Select(r => new { r.MeetingId, r.PersonId, r.Answer }).ToListAsync(ct)).ToLookup(r => r.MeetingId);
        return [.. meetings
            .Select(m => new RepliesMissing(m.Meeting.Id, MeetingReader.TitleFor(actor, m.Meeting, seats[m.Meeting.Id]), m.Body, m.Meeting.On, m.Meeting.On.DayNumber - today.DayNumber,
                MeetingReader.Count(seats[m.Meeting.Id], replies[m.Meeting.Id].ToDictionary(r => r.PersonId, r => r.Answer))))
            .Where(m => m.Replies.Waiting.Count > 0)];
    }

    private async Task<(Meeting Meeting, People.Person Person)?> FindAsync(TaskForceDb db, string secret, CancellationToken ct)
    {
        var hash = Secret.Hash(secret);
        var now = databases.Clock.UtcNow;
        var link = await db.ReplyLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash && l.RevokedAt == null, ct);
        if (link is null)
            return null;
        var meeting = await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == link.MeetingId && m.CancelledAt == null && m.ArchivedAt == null, ct);
        // A meeting that was moved takes its links along: its own day counts, not the day when the link was made.
        if (meeting is null || MeetingTime.RepliesEnd(meeting.On, meeting.TimeZone) <= now)
            return null;
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == link.PersonId && p.ArchivedAt == null, ct);
        if (person is null || !MeetingReader.TakesPart(person.Id, await SeatReader.OnDayAsync(db, [meeting.BodyId], meeting.On, ct)))
            return null;
        return (meeting, person);
    }

    private async Task<Saved> PutAsync(TaskForceDb db, Guid meetingId, Guid personId, ReplyForm form, bool byLink, CancellationToken ct)
    {
        var meeting = await db.Meetings.AsNoTracking().FirstOrDefaultAsync(m => m.Id == meetingId && m.ArchivedAt == null, ct) ?? throw new NotFoundException("meeting");
        var seatId = await DemandOpenAsync(db, meeting, personId, ct);
        var reply = await db.MeetingReplies.FirstOrDefaultAsync(r => r.MeetingId == meetingId && r.PersonId == personId, ct);
        if (reply is null)
            db.MeetingReplies.Add(reply = new() { MeetingId = meetingId, PersonId = personId });
        (reply.Answer, reply.Note, reply.SeatId, reply.ByLink, reply.AnsweredAt) = (form.Answer!.Value, form.Note.Trim(), seatId, byLink, databases.Clock.UtcNow);
        await db.SaveChangesAsync(ct);
        return new(reply.Id, db.ChangeId);
    }

    private async Task<Guid> DemandOpenAsync(TaskForceDb db, Meeting meeting, Guid personId, CancellationToken ct)
    {
        if (meeting.CancelledAt is not null)
            throw new RefusedException("This meeting was canceled, so there is nothing to reply to.");
        if (MeetingTime.RepliesEnd(meeting.On, meeting.TimeZone) <= databases.Clock.UtcNow)
            throw new RefusedException("This meeting is over. Who came is on its attendance.");
        var seats = await SeatReader.OnDayAsync(db, [meeting.BodyId], meeting.On, ct);
        return seats.FirstOrDefault(s => s.Holder is { } h && (h.PersonId == personId || h.AlternateId == personId))?.Id
            ?? throw new RefusedException($"Replies are for those who hold a seat on {BodySentences.Day(meeting.On)}. The coordinator can add somebody as a guest.");
    }
}
