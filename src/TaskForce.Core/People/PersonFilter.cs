using System.Text;
using TaskForce.Core.Partners;

namespace TaskForce.Core.People;

/// <summary>The views of the list of people that the product computes.</summary>
public enum PersonView
{
    All,
    CanCommit,
    NameUnknown,
    Left,
}

/// <summary>Which people a list or an export shows. It is the address of the list.</summary>
public sealed record PersonFilter
{
    public PersonView View { get; init; }

    /// <summary>Those with a post there today.</summary>
    public Guid? PartnerId { get; init; }

    /// <summary>Beginnings of words in name and e-mail.</summary>
    public string? Text { get; init; }
    public bool Archived { get; init; }
    public bool Descending { get; init; }

    public bool IsNarrowed => PartnerId is not null || !string.IsNullOrEmpty(Text) || Archived;

    private static readonly Dictionary<PersonView, string> Views = new()
    {
        [PersonView.All] = "all",
        [PersonView.CanCommit] = "can-commit",
        [PersonView.NameUnknown] = "name-unknown",
        [PersonView.Left] = "left",
    };

    /// <summary>Reads the address; what it does not know, it passes over.</summary>
    public static PersonFilter From(Func<string, string?> get) => new()
    {
        View = Views.FirstOrDefault(v => v.Value == get("view")).Key,
        PartnerId = Guid.TryParse(get("partner"), out var partner) ? partner : null,
        Text = PartnerFilter.Short(get("q"), 80),
        Archived = get("archived") == "yes",
        Descending = get("sort") == "-name",
    };

    /// <summary>The address's part behind the question mark; empty when nothing is chosen.</summary>
    public string ToQuery()
    {
        var query = new StringBuilder();
        Add("view", View == PersonView.All ? null : Views[View]);
        Add("partner", PartnerId?.ToString());
        Add("q", Text);
        Add("archived", Archived ? "yes" : null);
        Add("sort", Descending ? "-name" : null);
        return query.ToString();

        void Add(string name, string? value)
        {
            if (value is not null)
                query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
