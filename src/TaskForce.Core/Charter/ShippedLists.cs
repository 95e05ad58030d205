using TaskForce.Core.BuyIn;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Charter;

/// <summary>The lists that a new task force starts with. They become rows, and rows can be edited.</summary>
public static class ShippedLists
{
    /// <summary>The kinds of partner, each with the sector and the key office that follow from it.</summary>
    public static IEnumerable<PartnerKind> PartnerKinds()
    {
        (string Name, Sector Sector, KeyOffice? Office)[] kinds =
        [
            ("Police", Sector.LocalLawEnforcement, KeyOffice.LawEnforcement),
            ("Sheriff", Sector.LocalLawEnforcement, KeyOffice.LawEnforcement),
            ("State police", Sector.LocalLawEnforcement, KeyOffice.LawEnforcement),
            ("Federal law enforcement", Sector.FederalLawEnforcement, KeyOffice.LawEnforcement),
            ("U.S. Attorney's Office", Sector.Prosecution, KeyOffice.Prosecution),
            ("State attorney general", Sector.Prosecution, KeyOffice.Prosecution),
            ("District attorney", Sector.Prosecution, KeyOffice.Prosecution),
            ("Victim services, comprehensive", Sector.VictimServices, KeyOffice.VictimServices),
            ("Victim services, specialized", Sector.VictimServices, KeyOffice.VictimServices),
            ("Domestic and sexual violence agency", Sector.VictimServices, KeyOffice.VictimServices),
            ("Child welfare", Sector.ChildAndYouth, KeyOffice.ChildWelfare),
            ("Youth development", Sector.ChildAndYouth, null),
            ("Education", Sector.ChildAndYouth, null),
            ("Juvenile justice", Sector.JuvenileJustice, KeyOffice.JuvenileJustice),
            ("Probation", Sector.JuvenileJustice, KeyOffice.JuvenileJustice),
            ("Immigrant advocacy", Sector.CommunityBased, KeyOffice.ImmigrantAdvocacy),
            ("Legal services", Sector.LegalServices, KeyOffice.LegalServices),
            ("Health", Sector.HealthCare, KeyOffice.HealthCare),
            ("Labor", Sector.LaborStandards, KeyOffice.Labor),
            ("Labor standards", Sector.LaborStandards, KeyOffice.Labor),
            ("Day-labor group", Sector.CommunityBased, null),
            ("Faith community", Sector.CommunityBased, null),
            ("Culture or ethnicity based", Sector.CommunityBased, null),
            ("Elder services", Sector.CommunityBased, null),
            ("LGBTQ services", Sector.LgbtqServices, null),
            ("Survivor-led group", Sector.SurvivorAdvisors, null),
            ("Local government", Sector.LocalGovernment, null),
            ("Academic or training institute", Sector.CommunityBased, null),
            ("Lodging and transport", Sector.LodgingAndTransport, null),
            ("Business", Sector.LodgingAndTransport, null),
            ("Allied public supporter", Sector.CommunityBased, null),
        ];
        return kinds.Select((k, i) => new PartnerKind { Name = k.Name, Sector = k.Sector, KeyOffice = k.Office, Order = i });
    }

    /// <summary>The nine indicators of buy-in with their weights, which add up to 100.</summary>
    public static IEnumerable<Indicator> Indicators() => IndicatorDefinition.Shipped.Select((d, i) =>
        new Indicator { Key = d.Key, Name = d.Name, Weight = d.Weight, RuleVersion = d.RuleVersion, Order = i });
}
