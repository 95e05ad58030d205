namespace TaskForce.Core.Partners;

/// <summary>The words of the field for what is stored as a choice. One place, so that lists, exports and imports agree.</summary>
public static class PartnerWords
{
    public static string Of(Sector sector) => sector switch
    {
        Sector.LocalLawEnforcement => "Local law enforcement",
        Sector.FederalLawEnforcement => "Federal law enforcement",
        Sector.Prosecution => "Prosecution",
        Sector.VictimServices => "Victim services",
        Sector.LegalServices => "Legal services",
        Sector.CommunityBased => "Community-based",
        Sector.HealthCare => "Health care",
        Sector.ChildAndYouth => "Child and youth",
        Sector.LocalGovernment => "Local government",
        Sector.SurvivorAdvisors => "Survivor advisors",
        Sector.LgbtqServices => "LGBTQ services",
        Sector.JuvenileJustice => "Juvenile justice",
        Sector.LaborStandards => "Labor standards",
        Sector.LodgingAndTransport => "Lodging and transport",
        _ => throw new ArgumentOutOfRangeException(nameof(sector)),
    };

    public static string Of(Level level) => level switch
    {
        Level.Federal => "Federal",
        Level.State => "State",
        Level.County => "County",
        Level.City => "City",
        Level.Tribal => "Tribal",
        Level.NonGovernmental => "Non-governmental",
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    public static string Of(Tier tier) => tier switch
    {
        Tier.Close => "Close",
        Tier.Regular => "Regular",
        Tier.Light => "Light",
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };

    public static string Of(EngagementStage stage) => stage switch
    {
        EngagementStage.Aware => "Aware",
        EngagementStage.Talking => "Talking",
        EngagementStage.TakingPart => "Taking part",
        EngagementStage.Committed => "Committed",
        EngagementStage.Leading => "Leading",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    public static string Of(Stance stance) => stance switch
    {
        Stance.Unaware => "Unaware",
        Stance.Resistant => "Resistant",
        Stance.Neutral => "Neutral",
        Stance.Supportive => "Supportive",
        Stance.Leading => "Leading",
        _ => throw new ArgumentOutOfRangeException(nameof(stance)),
    };

    public static string Of(ChampionEnthusiasm enthusiasm) => enthusiasm switch
    {
        ChampionEnthusiasm.Reluctant => "Reluctant",
        ChampionEnthusiasm.Willing => "Willing",
        ChampionEnthusiasm.Eager => "Eager",
        _ => throw new ArgumentOutOfRangeException(nameof(enthusiasm)),
    };

    public static string Of(ChampionReach reach) => reach switch
    {
        ChampionReach.OwnUnit => "Own unit",
        ChampionReach.SeveralUnits => "Several units",
        ChampionReach.WholeOrganization => "Whole organization",
        _ => throw new ArgumentOutOfRangeException(nameof(reach)),
    };

    public static string Of(MembershipKind kind) => kind switch
    {
        MembershipKind.Prospect => "Prospect",
        MembershipKind.Member => "Member",
        MembershipKind.Affiliate => "Affiliate",
        MembershipKind.Supporter => "Supporter",
        MembershipKind.Declined => "Declined",
        MembershipKind.Former => "Former member",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Of(KeyOffice office) => office switch
    {
        KeyOffice.LawEnforcement => "Law enforcement",
        KeyOffice.Prosecution => "Prosecution",
        KeyOffice.VictimServices => "Victim services",
        KeyOffice.ChildWelfare => "Child welfare",
        KeyOffice.JuvenileJustice => "Juvenile justice",
        KeyOffice.ImmigrantAdvocacy => "Immigrant advocacy",
        KeyOffice.LegalServices => "Legal services",
        KeyOffice.HealthCare => "Health care",
        KeyOffice.Labor => "Labor",
        _ => throw new ArgumentOutOfRangeException(nameof(office)),
    };

    /// <summary>The word of an MOU as lists show it, from the dates of the standing.</summary>
    public static string Of(MouPlace place) => place switch
    {
        MouPlace.InForce => "In force",
        MouPlace.Ending => "Ending",
        MouPlace.Lapsed => "Lapsed",
        MouPlace.None => "None",
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };
}
