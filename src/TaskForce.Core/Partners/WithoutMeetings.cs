using TaskForce.Core.Calendar;

namespace TaskForce.Core.Partners;

/// <summary>That a partner takes part without meetings, and when. On these days it owes no attendance; on all others it owes what its seats say.</summary>
/// <param name="By">How it takes part, in a line; may be empty.</param>
/// <param name="When">From a day to a day. A first day that nobody wrote down is no limit: it then always took part like this.</param>
public sealed record WithoutMeetings(string By, Period When)
{
    /// <summary>What a partner's columns say; null where it takes part by meetings.</summary>
    public static WithoutMeetings? Of(bool without, string by, DateOnly? since, DateOnly? until) => without ? new(by, new(since, until)) : null;

    public bool Covers(DateOnly day) => When.Contains(day);

    /// <summary>How many days of a stretch it covers, both ends included.</summary>
    public int Days(DateOnly from, DateOnly to)
    {
        var first = When.From > from ? When.From.Value : from;
        var last = When.To < to ? When.To.Value : to;
        return Math.Max(0, last.DayNumber - first.DayNumber + 1);
    }
}
