using System.Globalization;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Meetings;

/// <summary>Which meetings a list shows.</summary>
/// <param name="Past">Those that are over, latest first, instead of those to come.</param>
/// <param name="Month">The first day of a month; its meetings instead.</param>
/// <param name="BodySlug">Only of this body, by its address.</param>
public sealed record MeetingFilter(bool Past = false, DateOnly? Month = null, string? BodySlug = null);

/// <summary>
/// Writes meetings and what comes of them as files: the same rows, in the same order and with the same rights as their pages. A closed session
/// is "Closed session" to those who have no part in it, here as there.
/// </summary>
public sealed class MeetingExports(Databases databases)
{
    /// <summary>The meetings that a filter leaves.</summary>
    public async Task WriteMeetingsAsync(Actor actor, MeetingFilter filter, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        var body = await BodyAsync(actor, filter.BodySlug, ct);
        using var writer = SheetWriter.Create(target, format, "Meetings",
            ["Day", "Starts", "Ends", "Time zone", "Body", "Meeting", "Place", "Closed session", "Canceled", "Confirmed", "Asked", "Seats filled", "Seats marked", "Minutes"]);
        var meetings = new Meetings(databases);
        if (filter.Month is { } month)
        {
            foreach (var line in await meetings.MonthAsync(actor, month.Year, month.Month, body, ct))
                Write(writer, line);
            return;
        }
        string? after = null;
        do
        {
            var page = await meetings.ListAsync(actor, filter.Past, body, after, ct);
            foreach (var line in page.Items)
                Write(writer, line);
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>Who was at a meeting: a row for each seat of its day, then the guests.</summary>
    /// <exception cref="NotFoundException">There is no such meeting.</exception>
    public async Task WriteAttendanceAsync(Actor actor, Guid meetingId, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        var page = await new Meetings(databases).PageAsync(actor, meetingId, ct);
        using var writer = SheetWriter.Create(target, format, "Attendance",
            ["Meeting", "Day", "Member", "Organization", "Seat", "Capacity", "Expected", "Attendance", "Deputy", "Reason"]);
        foreach (var row in page.Sheet)
        {
            writer.Write(page.Title, page.On, row.Seat.Holder?.Name, row.Seat.Partner, row.Seat.Called, BodySentences.ClassWord(row.Seat.Class), row.Seat.AttendanceExpected,
                row.Presence is { } presence ? MeetingSentences.PresenceWord(presence) : row.IsVacant ? "Vacant" : "No mark", row.StandIn, row.Reason);
        }
        foreach (var guest in page.Guests)
            writer.Write(page.Title, page.On, guest.Name, null, null, null, false, MeetingSentences.PresenceWord(Presence.Guest), null, null);
    }

    /// <summary>Action items, open or done.</summary>
    /// <param name="mine">Only the reader's own.</param>
    public async Task WriteActionsAsync(Actor actor, bool done, bool mine, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        using var writer = SheetWriter.Create(target, format, "Action items", ["What", "Who", "Due on", "Done on", "Done by", "Body", "Meeting on"]);
        string? after = null;
        do
        {
            var page = await new ActionItems(databases).ListAsync(actor, done, mine ? actor.PersonId ?? Guid.Empty : null, after: after, ct: ct);
            foreach (var a in page.Items)
                writer.Write(a.Title, a.Owner, a.DueOn, a.DoneAt is { } at ? DateOnly.FromDateTime(databases.Clock.Local(at)) : null, a.DoneBy, a.Body, a.MeetingOn);
            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>What was decided, latest meeting first.</summary>
    /// <param name="bodySlug">Only of this body, by its address; null for all.</param>
    public async Task WriteDecisionsAsync(Actor actor, string? bodySlug, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        var decisions = await new MeetingDecisions(databases).AllAsync(actor, await BodyAsync(actor, bodySlug, ct), ct);
        using var writer = SheetWriter.Create(target, format, "Decisions", ["Day", "Body", "Meeting", "Decision"]);
        foreach (var d in decisions)
            writer.Write(d.On, d.Body, d.Meeting, d.Text);
    }

    /// <summary>A body that is not there filters nothing, as on the pages.</summary>
    private async Task<Guid?> BodyAsync(Actor actor, string? slug, CancellationToken ct) =>
        slug is null ? null : (await new Core.Bodies.Bodies(databases).ChoicesAsync(actor, ct)).FirstOrDefault(b => b.Slug == slug)?.Id;

    private static void Write(SheetWriter writer, MeetingLine m) => writer.Write(
        m.On, Time(m.Starts), m.Ends is { } ends ? Time(ends) : null, m.TimeZone, m.Body, m.Title, m.Place, m.Closed, m.Cancelled, m.Confirmed, m.Asked,
        m.AttendanceTaken ? m.Here : null, m.AttendanceTaken ? m.Marked : null, m.HasMinutes);

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
