using TaskForce.Core.Data;

namespace TaskForce.Core.Bodies;

public enum BodyKind
{
    GeneralBody,
    Executives,
    Committee,
    Subcommittee,
    WorkingGroup,
}

/// <summary>What follows from the kind of a body.</summary>
public static class BodyKinds
{
    /// <summary>Whether a body of this kind works by one-year plans: committees of every kind do.</summary>
    public static bool HasPlan(this BodyKind kind) => kind is BodyKind.Committee or BodyKind.Subcommittee or BodyKind.WorkingGroup;
}

/// <summary>In what capacity a seat is held.</summary>
public enum SeatClass
{
    Voting,
    Nonvoting,
    Alternate,
    ExOfficio,
    Visitor,
}

/// <summary>A body of the task force: the general body, the executives, a committee. A committee is a body with a plan.</summary>
public sealed class Body : Record, IArchivable, INamed, ISearchable
{
    public required string Name { get; set; }
    public required string Slug { get; set; }
    [NotInHistory] public string SortName { get; set; } = "";
    public BodyKind Kind { get; set; } = BodyKind.Committee;
    public string Purpose { get; set; } = "";

    /// <summary>The body that this one reports to.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>Whether its meetings are closed: feeds then say only "Closed session".</summary>
    public bool Closed { get; set; }

    public DateTime? ArchivedAt { get; set; }
    public List<Seat> Seats { get; private set; } = [];
    public string ListName => Name;

    /// <summary>Where the body opens.</summary>
    public string Path => "/committees/" + Slug;

    public SearchText? ForSearch() => ArchivedAt is null ? new(Name, "Committee", Path) : null;
}

/// <summary>A place in a body for a partner or for an office, from a day to a day. Without a holder it is vacant.</summary>
public sealed class Seat : Record
{
    public Guid BodyId { get; init; }

    /// <summary>The partner that the seat is for.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>The office that the seat is for, at the executives.</summary>
    public Guid? OfficeId { get; set; }

    /// <summary>What the seat is called where that matters ("Survivor advisor").</summary>
    public string Title { get; set; } = "";

    public SeatClass Class { get; set; } = SeatClass.Voting;
    public bool IsChair { get; set; }

    /// <summary>Whether its holder is expected at meetings. Only expected seats count in attendance.</summary>
    public bool AttendanceExpected { get; set; } = true;

    public DateOnly From { get; set; }

    /// <summary>The last day of the seat's term, included; null while it is open-ended.</summary>
    public DateOnly? To { get; set; }

    public List<SeatHolding> Holdings { get; private set; } = [];
    public override Guid? OwnerId => BodyId;
}

/// <summary>Who holds a seat from a day to a day, with an alternate where there is one. Two holders of one seat on one day are refused.</summary>
public sealed class SeatHolding : Record
{
    public Guid SeatId { get; init; }
    public Guid PersonId { get; set; }
    public Guid? AlternateId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? To { get; set; }
    public string EndReason { get; set; } = "";
    public override Guid? OwnerId => SeatId;
}

/// <summary>A goal of a body's plan for one year.</summary>
public sealed class PlanGoal : Record
{
    public Guid BodyId { get; init; }
    public int Year { get; set; }
    public required string Title { get; set; }
    public string With { get; set; } = "";
    public int Order { get; set; }
    public List<PlanActivity> Activities { get; private set; } = [];
    public override Guid? OwnerId => BodyId;
}

public enum ActivityStatus
{
    Planned,
    UnderWay,
    Done,
    Dropped,
}

/// <summary>Something that a body set out to do in its year, with an owner and a target.</summary>
public sealed class PlanActivity : Record
{
    public Guid GoalId { get; init; }
    public required string Title { get; set; }

    /// <summary>The person who sees to it.</summary>
    public Guid? PersonId { get; set; }
    public DateOnly From { get; set; }
    public DateOnly To { get; set; }

    /// <summary>What is counted ("sites trained") and how far it is.</summary>
    public string Measure { get; set; } = "";
    public int? Target { get; set; }
    public int Reached { get; set; }
    public ActivityStatus Status { get; set; } = ActivityStatus.Planned;
    public DateOnly? DoneOn { get; set; }
    public string Note { get; set; } = "";
    public int Order { get; set; }
    public override Guid? OwnerId => GoalId;
}
