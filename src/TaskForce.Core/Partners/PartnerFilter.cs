using System.Text;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>The views of the partner list that the product computes.</summary>
public enum PartnerView
{
    All,
    LosingGround,
    NoChampion,
    MouEnding,
    NotContacted,
}

/// <summary>What the partner list can be sorted by.</summary>
public enum PartnerSort
{
    Name,
    Index,
    Change,
    LastContact,
    MouEnd,
}

/// <summary>Where a partner's MOU stands, as far as a list tells.</summary>
public enum MouPlace
{
    InForce,
    Ending,
    Lapsed,
    None,
}

/// <summary>Which partners a list or an export shows, in which order. It is the address of the list: what is not said there is not filtered.</summary>
public sealed record PartnerFilter
{
    public PartnerView View { get; init; }
    public Sector? Sector { get; init; }
    public Guid? KindId { get; init; }
    public Level? Level { get; init; }
    public string? Tag { get; init; }

    /// <summary>Candid: passed over for those who may not see stages.</summary>
    public EngagementStage? Stage { get; init; }
    public MouPlace? Mou { get; init; }
    public bool? Champion { get; init; }

    /// <summary>Who holds the relationship; <see cref="Nobody"/> for those that nobody holds.</summary>
    public Guid? HolderId { get; init; }

    /// <summary>Only those that take part without meetings, or only the others.</summary>
    public bool? WithoutMeetings { get; init; }

    /// <summary>Stands for "nobody" among the holders.</summary>
    public static readonly Guid Nobody = Guid.Empty;

    /// <summary>Beginnings of words in the name.</summary>
    public string? Text { get; init; }

    public bool Archived { get; init; }
    public PartnerSort Sort { get; init; }
    public bool Descending { get; init; }

    /// <summary>Whether anything but view and order narrows the list.</summary>
    public bool IsNarrowed => Sector is not null || KindId is not null || Level is not null || Tag is not null || Stage is not null || Mou is not null || Champion is not null || HolderId is not null || WithoutMeetings is not null
        || !string.IsNullOrEmpty(Text) || Archived;

    private static readonly Dictionary<PartnerView, string> Views = new()
    {
        [PartnerView.All] = "all",
        [PartnerView.LosingGround] = "losing-ground",
        [PartnerView.NoChampion] = "no-champion",
        [PartnerView.MouEnding] = "mou-ending",
        [PartnerView.NotContacted] = "not-contacted",
    };

    private static readonly Dictionary<PartnerSort, string> Sorts = new()
    {
        [PartnerSort.Name] = "name",
        [PartnerSort.Index] = "index",
        [PartnerSort.Change] = "change",
        [PartnerSort.LastContact] = "contact",
        [PartnerSort.MouEnd] = "mou-end",
    };

    /// <summary>The sort as the address has it: "name", or "-index" downward.</summary>
    public string SortName => (Descending ? "-" : "") + Sorts[Sort];

    /// <summary>The order that a view has when nothing else was chosen.</summary>
    public static (PartnerSort Sort, bool Descending) OrderOf(PartnerView view) => view switch
    {
        PartnerView.LosingGround => (PartnerSort.Change, false),
        PartnerView.MouEnding => (PartnerSort.MouEnd, false),
        PartnerView.NotContacted => (PartnerSort.LastContact, false),
        _ => (PartnerSort.Name, false),
    };

    /// <summary>Reads the address; what it does not know, it passes over.</summary>
    /// <param name="get">The value of a parameter, or null.</param>
    public static PartnerFilter From(Func<string, string?> get)
    {
        var view = Views.FirstOrDefault(v => v.Value == get("view")).Key;
        var (sort, descending) = OrderOf(view);
        var wanted = get("sort") ?? "";
        var known = Sorts.Where(s => s.Value == wanted.TrimStart('-')).ToList();
        if (known.Count == 1)
            (sort, descending) = (known[0].Key, wanted.StartsWith('-'));
        return new()
        {
            View = view,
            Sector = Word<Sector>(get("sector")),
            KindId = Guid.TryParse(get("kind"), out var kind) ? kind : null,
            Level = Word<Level>(get("level")),
            Tag = Short(get("tag"), 40),
            Stage = Word<EngagementStage>(get("stage")),
            Mou = Word<MouPlace>(get("mou")),
            Champion = get("champion") switch { "yes" => true, "no" => false, _ => null },
            HolderId = get("holder") is "none" ? Nobody : Guid.TryParse(get("holder"), out var holder) ? holder : null,
            WithoutMeetings = get("takes-part") switch { "without" => true, "by" => false, _ => null },
            Text = Short(get("q"), 80),
            Archived = get("archived") == "yes",
            Sort = sort,
            Descending = descending,
        };
    }

    /// <summary>The address's part behind the question mark; empty when nothing is chosen.</summary>
    public string ToQuery()
    {
        var query = new StringBuilder();
        Add("view", View == PartnerView.All ? null : Views[View]);
        Add("sector", Sector?.ToString());
        Add("kind", KindId?.ToString());
        Add("level", Level?.ToString());
        Add("tag", Tag);
        Add("stage", Stage?.ToString());
        Add("mou", Mou?.ToString());
        Add("champion", Champion switch { true => "yes", false => "no", null => null });
        Add("holder", HolderId == Nobody ? "none" : HolderId?.ToString());
        Add("takes-part", WithoutMeetings switch { true => "without", false => "by", null => null });
        Add("q", Text);
        Add("archived", Archived ? "yes" : null);
        Add("sort", (Sort, Descending) == OrderOf(View) ? null : SortName);
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
                query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    /// <summary>A value of an enum by its name, as an address has it; null for anything else.</summary>
    public static T? Word<T>(string? text) where T : struct, Enum =>
        text is { Length: > 0 } && char.IsLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    internal static string? Short(string? text, int most) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var t && t.Length > most ? t[..most] : text.Trim();
}
