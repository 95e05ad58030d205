namespace TaskForce.Core.BuyIn;

/// <summary>The stable keys of the nine indicators of buy-in. Names, weights and rule versions are rows of data.</summary>
public static class IndicatorKeys
{
    public const string LeadershipBacking = "leadership-backing";
    public const string InternalChampion = "internal-champion";
    public const string LeadersAtTheTable = "leaders-at-the-table";
    public const string StaffTime = "staff-time";
    public const string Attendance = "attendance";
    public const string CommitmentsKept = "commitments-kept";
    public const string ContactAndRapport = "contact-and-rapport";
    public const string Training = "training";
    public const string SurveyVoice = "survey-voice";
}

/// <summary>One indicator as the task force defines it.</summary>
/// <param name="Key">One of <see cref="IndicatorKeys"/>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Weight">Its share of the index; the nine together make 100.</param>
/// <param name="RuleVersion">Which written rule computes it, so that a past half is read by its own rule.</param>
public sealed record IndicatorDefinition(string Key, string Name, int Weight, int RuleVersion)
{
    /// <summary>The indicators a new task force starts with, in the order in which they are shown.</summary>
    public static IReadOnlyList<IndicatorDefinition> Shipped { get; } =
    [
        new(IndicatorKeys.LeadershipBacking, "Leadership backing", 15, 1),
        new(IndicatorKeys.InternalChampion, "Internal champion", 15, 1),
        new(IndicatorKeys.LeadersAtTheTable, "Leaders at the table", 10, 1),
        new(IndicatorKeys.StaffTime, "Staff time", 10, 1),
        new(IndicatorKeys.Attendance, "Attendance", 10, 1),
        new(IndicatorKeys.CommitmentsKept, "Commitments kept", 15, 2),
        new(IndicatorKeys.ContactAndRapport, "Contact and rapport", 10, 1),
        new(IndicatorKeys.Training, "Training", 5, 1),
        new(IndicatorKeys.SurveyVoice, "Survey voice", 10, 1),
    ];
}
