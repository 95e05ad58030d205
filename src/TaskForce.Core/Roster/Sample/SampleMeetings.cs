using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;

namespace TaskForce.Core.Roster.Sample;

/// <summary>Three half-years of meetings with who came, and those that lie ahead.</summary>
internal static class SampleMeetings
{
    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        var number = 0;
        foreach (var (half, age) in new[] { (roster.Half.Previous.Previous, 0), (roster.Half.Previous, 1), (roster.Half, 2) })
        {
            for (var round = 0; round < 3; round++)
            {
                Hold(db, roster, roster.General, "General membership", half.Start.AddDays(34 + round * 56), new(9, 30), age, number++);
                var day = 12;
                foreach (var (letter, body) in roster.Committees)
                    Hold(db, roster, body, $"{body.Name} committee", half.Start.AddDays(day + round * 56 + (letter == 'L' ? 0 : day)), new(14, 0), age, number++);
            }
            // The executives' meeting of this half is still to come.
            if (age < 2)
                Hold(db, roster, roster.Executives, $"Executives, {half}", half.Start.AddDays(110), new(13, 0), age, number++);
        }
        var next = Hold(db, roster, roster.Executives, $"Executives, {roster.Half}", Ahead(roster), new(13, 0), 2, number);
        Cancel(db, roster);
        Hold(db, roster, roster.Committees['L'], "Law Enforcement committee, closed session", roster.Today.AddDays(9), new(15, 0), 2, number + 1).Closed = true;
        await db.SaveChangesAsync(ct);
        Reply(db, roster, next);
        TakeOn(db, roster);
        await db.SaveChangesAsync(ct);
    }

    private static Meeting Hold(TaskForceDb db, SampleRoster roster, Body body, string title, DateOnly day, TimeOnly at, int age, int number)
    {
        day = day == roster.Today ? day : Weekday(day);
        var meeting = new Meeting { BodyId = body.Id, Title = title, On = day, Starts = at, Ends = at.AddHours(1.5), TimeZone = db.Clock.Zone.Id, Place = body.Kind == BodyKind.Executives ? "County Administration, room 410" : "Harbor County Library, room 2" };
        db.Meetings.Add(meeting);
        db.AgendaItems.AddRange(
            new AgendaItem { MeetingId = meeting.Id, Title = "Welcome and action items", Minutes = 10, Order = 0 },
            new AgendaItem { MeetingId = meeting.Id, Title = "What changed since we last met", Purpose = "So that nobody learns it elsewhere", Minutes = 30, Order = 1 },
            new AgendaItem { MeetingId = meeting.Id, Title = "What we ask of each other", Minutes = 20, Order = 2 });
        if (day >= roster.Today)
            return meeting;

        meeting.AttendanceClosedAt = db.Clock.UtcNow;
        meeting.Minutes = "## What was said\n\nPartners reported on the last weeks. The next steps are among the action items.";
        meeting.MinutesSavedAt = db.Clock.UtcNow;
        db.MeetingDecisions.Add(new() { MeetingId = meeting.Id, Text = "The minutes of the last meeting are accepted." });
        var place = 0;
        foreach (var (seat, member) in roster.SeatsOf[body.Id])
        {
            place++;
            if (member is null)
                continue;
            var presence = Presence(member, age, body, number, place);
            db.Attendance.Add(new()
            {
                MeetingId = meeting.Id,
                SeatId = seat.Id,
                PartnerId = member.Id,
                PersonId = presence is Core.Meetings.Presence.Present or Core.Meetings.Presence.Remote ? (seat.OfficeId is null ? member.Delegate.Id : member.Leader.Id) : null,
                Presence = presence,
                Expected = seat.AttendanceExpected,
                Reason = presence == Core.Meetings.Presence.Excused ? "Out of the county" : "",
            });
        }
        return meeting;
    }

    private static DateOnly Weekday(DateOnly day) => day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };

    // Three weeks ahead; where the half is over by then, on its last working day, or today.
    private static DateOnly Ahead(SampleRoster roster)
    {
        var (day, last) = (Weekday(roster.Today.AddDays(21)), roster.Half.End);
        if (day <= last) return day;
        while (last.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) last = last.AddDays(-1);
        return last < roster.Today ? roster.Today : last;
    }

    // Nobody misses a meeting that was not held.
    private static void Cancel(TaskForceDb db, SampleRoster roster) => db.Meetings.Add(new()
    {
        BodyId = roster.Committees['V'].Id,
        Title = "Victim Services committee, extra meeting",
        On = roster.Today.AddDays(-5),
        Starts = new(14, 0),
        Ends = new(15, 30),
        TimeZone = db.Clock.Zone.Id,
        Place = "Harbor County Library, room 2",
        CancelledAt = db.Clock.UtcNow.AddDays(-6),
        CancelledReason = "The library was closed because of the storm.",
    });

    // The same every time it is loaded: a small multiplicative shuffle instead of chance.
    private static Presence Presence(SampleMember member, int age, Body body, int meeting, int place)
    {
        var rate = age switch { 0 => member.Story.Attends.Before, 1 => member.Story.Attends.Last, _ => member.Story.Attends.Now };
        var draw = (meeting * 37 + place * 61 + meeting * place * 13) % 100;
        if (draw < rate)
            return draw % 9 == 0 ? Core.Meetings.Presence.Remote : Core.Meetings.Presence.Present;
        if (body.Kind == BodyKind.Executives && draw < rate + 12)
            return Core.Meetings.Presence.Deputy;
        return draw < rate + 8 ? Core.Meetings.Presence.Excused : Core.Meetings.Presence.Absent;
    }

    private static void Reply(TaskForceDb db, SampleRoster roster, Meeting meeting)
    {
        foreach (var (seat, member) in roster.SeatsOf[roster.Executives.Id])
        {
            if (member is null || member.Partner.Called is "HSI, Port office" or "District Attorney")
                continue;
            db.MeetingReplies.Add(new() { MeetingId = meeting.Id, PersonId = member.Leader.Id, SeatId = seat.Id, Answer = ReplyAnswer.Coming, AnsweredAt = db.Clock.UtcNow });
        }
    }

    private static void TakeOn(TaskForceDb db, SampleRoster roster)
    {
        db.ActionItems.AddRange(
            new ActionItem { BodyId = roster.Executives.Id, Title = "Send the draft assessment summary to chiefs", PersonId = roster.Coordinator.Id, DueOn = roster.Today },
            new ActionItem { BodyId = roster.Committees['V'].Id, Title = "Book a room for the service-provider roundtable", PersonId = roster.Coordinator.Id, DueOn = roster.Today.AddDays(1) },
            new ActionItem { BodyId = roster.Committees['L'].Id, Title = "Agree on one number for after-hours calls", PersonId = roster.Called("Sheriff's Office").Delegate.Id, DueOn = roster.Today.AddDays(9) },
            new ActionItem { BodyId = roster.Committees['O'].Id, Title = "Share the Spanish message with the clinics", PersonId = roster.Called("Interfaith Council").Delegate.Id, DueOn = roster.Today.AddDays(-6) },
            new ActionItem { BodyId = roster.General.Id, Title = "Update the directory", PersonId = roster.Coordinator.Id, DueOn = roster.Today.AddDays(-20), DoneAt = db.Clock.UtcNow, DoneBy = roster.Coordinator.Name });
    }
}
