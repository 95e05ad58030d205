using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>What marking a seat came to.</summary>
/// <param name="Version">The mark's version by now, which the next mark of this seat carries; null where there is none.</param>
/// <param name="ChangeId">What undo takes back; null where the seat was marked so already.</param>
public readonly record struct Marked(Guid? Version, Guid? ChangeId);

/// <summary>Who was there: a mark for each seat that existed on the meeting's day, and guests.</summary>
public sealed class Attendances(Databases databases)
{
    /// <summary>Marks one seat, changes its mark or takes it back. Where somebody marked it the same meanwhile, nothing is left to do.</summary>
    /// <exception cref="RefusedException">The seat was vacant on that day and nobody stood in, or the meeting has not taken place.</exception>
    /// <exception cref="StaleRecordException">Somebody marked the seat otherwise since the person saw it.</exception>
    public async Task<Marked> MarkAsync(Actor actor, Guid meetingId, Guid seatId, MarkForm form, CancellationToken ct = default)
    {
        await new MarkForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        return await TwiceAsync(async () =>
        {
            await using var db = await databases.OpenAsync(actor, ct);
            var meeting = await LoadAsync(db, actor, meetingId, ct);
            var mark = await db.Attendance.FirstOrDefaultAsync(a => a.MeetingId == meetingId && a.SeatId == seatId, ct);
            if (form.Presence is null ? mark is null : form.Version != mark?.Version && mark?.Says(form) == true)
                return new Marked(mark?.Version, null);
            if (form.Version != mark?.Version)
                throw new StaleRecordException(nameof(Attendance), mark?.Id ?? Guid.Empty);
            Guid? before = mark?.PartnerId;
            if (form.Presence is null)
                db.Attendance.Remove(mark!);
            else
            {
                var seat = (await SeatReader.OnDayAsync(db, [meeting.BodyId], meeting.On, ct)).FirstOrDefault(s => s.Id == seatId)
                    ?? throw new RefusedException($"This seat was not there on {BodySentences.Day(meeting.On)}. Look at the roster of that day.");
                if (mark is null)
                    db.Attendance.Add(mark = new() { MeetingId = meetingId, SeatId = seatId });
                Put(mark, seat, form);
            }
            await Standings.SaveAsync(db, [.. new[] { before, mark!.PartnerId }.OfType<Guid>().Distinct()], meeting.On, ct);
            return new Marked(form.Presence is null ? null : mark.Version, db.ChangeId);
        });
    }

    /// <summary>How a seat is marked now, as a form; without a presence where it is not.</summary>
    public async Task<MarkForm> FormAsync(Actor actor, Guid meetingId, Guid seatId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        await MeetingReader.LoadAsync(db, actor, meetingId, ct);
        return await db.Attendance.AsNoTracking().FirstOrDefaultAsync(a => a.MeetingId == meetingId && a.SeatId == seatId, ct) is not { } mark ? new() : new()
        {
            Presence = mark.Presence,
            DeputyId = mark.Presence == Presence.Deputy ? mark.PersonId : null,
            DeputyName = mark.GuestName,
            Reason = mark.Reason,
            Version = mark.Version,
        };
    }

    /// <summary>Marks every held seat that has no mark yet.</summary>
    /// <returns>The change, and how many seats it marked.</returns>
    public async Task<(Guid ChangeId, int Seats)> MarkRestAsync(Actor actor, Guid meetingId, Presence presence, CancellationToken ct = default)
    {
        await new MarkForm.Rules().ValidateAndThrowAsync(new MarkForm { Presence = presence }, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        return await TwiceAsync(async () =>
        {
            await using var db = await databases.OpenAsync(actor, ct);
            var meeting = await LoadAsync(db, actor, meetingId, ct);
            var marked = await PutRestAsync(db, meeting, presence, ct);
            await Standings.SaveAsync(db, [.. marked.Select(s => s.PartnerId).OfType<Guid>().Distinct()], meeting.On, ct);
            return (db.ChangeId, marked.Count);
        });
    }

    /// <summary>Says that attendance is complete: held seats without a mark become absent. A vacant seat stays vacant; nobody was absent from it.</summary>
    /// <returns>The change, and how many seats became absent.</returns>
    public async Task<(Guid ChangeId, int Absent)> CompleteAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        return await TwiceAsync(async () =>
        {
            await using var db = await databases.OpenAsync(actor, ct);
            var meeting = await LoadAsync(db, actor, meetingId, ct);
            var absent = await PutRestAsync(db, meeting, Presence.Absent, ct);
            meeting.AttendanceClosedAt ??= databases.Clock.UtcNow;
            await Standings.SaveAsync(db, await PartnersAsync(db, meeting, absent, ct), meeting.On, ct);
            return (db.ChangeId, absent.Count);
        });
    }

