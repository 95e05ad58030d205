namespace TaskForce.Core.Partners;

/// <summary>The fourteen parts of a community that belong at the table.</summary>
public enum Sector
{
    LocalLawEnforcement,
    FederalLawEnforcement,
    Prosecution,
    VictimServices,
    LegalServices,
    CommunityBased,
    HealthCare,
    ChildAndYouth,
    LocalGovernment,
    SurvivorAdvisors,
    LgbtqServices,
    JuvenileJustice,
    LaborStandards,
    LodgingAndTransport,
}

/// <summary>The nine kinds of office whose leaders usually carry a task force. One that is only forming looks for these first.</summary>
public enum KeyOffice
{
    LawEnforcement,
    Prosecution,
    VictimServices,
    ChildWelfare,
    JuvenileJustice,
    ImmigrantAdvocacy,
    LegalServices,
    HealthCare,
    Labor,
}

/// <summary>The level of government, or none.</summary>
public enum Level
{
    Federal,
    State,
    County,
    City,
    Tribal,
    NonGovernmental,
}

/// <summary>How closely contact with a partner is kept; the charter gives each its intervals.</summary>
public enum Tier
{
    Close,
    Regular,
    Light,
}

/// <summary>How far a partner has come, in a person's judgment. Candid; it never enters an index.</summary>
public enum EngagementStage
{
    Aware,
    Talking,
    TakingPart,
    Committed,
    Leading,
}

/// <summary>How a partner stands to the task force, now and as wanted. Leading is not everybody's target.</summary>
public enum Stance
{
    Unaware,
    Resistant,
    Neutral,
    Supportive,
    Leading,
}

/// <summary>How keen an internal champion is, as people judge it.</summary>
public enum ChampionEnthusiasm
{
    Reluctant,
    Willing,
    Eager,
}

/// <summary>How far an internal champion is heard inside.</summary>
public enum ChampionReach
{
    OwnUnit,
    SeveralUnits,
    WholeOrganization,
}

/// <summary>What tie a partner has to the task force from a day to a day.</summary>
public enum MembershipKind
{
    Prospect,
    Member,
    Affiliate,
    Supporter,
    Declined,
    Former,
}
