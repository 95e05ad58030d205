using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>The shared records that a review is computed from.</summary>
public sealed record ReviewFacts(
    HalfYear Half,
    DateOnly AsOf,
    int MinimumConfidence,
    IReadOnlyList<IndicatorDefinition> Indicators,
    IReadOnlyList<PartnerFact> Partners,
    IReadOnlyList<ExecutiveSeat> Seats,
    IReadOnlyList<ExecutiveMeeting> Meetings,
    IReadOnlyList<ActivityFact> Activities)
{
    /// <summary>What is asked of the executives in this half.</summary>
    public IReadOnlyList<AskLine> Asks { get; init; } = [];

    /// <summary>The figures of the half before as its closing edition has them; null while it is open.</summary>
    public IReadOnlyDictionary<FigureKind, int?>? Closed { get; init; }
}

/// <summary>A partner with its indicators now and at the end of the half before.</summary>
/// <param name="AtTheTable">A member or affiliate, or the holder of a seat, on the day.</param>
public sealed record PartnerFact(
    Guid Id, string Name, string Slug, Sector Sector, bool AtTheTable, bool HasMou, bool HadMou, IReadOnlyList<WeighedValue> Now, IReadOnlyList<WeighedValue> Before);

/// <summary>A seat at the executives that is expected to come, in the halves looked at.</summary>
/// <param name="There">The days on which the seat is there.</param>
/// <param name="Held">The terms of its holders; between them it is vacant, and nobody is missed from a vacant seat.</param>
public sealed record ExecutiveSeat(Guid Id, string Executive, string Address, Term There, IReadOnlyList<Term> Held)
{
    /// <summary>That its partner takes part without meetings, and when; it is missed on none of these days.</summary>
    public WithoutMeetings? Apart { get; init; }
}

/// <summary>An executive meeting of the halves looked at, with what is known of each seat.</summary>
public sealed record ExecutiveMeeting(
    Guid Id, DateOnly On, bool Complete, IReadOnlyDictionary<Guid, Presence> Marks, IReadOnlyDictionary<Guid, ReplyAnswer> Replies);

/// <summary>An activity of a committee's plan.</summary>
public sealed record ActivityFact(string Committee, string Address, int Year, string Title, DateOnly From, DateOnly To, ActivityStatus Status, DateOnly? DoneOn);
