using TaskForce.Core.Charter;
using TaskForce.Core.Partners;

namespace TaskForce.Core.BuyIn;

/// <summary>The shared records about one partner from which its buy-in is computed. Nothing candid is ever in here.</summary>
public sealed class PartnerFacts
{
    public required Guid PartnerId { get; init; }

    /// <summary>The tier whose interval between check-ins the partner has.</summary>
    public required Tier Tier { get; init; }

    /// <summary>That it takes part without meetings, and when; null when it takes part by them. Attendance of these days is not read.</summary>
    public WithoutMeetings? WithoutMeetings { get; init; }

    public List<SponsorFact> Sponsors { get; init; } = [];
    public List<StatementFact> Statements { get; init; } = [];
    public List<ChampionFact> Champions { get; init; } = [];

    /// <summary>Expected seats at executive meetings.</summary>
    public List<SeatMark> ExecutiveMarks { get; init; } = [];

    /// <summary>Expected seats at all other meetings.</summary>
    public List<SeatMark> OtherMarks { get; init; } = [];

    /// <summary>The marks of days on which the partner owed attendance.</summary>
    public IReadOnlyCollection<SeatMark> Owed(IReadOnlyCollection<SeatMark> marks) => WithoutMeetings is { } apart ? [.. marks.Where(mark => !apart.Covers(mark.Day))] : marks;

    public List<MouFact> Mous { get; init; } = [];
    public List<PromiseFact> Promises { get; init; } = [];

    /// <summary>Hours of staff time that were sent in, where a number was promised.</summary>
    public List<HoursFact> Hours { get; init; } = [];
    public List<TrainingFact> Trainings { get; init; } = [];
    public List<SurveyFact> Surveys { get; init; } = [];

    /// <summary>The last day of two-way contact on or before each day of interest.</summary>
    public Dictionary<DateOnly, DateOnly> LastTwoWay { get; init; } = [];

    /// <summary>Local address of the partner's page.</summary>
    public string? Address { get; init; }

    /// <summary>The earliest day that any record speaks of; nothing when there is none.</summary>
    public DateOnly? FirstDay => new[]
    {
        Sponsors.Min(fact => (DateOnly?)fact.From),
        Statements.Min(fact => (DateOnly?)fact.Day),
        Champions.Min(fact => (DateOnly?)fact.From),
        ExecutiveMarks.Min(mark => (DateOnly?)mark.Day),
        OtherMarks.Min(mark => (DateOnly?)mark.Day),
        Mous.SelectMany(mou => mou.Versions).Min(version => version.Effective),
        Hours.Min(fact => (DateOnly?)fact.Received),
        Trainings.Min(fact => (DateOnly?)fact.Day),
        Surveys.Min(fact => (DateOnly?)fact.AskedOn),
        LastTwoWay.Values.Min(day => (DateOnly?)day),
    }.Min();
}

/// <summary>What the charter of a day gives to the computation of buy-in. The rules that hold for a tier are in days.</summary>
/// <param name="MouNoticeDays">From how many days before its end an MOU is said to be ending.</param>
/// <param name="MinimumConfidence">Percent of the weight that must have data for there to be an index.</param>
/// <param name="Close">Interval for partners kept close.</param>
/// <param name="Regular">Interval for partners in regular contact.</param>
/// <param name="Light">Interval for partners in light contact.</param>
public sealed record BuyInRules(int MouNoticeDays, int MinimumConfidence, CheckInInterval Close, CheckInInterval Regular, CheckInInterval Light)
{
    /// <summary>The rules that a new task force starts with.</summary>
    public static BuyInRules Shipped { get; } = Of(new CharterRow());

    public static BuyInRules Of(CharterRow charter)
    {
        ArgumentNullException.ThrowIfNull(charter);
        return new(charter.MouNoticeDays, charter.IndexMinimumConfidence,
            new(charter.CloseIdealDays, charter.CloseLongestDays),
            new(charter.RegularIdealDays, charter.RegularLongestDays),
            new(charter.LightIdealDays, charter.LightLongestDays));
    }

    /// <summary>The rules that held on a day: the last row that had begun, or the first one for a day before all of them.</summary>
    /// <param name="charters">All rows, oldest first.</param>
    /// <param name="day">The day.</param>
    public static BuyInRules On(IReadOnlyList<CharterRow> charters, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(charters);
        return charters.Count == 0 ? Shipped : Of(charters.LastOrDefault(charter => charter.From <= day) ?? charters[0]);
    }

    public CheckInInterval For(Tier tier) => tier switch { Tier.Close => Close, Tier.Light => Light, _ => Regular };
}

/// <summary>How often both sides should talk.</summary>
/// <param name="IdealDays">A check-in is due this many days after the last two-way contact.</param>
/// <param name="LongestDays">Longer than this should not pass.</param>
public readonly record struct CheckInInterval(int IdealDays, int LongestDays);

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
        var indicators = definitions.Select(definition => Compute(definition, facts, rules, day)).ToList();
        var weighed = definitions.Zip(indicators, (definition, value) => new WeighedValue(definition.Key, definition.Weight, value.Value)).ToList();
        return new(indicators, weighed, BuyInIndex.Of(weighed, rules.MinimumConfidence));
    }

    private static IndicatorValue Compute(IndicatorDefinition definition, PartnerFacts facts, BuyInRules rules, DateOnly day) => definition.Key switch
    {
        IndicatorKeys.LeadershipBacking => LeadershipBacking.Of(facts.Sponsors, facts.Statements, day),
        IndicatorKeys.InternalChampion => InternalChampion.Of(facts.Champions, day),
        IndicatorKeys.LeadersAtTheTable or IndicatorKeys.Attendance when facts.WithoutMeetings is { } apart && apart.Covers(day) => IndicatorValue.NoData(definition.Key, BuyInSentences.WithoutMeetings(apart.By)),
        IndicatorKeys.LeadersAtTheTable => LeadersAtTheTable.Of(facts.Owed(facts.ExecutiveMarks), day),
        IndicatorKeys.Attendance => SeatAttendance.Of(facts.Owed(facts.OtherMarks), day),
        IndicatorKeys.CommitmentsKept when definition.RuleVersion == 1 => CommitmentsKept.Of(facts.Mous, day, rules.MouNoticeDays),
        IndicatorKeys.CommitmentsKept => CommitmentsKept.Of(facts.Promises, facts.Mous, day, rules.MouNoticeDays, facts.Address is { } page ? page + "/commitments" : null),
        IndicatorKeys.StaffTime => StaffTime.Of(facts.Hours, day),
        IndicatorKeys.Training => TrainingTaken.Of(facts.Trainings, day),
        IndicatorKeys.SurveyVoice => SurveyVoice.Of(facts.Surveys, day),
        IndicatorKeys.ContactAndRapport => ContactAndRapport.Of(
            facts.LastTwoWay.TryGetValue(day, out var last) ? last : null, rules.For(facts.Tier), day, facts.Address is { } address ? address + "/activity" : null),
        _ => IndicatorValue.NoData(definition.Key, BuyInSentences.NotMeasuredYet),
    };
}
