using TaskForce.Core.Partners;

namespace TaskForce.Core.Roster.Sample;

/// <summary>How somebody inside carries the work, in the sample.</summary>
internal enum SampleChampion
{
    None,
    WithAuthority,
    BackedByLeadership,
    LeftThisHalf,

    /// <summary>Left long ago, and nobody followed.</summary>
    LeftBefore,
}

/// <summary>One partner of the sample, with its story over three half-years: the half before last, the last, and this one.</summary>
/// <param name="Attends">Of a hundred meetings, how many its seats attend in each half.</param>
/// <param name="Calls">Days between two-way contacts in each half; 0 for none.</param>
/// <param name="Gives">Of a hundred, how much it gives of its staff's time, to trainings and to surveys in each half.</param>
/// <param name="Committees">L law enforcement, V victim services, J legal services, O outreach and education; capitals chair.</param>
internal sealed record SamplePartner(
    string Name, string Short, string Kind, Level Level, Tier Tier, string Leader,
    (int Before, int Last, int Now) Attends, (int Before, int Last, int Now) Calls, (int Before, int Last, int Now) Gives,
    SampleChampion Champion, bool Sponsor, EngagementStage Stage, Stance Stance, string Committees)
{
    /// <summary>The county as the sample tells it: some gain, some lose ground, and the ones who lose it have a reason.</summary>
    public static readonly IReadOnlyList<SamplePartner> All =
    [
        new("Harbor Survivor Services", "", "Victim services, comprehensive", Level.NonGovernmental, Tier.Close, "Executive director", (92, 94, 95), (30, 25, 20), (88, 92, 95), SampleChampion.WithAuthority, true, EngagementStage.Leading, Stance.Leading, "VO"),
        new("U.S. Attorney's Office, Harbor District", "U.S. Attorney's Office", "U.S. Attorney's Office", Level.Federal, Tier.Close, "U.S. Attorney", (90, 92, 92), (35, 30, 25), (85, 90, 88), SampleChampion.WithAuthority, true, EngagementStage.Leading, Stance.Leading, "Lj"),
        new("Harbor County Sheriff's Office", "Sheriff's Office", "Sheriff", Level.County, Tier.Close, "Sheriff", (55, 65, 88), (50, 40, 25), (40, 52, 80), SampleChampion.WithAuthority, true, EngagementStage.Leading, Stance.Supportive, "lo"),
        new("FBI, Harbor office", "FBI", "Federal law enforcement", Level.Federal, Tier.Regular, "Special agent in charge", (80, 78, 80), (60, 55, 55), (62, 62, 62), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Supportive, "l"),
        new("Port Ellery Police Department", "Port Ellery PD", "Police", Level.City, Tier.Regular, "Chief of police", (45, 55, 78), (80, 70, 45), (30, 42, 66), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Supportive, "l"),
        new("Domestic Violence Coalition", "", "Domestic and sexual violence agency", Level.NonGovernmental, Tier.Regular, "Executive director", (80, 80, 82), (55, 55, 55), (65, 64, 66), SampleChampion.WithAuthority, true, EngagementStage.Committed, Stance.Supportive, "v"),
        new("Harbor County District Attorney", "District Attorney", "District attorney", Level.County, Tier.Close, "District attorney", (55, 62, 82), (60, 50, 30), (45, 55, 76), SampleChampion.WithAuthority, true, EngagementStage.Committed, Stance.Supportive, "lj"),
        new("Ellery Shelter Network", "", "Victim services, specialized", Level.NonGovernmental, Tier.Regular, "Director", (76, 76, 76), (55, 52, 52), (60, 60, 60), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Supportive, "v"),
        new("Legal Aid of Harbor County", "Legal Aid", "Legal services", Level.NonGovernmental, Tier.Regular, "Director", (72, 74, 76), (65, 65, 60), (58, 60, 62), SampleChampion.WithAuthority, true, EngagementStage.Committed, Stance.Supportive, "J"),
        new("Homeland Security Investigations, Port office", "HSI, Port office", "Federal law enforcement", Level.Federal, Tier.Close, "Resident agent in charge", (85, 80, 40), (30, 35, 58), (70, 66, 40), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Neutral, "l"),
        new("County Child Welfare", "Child Welfare", "Child welfare", Level.County, Tier.Regular, "Director", (45, 50, 66), (75, 70, 55), (32, 40, 56), SampleChampion.BackedByLeadership, true, EngagementStage.TakingPart, Stance.Supportive, "v"),
        new("Eastfield Police Department", "Eastfield PD", "Police", Level.City, Tier.Regular, "Chief of police", (55, 56, 58), (75, 75, 75), (48, 48, 50), SampleChampion.LeftBefore, true, EngagementStage.TakingPart, Stance.Neutral, "l"),
        new("Harbor General Hospital", "", "Health", Level.NonGovernmental, Tier.Regular, "Chief medical officer", (30, 40, 60), (110, 95, 60), (22, 32, 52), SampleChampion.BackedByLeadership, true, EngagementStage.TakingPart, Stance.Supportive, "o"),
        new("Youth Drop-in Project", "", "Youth development", Level.NonGovernmental, Tier.Regular, "Program director", (52, 54, 56), (70, 70, 68), (44, 44, 46), SampleChampion.WithAuthority, false, EngagementStage.TakingPart, Stance.Supportive, "vo"),
        new("State Attorney General, regional office", "State Attorney General", "State attorney general", Level.State, Tier.Light, "Regional chief", (46, 45, 44), (150, 150, 150), (42, 42, 40), SampleChampion.LeftBefore, true, EngagementStage.TakingPart, Stance.Neutral, "j"),
        new("County Public Health", "Public Health", "Health", Level.County, Tier.Regular, "Health officer", (50, 48, 46), (80, 82, 84), (45, 44, 42), SampleChampion.LeftBefore, true, EngagementStage.TakingPart, Stance.Neutral, "o"),
        new("Harbor Immigrant Legal Clinic", "Immigrant Legal Clinic", "Immigrant advocacy", Level.NonGovernmental, Tier.Close, "Executive director", (76, 72, 62), (30, 34, 66), (62, 58, 48), SampleChampion.LeftThisHalf, true, EngagementStage.TakingPart, Stance.Neutral, "jo"),
        new("Interfaith Council", "", "Faith community", Level.NonGovernmental, Tier.Light, "President", (55, 58, 60), (130, 125, 120), (40, 42, 45), SampleChampion.BackedByLeadership, true, EngagementStage.TakingPart, Stance.Supportive, "O"),
        new("Northbay Police Department", "Northbay PD", "Police", Level.City, Tier.Regular, "Chief of police", (65, 55, 25), (60, 72, 100), (45, 36, 18), SampleChampion.LeftBefore, true, EngagementStage.TakingPart, Stance.Resistant, "l"),
        new("City of Port Ellery, Mayor's Office", "Mayor's Office", "Local government", Level.City, Tier.Regular, "Mayor", (45, 42, 25), (75, 85, 100), (35, 30, 18), SampleChampion.LeftBefore, true, EngagementStage.Talking, Stance.Neutral, ""),
        new("Southside Cultural Alliance", "", "Culture or ethnicity based", Level.NonGovernmental, Tier.Regular, "Chair", (30, 40, 62), (110, 90, 50), (25, 34, 55), SampleChampion.BackedByLeadership, true, EngagementStage.TakingPart, Stance.Supportive, "o"),
        new("Harbor Unified School District", "School District", "Education", Level.County, Tier.Regular, "Superintendent", (30, 30, 32), (110, 105, 100), (20, 20, 22), SampleChampion.LeftBefore, true, EngagementStage.Talking, Stance.Neutral, "o"),
        new("Dockside Day Labor Center", "Day Labor Center", "Day-labor group", Level.NonGovernmental, Tier.Light, "Coordinator", (20, 26, 34), (190, 170, 150), (12, 18, 28), SampleChampion.None, true, EngagementStage.Talking, Stance.Neutral, "o"),
        new("Eastfield Faith Network", "", "Faith community", Level.NonGovernmental, Tier.Light, "Pastor", (10, 12, 16), (0, 0, 0), (8, 10, 14), SampleChampion.LeftBefore, true, EngagementStage.Aware, Stance.Unaware, ""),
    ];
}