    /// <summary>Opens a complete sheet again. Marks stay.</summary>
    public async Task<Saved> ReopenAsync(Actor actor, Guid meetingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await LoadAsync(db, actor, meetingId, ct);
        meeting.AttendanceClosedAt = null;
        await Standings.SaveAsync(db, await PartnersAsync(db, meeting, [], ct), meeting.On, ct);
        return new(meeting.Id, db.ChangeId);
    }

    /// <summary>Adds somebody who came without a seat.</summary>
    public async Task<Saved> AddGuestAsync(Actor actor, Guid meetingId, GuestForm form, CancellationToken ct = default)
    {
        await new GuestForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await LoadAsync(db, actor, meetingId, ct);
        if (form.PersonId is { } person && await db.Attendance.AnyAsync(a => a.MeetingId == meetingId && a.PersonId == person, ct))
            throw new RefusedException("This person is on the sheet already.", nameof(GuestForm.PersonId));
        var guest = new Attendance { MeetingId = meeting.Id, PersonId = form.PersonId, GuestName = form.PersonId is null ? form.Name.Trim() : "", Presence = Presence.Guest };
        db.Attendance.Add(guest);
        await db.SaveChangesAsync(ct);
        return new(guest.Id, db.ChangeId);
    }

    /// <summary>Takes a guest off the sheet.</summary>
    public async Task<Saved> RemoveGuestAsync(Actor actor, Guid attendanceId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var guest = await db.Attendance.FirstOrDefaultAsync(a => a.Id == attendanceId && a.SeatId == null, ct) ?? throw new NotFoundException("guest");
        await LoadAsync(db, actor, guest.MeetingId, ct);
        db.Attendance.Remove(guest);
        await db.SaveChangesAsync(ct);
        return new(guest.Id, db.ChangeId);
    }

    /// <summary>Two who mark a seat at one moment would make two marks of it: whom the database refuses looks again and finds the other's.</summary>
    private static async Task<T> TwiceAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (DbUpdateException)
        {
            return await work();
        }
    }

    private async Task<Meeting> LoadAsync(TaskForceDb db, Actor actor, Guid meetingId, CancellationToken ct)
    {
        var meeting = await MeetingReader.LoadHeldAsync(db, actor, meetingId, ct);
        return meeting.On <= databases.Clock.Today ? meeting : throw new RefusedException($"This meeting is on {BodySentences.Day(meeting.On)}. Attendance can be taken from that day on.");
    }

    private static void Put(Attendance mark, SeatOnDay seat, MarkForm form)
    {
        var deputy = form.Presence == Presence.Deputy;
        if (seat.Holder is null && !deputy)
            throw new RefusedException("Nobody held this seat on that day, so it is vacant, not absent. If somebody stood in, choose deputy.");
        mark.Presence = form.Presence!.Value;
        mark.PartnerId = seat.PartnerId;
        mark.Expected = seat.AttendanceExpected;
        mark.Reason = form.Presence is Presence.Excused or Presence.Absent ? form.Reason.Trim() : "";
        mark.GuestName = deputy && form.DeputyId is null ? form.DeputyName.Trim() : "";
        mark.PersonId = deputy ? form.DeputyId ?? (mark.GuestName.Length > 0 ? null : seat.Holder?.AlternateId) : seat.Holder?.PersonId;
    }

    private static async Task<List<SeatOnDay>> PutRestAsync(TaskForceDb db, Meeting meeting, Presence presence, CancellationToken ct)
    {
        var marked = (await db.Attendance.Where(a => a.MeetingId == meeting.Id && a.SeatId != null).Select(a => a.SeatId!.Value).ToListAsync(ct)).ToHashSet();
        var rest = (await SeatReader.OnDayAsync(db, [meeting.BodyId], meeting.On, ct)).Where(s => s.Holder is not null && !marked.Contains(s.Id)).ToList();
        foreach (var seat in rest)
        {
            var mark = new Attendance { MeetingId = meeting.Id, SeatId = seat.Id };
            Put(mark, seat, new() { Presence = presence });
            db.Attendance.Add(mark);
        }
        return rest;
    }

    private static async Task<List<Guid>> PartnersAsync(TaskForceDb db, Meeting meeting, List<SeatOnDay> more, CancellationToken ct)
    {
        var onSheet = await db.Attendance.Where(a => a.MeetingId == meeting.Id && a.PartnerId != null).Select(a => a.PartnerId!.Value).Distinct().ToListAsync(ct);
        var seated = (await SeatReader.OnDayAsync(db, [meeting.BodyId], meeting.On, ct)).Select(s => s.PartnerId).OfType<Guid>();
        return [.. onSheet.Concat(seated).Concat(more.Select(s => s.PartnerId).OfType<Guid>()).Distinct()];
    }
}
