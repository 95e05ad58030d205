using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Roster;

/// <summary>One agency of a file under all its spellings, and what it was taken for.</summary>
internal sealed class ImportAgency(string key)
{
    public string Key { get; } = key;

    /// <summary>The partner's id: of the one that exists, or of the one that will be made.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public bool IsNew { get; set; } = true;
    public string Name { get; set; } = "";
    public Guid? KindId { get; set; }
    public Level Level { get; set; } = Level.NonGovernmental;
    public bool Archived { get; set; }
    public bool Chosen { get; set; }
    public IReadOnlyList<LikelyPartner> Likely { get; set; } = [];
    public List<string> Spellings { get; } = [];
    public int Rows { get; set; }
    public string Kind { get; set; } = "";

    /// <summary>The earliest "since" of its rows.</summary>
    public DateOnly? Since { get; set; }

    /// <summary>The other agency of the file that this one is only a spelling of.</summary>
    public ImportAgency? SameAs { get; set; }

    public ImportAgency Root => SameAs is null ? this : SameAs.Root;

    /// <summary>Whether the new partner was written already.</summary>
    public bool Written { get; set; }

    public void Add(string spelling)
    {
        Rows++;
        if (Spellings.Count < 6 && !Spellings.Contains(spelling)) Spellings.Add(spelling);
    }

    /// <summary>The name to keep for a new partner: written out rather than shortened, not in capitals, the article in front.</summary>
    public static string BestName(IEnumerable<string> spellings) => spellings.Select(Tidy).OrderBy(Flaws).ThenByDescending(s => s.Length).First();

    private static int Flaws(string name)
    {
        var flaws = 0;
        foreach (var word in name.Split(' '))
            if (word.Length <= 5 && word is "PD" or "SO" or "DA" or "OC" or "Dept" or "Dept." or "Co." or "Ofc." || (word.EndsWith('.') && word.Length > 3)) flaws += 2;
        if (name.Contains('(', StringComparison.Ordinal)) flaws += 2;
        if (name.Contains(',', StringComparison.Ordinal)) flaws++;
        return flaws;
    }

    /// <summary>One line; names that are all capitals get small letters.</summary>
    public static string Tidy(string name)
    {
        var clean = ImportColumns.Clean(name);
        if (clean.Any(char.IsLower) || clean.Count(char.IsLetter) < 6 || !clean.Contains(' ', StringComparison.Ordinal)) return clean;
        var words = clean.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            if (i > 0 && word is "OF" or "AND" or "THE" or "FOR" or "IN") words[i] = word.ToLowerInvariant();
            else if (word.Length > 3 && !word.Contains('.', StringComparison.Ordinal) || word is "OF" or "AND" or "THE" or "FOR" or "IN") words[i] = char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();
        }
        return string.Join(' ', words);
    }
}

/// <summary>Finds out what the agencies of a file are: partners that exist, other spellings of each other, or new ones, and of what kind.</summary>
internal sealed class ImportAgencies(ImportChoices choices, IReadOnlyList<PartnerKind> kinds)
{
    private readonly Dictionary<string, ImportAgency> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImportAgency> _bySpelling = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ImportAgency> All => _byKey.Values;

    /// <summary>The agency of a spelling; null when the cell holds no name.</summary>
    public ImportAgency? Find(string spelling) => _bySpelling.GetValueOrDefault(spelling);

    /// <summary>Takes in a row of the file.</summary>
    public ImportAgency? Add(string spelling)
    {
        if (!_bySpelling.TryGetValue(spelling, out var agency))
        {
            var name = AgencyName.Of(spelling);
            if (name.Words.Count == 0) return null;
            if (!_byKey.TryGetValue(name.Key, out agency)) _byKey[name.Key] = agency = new ImportAgency(name.Key);
            _bySpelling[spelling] = agency;
        }
        agency.Add(spelling);
        return agency;
    }

