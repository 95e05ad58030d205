using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>
/// The name of an agency reduced to its words as everybody means them: "Anaheim Police Dept.", "ANAHEIM POLICE DEPARTMENT" and "Anaheim PD" are
/// the same three words.
/// </summary>
public sealed class AgencyName
{
    private static readonly Dictionary<string, string[]> Same = new(StringComparer.Ordinal)
    {
        ["dept"] = ["department"],
        ["dep"] = ["department"],
        ["dpt"] = ["department"],
        ["depts"] = ["department"],
        ["pd"] = ["police", "department"],
        ["po"] = ["police"],
        ["so"] = ["sheriff", "office"],
        ["sd"] = ["sheriff", "department"],
        ["da"] = ["district", "attorney"],
        ["das"] = ["district", "attorney"],
        ["dao"] = ["district", "attorney", "office"],
        ["usao"] = ["us", "attorney", "office"],
        ["usa"] = ["us"],
        ["ofc"] = ["office"],
        ["off"] = ["office"],
        ["offices"] = ["office"],
        ["co"] = ["county"],
        ["cnty"] = ["county"],
        ["attorneys"] = ["attorney"],
        ["atty"] = ["attorney"],
        ["attys"] = ["attorney"],
        ["sheriffs"] = ["sheriff"],
        ["sherrif"] = ["sheriff"],
        ["sherriffs"] = ["sheriff"],
        ["svc"] = ["service"],
        ["svcs"] = ["service"],
        ["serv"] = ["service"],
        ["services"] = ["service"],
        ["ctr"] = ["center"],
        ["cntr"] = ["center"],
        ["centre"] = ["center"],
        ["centers"] = ["center"],
        ["assn"] = ["association"],
        ["assoc"] = ["association"],
        ["natl"] = ["national"],
        ["intl"] = ["international"],
        ["govt"] = ["government"],
        ["univ"] = ["university"],
        ["hosp"] = ["hospital"],
        ["fdn"] = ["foundation"],
        ["comm"] = ["commission"],
        ["div"] = ["division"],
        ["agcy"] = ["agency"],
        ["admin"] = ["administration"],
        ["mgmt"] = ["management"],
        ["med"] = ["medical"],
        ["prob"] = ["probation"],
        ["enf"] = ["enforcement"],
        ["org"] = ["organization"],
        ["organisation"] = ["organization"],
        ["labour"] = ["labor"],
        ["invest"] = ["investigation"],
        ["investigations"] = ["investigation"],
        ["ca"] = ["california"],
        ["calif"] = ["california"],
    };

    // Words that carry nothing: "The Salvation Army" is "Salvation Army (The)".
    private static readonly HashSet<string> Empty = ["the", "of", "for", "and", "a", "an", "in", "at", "inc", "llc", "ltd", "corp", "incorporated"];

    // Words that say what sort of agency it is or of what size, but not which one.
    private static readonly HashSet<string> Generic =
    [
        "department", "office", "agency", "county", "city", "state", "service", "police", "center", "association", "commission", "division", "national",
        "international", "organization", "foundation", "district", "public", "community", "unit", "bureau", "us", "task", "force", "coalition",
        "council", "social", "health", "human", "family", "legal", "victim", "network", "program", "town", "region", "regional", "safety",
    ];

    private AgencyName(string text, string[] words, string initials) => (Text, Words, Initials, Key) = (text, words, initials, string.Join(' ', words));

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The words that count, in their order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The words as one text; equal for every spelling of the same name.</summary>
    public string Key { get; }

    /// <summary>The first letters of the words: "hsi" for Homeland Security Investigations.</summary>
    public string Initials { get; }

    /// <summary>Reduces a name. An empty or purely decorative one has no words and matches nothing.</summary>
    public static AgencyName Of(string text)
    {
        var plain = Folding.Fold(text.Replace("&", " and ", StringComparison.Ordinal));
        if (plain.StartsWith("city of ", StringComparison.Ordinal)) plain = plain["city of ".Length..];
        else if (plain.EndsWith(" city of", StringComparison.Ordinal)) plain = plain[..^" city of".Length];
        plain = plain.Replace("united states", "us", StringComparison.Ordinal);
        var words = new List<string>(8);
        var raw = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in raw)
        {
            if (Empty.Contains(word) && raw.Length > 1) continue;
            if (Same.TryGetValue(word, out var full)) words.AddRange(full);
            else words.Add(Singular(word));
        }
        return new AgencyName(text, [.. words], string.Concat(words.Select(w => w[0])));
    }

    /// <summary>How much a word tells one agency from another: little for "department", much for "Anaheim".</summary>
    internal static double Weight(string word) => Generic.Contains(word) ? 0.25 : 1;

    internal static bool IsGeneric(string word) => Generic.Contains(word);

    private static string Singular(string word) =>
        word.Length > 4 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;
}

/// <summary>How sure a match of two names is.</summary>
public enum NameMatch
{
    /// <summary>No name is near.</summary>
    None,

    /// <summary>Probably the same; a person should look.</summary>
    Likely,

    /// <summary>The same words after spelling, order of articles and abbreviations are evened out.</summary>
    Same,
}

/// <summary>A name that is the same as, or near to, the one asked for.</summary>
/// <param name="Id">What the name belongs to.</param>
/// <param name="Name">The name as kept.</param>
/// <param name="Match">How sure.</param>
/// <param name="Score">0 to 1, for ordering.</param>
/// <param name="Why">Half a sentence for the person who decides: "HSI may stand for Homeland Security Investigations".</param>
public sealed record AgencyMatch(Guid Id, string Name, NameMatch Match, double Score, string Why);
