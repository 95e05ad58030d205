namespace TaskForce.Core.Roster;

/// <summary>
/// Finds which of the known agencies a spelling means. Built once per import over all partners; 100,000 names take well under a second, and a
/// look-up touches only names that share a telling word or initials.
/// </summary>
public sealed class AgencyNames
{
    private const double LikelyFrom = 0.72;
    private const int LongestList = 400;
    private readonly List<(Guid Id, AgencyName Name)> _names = [];
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byWord = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byInitials = new(StringComparer.Ordinal);

    /// <summary>How many names are known.</summary>
    public int Count => _names.Count;

    /// <summary>Adds a name, or a second name (a short form) of the same agency.</summary>
    public void Add(Guid id, string name)
    {
        var agency = AgencyName.Of(name);
        if (agency.Words.Count == 0) return;
        var at = _names.Count;
        _names.Add((id, agency));
        _byKey.TryAdd(agency.Key, at);
        foreach (var word in agency.Words.Distinct()) List(_byWord, word).Add(at);
        // "HSI" for all words, "OC" for the first two: initials of the first two to five words.
        for (var n = 2; n <= Math.Min(5, agency.Words.Count); n++) List(_byInitials, agency.Initials[..n]).Add(at);
    }

    /// <summary>The best match for a spelling, or null when nothing is near.</summary>
    public AgencyMatch? Find(string text) => FindAll(text, 1) is [var best, ..] ? best : null;

    /// <summary>The agencies that a spelling may mean, best first; a single one when it is certain.</summary>
    /// <param name="text">The spelling.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<AgencyMatch> FindAll(string text, int most = 5)
    {
        var asked = AgencyName.Of(text);
        if (asked.Words.Count == 0) return [];
        if (_byKey.TryGetValue(asked.Key, out var same))
        {
            var (id, name) = _names[same];
            return [new AgencyMatch(id, name.Text, NameMatch.Same, 1, name.Text == text ? "the same name" : "the same name, spelled differently")];
        }
        return Near(asked, null, most);
    }

    /// <summary>The same for a name that is itself in the index: the others that may mean the same agency.</summary>
    /// <param name="text">The name.</param>
    /// <param name="itself">What it belongs to.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<AgencyMatch> FindNear(string text, Guid itself, int most = 5)
    {
        var asked = AgencyName.Of(text);
        return asked.Words.Count == 0 ? [] : Near(asked, itself, most);
    }

    private List<AgencyMatch> Near(AgencyName asked, Guid? except, int most)
    {
        var best = new Dictionary<Guid, AgencyMatch>();
        foreach (var at in Candidates(asked))
        {
            var (id, name) = _names[at];
            if (id == except) continue;
            var (score, why) = Compare(asked, name);
            if (score >= LikelyFrom && (!best.TryGetValue(id, out var known) || known.Score < score))
                best[id] = new AgencyMatch(id, name.Text, NameMatch.Likely, score, why);
        }
        return [.. best.Values.OrderByDescending(m => m.Score).ThenBy(m => m.Name, StringComparer.Ordinal).Take(most)];
    }

    private HashSet<int> Candidates(AgencyName asked)
    {
        var found = new HashSet<int>();
        // The rarest words first; a word that hundreds of names share ("police") finds too much to be worth following.
        foreach (var list in asked.Words.Select(w => _byWord.GetValueOrDefault(w)).OfType<List<int>>().OrderBy(l => l.Count))
        {
            if (list.Count > LongestList && found.Count > 0) break;
            foreach (var at in list.Take(LongestList)) found.Add(at);
        }
        foreach (var word in asked.Words)
            if (word.Length is >= 2 and <= 5 && _byInitials.TryGetValue(word, out var list)) foreach (var at in list.Take(LongestList)) found.Add(at);
        // The other way round: the known name is the short one ("HSI") and the asked one is written out.
        for (var n = 2; n <= Math.Min(5, asked.Words.Count); n++)
            if (_byWord.TryGetValue(asked.Initials[..n], out var list)) foreach (var at in list.Take(LongestList)) found.Add(at);
        return found;
    }

    /// <summary>How near two names are, 0 to 1, and why.</summary>
    internal static (double Score, string Why) Compare(AgencyName a, AgencyName b)
    {
        if (a.Key == b.Key) return (1, "the same name, spelled differently");
        if (Expanded(a, b) is { } x) return Judge(x.Words, b.Words, Reason(x, b));
        if (Expanded(b, a) is { } y) return Judge(a.Words, y.Words, Reason(y, a));
        return Judge(a.Words, b.Words, null);
    }

