namespace TaskForce.Core.BuyIn;

/// <summary>The shared records about one partner from which its buy-in is computed. Nothing candid is ever in here.</summary>
public sealed class PartnerFacts
{
    public required Guid PartnerId { get; init; }

    /// <summary>Ideal interval between check-ins of the partner's tier, in days.</summary>
    public required int IdealDays { get; init; }

    /// <summary>Longest interval between check-ins of the partner's tier, in days.</summary>
    public required int LongestDays { get; init; }

    public List<SponsorFact> Sponsors { get; init; } = [];
    public List<StatementFact> Statements { get; init; } = [];
    public List<ChampionFact> Champions { get; init; } = [];

    /// <summary>Expected seats at executive meetings.</summary>
    public List<SeatMark> ExecutiveMarks { get; init; } = [];

    /// <summary>Expected seats at all other meetings.</summary>
    public List<SeatMark> OtherMarks { get; init; } = [];

    public List<MouFact> Mous { get; init; } = [];

    /// <summary>The last day of two-way contact on or before each day of interest.</summary>
    public Dictionary<DateOnly, DateOnly> LastTwoWay { get; init; } = [];

    /// <summary>Local address of the partner's contacts.</summary>
    public string? ContactsLink { get; init; }
}

/// <summary>The numbers that the charter gives to the computation of buy-in.</summary>
/// <param name="MouNoticeDays">From how many days before its end an MOU is said to be ending.</param>
/// <param name="MinimumConfidence">Percent of the weight that must have data for there to be an index.</param>
public readonly record struct BuyInRules(int MouNoticeDays, int MinimumConfidence);

/// <summary>The indicators of one partner on one day, and what follows from them.</summary>
/// <param name="Indicators">One value per indicator that the task force uses, in its order.</param>
/// <param name="Weighed">The same, as the index takes them.</param>
/// <param name="Index">The index and its confidence.</param>
public sealed record PartnerBuyIn(IReadOnlyList<IndicatorValue> Indicators, IReadOnlyList<WeighedValue> Weighed, BuyInIndex Index)
{
    /// <summary>Computes the indicators of a partner on a day.</summary>
    /// <param name="facts">The partner's shared records; <see cref="PartnerFacts.LastTwoWay"/> must hold this day, if there was any contact.</param>
    /// <param name="definitions">The task force's indicators.</param>
    /// <param name="rules">What the charter of the day says.</param>
    /// <param name="day">The day: records after it are not seen.</param>
    public static PartnerBuyIn On(PartnerFacts facts, IReadOnlyList<IndicatorDefinition> definitions, BuyInRules rules, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(definitions);
        var indicators = definitions.Select(definition => Compute(definition.Key, facts, rules, day)).ToList();
        var weighed = definitions.Zip(indicators, (definition, value) => new WeighedValue(definition.Key, definition.Weight, value.Value)).ToList();
        return new(indicators, weighed, BuyInIndex.Of(weighed, rules.MinimumConfidence));
    }

    private static IndicatorValue Compute(string key, PartnerFacts facts, BuyInRules rules, DateOnly day) => key switch
    {
        IndicatorKeys.LeadershipBacking => LeadershipBacking.Of(facts.Sponsors, facts.Statements, day),
        IndicatorKeys.InternalChampion => InternalChampion.Of(facts.Champions, day),
        IndicatorKeys.LeadersAtTheTable => LeadersAtTheTable.Of(facts.ExecutiveMarks, day),
        IndicatorKeys.Attendance => SeatAttendance.Of(facts.OtherMarks, day),
        IndicatorKeys.CommitmentsKept => CommitmentsKept.Of(facts.Mous, day, rules.MouNoticeDays),
        IndicatorKeys.ContactAndRapport => ContactAndRapport.Of(
            facts.LastTwoWay.TryGetValue(day, out var last) ? last : null, facts.IdealDays, facts.LongestDays, day, facts.ContactsLink),
        _ => IndicatorValue.NoData(key, BuyInSentences.NotMeasuredYet),
    };
}
