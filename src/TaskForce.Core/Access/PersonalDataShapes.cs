using System.Text.RegularExpressions;

namespace TaskForce.Core.Access;

/// <summary>
/// The shapes behind <see cref="PersonalDataGuard"/>. Each is one pattern without nested repetition, so that the time grows with the
/// length of the text only. The part that is personal is the group <c>it</c>, or the whole match.
/// </summary>
internal static partial class PersonalDataShapes
{
    private const RegexOptions Any = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private const RegexOptions Exact = RegexOptions.CultureInvariant;
    private const int Patience = 5000;

    // Runs of space are bounded, so that a page of them costs nothing.
    private const string Is = @"(?:\s{0,3}(?:\bno\b\.?|\bnos\b\.?|\bnum\b\.?|\bnumber\b|\bnr\b\.?|#))?(?:\s{0,3}(?:\bis\b|\bwas\b|:|=))?\s{0,3}#?\s{0,3}";
    private const string Month = @"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)";
    private const string Date = @"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2}|" + Month + @"\b\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?,?\s{1,3}\d{4}|\d{1,2}(?:st|nd|rd|th)?\s{1,3}" + Month + @"\b\.?,?\s{1,3}\d{4}|" + Month + @"\b\.?,?\s{1,3}\d{4})";
    private const string Somebody = @"(?:girl|boy|female|male|woman|man|teen|teenager|minor|child|victim|survivor|client|runaway|juvenile|daughter|son|sister|brother|niece|nephew)";
    private const string Given = @"[A-Z][a-z]+(?:[ ][A-Z](?:[a-z'’]+|\.))?";

