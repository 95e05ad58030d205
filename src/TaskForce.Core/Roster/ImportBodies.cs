using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>One committee that a file names, and what it was taken for.</summary>
internal sealed class ImportBody(string key, string name)
{
    public string Key { get; } = key;

    /// <summary>As the file names it, later as the body is called.</summary>
    public string Name { get; set; } = name;
    public string Written { get; } = name;
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public BodyKind? NewKind { get; set; } = BodyKind.Committee;
    public bool Guessed { get; set; }
    public bool Ignored { get; set; }
    public int Rows { get; set; }
    public ImportBody? SameAs { get; set; }
    public bool IsWritten { get; set; }
    public ImportBody Root => SameAs is null ? this : SameAs.Root;
}

/// <summary>Finds out what the committees of a file are: "Exec Board" is the executives, "Cmte on Outreach" may be "Outreach and Education", the rest are new.</summary>
internal sealed class ImportBodies(ImportChoices choices)
{
    private static readonly HashSet<string> Executives = ["exec", "executive", "executives", "execs", "steering", "core", "leadership"];
    private static readonly HashSet<string> Everybody = ["general", "general body", "general membership", "membership", "full", "full membership", "all", "main", "everybody"];
    private static readonly HashSet<string> Form = ["committee", "committees", "cmte", "cmttee", "comm", "subcommittee", "sub", "work", "working", "workgroup", "group", "team", "the", "of", "on", "board", "council", "body", "meeting", "task", "force"];
    private readonly Dictionary<string, ImportBody> _byKey = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ImportBody> All => _byKey.Values;

    /// <summary>The body of a name as a row gives it.</summary>
    public ImportBody? Find(string name) => _byKey.GetValueOrDefault(Key(name));

    public void Add(string name)
    {
        var key = Key(name);
        if (key.Length == 0) return;
        if (!_byKey.TryGetValue(key, out var body)) _byKey[key] = body = new ImportBody(key, ImportAgency.Tidy(name));
        body.Rows++;
    }

    /// <summary>Decides for every name, after all rows were taken in.</summary>
    public void Resolve(IReadOnlyList<KnownBody> known)
    {
        foreach (var body in _byKey.Values)
        {
            var choice = choices.Bodies.GetValueOrDefault(body.Key);
            if (choice is { Ignore: true }) { body.Ignored = true; body.NewKind = null; continue; }
            if (choice?.BodyId is { } id && known.FirstOrDefault(k => k.Id == id) is { } chosen) { Take(body, chosen, guessed: false); continue; }
            if (choice?.SameAs is { } same && same != body.Key && _byKey.TryGetValue(same, out var other) && other.Root != body) { body.SameAs = other; continue; }
            if (choice?.NewKind is { } kind) { body.NewKind = kind; continue; }
            Guess(body, known);
        }
    }

    private void Guess(ImportBody body, IReadOnlyList<KnownBody> known)
    {
        var kind = KindOf(body.Key);
        if (known.FirstOrDefault(k => Bare(k.Name) == Bare(body.Key)) is { } same) Take(body, same, guessed: false);
        else if (kind is { } special && known.FirstOrDefault(k => k.Kind == special) is { } role) Take(body, role, guessed: true);
        else if (known.FirstOrDefault(k => Near(Bare(k.Name), Bare(body.Key))) is { } near) Take(body, near, guessed: true);
        else if (kind is { } missing) body.NewKind = missing;
        else if (_byKey.Values.FirstOrDefault(o => o != body && o.Key.Length > body.Key.Length && o.Root != body && (Bare(o.Key) == Bare(body.Key) || Near(Bare(o.Key), Bare(body.Key)))) is { } other)
            (body.SameAs, body.Guessed) = (other, true);
    }

    private static void Take(ImportBody body, KnownBody known, bool guessed) =>
        (body.Id, body.Name, body.NewKind, body.Guessed, body.IsWritten) = (known.Id, known.Name, null, guessed, true);

    private static BodyKind? KindOf(string key)
    {
        var bare = Bare(key);
        if (Executives.Contains(bare)) return BodyKind.Executives;
        return Everybody.Contains(bare) || Everybody.Contains(key) ? BodyKind.GeneralBody : null;
    }

    /// <summary>Folded, with "and" for the sign.</summary>
    public static string Key(string name) => Folding.Fold(name.Replace("&", " and ", StringComparison.Ordinal));

    /// <summary>The words that tell one committee from another: "legal" for "Legal Services Committee" stays "legal services".</summary>
    private static string Bare(string name)
    {
        var words = Key(name).Split(' ').Where(w => !Form.Contains(w)).ToList();
        return words.Count == 0 ? Key(name) : string.Join(' ', words);
    }

    // A letter or two exchanged, the first word or words of a longer name, or its initials.
    private static bool Near(string known, string asked)
    {
        if (asked.Length < 2) return false;
        if (asked.Length >= 6 && AgencyNames.Distance(known, asked) <= 1) return true;
        if (asked.Length >= 5 && known.StartsWith(asked + " ", StringComparison.Ordinal)) return true;
        if (known.Length >= 5 && asked.StartsWith(known + " ", StringComparison.Ordinal)) return true;
        var words = known.Split(' ');
        return words.Length >= 2 && asked.Length <= 4 && string.Concat(words.Select(w => w[0])) == asked;
    }
}

/// <summary>A body that exists, as far as matching needs it.</summary>
internal sealed record KnownBody(Guid Id, string Name, BodyKind Kind);
