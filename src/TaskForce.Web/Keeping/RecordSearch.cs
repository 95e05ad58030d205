using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Web.Shell;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Keeping;

/// <summary>What the command palette finds: the same as the search page, with the rights of the person who types.</summary>
public sealed class RecordSearch(Searches searches) : PaletteSearch
{
    public override async Task<IReadOnlyList<PaletteItem>> FindAsync(Actor actor, string text, CancellationToken ct) =>
        [.. (await searches.FindAsync(actor, text, 12, ct)).Select(f => new PaletteItem(Groups[f.Kind].Plural, f.Title, f.Address, Groups[f.Kind].Icon, f.Detail))];

    /// <summary>The heading and the icon of each kind that search finds.</summary>
    public static readonly IReadOnlyDictionary<string, (string Plural, string Icon)> Groups = new Dictionary<string, (string, string)>
    {
        ["Partner"] = ("Partners", "building-2"),
        ["Person"] = ("People", "contact"),
        ["Committee"] = ("Committees", "users"),
        ["MOU"] = ("MOUs", "handshake"),
        ["Protocol"] = ("Protocols", "clipboard-list"),
        ["Meeting"] = ("Meetings", "calendar"),
    };
}
