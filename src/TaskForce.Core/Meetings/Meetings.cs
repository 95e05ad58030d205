using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>Calls, changes, cancels and lists meetings.</summary>
public sealed class Meetings(Databases databases)
{
    /// <summary>How many meetings a page of the list holds.</summary>
    public const int PageSize = 50;

    /// <summary>Calls a meeting.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="NotAllowedException">Neither a coordinator nor the chair of the body.</exception>
    public async Task<Saved> CreateAsync(Actor actor, MeetingForm form, CancellationToken ct = default)
    {
        await new MeetingForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings, Subject.Body(form.BodyId!.Value));
        await using var db = await databases.OpenAsync(actor, ct);
        var body = await db.Bodies.AsNoTracking().FirstOrDefaultAsync(b => b.Id == form.BodyId && b.ArchivedAt == null, ct) ?? throw new NotFoundException("committee");
        var meeting = new Meeting { BodyId = body.Id, Title = body.Name, TimeZone = form.TimeZone };
        Put(meeting, form, body.Name);
        db.Meetings.Add(meeting);
        await SaveAsync(db, meeting, meeting.On, ct);
        return new(meeting.Id, db.ChangeId);
    }

    /// <summary>Changes when, where and what. Its body stays.</summary>
    /// <exception cref="StaleRecordException">Somebody changed one of these fields in between.</exception>
    /// <exception cref="RefusedException">Its day would move although attendance was taken, or it would be closed although it has minutes.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid meetingId, MeetingForm form, CancellationToken ct = default)
    {
        await new MeetingForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadAsync(db, actor, meetingId, ct);
        DemandSequence(meeting, form.Sequence);
        if (form.On != meeting.On && await db.Attendance.AnyAsync(a => a.MeetingId == meetingId, ct))
            throw new RefusedException("Attendance was taken for this day. Take the marks back before you move the meeting.", nameof(MeetingForm.On));
        if (form.Closed && !meeting.Closed && (meeting.Minutes.Length > 0 || await db.AgendaItems.AnyAsync(a => a.MeetingId == meetingId, ct) || await db.ActionItems.AnyAsync(a => a.MeetingId == meetingId, ct)))
            throw new RefusedException("A closed session keeps only its date, attendance and decisions. Remove its agenda, minutes and action items first.", nameof(MeetingForm.Closed));
        var body = await db.Bodies.Where(b => b.Id == meeting.BodyId).Select(b => b.Name).SingleAsync(ct);
        var before = meeting.On;
        Put(meeting, form, body);
        meeting.CalendarSequence++;
        await SaveAsync(db, meeting, before, ct);
        return new(meeting.Id, db.ChangeId);
    }

    /// <summary>Cancels a meeting; calendars show it as cancelled, links to reply end. Of one that is cancelled the reason is changed.</summary>
    /// <exception cref="StaleRecordException">Somebody moved, changed or cancelled it in between.</exception>
    /// <exception cref="RefusedException">Attendance was taken: then it took place.</exception>
    public async Task<Saved> CancelAsync(Actor actor, Guid meetingId, CancelForm form, CancellationToken ct = default)
    {
        await new CancelForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadAsync(db, actor, meetingId, ct);
        DemandSequence(meeting, form.Sequence);
        if (await db.Attendance.AnyAsync(a => a.MeetingId == meetingId, ct))
            throw new RefusedException("Attendance was taken, so this meeting took place. Take the marks back first if they are wrong.");
        (meeting.CancelledAt, meeting.CancelledReason) = (meeting.CancelledAt ?? databases.Clock.UtcNow, form.Reason.Trim());
        meeting.CalendarSequence++;
        foreach (var link in await db.ReplyLinks.Where(l => l.MeetingId == meetingId && l.RevokedAt == null).ToListAsync(ct))
            link.RevokedAt = databases.Clock.UtcNow;
        await SaveAsync(db, meeting, meeting.On, ct);
        return new(meeting.Id, db.ChangeId);
    }

    /// <summary>Takes a cancellation back. Links to reply that ended with it stay ended: copy new ones.</summary>
    public async Task<Saved> RestoreAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadAsync(db, actor, meetingId, ct);
        (meeting.CancelledAt, meeting.CancelledReason) = (null, "");
        meeting.CalendarSequence++;
        await SaveAsync(db, meeting, meeting.On, ct);
        return new(meeting.Id, db.ChangeId);
    }

    /// <summary>Puts a meeting away that was entered by mistake; its marks count no more.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadAsync(db, actor, meetingId, ct);
        meeting.ArchivedAt = databases.Clock.UtcNow;
        meeting.CalendarSequence++;
        await SaveAsync(db, meeting, meeting.On, ct);
        return new(meeting.Id, db.ChangeId);
    }

    // That a meeting was held or not is a chance to keep a promise or none; one that lies ahead settles nothing yet.
    private async Task SaveAsync(TaskForceDb db, Meeting meeting, DateOnly before, CancellationToken ct)
    {
        var since = before < meeting.On ? before : meeting.On;
        if (since <= databases.Clock.Today) await Standings.SaveAsync(db, await TouchedPartners.OfAsync(db, ct), since, ct);
        else await db.SaveChangesAsync(ct);
    }

    /// <summary>Meetings to come (soonest first) or past (latest first), cancelled ones included.</summary>
    /// <param name="bodyId">Only of this body, or null for all.</param>
    /// <param name="after">Where the page starts: <see cref="MeetingList.Next"/> of the page before.</param>
    public async Task<MeetingList> ListAsync(Actor actor, bool past = false, Guid? bodyId = null, string? after = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var query = db.Meetings.AsNoTracking().Where(m => m.ArchivedAt == null && (past ? m.On < today : m.On >= today));
        if (bodyId is { } body)
            query = query.Where(m => m.BodyId == body);
        if (ReadKey(after) is var (on, id))
            query = past ? query.Where(m => m.On < on || (m.On == on && m.Id.CompareTo(id) < 0)) : query.Where(m => m.On > on || (m.On == on && m.Id.CompareTo(id) > 0));
        query = past ? query.OrderByDescending(m => m.On).ThenByDescending(m => m.Id) : query.OrderBy(m => m.On).ThenBy(m => m.Id);
        var meetings = await query.Take(PageSize + 1).ToListAsync(ct);
        var page = meetings.Take(PageSize).ToList();
        var next = meetings.Count > PageSize ? page[^1].On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "_" + page[^1].Id.ToString("N") : null;
        var lines = await MeetingReader.LinesAsync(db, actor, page, ct);
        return new(past ? lines : [.. lines.OrderBy(l => l.On).ThenBy(l => l.Starts)], next);
    }

    /// <summary>The meetings of one calendar month, for the month's view.</summary>
    public async Task<IReadOnlyList<MeetingLine>> MonthAsync(Actor actor, int year, int month, Guid? bodyId = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var first = new DateOnly(year, month, 1);
        var last = first.AddMonths(1).AddDays(-1);
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.ArchivedAt == null && m.On >= first && m.On <= last && (bodyId == null || m.BodyId == bodyId))
            .OrderBy(m => m.On).ThenBy(m => m.Starts).ToListAsync(ct);
        return await MeetingReader.LinesAsync(db, actor, meetings, ct);
    }

    /// <summary>How many past meetings that were not cancelled have no attendance; of the last twelve months.</summary>
    public async Task<int> WithoutAttendanceAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var since = today.AddYears(-1);
        return await db.Meetings.CountAsync(m => m.ArchivedAt == null && m.CancelledAt == null && m.On < today && m.On >= since && m.AttendanceClosedAt == null && !db.Attendance.Any(a => a.MeetingId == m.Id), ct);
    }

    /// <summary>The next meetings that are not cancelled, soonest first: Today's right column.</summary>
    /// <param name="bodies">Only of these bodies, or null for all.</param>
    /// <param name="count">How many at most.</param>
    public async Task<IReadOnlyList<UpcomingMeeting>> UpcomingAsync(Actor actor, int count = 4, IReadOnlyCollection<Guid>? bodies = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var meetings = await db.Meetings.AsNoTracking().Where(m => m.ArchivedAt == null && m.CancelledAt == null && m.On >= today && (bodies == null || bodies.Contains(m.BodyId)))
            .OrderBy(m => m.On).ThenBy(m => m.Starts).ThenBy(m => m.Id).Take(count).ToListAsync(ct);
        return [.. (await MeetingReader.LinesAsync(db, actor, meetings, ct)).Select(m => new UpcomingMeeting(m.Id, m.Title, m.Body, m.BodyKind, m.On, m.Starts, m.Ends, m.Place, m.Confirmed, m.Asked))];
    }

    /// <summary>Everything that a meeting's page shows, as far as the reader may see it.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<MeetingPage> PageAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        return await MeetingPageReader.ReadAsync(db, actor, meetingId, ct);
    }

    private static void DemandSequence(Meeting meeting, int sequence)
    {
        if (sequence != meeting.CalendarSequence)
            throw new StaleRecordException(nameof(Meeting), meeting.Id);
    }

    private static void Put(Meeting meeting, MeetingForm form, string body)
    {
        (meeting.Title, meeting.On, meeting.Starts, meeting.Ends) = (form.Title.Trim() is { Length: > 0 } title ? title : body, form.On!.Value, form.Starts!.Value, form.Ends);
        (meeting.TimeZone, meeting.Place, meeting.Link, meeting.Closed) = (form.TimeZone, form.Place.Trim(), form.Link.Trim(), form.Closed);
    }

    private static (DateOnly On, Guid Id)? ReadKey(string? after)
    {
        var parts = after?.Split('_');
        return parts is [var day, var key] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && Guid.TryParseExact(key, "N", out var id) ? (on, id) : null;
    }
}
