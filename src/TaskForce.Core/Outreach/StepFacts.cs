using TaskForce.Core.BuyIn;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>What the next best step looks at, as of a day. Holds candid facts: what follows from it is shown to those who may read in confidence only.</summary>
public sealed record StepFacts
{
    public required DateOnly Today { get; init; }
    public Guid PartnerId { get; init; }
    public string Name { get; init; } = "";
    public string Slug { get; init; } = "";
    public EngagementStage? Stage { get; init; }
    public DateOnly? StageSince { get; init; }
    public DateOnly? LastContactOn { get; init; }
    public required CheckInInterval Interval { get; init; }

    /// <summary>Who leads it, as far as the roster knows: a new holder of an office, else the sponsor, else who holds an office longest.</summary>
    public string Leader { get; init; } = "";

    /// <summary>The day on which a leader followed another one; null where nobody followed anybody.</summary>
    public DateOnly? LeaderSince { get; init; }

    /// <summary>The last two-way contact in which that new leader took part.</summary>
    public DateOnly? LeaderMetOn { get; init; }
    public string Champion { get; init; } = "";
    public Guid? ChampionId { get; init; }
    public bool ChampionCanAct { get; init; }
    public DateOnly? ChampionLeftOn { get; init; }

    /// <summary>The oldest message of a champion that waits for an answer.</summary>
    public Guid? MessageId { get; init; }
    public DateOnly? MessageOn { get; init; }

    /// <summary>The oldest open barrier without a counter-step.</summary>
    public Guid? BarrierId { get; init; }
    public BarrierCause Barrier { get; init; }

    /// <summary>The counter-step that is longest past its day.</summary>
    public Guid? LateBarrierId { get; init; }
    public string LateStep { get; init; } = "";
    public DateOnly? LateStepDue { get; init; }
    public MouPlace Mou { get; init; }
    public Guid? MouId { get; init; }
    public DateOnly? MouEndsOn { get; init; }
    public int? Index { get; init; }
    public int? Change { get; init; }
    public bool HasSponsor { get; init; }
    public DateOnly? LastStatementOn { get; init; }

    /// <summary>The early warning's signs, where they add up to one.</summary>
    public IReadOnlyList<CoolingSign> Cooling { get; init; } = [];

    /// <summary>How many of its people took part in a contact of the last year or hold a seat.</summary>
    public int PeopleKnown { get; init; }

    /// <summary>A plan of approaches that is under way, if one is.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>One person holds the whole tie, or nobody does.</summary>
    public bool IsTiedByOne => PeopleKnown <= 1;

    /// <summary>
    /// A stalled effort: nobody inside carries the work, and either no leader commits the agency, or its stage stands where it did half a year ago while buy-in
    /// gains nothing. Without a champion or a leader's commitment an effort tends to stall after its first phase.
    /// </summary>
    public bool IsStalled => Champion.Length == 0 && Stage != EngagementStage.Leading
        && (!HasSponsor || (StageSince is { } since && Today.DayNumber - since.DayNumber > StalledDays && !(Change > 0)));

    /// <summary>A stage that stands for more days than these has not moved for a half-year.</summary>
    public const int StalledDays = 182;
}