    // Words that begin with a capital and are not somebody's name: "Youth aged 14", "a 15-year-old Harbor program".
    private static readonly HashSet<string> NotNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "Age", "Ages", "Youth", "Youths", "Children", "Girls", "Boys", "Minors", "Kids", "Teens", "Students", "People", "Persons", "Women", "Men",
        "Clients", "Survivors", "Victims", "Anyone", "Everyone", "Those", "Participants", "Applicants", "Volunteers", "Adults", "Seniors", "For", "From", "All", "Any",
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    };

    private static readonly string[] Organizations =
    [
        "agency", "alliance", "association", "board", "bureau", "campaign", "center", "church", "city", "clinic", "coalition", "college", "committee", "council",
        "county", "department", "foundation", "group", "hospital", "initiative", "institute", "ministry", "mou", "network", "office", "organization", "partnership",
        "police", "program", "project", "school", "service", "services", "sheriff", "shelter", "task", "team", "university", "house", "harbor", "agreement", "effort", "idea", "law", "policy",
    ];

    /// <summary>Every place that has one of the shapes, in no order, overlaps included.</summary>
    public static IEnumerable<PersonalDataFinding> In(string text) =>
    [
        .. All(PersonalDataKind.SocialSecurityNumber, SocialSecurity(), text),
        .. All(PersonalDataKind.SocialSecurityNumber, SocialSecurityInWords(), text),
        .. All(PersonalDataKind.PassportNumber, Passport(), text),
        .. All(PersonalDataKind.ImmigrationNumber, AlienNumber(), text),
        .. All(PersonalDataKind.ImmigrationNumber, AlienNumberInWords(), text),
        .. All(PersonalDataKind.ImmigrationNumber, ImmigrationReceipt(), text),
        .. All(PersonalDataKind.LicenseNumber, License(), text),
        .. All(PersonalDataKind.LicenseNumber, LicenseInShort(), text),
        .. All(PersonalDataKind.HealthNumber, Health(), text),
        .. All(PersonalDataKind.DateOfBirth, BirthDate(), text),
        .. All(PersonalDataKind.DateOfBirth, Born(), text, IsAboutAPerson),
        .. All(PersonalDataKind.DateOfBirth, BornInYear(), text),
        .. All(PersonalDataKind.Age, YearsOldPerson(), text),
        .. All(PersonalDataKind.Age, YearsOldName(), text, IsNameAfter),
        .. All(PersonalDataKind.Age, NameAged(), text, IsName),
        .. All(PersonalDataKind.Age, NameThenAge(), text, IsName),
        .. All(PersonalDataKind.Age, PersonIsYears(), text),
        .. All(PersonalDataKind.Age, YearsInShort(), text),
        .. All(PersonalDataKind.CaseNumber, FederalDocket(), text),
        .. All(PersonalDataKind.CaseNumber, StateDocket(), text),
        .. All(PersonalDataKind.CaseNumber, CourtPrefix(), text),
        .. All(PersonalDataKind.CaseNumber, BureauFile(), text),
        .. All(PersonalDataKind.CaseNumber, CaseInWords(), text, HasThreeDigits),
        .. All(PersonalDataKind.CaseNumber, CaseThenNumber(), text),
        .. All(PersonalDataKind.CaseNumber, PoliceShort(), text),
        .. All(PersonalDataKind.CaseNumber, Tip(), text),
    ];

    private static IEnumerable<PersonalDataFinding> All(PersonalDataKind kind, Regex shape, string text, Func<string, Match, bool>? holds = null)
    {
        for (var match = shape.Match(text); match.Success; match = match.NextMatch())
        {
            if (holds?.Invoke(text, match) == false)
                continue;
            var it = match.Groups["it"] is { Success: true } group ? group : (Group)match;
            yield return new(kind, it.Index, it.Length);
        }
    }

    // "The coalition was born on 3 May 2014" is nobody's birthday.
    private static bool IsAboutAPerson(string text, Match match)
    {
        var from = text.LastIndexOfAny(['.', ';', '\n', '!', '?'], Math.Max(0, match.Index - 1)) + 1;
        var before = text[Math.Min(from, match.Index)..match.Index];
        return !before.Split(' ', ',').Any(IsOrganization);
    }

    private static bool IsName(string text, Match match) => !match.Groups["name"].Value.Split(' ').Any(w => NotNames.Contains(w) || IsOrganization(w));

    private static bool IsNameAfter(string text, Match match)
    {
        var name = match.Groups["name"];
        var after = text[name.Index..Math.Min(text.Length, name.Index + name.Length + 30)];
        return !after.Split(' ', ',', '.').Any(w => NotNames.Contains(w) || IsOrganization(w));
    }

    private static bool IsOrganization(string word) =>
        Organizations.Contains(word.TrimEnd('.', ',', '’', '\'').ToLowerInvariant()) || Organizations.Contains(word.Replace("'s", "", StringComparison.OrdinalIgnoreCase).ToLowerInvariant());

    private static bool HasThreeDigits(string text, Match match) => match.Groups["it"].Value.Count(char.IsAsciiDigit) >= 3;

    // Three, two, four digits; area numbers 000 and 666 and groups and serials of noughts were never given out (Social Security Administration). Those from 9 are taxpayer numbers.
    [GeneratedRegex(@"(?<![\w.-])(?!000|666)\d{3}([- .])(?!00)\d{2}\1(?!0000)\d{4}(?![\w-])", Exact, Patience)]
    private static partial Regex SocialSecurity();

    [GeneratedRegex(@"\b(?:ssn|itin|ss\s?(?=#)|social\s{1,3}security|social(?=\s{0,3}(?:#|number|no\b|ending)))" + Is + @"(?:ending\s{1,3}(?:in\s{1,3})?|last\s{1,3}(?:four|4)\s{1,3}(?:digits\s{1,3})?)?(?<it>\d{9}|\d{3}[- .]\d{2}[- .]\d{4}|\d{4})\b", Any, Patience)]
    private static partial Regex SocialSecurityInWords();

    [GeneratedRegex(@"\bpassport(?:\s{1,3}(?:book|card))?" + Is + @"(?<it>[a-z]{0,3}\d{6,9})\b", Any, Patience)]
    private static partial Regex Passport();

    [GeneratedRegex(@"(?<![\w-])A[-#]?\s?\d{3}[- ]?\d{3}[- ]?\d{2,3}(?![\w-])", Exact, Patience)]
    private static partial Regex AlienNumber();

    [GeneratedRegex(@"\b(?:alien\s{1,3}(?:registration|file)?|a-?file|a-number|uscis)" + Is + @"(?<it>a?-?\d{7,9})\b", Any, Patience)]
    private static partial Regex AlienNumberInWords();

    // Receipts of visa petitions: the office's three letters and ten digits.
    [GeneratedRegex(@"\b(?:EAC|WAC|LIN|SRC|MSC|NBC|IOE|YSC)[- ]?\d{2}[- ]?\d{3}[- ]?\d{5}\b", Exact, Patience)]
    private static partial Regex ImmigrationReceipt();

    [GeneratedRegex(@"\b(?:driver(?:['’]?s)?\s{1,3}licen[cs]e|state\s{1,3}id|id\s{1,3}card|(?:license\s{1,3})?plate|inmate|consular\s{1,3}id|matr[ií]cula)" + Is + @"(?<it>(?=[a-z0-9-]*\d{3})[a-z]{0,3}\d[a-z0-9-]{3,15})\b", Any, Patience)]
    private static partial Regex License();

    [GeneratedRegex(@"\b(?:C?DL|D\.L\.)\s{0,3}(?:#|No\.?|no\.?|number|:)?\s{0,3}#?\s{0,3}(?<it>[A-Z]{0,2}\d{5,14}|[A-Z]\d{3}-?\d{4}-?\d{4})\b", Exact, Patience)]
    private static partial Regex LicenseInShort();

    [GeneratedRegex(@"\b(?:mrn|medical\s{1,3}record|medicaid(?:\s{1,3}id)?|medi-?cal(?:\s{1,3}id)?|medicare(?:\s{1,3}id)?|patient(?:\s{1,3}id)?)" + Is + @"(?<it>(?=[a-z0-9-]*\d{5})[a-z0-9]{2,}[a-z0-9-]{3,14})\b", Any, Patience)]
    private static partial Regex Health();

    [GeneratedRegex(@"\b(?:dob|d\.o\.b\.?|date\s{1,3}of\s{1,3}birth|birth\s?date|birthday|b-?day)\b[^\n.;\d]{0,20}?(?<it>" + Date + @"|\d{1,2}[/-]\d{1,2}\b)", Any, Patience)]
    private static partial Regex BirthDate();

    [GeneratedRegex(@"\b(?:born|b\.)\s{1,3}(?:on\s{1,3}|in\s{1,3})?(?<it>" + Date + ")", Any, Patience)]
    private static partial Regex Born();

    [GeneratedRegex(@"\b(?:she|he|they|who|her|him|" + Somebody + @")\s{1,3}(?:(?:was|were|is)\s{1,3})?born\s{1,3}in\s{1,3}(?<it>(?:19|20)\d{2})\b", Any, Patience)]
    private static partial Regex BornInYear();

    [GeneratedRegex(@"\b(?<it>\d{1,2}[- ]years?[- ]old\s{1,3}(?:[a-z]+\s{1,3}){0,2}?" + Somebody + @")\b(?!\s{1,3}(?:program|programs|services|shelter))", Any, Patience)]
    private static partial Regex YearsOldPerson();

    [GeneratedRegex(@"\b(?<it>\d{1,2}[- ]year[- ]old,?\s{1,3}(?<name>" + Given + @"))\b", Exact, Patience)]
    private static partial Regex YearsOldName();

    [GeneratedRegex(@"\b(?<it>(?<name>" + Given + @"),?\s{1,3}\(?(?:age|aged|Age)\s{1,3}\d{1,2}\)?)(?!\s{0,3}(?:\+|-|–|to\b|and\b|or\b|through\b|groups?\b|\d))", Exact, Patience)]
    private static partial Regex NameAged();

    [GeneratedRegex(@"\b(?<it>(?<name>" + Given + @"),\s{1,3}\d{1,2}),\s{1,3}(?:who|whose|she|he|is|was|has|had|ran|told|said|reported|disclosed|an?\s{1,3}(?:victim|survivor|client|runaway|minor|girl|boy))\b", Exact, Patience)]
    private static partial Regex NameThenAge();

    [GeneratedRegex(@"\b(?<it>(?:she|he|victim|survivor|client|girl|boy|minor|daughter|son|runaway)(?:\s{1,3}is|\s{1,3}was|['’]s)\s{1,3}(?:only\s{1,3}|just\s{1,3}|about\s{1,3})?(?:age\s{1,3})?\d{1,2}(?:\s{1,3}years?\s{1,3}old|\s{1,3}now)?)(?=\s{0,3}(?:[.,;!?]|$|and\b|when\b|who\b|years\b))", Any, Patience)]
    private static partial Regex PersonIsYears();

    [GeneratedRegex(@"\b(?<it>\d{1,2}\s?(?:y/o|yo|y\.o\.))(?![\w-])", Any, Patience)]
    private static partial Regex YearsInShort();

    // Federal courts: division, year, kind, serial, judges: 2:23-cr-00123-ABC.
    [GeneratedRegex(@"(?<![\w-])\d{1,2}:\d{2,4}-(?:cr|cv|mj|mc|po|md|sw|gj)-\d{2,6}(?:-[A-Z]{2,4}){0,3}", Any, Patience)]
    private static partial Regex FederalDocket();

    [GeneratedRegex(@"(?<![\w-])(?:\d{2}|\d{4})-?(?:CR|CRB|CRA|CV|MJ|CF|CM|MM|JV|JC|DP|FA|DV|F|M|JD)-?\d{3,8}(?:-[A-Z0-9]{1,4}){0,2}(?![\w-])", Exact, Patience)]
    private static partial Regex StateDocket();

    [GeneratedRegex(@"(?<![\w-])(?:CR|CRIM|CF|JV|DP|F|M)-?(?:\d{2}|\d{4})-\d{3,8}(?![\w-])", Exact, Patience)]
    private static partial Regex CourtPrefix();

    // Files of the Federal Bureau of Investigation: classification, field office, serial: 50A-LA-1234567.
    [GeneratedRegex(@"(?<![\w-])\d{2,3}[A-Z]?-[A-Z]{2}-\d{5,8}(?![\w-])", Exact, Patience)]
    private static partial Regex BureauFile();

    [GeneratedRegex(@"\b(?:case|docket|cause|(?:police|incident|crime|arrest|offense)\s{1,3}report|incident|complaint|arrest|booking|citation|warrant|indictment|fir|ori)\s{0,3}(?:file\s{0,3})?(?:\bno\b\.?|\bnos\b\.?|\bnum\b\.?|\bnumber\b|#|\bid\b)(?:\s{0,3}(?:is|was|:))?\s{0,3}#?\s{0,3}(?<it>[a-z0-9](?:[a-z0-9:/-]|\.(?=\d)){2,24})", Any, Patience)]
    private static partial Regex CaseInWords();

    [GeneratedRegex(@"(?<!\b(?:in|just\sin)\s)\b(?:case|docket|(?:police|incident|crime|arrest|offense)\s{1,3}report|report)\s{1,3}#?\s?(?<it>\d{2,4}[-–]\d{4,8}|\d{2}[-–]\d{3,8}|\d{5,12})(?![\w-])", Any, Patience)]
    private static partial Regex CaseThenNumber();

    // Police departments: report, incident and general-offense numbers, for one "DR# 23-04567".
    [GeneratedRegex(@"\b(?:DR|RD|IR|CR|PR|GO|OCA|CCN|RMS)\s?(?:#|[Nn]o\.?|number)\s{0,3}(?<it>[A-Z]{0,3}\d{2}-?\d{3,10})\b", Exact, Patience)]
    private static partial Regex PoliceShort();

    [GeneratedRegex(@"\b(?:cybertip(?:line)?|ncmec)(?:\s{1,3}(?:report|case|tip))?" + Is + @"(?<it>\d{6,12})\b", Any, Patience)]
    private static partial Regex Tip();
}
