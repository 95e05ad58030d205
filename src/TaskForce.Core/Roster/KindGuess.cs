using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Roster;

/// <summary>What a name or a word says about the kind of a partner.</summary>
/// <param name="Sector">The sector that the kind belongs to.</param>
/// <param name="Words">Words by which the fitting kind is found in the task force's own list, most telling first.</param>
/// <param name="Level">The level of government, or none.</param>
public sealed record KindGuess(Sector Sector, IReadOnlyList<string> Words, Level Level)
{
    // In this order: the first that fits decides, so what is special stands before what is general ("juvenile probation" before "probation").
    private static readonly (string[] Any, Sector Sector, string[] Words, Level Level)[] Rules =
    [
        (["homeland security", "hsi", "fbi", "federal bureau", "marshals", "border patrol", "customs", "postal inspection", "secret service", "dea", "atf", "ice", "diplomatic security"], Sector.FederalLawEnforcement, ["federal law enforcement", "federal"], Level.Federal),
        (["us attorney", "united states attorney", "usao"], Sector.Prosecution, ["us attorney", "prosecut"], Level.Federal),
        (["attorney general"], Sector.Prosecution, ["attorney general", "prosecut"], Level.State),
        (["state attorney", "district attorney", "commonwealths attorney", "county attorney", "prosecuting attorney", "prosecutor", "prosecution", " da "], Sector.Prosecution, ["district attorney", "prosecut"], Level.County),
        (["city attorney"], Sector.Prosecution, ["district attorney", "prosecut"], Level.City),
        (["public defender", "legal aid", "legal service", "law center", "immigration law", "pro bono", "law clinic", "law school"], Sector.LegalServices, ["legal services", "legal"], Level.NonGovernmental),
        (["probation", "parole"], Sector.JuvenileJustice, ["probation", "juvenile"], Level.County),
        (["juvenile"], Sector.JuvenileJustice, ["juvenile"], Level.County),
        (["highway patrol", "state police", "state patrol", "state trooper", "department of public safety"], Sector.LocalLawEnforcement, ["state police", "police"], Level.State),
        (["sheriff"], Sector.LocalLawEnforcement, ["sheriff"], Level.County),
        (["police", " pd ", "constable"], Sector.LocalLawEnforcement, ["police"], Level.City),
        (["domestic violence", "rape crisis", "sexual assault", "ywca"], Sector.VictimServices, ["domestic", "victim"], Level.NonGovernmental),
        (["salvation army", "victim", "survivor services", "shelter", "safe house", "human options", "crisis center", "waymakers"], Sector.VictimServices, ["victim services comprehensive", "victim"], Level.NonGovernmental),
        (["survivor"], Sector.SurvivorAdvisors, ["survivor"], Level.NonGovernmental),
        (["social service", "child welfare", "child protective", "department of children", "children and families", "dcfs", "cps"], Sector.ChildAndYouth, ["child welfare", "child"], Level.County),
        (["school district", "school", "education"], Sector.ChildAndYouth, ["education"], Level.County),
        (["youth", "children", "casa ", "boys and girls", "runaway"], Sector.ChildAndYouth, ["youth", "child"], Level.NonGovernmental),
        (["hospital", "health", "medical", "clinic", "nurse", "physician"], Sector.HealthCare, ["health"], Level.NonGovernmental),
        (["refugee", "immigrant", "immigration", "catholic charities", "world relief"], Sector.CommunityBased, ["immigrant", "refugee"], Level.NonGovernmental),
        (["lgbt", "transgender", "pride"], Sector.LgbtqServices, ["lgbt"], Level.NonGovernmental),
        (["labor", "wage and hour", "osha", "worker", "union", "farmworker"], Sector.LaborStandards, ["labor standards", "labor"], Level.State),
        (["hotel", "lodging", "motel", "airport", "transit", "trucking", "airline", "transport"], Sector.LodgingAndTransport, ["lodging", "transport"], Level.NonGovernmental),
        (["mayor", "city council", "board of supervisors", "county executive", "city of ", "county of ", "county government"], Sector.LocalGovernment, ["local government", "government"], Level.County),
        (["church", "ministr", "faith", "temple", "mosque", "diocese"], Sector.CommunityBased, ["faith"], Level.NonGovernmental),
        (["university", "college", "institute", "academy"], Sector.CommunityBased, ["academic"], Level.NonGovernmental),
        (["coalition", "foundation", "rotary", "soroptimist", "community", "charity", "charities"], Sector.CommunityBased, ["allied", "community"], Level.NonGovernmental),
    ];

    /// <summary>The guess for a partner's name or for a word in a "kind" column; null when nothing in it tells.</summary>
    public static KindGuess? Of(string text)
    {
        var folded = $" {Folding.Fold(text)} ";
        foreach (var (any, sector, words, level) in Rules)
        {
            foreach (var word in any)
            {
                // Short words must stand alone ("ice" is not in "office"); longer ones may be the beginning of a word ("prosecutors").
                var found = word.Length <= 4 ? $" {word.Trim()} " : " " + word.TrimStart();
                if (folded.Contains(found, StringComparison.Ordinal)) return new KindGuess(sector, words, LevelIn(folded) ?? level);
            }
        }
        return null;
    }

    /// <summary>The level that a cell names outright; null when it names none.</summary>
    public static Level? LevelOf(string cell) => Folding.Fold(cell) switch
    {
        "federal" or "us" or "national" => Level.Federal,
        "state" => Level.State,
        "county" or "regional" or "parish" => Level.County,
        "city" or "municipal" or "local" or "town" => Level.City,
        "tribal" or "tribe" => Level.Tribal,
        "non governmental" or "nongovernmental" or "private non profit" or "nonprofit" or "non profit" or "private nonprofit" or "ngo" or "private" or "none" or "community" or "faith based" => Level.NonGovernmental,
        _ => null,
    };

    private static Level? LevelIn(string folded) =>
        folded.Contains(" tribal ", StringComparison.Ordinal) || folded.Contains(" tribe ", StringComparison.Ordinal) || folded.Contains(" nation ", StringComparison.Ordinal) ? Level.Tribal : null;
}
