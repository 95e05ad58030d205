using TaskForce.Core.Bodies;

namespace TaskForce.Core.Meetings;

/// <summary>A meeting in a list.</summary>
/// <param name="Title">Its title, or "Closed session" for those who have no part in it.</param>
/// <param name="Confirmed">How many who hold a seat said that they come, remotely or with a deputy.</param>
/// <param name="Asked">How many hold a seat on that day.</param>
/// <param name="Here">How many seats were filled.</param>
/// <param name="Marked">How many seats are marked, excused ones left out.</param>
public sealed record MeetingLine(Guid Id, string Title, Guid BodyId, string Body, string BodySlug, BodyKind BodyKind, DateOnly On, TimeOnly Starts, TimeOnly? Ends, string TimeZone, string Place, bool Closed, bool Cancelled, bool HasMinutes, bool AttendanceTaken, int Confirmed, int Asked, int Here, int Marked);

/// <summary>A page of a list of meetings.</summary>
/// <param name="Next">Where the next page starts, or null on the last.</param>
public sealed record MeetingList(IReadOnlyList<MeetingLine> Items, string? Next);

/// <summary>What Today's right column shows of a meeting to come.</summary>
public sealed record UpcomingMeeting(Guid Id, string Title, string Body, BodyKind BodyKind, DateOnly On, TimeOnly Starts, TimeOnly? Ends, string Place, int Confirmed, int Asked);

/// <summary>An executive meeting that is coming and to which replies are missing.</summary>
public sealed record RepliesMissing(Guid MeetingId, string Title, string Body, DateOnly On, int DaysLeft, ReplyCount Replies);

/// <summary>An item of the agenda, in order.</summary>
public sealed record AgendaRow(Guid Id, Guid Version, string Title, string Purpose, int? Minutes);

/// <summary>What was decided, in order.</summary>
public sealed record DecisionRow(Guid Id, Guid Version, string Text);

/// <summary>A decision in the list of all.</summary>
/// <param name="Meeting">The meeting's title, or "Closed session" for those who have no part in it.</param>
public sealed record DecisionLine(Guid Id, DateOnly On, Guid MeetingId, string Meeting, string Body, string Text);

/// <summary>What somebody answered to the invitation.</summary>
public sealed record ReplyRow(Guid PersonId, ReplyAnswer Answer, string Note, DateTime AnsweredAt, bool ByLink);

/// <summary>The mark of a seat.</summary>
/// <param name="StandIn">Who stood in, where it was a deputy.</param>
public sealed record SheetMark(Guid Id, Guid Version, Presence Presence, string? StandIn, string Reason);

/// <summary>A seat on the sheet of attendance. Without a holder on that day it was vacant, which is not absent.</summary>
/// <param name="Mark">The mark, or null while there is none.</param>
public sealed record SheetRow(SeatOnDay Seat, SheetMark? Mark, ReplyRow? Reply)
{
    public Presence? Presence => Mark?.Presence;
    public string? StandIn => Mark?.StandIn;
    public string Reason => Mark?.Reason ?? "";
    public bool IsVacant => Seat.Holder is null;
}

/// <summary>Somebody who came without a seat.</summary>
public sealed record GuestRow(Guid Id, string Name);

/// <summary>An action item in a list.</summary>
/// <param name="MayDo">Whether the reader may mark it done.</param>
public sealed record ActionRow(Guid Id, Guid Version, string Title, Guid? PersonId, string? Owner, DateOnly? DueOn, DateTime? DoneAt, string DoneBy, Guid? MeetingId, DateOnly? MeetingOn, Guid? BodyId, string? Body, string? BodySlug, bool MayDo);

/// <summary>A page of the list of action items.</summary>
public sealed record ActionList(IReadOnlyList<ActionRow> Items, string? Next, int Open, int Late);

/// <summary>A meeting with everything that its page shows.</summary>
/// <param name="Title">Its title, or "Closed session" for those who have no part in it.</param>
/// <param name="Sequence">What a form that changes it carries.</param>
/// <param name="LastTime">The action items of this body's meeting before.</param>
/// <param name="MayWrite">Whether the reader keeps this meeting: a coordinator, or the chair of its body.</param>
/// <param name="TakesPart">Whether the reader holds a seat, or is an alternate, on that day.</param>
public sealed record MeetingPage(Guid Id, string Title, Guid BodyId, string Body, string BodySlug, BodyKind BodyKind, DateOnly On, TimeOnly Starts, TimeOnly? Ends, string TimeZone, DateTime StartsUtc, DateTime EndsUtc,
    string Place, string Link, bool Closed, bool Cancelled, string CancelledReason, int Sequence, string Minutes, DateTime? MinutesSavedAt, bool AttendanceComplete,
    IReadOnlyList<AgendaRow> Agenda, IReadOnlyList<SheetRow> Sheet, IReadOnlyList<GuestRow> Guests, IReadOnlyList<DecisionRow> Decisions, IReadOnlyList<ActionRow> Actions, IReadOnlyList<ActionRow> LastTime,
    ReplyCount Replies, ReplyRow? MyReply, bool MayWrite, bool TakesPart)
{
    /// <summary>How the seats were filled.</summary>
    public PresenceCount Presence => new(Sheet.Count, Sheet.Count(r => r.IsVacant && r.Presence is null),
        Sheet.Count(r => r.Presence is Core.Meetings.Presence.Present or Core.Meetings.Presence.Remote or Core.Meetings.Presence.Deputy),
        Sheet.Count(r => r.Presence == Core.Meetings.Presence.Excused), Sheet.Count(r => r.Presence == Core.Meetings.Presence.Absent), Sheet.Count(r => r.Presence is null && !r.IsVacant), Guests.Count);

    public MeetingForm ToForm() => new()
    {
        BodyId = BodyId,
        Title = Title,
        On = On,
        Starts = Starts,
        Ends = Ends,
        TimeZone = TimeZone,
        Place = Place,
        Link = Link,
        Closed = Closed,
        Sequence = Sequence,
    };
}