    private static string Reason((IReadOnlyList<string> Words, string Short) expanded, AgencyName full) =>
        $"“{expanded.Short.ToUpperInvariant()}” may stand for the first words of “{full.Text.Trim()}”";

    // Asked for each pair of names that share a word: makes no list.
    private static (double, string) Judge(IReadOnlyList<string> a, IReadOnlyList<string> b, string? initials)
    {
        Tally common = new(), onlyX = new(), onlyY = new();
        for (var i = 0; i < a.Count; i++)
        {
            if (Has(a, a[i], i)) continue;
            if (Has(b, a[i], b.Count)) common.Add(a[i]);
            else onlyX.Add(a[i]);
        }
        for (var i = 0; i < b.Count; i++)
            if (!Has(b, b[i], i) && !Has(a, b[i], a.Count)) onlyY.Add(b[i]);
        var contained = onlyX.Count == 0 || onlyY.Count == 0;
        var rest = onlyX.Count == 0 ? onlyY : onlyX;
        // After the initials are written out, all words of one name must be found in the other: "OC Probation" in "Orange County Probation Department".
        if (initials is not null && onlyX.Count + onlyY.Count == 0) return (0.92, initials);
        if (initials is not null && contained) return (rest.Generic == rest.Count ? 0.9 : 0.82 - 0.02 * rest.Count, initials);
        if (onlyX.Count + onlyY.Count == 0) return (0.95, "the same words in another order");
        if (onlyX.Count == 1 && onlyY.Count == 1 && OneTypo(onlyX.First, onlyY.First)) return (0.88, "the same name but for a letter or two");
        // "Orange County" alone names a place where many agencies sit: every word but the last is a name, and the last is "county", "city" or "state".
        var tells = common.Count >= 2 && common.Generic < common.Count && common.Last is not ("county" or "city" or "state");
        // Only kind words differ: "Anaheim Police" and "Anaheim Police Department".
        if (contained && tells && rest.Generic == rest.Count) return (0.86, "one name leaves out a word of the other");
        // A longer name that holds all of a telling shorter one: "U.S. Attorney's Office, C.D. Cal." and "U.S. Attorney's Office".
        if (contained && tells) return (0.8 - 0.01 * rest.Count, "one name contains the other");
        if (contained && common is { Count: 1, Generic: 0, First.Length: >= 5 } && rest.Generic > 0) return (0.74, "one name contains the other");
        return (common.Weight / (common.Weight + onlyX.Weight + onlyY.Weight), "most words are the same");
    }

    private static bool Has(IReadOnlyList<string> words, string word, int before)
    {
        for (var i = 0; i < before; i++)
            if (words[i] == word) return true;
        return false;
    }

    /// <summary>What there is to say of some words.</summary>
    private struct Tally
    {
        public Tally()
        {
        }

        public string First = "", Last = "";
        public int Count, Generic;
        public double Weight;

        public void Add(string word)
        {
            if (Count++ == 0) First = word;
            Last = word;
            if (AgencyName.IsGeneric(word)) Generic++;
            Weight += AgencyName.Weight(word);
        }
    }

    /// <summary>The words of a name with one abbreviation written out by the first words of another, or null.</summary>
    private static (IReadOnlyList<string> Words, string Short)? Expanded(AgencyName name, AgencyName full)
    {
        for (var i = 0; i < name.Words.Count; i++)
        {
            var word = name.Words[i];
            if (word.Length is < 2 or > 5 || word.Length > full.Words.Count || full.Words.Contains(word)) continue;
            if (!full.Initials.StartsWith(word, StringComparison.Ordinal)) continue;
            return ([.. name.Words.Take(i), .. full.Words.Take(word.Length), .. name.Words.Skip(i + 1)], word);
        }
        return null;
    }

    private static bool OneTypo(string x, string y) =>
        Math.Min(x.Length, y.Length) >= 5 && !x.Any(char.IsDigit) && Distance(x, y) <= (Math.Max(x.Length, y.Length) >= 9 ? 2 : 1);

    /// <summary>Letters to change, add, drop or exchange with their neighbour.</summary>
    internal static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2) return 3;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }

    private static List<int> List(Dictionary<string, List<int>> lists, string key)
    {
        if (!lists.TryGetValue(key, out var list)) lists[key] = list = [];
        return list;
    }
}
