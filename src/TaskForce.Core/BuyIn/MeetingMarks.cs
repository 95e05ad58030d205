using TaskForce.Core.Calendar;

namespace TaskForce.Core.BuyIn;

/// <summary>How an expected seat was filled at one meeting.</summary>
public enum SeatPresence
{
    Came,
    Deputy,
    Excused,
    Missed,
}

/// <summary>One expected seat of a partner at one meeting that was held and whose attendance was taken. A seat whose attendance is not
/// expected never becomes one: observers are never at risk.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Day">Its local date.</param>
/// <param name="Meeting">What it is called, such as "Executives, May 4".</param>
/// <param name="Presence">How the seat was filled.</param>
/// <param name="Link">Local address of the meeting.</param>
public sealed record SeatMark(Guid MeetingId, DateOnly Day, string Meeting, SeatPresence Presence, string? Link);

/// <summary>An expected seat that has no mark at a meeting.</summary>
public static class SeatWithoutMark
{
    /// <summary>How it counts: as missed once attendance was said to be complete, where somebody held it on that day. A vacant seat was nobody's
    /// to fill, and a seat that was not there on that day never counts; both are null, no mark at all.</summary>
    /// <param name="on">The meeting's day.</param>
    /// <param name="complete">Whether attendance was said to be complete.</param>
    /// <param name="seat">The days on which the seat is there.</param>
    /// <param name="held">The terms of its holders.</param>
    public static SeatPresence? At(DateOnly on, bool complete, Term seat, IEnumerable<Term> held) =>
        complete && seat.Contains(on) && held.Any(term => term.Contains(on)) ? SeatPresence.Missed : null;
}

/// <summary>Leaders at the table: did the leader come to the last executive meetings?</summary>
public static class LeadersAtTheTable
{
    public const int Meetings = 4;
    public const int ForDeputy = 50;

    /// <summary>The mean over the last four executive meetings for which the partner's leader was expected and not excused: 100 for coming
    /// in person or remotely, 50 for a deputy, 0 for missing. No data when there was none.</summary>
    public static IndicatorValue Of(IReadOnlyCollection<SeatMark> executiveMarks, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(executiveMarks);
        // A partner may hold two executive seats: the four meetings are counted by meeting, not by seat.
        var counted = executiveMarks.Where(mark => mark.Day <= day && mark.Presence != SeatPresence.Excused)
            .GroupBy(mark => (mark.Day, mark.MeetingId)).OrderByDescending(meeting => meeting.Key).Take(Meetings)
            .SelectMany(meeting => meeting).ToList();
        if (counted.Count == 0) return IndicatorValue.NoData(IndicatorKeys.LeadersAtTheTable, BuyInSentences.NoExecutiveMeeting);
        var sum = counted.Sum(mark => mark.Presence switch { SeatPresence.Came => 100, SeatPresence.Deputy => ForDeputy, _ => 0 });
        var latest = counted[0];
        return new(IndicatorKeys.LeadersAtTheTable, BuyInIndex.Rounded(sum, counted.Count),
            [new(BuyInSentences.LeadersCame(counted), latest.Day, BuyInSentences.Attendance, latest.Link)]);
    }
}

/// <summary>Attendance: are the partner's expected seats filled at the meetings of the general body and the committees?</summary>
public static class SeatAttendance
{
    public const int Months = 6;

    /// <summary>The share of expected seats, excused ones left out, that were filled (in person, remotely or by a deputy) in the six
    /// months up to and including <paramref name="day"/>. 0 expected is no data, never 0 (peers' trackers: naive scoring defames people).</summary>
    public static IndicatorValue Of(IReadOnlyCollection<SeatMark> marks, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(marks);
        var from = day.AddDays(1).AddMonths(-Months);
        var counted = marks.Where(mark => mark.Day >= from && mark.Day <= day && mark.Presence != SeatPresence.Excused)
            .OrderByDescending(mark => mark.Day).ToList();
        if (counted.Count == 0) return IndicatorValue.NoData(IndicatorKeys.Attendance, BuyInSentences.NothingExpected);
        var filled = counted.Count(mark => mark.Presence != SeatPresence.Missed);
        var telling = counted.Find(mark => mark.Presence == SeatPresence.Missed) ?? counted[0];
        return new(IndicatorKeys.Attendance, BuyInIndex.Rounded(filled * 100, counted.Count),
            [new(BuyInSentences.Attended(filled, counted.Count), telling.Day, telling.Meeting, telling.Link)]);
    }
}
