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
        (["us attorney", "united states attorney", "usao"], Sector.Prosecution, ["prosecution", "prosecutor"], Level.Federal),
        (["attorney general"], Sector.Prosecution, ["prosecution", "prosecutor"], Level.State),
        (["state attorney", "district attorney", "commonwealths attorney", "county attorney", "prosecuting attorney", "prosecutor", "prosecution", " da "], Sector.Prosecution, ["prosecution", "prosecutor"], Level.County),
        (["city attorney"], Sector.Prosecution, ["prosecution", "prosecutor"], Level.City),
        (["public defender", "legal aid", "legal service", "law center", "immigration law", "pro bono", "law clinic", "law school"], Sector.LegalServices, ["legal services", "legal"], Level.NonGovernmental),
        (["juvenile", "probation", "parole"], Sector.JuvenileJustice, ["probation", "juvenile justice", "juvenile"], Level.County),
        (["highway patrol", "state police", "state patrol", "state trooper", "department of public safety"], Sector.LocalLawEnforcement, ["state police", "police"], Level.State),
        (["sheriff"], Sector.LocalLawEnforcement, ["sheriff"], Level.County),
        (["police", " pd ", "constable"], Sector.LocalLawEnforcement, ["police"], Level.City),
        (["salvation army", "victim", "survivor services", "domestic violence", "rape crisis", "sexual assault", "shelter", "safe house", "human options", "crisis center", "waymakers", "ywca"], Sector.VictimServices, ["victim services", "victim"], Level.NonGovernmental),
        (["survivor"], Sector.SurvivorAdvisors, ["survivor"], Level.NonGovernmental),
        (["social service", "child welfare", "child protective", "department of children", "children and families", "dcfs", "cps"], Sector.ChildAndYouth, ["child welfare", "child"], Level.County),
        (["youth", "children", "school", "casa ", "boys and girls", "runaway"], Sector.ChildAndYouth, ["youth", "child"], Level.NonGovernmental),
        (["hospital", "health", "medical", "clinic", "nurse", "physician"], Sector.HealthCare, ["health"], Level.NonGovernmental),
        (["refugee", "immigrant", "immigration", "catholic charities", "world relief"], Sector.CommunityBased, ["refugee", "immigrant", "community"], Level.NonGovernmental),
        (["lgbt", "transgender", "pride"], Sector.LgbtqServices, ["lgbt"], Level.NonGovernmental),
        (["labor", "wage and hour", "osha", "worker", "union", "farmworker"], Sector.LaborStandards, ["labor"], Level.State),
        (["hotel", "lodging", "motel", "airport", "transit", "trucking", "airline", "transport"], Sector.LodgingAndTransport, ["lodging", "transport"], Level.NonGovernmental),
        (["mayor", "city council", "board of supervisors", "county executive", "city of ", "county of ", "county government"], Sector.LocalGovernment, ["local government", "government"], Level.County),
        (["coalition", "church", "ministr", "faith", "foundation", "rotary", "soroptimist", "community", "university", "college", "charity", "charities", "institute"], Sector.CommunityBased, ["community", "faith"], Level.NonGovernmental),
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
