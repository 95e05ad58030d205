using System.Globalization;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Meetings;
using static TaskForce.Web.Exports.ExportEndpoints;

namespace TaskForce.Web.Exports;

/// <summary>Committees, rosters, meetings and what comes of them as files.</summary>
public static class MeetingExportEndpoints
{
    /// <summary>Maps the addresses below /exports.</summary>
    public static void MapMeetingExports(this IEndpointRouteBuilder exports)
    {
        exports.MapGet("/committees.{ending}", BodiesAsync).WithMetadata(new NeedsAttribute(Act.ReadBodies));
        exports.MapGet("/committees/{slug}/roster.{ending}", RosterAsync).WithMetadata(new NeedsAttribute(Act.ReadBodies));
        exports.MapGet("/meetings.{ending}", MeetingsAsync).WithMetadata(new NeedsAttribute(Act.ReadMeetings));
        exports.MapGet("/meetings/{id:guid}/attendance.{ending}", AttendanceAsync).WithMetadata(new NeedsAttribute(Act.ReadMeetings));
        exports.MapGet("/actions.{ending}", ActionsAsync).WithMetadata(new NeedsAttribute(Act.ReadMeetings));
        exports.MapGet("/decisions.{ending}", DecisionsAsync).WithMetadata(new NeedsAttribute(Act.ReadMeetings));
    }

    private static async Task<IResult> BodiesAsync(HttpContext http, string ending, BodyExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        return await Downloads.SheetAsync($"committees-{clock.Today:yyyy-MM-dd}", ending, (file, format) => exports.WriteBodiesAsync(actor, Query(http, "archived") is not null, file, format, http.RequestAborted));
    }

    private static async Task<IResult> RosterAsync(HttpContext http, string slug, string ending, BodyExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        var on = Day(Query(http, "on"), "yyyy-MM-dd") ?? clock.Today;
        return await Downloads.SheetAsync($"{slug}-roster-{on:yyyy-MM-dd}", ending, (file, format) => exports.WriteRosterAsync(actor, slug, on, file, format, http.RequestAborted));
    }

    private static async Task<IResult> MeetingsAsync(HttpContext http, string ending, MeetingExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        var when = Query(http, "when");
        var month = when == "month" ? Day(Query(http, "month"), "yyyy-MM") ?? new DateOnly(clock.Today.Year, clock.Today.Month, 1) : (DateOnly?)null;
        var filter = new MeetingFilter(when == "past", month, Query(http, "body"));
        return await Downloads.SheetAsync($"meetings-{clock.Today:yyyy-MM-dd}", ending, (file, format) => exports.WriteMeetingsAsync(actor, filter, file, format, http.RequestAborted));
    }

    private static async Task<IResult> AttendanceAsync(HttpContext http, Guid id, string ending, MeetingExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        return await Downloads.SheetAsync($"attendance-{clock.Today:yyyy-MM-dd}", ending, (file, format) => exports.WriteAttendanceAsync(actor, id, file, format, http.RequestAborted));
    }

    private static async Task<IResult> ActionsAsync(HttpContext http, string ending, MeetingExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        return await Downloads.SheetAsync($"action-items-{clock.Today:yyyy-MM-dd}", ending,
            (file, format) => exports.WriteActionsAsync(actor, Query(http, "show") == "done", Query(http, "who") == "me", file, format, http.RequestAborted));
    }

    private static async Task<IResult> DecisionsAsync(HttpContext http, string ending, MeetingExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        return await Downloads.SheetAsync($"decisions-{clock.Today:yyyy-MM-dd}", ending, (file, format) => exports.WriteDecisionsAsync(actor, Query(http, "body"), file, format, http.RequestAborted));
    }

    private static DateOnly? Day(string? text, string style) => DateOnly.TryParseExact(text, style, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
