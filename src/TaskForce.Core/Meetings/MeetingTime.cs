namespace TaskForce.Core.Meetings;

/// <summary>
/// The instant of a meeting. A meeting is agreed by the clock on the wall, so date, time and zone are stored and the instant is worked out; when a
/// zone's rules change, the meeting stays where people expect it.
/// </summary>
public static class MeetingTime
{
    /// <summary>How long a meeting without an end is taken to last.</summary>
    public static readonly TimeSpan UsualLength = TimeSpan.FromHours(1);

    /// <summary>
    /// The instant of a local time. A time that the clock skips in spring is read with the offset before the gap, and one that it shows twice in
    /// autumn is the first of the two (RFC 5545 §3.3.5).
    /// </summary>
    /// <param name="on">The local date.</param>
    /// <param name="at">The local time.</param>
    /// <param name="zone">The IANA name of the zone.</param>
    /// <returns>UTC.</returns>
    public static DateTime Utc(DateOnly on, TimeOnly at, string zone)
    {
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        var local = on.ToDateTime(at, DateTimeKind.Unspecified);
        var offset = rules.IsInvalidTime(local) ? rules.GetUtcOffset(local.AddHours(-3))
            : rules.IsAmbiguousTime(local) ? rules.GetAmbiguousTimeOffsets(local).Max()
            : rules.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    /// <summary>The first and the last instant of a meeting, UTC.</summary>
    public static (DateTime Start, DateTime End) Span(DateOnly on, TimeOnly starts, TimeOnly? ends, string zone)
    {
        var start = Utc(on, starts, zone);
        var end = ends is { } time ? Utc(on, time, zone) : start + UsualLength;
        return (start, end > start ? end : start + UsualLength);
    }

    /// <summary>Whether the clock on the wall never shows this time on that day.</summary>
    public static bool IsSkipped(DateOnly on, TimeOnly at, string zone) =>
        TimeZoneInfo.FindSystemTimeZoneById(zone).IsInvalidTime(on.ToDateTime(at, DateTimeKind.Unspecified));

    /// <summary>The instant after which nobody replies any more: the end of the meeting's local day, UTC.</summary>
    public static DateTime RepliesEnd(DateOnly on, string zone) => Utc(on.AddDays(1), TimeOnly.MinValue, zone);
}
