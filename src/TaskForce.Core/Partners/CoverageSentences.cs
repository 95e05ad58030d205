using TaskForce.Core.Calendar;
using TaskForce.Core.Today;

namespace TaskForce.Core.Partners;

/// <summary>Coverage in words.</summary>
public static class CoverageSentences
{
    /// <summary>The opening sentence: how many sectors are seated, and which of the empty ones are nearest to those whom the work concerns.</summary>
    public static string Lead(CoverageView view)
    {
        var (seated, all) = (view.Sectors.Count(s => !s.IsEmpty), view.Sectors.Count);
        if (seated == 0)
            return "Nobody is at the table yet. Begin with the nine kinds of office that usually carry a task force.";
        var silent = view.Communities.Count(c => c.IsEmpty);
        var voices = silent == 0 ? "" : silent == 1 ? " Nobody speaks for one community that the assessment names." : $" Nobody speaks for {DayWords.Number(silent)} of the communities that the assessment names.";
        if (seated == all)
            return $"All {Number(all)} sectors are seated.{voices}";
        var empty = view.Sectors.Where(s => s.IsEmpty).OrderBy(s => Coverage.Need(s.Key.Sector!.Value)).Select(s => s.Name).Take(2).ToList();
        var first = empty.Count == 1 ? $"the seat of {Lower(empty[0])} is empty" : all - seated == 2 ? $"the seats of {Lower(empty[0])} and {Lower(empty[1])} are empty"
            : $"of the {Number(all - seated)} empty seats, {Lower(empty[0])} and {Lower(empty[1])} come first";
        return $"{Capital(Number(seated))} of {Number(all)} sectors {(seated == 1 ? "is" : "are")} seated; {first}.{voices}";
    }

    /// <summary>Why a sector belongs at the table.</summary>
    public static string Why(Sector sector) => sector switch
    {
        Sector.LocalLawEnforcement => "Officers on patrol and on call meet the signs first.",
        Sector.FederalLawEnforcement => "Cases cross county and state lines.",
        Sector.Prosecution => "Without a prosecutor at the table cases do not go forward.",
        Sector.VictimServices => "Nobody stays in a case without someone who stays with them.",
        Sector.LegalServices => "Immigration, custody and records need a lawyer of one's own.",
        Sector.CommunityBased => "People tell first whom they trust already.",
        Sector.HealthCare => "Clinics and emergency rooms see people whom nobody else sees.",
        Sector.ChildAndYouth => "Schools, shelters and child welfare meet the young first.",
        Sector.LocalGovernment => "Councils and mayors set what is paid for and what is said.",
        Sector.SurvivorAdvisors => "No decision should be made without those it concerns.",
        Sector.LgbtqServices => "Young people turned out of their homes turn here.",
        Sector.JuvenileJustice => "Some children are met here before anywhere else.",
        Sector.LaborStandards => "Labor trafficking is found in workplaces, by those who inspect them.",
        Sector.LodgingAndTransport => "Rooms and rides are where it passes through.",
        _ => throw new ArgumentOutOfRangeException(nameof(sector)),
    };

    public static string Of(Prosecutor prosecutor) => prosecutor == Prosecutor.Federal ? "U.S. Attorney's Office" : "State or local prosecutor";

    public static string Why(Prosecutor prosecutor) => prosecutor == Prosecutor.Federal ? "Federal charges, and the standing to call others to the table." : "Most cases are charged in the county or by the state.";

    /// <summary>Who usually leads an office.</summary>
    public static string Usually(KeyOffice office) => TodaySentences.Office(office).Usually;

    /// <summary>What is drawn, for those who do not see it.</summary>
    public static string Drawing(CoverageView view)
    {
        var (seated, empty) = (view.Seated.Count, view.Sectors.Count(s => s.IsEmpty));
        return $"{seated} {(seated == 1 ? "partner" : "partners")} around the task force, nearer when buy-in is stronger, in {view.Sectors.Count - empty} of {view.Sectors.Count} sectors; {empty} {(empty == 1 ? "seat" : "seats")} empty. The table shows the same.";
    }

    /// <summary>What two partners share: "2 committees, 1 MOU".</summary>
    public static string Tie(CoverageTie tie)
    {
        List<string> parts = [];
        if (tie.Committees > 0)
            parts.Add(tie.Committees == 1 ? "1 committee" : $"{tie.Committees} committees");
        if (tie.Mous > 0)
            parts.Add(tie.Mous == 1 ? "1 MOU" : $"{tie.Mous} MOUs");
        return string.Join(", ", parts);
    }

    /// <summary>The state of a place in the table and the export.</summary>
    public static string State(CoveragePlace place, DateOnly today) => !place.IsEmpty ? "Seated"
        : place.Plan is { } plan ? plan.NextOn is { } on ? $"Planned for {DayWords.Short(on, today)}" : "Approach under way" : "Empty seat";

    // The sectors are fourteen; beyond twelve figures are usual elsewhere.
    private static string Number(int count) => count switch { 13 => "thirteen", 14 => "fourteen", _ => DayWords.Number(count) };

    private static string Lower(string name) => name.StartsWith("LGBTQ", StringComparison.Ordinal) ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
