using TaskForce.Core.Calendar;

namespace TaskForce.Core.Access;

/// <summary>What a piece of free text looks like.</summary>
public enum PersonalDataKind
{
    SocialSecurityNumber,
    PassportNumber,
    ImmigrationNumber,
    LicenseNumber,
    HealthNumber,
    DateOfBirth,
    Age,
    CaseNumber,
}

/// <summary>A place in a text that looks like a victim's personal data. It holds the place, never the text itself, so that it can be passed around and logged.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Start">Where it begins, counted in characters from 0.</param>
/// <param name="Length">How long it is.</param>
public readonly record struct PersonalDataFinding(PersonalDataKind Kind, int Start, int Length)
{
    /// <summary>What it looks like, with its article: "a Social Security number".</summary>
    public string What => Kind switch
    {
        PersonalDataKind.SocialSecurityNumber => "a Social Security number",
        PersonalDataKind.PassportNumber => "a passport number",
        PersonalDataKind.ImmigrationNumber => "an immigration number",
        PersonalDataKind.LicenseNumber => "a license or ID number",
        PersonalDataKind.HealthNumber => "a health record number",
        PersonalDataKind.DateOfBirth => "a date of birth",
        PersonalDataKind.Age => "one person's age",
        _ => "a case or docket number",
    };

    /// <summary>The words that were taken for it, cut out of the text that was looked at.</summary>
    public string In(string text) => text.Substring(Start, Length);
}

/// <summary>
/// Recognizes what looks like a victim's personal data in free text: identity numbers, a date of birth or an age with a person, case
/// and docket numbers. It asks before a save and never decides; U.S. law (VAWA, FVPSA, VOCA) forbids passing such data on, so the
/// product must not come to hold it. It looks for shapes and the words around them, so it can miss things and can be wrong.
/// </summary>
public static class PersonalDataGuard
{
    /// <summary>The code of a validation failure that this guard raised.</summary>
    public const string ErrorCode = "PersonalData";

    /// <summary>The help line under every free-text field.</summary>
    public const string Help = "Never a survivor's name or case detail.";

    /// <summary>Everything in the text that looks like personal data, in reading order, without overlaps.</summary>
    /// <param name="text">Any text, or null.</param>
    /// <returns>The findings; none for ordinary text.</returns>
    public static IReadOnlyList<PersonalDataFinding> Look(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        List<PersonalDataFinding> found = [];
        foreach (var finding in PersonalDataShapes.In(text).OrderBy(f => f.Start).ThenByDescending(f => f.Length))
        {
            if (found.Count == 0 || finding.Start >= found[^1].Start + found[^1].Length)
                found.Add(finding);
        }
        return found;
    }

    /// <summary>A sentence that names what was seen and what to do, without repeating the text: safe to log.</summary>
    /// <param name="findings">At least one.</param>
    public static string Sentence(IReadOnlyList<PersonalDataFinding> findings)
    {
        return $"This looks like {DayWords.And([.. findings.Select(f => f.What).Distinct()])}. Take it out, or say that it is not about a victim and save anyway.";
    }
}
