using System.Globalization;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.Meetings;

/// <summary>How many were asked to a meeting and what they answered.</summary>
/// <param name="Asked">People who hold a seat on that day.</param>
/// <param name="Confirmed">Coming, remotely or with a deputy.</param>
/// <param name="Declined">Not coming.</param>
/// <param name="Waiting">Who has not replied, by name.</param>
public sealed record ReplyCount(int Asked, int Confirmed, int Declined, IReadOnlyList<string> Waiting);

/// <summary>How the seats of a meeting were filled.</summary>
/// <param name="Seats">Seats that existed on that day.</param>
/// <param name="Vacant">Those without a holder.</param>
/// <param name="Here">Present, remote or by a deputy.</param>
/// <param name="Unmarked">Held seats without a mark.</param>
public readonly record struct PresenceCount(int Seats, int Vacant, int Here, int Excused, int Absent, int Unmarked, int Guests);

/// <summary>The computed sentences about meetings.</summary>
public static class MeetingSentences
{
    /// <summary>What everybody who has no part in it reads of a closed meeting.</summary>
    public const string ClosedSession = "Closed session";

    public static string PresenceWord(Presence presence) => presence switch
    {
        Presence.Present => "Present",
        Presence.Remote => "Remote",
        Presence.Deputy => "Deputy",
        Presence.Excused => "Excused",
        Presence.Absent => "Absent",
        Presence.Guest => "Guest",
        _ => throw new ArgumentOutOfRangeException(nameof(presence)),
    };

    /// <summary>How a seat is marked, with who stood in and why: "Deputy: Captain Lund", "Excused (trial)", "No mark".</summary>
    public static string MarkWords(Presence? presence, string? standIn, string reason) => presence is not { } mark ? "No mark"
        : PresenceWord(mark) + (mark == Presence.Deputy && standIn is { Length: > 0 } ? ": " + standIn : "") + (mark is Presence.Excused or Presence.Absent && reason.Length > 0 ? $" ({reason})" : "");

    public static string AnswerWord(ReplyAnswer answer) => answer switch
    {
        ReplyAnswer.Coming => "Coming",
        ReplyAnswer.Remote => "Joining remotely",
        ReplyAnswer.Deputy => "Sending a deputy",
        ReplyAnswer.NotComing => "Not coming",
        _ => throw new ArgumentOutOfRangeException(nameof(answer)),
    };

    /// <summary>"4 of 6 confirmed, waiting for Wes Brannigan and Gil Marchetti."</summary>
    public static string Replies(ReplyCount replies)
    {
        if (replies.Asked == 0)
            return "Nobody holds a seat on that day yet.";
        var confirmed = $"{replies.Confirmed} of {replies.Asked} confirmed";
        var declined = replies.Declined == 0 ? "" : $", {replies.Declined} not coming";
        return replies.Waiting.Count == 0 ? $"{confirmed}{declined}. Everybody has replied." : $"{confirmed}{declined}, waiting for {Names(replies.Waiting)}.";
    }

    /// <summary>"5 of 6 seats were filled. 1 seat was vacant."</summary>
    public static string Attendance(PresenceCount count)
    {
        if (count.Seats == 0)
            return "This body had no seats on that day.";
        var held = count.Seats - count.Vacant;
        var vacant = count.Vacant switch { 0 => "", 1 => " 1 seat was vacant.", var n => $" {n} seats were vacant." };
        if (held == 0)
            return $"Every seat was vacant on that day.{Guests(count.Guests)}";
        var unmarked = count.Unmarked switch { 0 => "", 1 => " 1 has no mark yet.", var n => $" {n} have no mark yet." };
        return $"{count.Here} of {held} {(held == 1 ? "seat was" : count.Here == 1 ? "seats was" : "seats were")} filled.{unmarked}{vacant}{Guests(count.Guests)}";
    }

    /// <summary>"Tuesday, Oct 20, 10:00–11:30".</summary>
    public static string When(DateOnly on, TimeOnly starts, TimeOnly? ends, DateOnly today)
    {
        var day = on.ToString(on.Year == today.Year ? "dddd, MMM d" : "dddd, MMM d, yyyy", CultureInfo.InvariantCulture);
        return $"{day}, {Hours(starts, ends)}";
    }

    /// <summary>"10:00–11:30", or "10:00".</summary>
    public static string Hours(TimeOnly starts, TimeOnly? ends) =>
        ends is { } end ? $"{starts.ToString("HH:mm", CultureInfo.InvariantCulture)}–{end.ToString("HH:mm", CultureInfo.InvariantCulture)}" : starts.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A day of this year without the year: "Oct 20".</summary>
    public static string Day(DateOnly day, DateOnly today) => DayWords.Short(day, today);

    /// <summary>How far away a day is: "today", "tomorrow", "in 5 days", "3 days ago".</summary>
    public static string Away(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => "today",
        1 => "tomorrow",
        -1 => "yesterday",
        > 0 and var n => $"in {n} days",
        var n => $"{-n} days ago",
    };

    /// <summary>What a meeting opens with on and after its day while nobody is marked: "It was 2 days ago. Nobody has taken attendance yet."</summary>
    public static string NotTaken(DateOnly day, DateOnly today) => $"It {(day == today ? "is" : "was")} {Away(day, today)}. Nobody has taken attendance yet.";

    /// <summary>What a due day means: "due today", "2 days late", "due Oct 27".</summary>
    public static string Due(DateOnly due, DateOnly today) => (today.DayNumber - due.DayNumber) switch
    {
        0 => "due today",
        1 => "1 day late",
        > 1 and var n => $"{n} days late",
        _ => "due " + Day(due, today),
    };

    /// <summary>What the list of meetings opens with.</summary>
    public static string Meetings(DateOnly? next, string? body, DateOnly today, int withoutMinutes)
    {
        var first = next is { } on ? $"The next meeting is {body}, {Away(on, today)}." : "No meeting is planned.";
        return withoutMinutes switch { 0 => first, 1 => first + " 1 past meeting has no attendance yet.", var n => $"{first} {n} past meetings have no attendance yet." };
    }

    /// <summary>What the list of action items opens with.</summary>
    public static string Actions(int open, int late, bool mine)
    {
        if (open == 0)
            return mine ? "Nothing is open on your list." : "No action item is open.";
        var items = $"{(mine ? "You have" : open == 1 ? "There is" : "There are")} {DayWords.Count(open, "open action item", "open action items")}";
        return late switch { 0 => $"{items}. None is late.", _ => $"{items}. {DayWords.Count(late, "is late", "are late")}." };
    }

    /// <summary>"Ana Reyes, Wes Brannigan and 3 more".</summary>
    public static string Names(IReadOnlyList<string> names)
    {
        const int most = 4;
        return names.Count switch
        {
            0 => "nobody",
            <= most => DayWords.And(names),
            _ => $"{string.Join(", ", names.Take(most - 1))} and {names.Count - most + 1} more",
        };
    }

    private static string Guests(int guests) => guests switch { 0 => "", 1 => " 1 guest came.", var n => $" {n} guests came." };
}
