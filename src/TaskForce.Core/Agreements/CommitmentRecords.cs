using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Agreements;

/// <summary>What a meeting was to a partner that had promised to come.</summary>
public enum MeetingChance
{
    Came,
    Deputy,
    Excused,
    Missed,

    /// <summary>It was held, but nobody has taken the attendance yet.</summary>
    NotTaken,

    /// <summary>Nobody held the partner's seat or office on that day.</summary>
    Vacant,

    /// <summary>The partner had no seat that is expected there.</summary>
    NoSeat,
    Cancelled,
}

/// <summary>One meeting as a promise sees it.</summary>
/// <param name="Reason">Why it was cancelled, or why the partner was excused; empty where nobody said.</param>
public sealed record MeetingRecord(DateOnly On, string Title, MeetingChance Chance, string Reason, string? Link);

/// <summary>What was sent in for one period.</summary>
/// <param name="From">The first day of the period.</param>
/// <param name="Received">The day it came.</param>
/// <param name="What">In words: "12 hours".</param>
public sealed record ReturnRecord(DateOnly From, DateOnly Received, string What, int? Hours, string? Link);

/// <summary>A training as a partner sees it.</summary>
/// <param name="Hosted">Whether the partner hosted it.</param>
/// <param name="People">How many of its people came.</param>
public sealed record TrainingRecord(DateOnly On, string Title, bool Hosted, int People, string? Link);

/// <summary>A survey in which a partner was asked.</summary>
public sealed record SurveyRecord(DateOnly AskedOn, string Survey, int Asked, int Answered, DateOnly? AnsweredOn, string? Link);

/// <summary>The records that answer one promise of one partner.</summary>
public sealed record CommitmentRecords
{
    /// <summary>The days on which the promise binds the partner.</summary>
    public IReadOnlyList<Term> Bound { get; init; } = [];

    /// <summary>That the partner takes part without meetings, and when; null when it takes part by them.</summary>
    public WithoutMeetings? WithoutMeetings { get; init; }

    /// <summary>The meetings of the executives or of the body.</summary>
    public IReadOnlyList<MeetingRecord> Meetings { get; init; } = [];
    public IReadOnlyList<ReturnRecord> Returns { get; init; } = [];

    /// <summary>All trainings of the task force.</summary>
    public IReadOnlyList<TrainingRecord> Trainings { get; init; } = [];
    public IReadOnlyList<ChampionFact> Champions { get; init; } = [];
    public IReadOnlyList<SurveyRecord> Surveys { get; init; } = [];
    public IReadOnlyList<CommitmentRuling> Rulings { get; init; } = [];
}
