using TaskForce.Core.Partners;

namespace TaskForce.Core.Roster.Sample;

/// <summary>How somebody inside carries the work, in the sample.</summary>
internal enum SampleChampion
{
    None,
    WithAuthority,
    BackedByLeadership,
    LeftThisHalf,
}

/// <summary>One partner of the sample, with its story over three half-years: the half before last, the last, and this one.</summary>
/// <param name="Attends">Of a hundred meetings, how many its seats attend in each half.</param>
/// <param name="Calls">Days between two-way contacts in each half; 0 for none.</param>
/// <param name="Committees">L law enforcement, V victim services, J legal services, O outreach and education; capitals chair.</param>
internal sealed record SamplePartner(
    string Name, string Short, string Kind, Level Level, Tier Tier, string Leader,
    (int Before, int Last, int Now) Attends, (int Before, int Last, int Now) Calls,
    SampleChampion Champion, bool Sponsor, EngagementStage Stage, Stance Stance, string Committees)
{
    /// <summary>The county as the sample tells it: some gain, some lose ground, and the ones who lose it have a reason.</summary>
    public static readonly IReadOnlyList<SamplePartner> All =
    [
        new("Harbor Survivor Services", "", "Victim services, comprehensive", Level.NonGovernmental, Tier.Close, "Executive director", (90, 95, 95), (30, 25, 20), SampleChampion.WithAuthority, true, EngagementStage.Leading, Stance.Leading, "VO"),
        new("U.S. Attorney's Office, Harbor District", "U.S. Attorney's Office", "U.S. Attorney's Office", Level.Federal, Tier.Close, "U.S. Attorney", (90, 90, 95), (35, 30, 25), SampleChampion.WithAuthority, true, EngagementStage.Leading, Stance.Leading, "Lj"),
        new("Harbor County Sheriff's Office", "Sheriff's Office", "Sheriff", Level.County, Tier.Close, "Sheriff", (70, 80, 90), (45, 30, 25), SampleChampion.WithAuthority, true, EngagementStage.Leading, Stance.Supportive, "lo"),
        new("FBI, Harbor office", "FBI", "Federal law enforcement", Level.Federal, Tier.Regular, "Special agent in charge", (80, 85, 85), (60, 50, 45), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Supportive, "l"),
        new("Port Ellery Police Department", "Port Ellery PD", "Police", Level.City, Tier.Regular, "Chief of police", (60, 70, 85), (70, 55, 40), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Supportive, "l"),
        new("Domestic Violence Coalition", "", "Domestic and sexual violence agency", Level.NonGovernmental, Tier.Regular, "Executive director", (80, 80, 80), (50, 50, 50), SampleChampion.WithAuthority, true, EngagementStage.Committed, Stance.Supportive, "v"),
        new("Harbor County District Attorney", "District Attorney", "District attorney", Level.County, Tier.Close, "District attorney", (60, 70, 85), (50, 40, 30), SampleChampion.WithAuthority, true, EngagementStage.Committed, Stance.Supportive, "lj"),
        new("Ellery Shelter Network", "", "Victim services, specialized", Level.NonGovernmental, Tier.Regular, "Director", (80, 80, 80), (50, 45, 45), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Supportive, "v"),
        new("Legal Aid of Harbor County", "Legal Aid", "Legal services", Level.NonGovernmental, Tier.Regular, "Director", (75, 75, 80), (60, 60, 50), SampleChampion.WithAuthority, true, EngagementStage.Committed, Stance.Supportive, "J"),
        new("Homeland Security Investigations, Port office", "HSI, Port office", "Federal law enforcement", Level.Federal, Tier.Close, "Resident agent in charge", (85, 80, 55), (30, 35, 55), SampleChampion.BackedByLeadership, true, EngagementStage.Committed, Stance.Neutral, "l"),
        new("County Child Welfare", "Child Welfare", "Child welfare", Level.County, Tier.Regular, "Director", (60, 65, 75), (70, 60, 45), SampleChampion.BackedByLeadership, true, EngagementStage.TakingPart, Stance.Supportive, "v"),
        new("Eastfield Police Department", "Eastfield PD", "Police", Level.City, Tier.Regular, "Chief of police", (70, 70, 70), (60, 60, 60), SampleChampion.None, true, EngagementStage.TakingPart, Stance.Neutral, "l"),
        new("Harbor General Hospital", "", "Health", Level.NonGovernmental, Tier.Regular, "Chief medical officer", (50, 60, 70), (80, 60, 45), SampleChampion.BackedByLeadership, true, EngagementStage.TakingPart, Stance.Supportive, "o"),
        new("Youth Drop-in Project", "", "Youth development", Level.NonGovernmental, Tier.Regular, "Program director", (70, 70, 75), (60, 55, 50), SampleChampion.WithAuthority, false, EngagementStage.TakingPart, Stance.Supportive, "vo"),
        new("State Attorney General, regional office", "State Attorney General", "State attorney general", Level.State, Tier.Light, "Regional chief", (65, 60, 60), (120, 120, 110), SampleChampion.None, true, EngagementStage.TakingPart, Stance.Neutral, "j"),
        new("County Public Health", "Public Health", "Health", Level.County, Tier.Regular, "Health officer", (65, 65, 60), (70, 70, 75), SampleChampion.None, true, EngagementStage.TakingPart, Stance.Neutral, "o"),
        new("Harbor Immigrant Legal Clinic", "Immigrant Legal Clinic", "Immigrant advocacy", Level.NonGovernmental, Tier.Close, "Executive director", (80, 85, 45), (30, 25, 66), SampleChampion.LeftThisHalf, true, EngagementStage.TakingPart, Stance.Neutral, "jo"),
        new("Interfaith Council", "", "Faith community", Level.NonGovernmental, Tier.Light, "President", (60, 65, 70), (120, 110, 100), SampleChampion.BackedByLeadership, false, EngagementStage.TakingPart, Stance.Supportive, "O"),
        new("Northbay Police Department", "Northbay PD", "Police", Level.City, Tier.Regular, "Chief of police", (75, 70, 40), (50, 60, 82), SampleChampion.None, true, EngagementStage.TakingPart, Stance.Resistant, "l"),
        new("City of Port Ellery, Mayor's Office", "Mayor's Office", "Local government", Level.City, Tier.Regular, "Mayor", (60, 55, 40), (60, 70, 77), SampleChampion.None, false, EngagementStage.Talking, Stance.Neutral, ""),
        new("Southside Cultural Alliance", "", "Culture or ethnicity based", Level.NonGovernmental, Tier.Regular, "Chair", (40, 55, 75), (80, 60, 40), SampleChampion.BackedByLeadership, false, EngagementStage.TakingPart, Stance.Supportive, "o"),
        new("Harbor Unified School District", "School District", "Education", Level.County, Tier.Regular, "Superintendent", (40, 45, 50), (90, 80, 70), SampleChampion.None, false, EngagementStage.Talking, Stance.Neutral, "o"),
        new("Dockside Day Labor Center", "Day Labor Center", "Day-labor group", Level.NonGovernmental, Tier.Light, "Coordinator", (30, 40, 50), (130, 110, 90), SampleChampion.None, false, EngagementStage.Talking, Stance.Neutral, "o"),
        new("Eastfield Faith Network", "", "Faith community", Level.NonGovernmental, Tier.Light, "Pastor", (20, 25, 30), (0, 150, 100), SampleChampion.None, false, EngagementStage.Aware, Stance.Unaware, ""),
    ];
}
