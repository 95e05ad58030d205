using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>How a seat, or a guest, was there.</summary>
public enum Presence
{
    Present,
    Remote,
    Deputy,
    Excused,
    Absent,
    Guest,
}

/// <summary>What somebody answers to an invitation.</summary>
public enum ReplyAnswer
{
    Coming,
    Remote,
    Deputy,
    NotComing,
}

/// <summary>A meeting of a body. Its time is kept as the clock on the wall shows it, with the zone; the instant is worked out.</summary>
public sealed class Meeting : Record, IArchivable, ISearchable
{
    public Guid BodyId { get; init; }
    public required string Title { get; set; }
    public DateOnly On { get; set; }
    public TimeOnly Starts { get; set; }
    public TimeOnly? Ends { get; set; }

    /// <summary>IANA name of the zone in which the times are meant.</summary>
    public required string TimeZone { get; set; }

    public string Place { get; set; } = "";
    public string Link { get; set; } = "";

    /// <summary>Closed sessions keep only date, attendance and decisions; feeds say "Closed session".</summary>
    public bool Closed { get; set; }

    /// <summary>Markdown.</summary>
    public string Minutes { get; set; } = "";
    public DateTime? MinutesSavedAt { get; set; }
    public DateTime? CancelledAt { get; set; }
    public string CancelledReason { get; set; } = "";

    /// <summary>When somebody said that attendance is complete; from then on held seats without a mark count as absent.</summary>
    public DateTime? AttendanceClosedAt { get; set; }

    /// <summary>Grows with every change that calendars must notice.</summary>
    public int CalendarSequence { get; set; }
    public DateTime? ArchivedAt { get; set; }

    public List<AgendaItem> Agenda { get; private set; } = [];
    public List<Attendance> Attendance { get; private set; } = [];
    public List<MeetingDecision> Decisions { get; private set; } = [];
    public List<ActionItem> Actions { get; private set; } = [];

    public override Guid? OwnerId => BodyId;

    public SearchText? ForSearch() => ArchivedAt is null
        ? new(Closed ? "Closed session" : Title, "Meeting, " + On.ToString("MMM d, yyyy", System.Globalization.CultureInfo.InvariantCulture), "/meetings/" + Id)
        : null;
}

/// <summary>Something that a meeting is to talk about.</summary>
public sealed class AgendaItem : Record
{
    public Guid MeetingId { get; init; }
    public required string Title { get; set; }
    public string Purpose { get; set; } = "";
    public int? Minutes { get; set; }
    public int Order { get; set; }
    public override Guid? OwnerId => MeetingId;
}

/// <summary>How one seat, or one guest, was there.</summary>
public sealed class Attendance : Record
{
    public Guid MeetingId { get; init; }

    /// <summary>The seat; null for a guest.</summary>
    public Guid? SeatId { get; set; }

    /// <summary>Who was there: the holder, the deputy, the guest.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>The partner that the seat stood for on that day; kept, so that a later change of seats does not move the past.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>A guest or deputy who is not in the roster.</summary>
    public string GuestName { get; set; } = "";
    public Presence Presence { get; set; }

    /// <summary>Whether attendance was expected of the seat on that day.</summary>
    public bool Expected { get; set; }
    public string Reason { get; set; } = "";
    public override Guid? OwnerId => MeetingId;

    /// <summary>Whether this mark says what somebody wants to mark. A letter alone names no deputy and no reason: it agrees with a mark that does.</summary>
    public bool Says(MarkForm form) => Presence == form.Presence
        && (form.DeputyId is null || form.DeputyId == PersonId)
        && form.DeputyName.Trim() is var name && (name.Length == 0 || name == GuestName)
        && form.Reason.Trim() is var reason && (reason.Length == 0 || reason == Reason);
}

/// <summary>What a meeting decided, as a plain statement.</summary>
public sealed class MeetingDecision : Record
{
    public Guid MeetingId { get; init; }
    public required string Text { get; set; }
    public int Order { get; set; }
    public override Guid? OwnerId => MeetingId;
}

/// <summary>Something that somebody took on. It follows the person until done.</summary>
public sealed class ActionItem : Record
{
    public Guid? MeetingId { get; init; }
    public Guid? BodyId { get; set; }
    public required string Title { get; set; }
    public Guid? PersonId { get; set; }
    public DateOnly? DueOn { get; set; }
    public DateTime? DoneAt { get; set; }
    public string DoneBy { get; set; } = "";
    public override Guid? OwnerId => MeetingId;
}

/// <summary>What somebody answered to the invitation.</summary>
public sealed class MeetingReply : Record
{
    public Guid MeetingId { get; init; }
    public Guid PersonId { get; init; }
    public Guid? SeatId { get; set; }
    public ReplyAnswer Answer { get; set; }
    public string Note { get; set; } = "";
    public DateTime AnsweredAt { get; set; }

    /// <summary>Whether it came through the link in the invitation rather than an account.</summary>
    public bool ByLink { get; set; }
    public override Guid? OwnerId => MeetingId;
}

/// <summary>A link with which one person replies to one meeting without signing in. Only the hash of its secret is kept.</summary>
public sealed class ReplyLink
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid MeetingId { get; init; }
    public Guid PersonId { get; set; }
    public required string TokenHash { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime ExpiresAt { get; init; }
    public DateTime? RevokedAt { get; set; }
}

/// <summary>A person's secret calendar address; revoked by making a new one.</summary>
public sealed class CalendarFeed
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid AccountId { get; init; }
    public required string TokenHash { get; set; }
    public DateTime CreatedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}