    /// <summary>Decides for every agency, after all rows were taken in.</summary>
    /// <param name="known">Every partner that exists, archived ones too.</param>
    public void Resolve(IReadOnlyList<KnownPartner> known)
    {
        var byId = new Dictionary<Guid, KnownPartner>(known.Count);
        var index = new AgencyNames();
        foreach (var partner in known)
        {
            byId[partner.Id] = partner;
            index.Add(partner.Id, partner.Name);
            if (partner.ShortName.Length > 0) index.Add(partner.Id, partner.ShortName);
        }
        foreach (var agency in _byKey.Values)
        {
            agency.Name = ImportAgency.BestName(agency.Spellings);
            var guess = KindGuess.Of(agency.Name) ?? agency.Spellings.Select(KindGuess.Of).FirstOrDefault(g => g is not null);
            agency.KindId = choices.Partners.GetValueOrDefault(agency.Key)?.KindId ?? KindOf(agency.Kind) ?? KindOf(guess) ?? choices.OtherKind;
            agency.Level = guess?.Level ?? Level.NonGovernmental;
        }
        var open = new List<ImportAgency>();
        foreach (var agency in _byKey.Values)
        {
            var choice = choices.Partners.GetValueOrDefault(agency.Key);
            if (choice?.PartnerId is { } id && byId.TryGetValue(id, out var chosen)) { Take(agency, chosen); agency.Chosen = true; continue; }
            if (choice?.SameAs is { } same && same != agency.Key && _byKey.TryGetValue(same, out var other) && other.Root != agency) { agency.SameAs = other; agency.Chosen = true; continue; }
            if (choice?.IsNew == true) { agency.Chosen = true; continue; }
            var match = index.Find(agency.Spellings[0]);
            if (match is { Match: NameMatch.Same }) { Take(agency, byId[match.Id]); continue; }
            open.Add(agency);
        }
        AskAboutLikely(open, index, byId);
    }

    private static void Take(ImportAgency agency, KnownPartner partner)
    {
        (agency.Id, agency.IsNew, agency.Name, agency.Archived) = (partner.Id, false, partner.Name, partner.Archived);
    }

    // A shorter name is asked about against the longer ones, never the other way round, so that each pair is asked once.
    private void AskAboutLikely(List<ImportAgency> open, AgencyNames index, Dictionary<Guid, KnownPartner> byId)
    {
        var within = new AgencyNames();
        foreach (var agency in open) within.Add(agency.Id, agency.Name);
        var newById = open.ToDictionary(a => a.Id);
        foreach (var agency in open)
        {
            var likely = index.FindAll(agency.Spellings[0], 4).Where(m => !byId[m.Id].Archived).Select(m => new LikelyPartner(m.Id, null, m.Name, m.Why)).ToList();
            foreach (var match in within.FindNear(agency.Name, agency.Id, 4))
            {
                var other = newById[match.Id];
                if (other.Key.Length < agency.Key.Length || (other.Key.Length == agency.Key.Length && string.CompareOrdinal(other.Key, agency.Key) <= 0)) continue;
                likely.Add(new LikelyPartner(null, other.Key, other.Name, match.Why));
            }
            agency.Likely = likely;
        }
    }

    private Guid? KindOf(string cell)
    {
        if (cell.Length == 0) return null;
        var folded = Folding.Fold(cell);
        return kinds.FirstOrDefault(k => Folding.Fold(k.Name) == folded)?.Id ?? KindOf(KindGuess.Of(cell));
    }

    private Guid? KindOf(KindGuess? guess)
    {
        if (guess is null) return null;
        foreach (var word in guess.Words)
            if (kinds.FirstOrDefault(k => Folding.Fold(k.Name).Contains(word, StringComparison.Ordinal) && k.Sector == guess.Sector) is { } kind) return kind.Id;
        return kinds.FirstOrDefault(k => k.Sector == guess.Sector)?.Id;
    }
}

/// <summary>A partner that exists, as far as matching needs it.</summary>
internal sealed record KnownPartner(Guid Id, string Name, string ShortName, bool Archived);
