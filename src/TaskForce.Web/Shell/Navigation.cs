using System.Reflection;
using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;

namespace TaskForce.Web.Shell;

/// <summary>A place in the drawer, the bottom bar and the command palette.</summary>
/// <param name="Group">The drawer's heading; empty for the first group.</param>
/// <param name="Label">The word a person reads.</param>
/// <param name="Href">The address; the item shows only when a page answers there.</param>
/// <param name="Icon">A name in the icon sprite.</param>
/// <param name="Key">The letter after G, or null.</param>
/// <param name="Count">The name under which <see cref="NavigationCounts"/> answers, or null.</param>
/// <param name="Also">Another address that lies under this place, or null.</param>
public sealed record NavigationItem(
    string Group, string Label, string Href, string Icon, char? Key = null, string? Count = null, string? Also = null);

/// <summary>
/// The one list of places. What a person sees of it follows from the pages: an item shows when a page answers at its address and the
/// page's [Needs] lets this person in, so that a new area needs no change here.
/// </summary>
public static class Navigation
{
    public static readonly IReadOnlyList<NavigationItem> All =
    [
        new("", "Today", "/", "house", 'T', Count: "today"),
        new("", "Partners", "/partners", "building-2", 'P', Count: "partners"),
        new("", "People", "/people", "contact"),
        new("", "Coverage", "/coverage", "network", 'C'),
        new("Working together", "Meetings", "/meetings", "calendar", 'M'),
        new("Working together", "Committees", "/committees", "users", Count: "committees"),
        new("Working together", "Decisions", "/decisions", "gavel", Count: "decisions"),
        new("Working together", "Action items", "/actions", "list-checks", Count: "actions"),
        new("Commitments", "MOUs", "/mous", "handshake", Count: "mous", Also: "/executives"),
        new("Commitments", "Protocols", "/protocols", "clipboard-list"),
        new("Commitments", "Outreach log", "/outreach", "message-square"),
        new("Commitments", "Approach plans", "/approaches", "target"),
        new("Commitments", "Communities", "/community", "heart-handshake"),
        new("Commitments", "Supporters", "/supporters", "hand"),
        new("Commitments", "Surveys and training", "/training", "graduation-cap"),
        new("Reporting", "Executive review", "/review", "landmark", 'R'),
        new("Reporting", "Public communication", "/public", "quote"),
        new("Reporting", "Reports", "/reports", "file-text"),
        new("Setting up", "Import", "/import", "file-up"),
        new("Setting up", "Administration", "/admin", "settings"),
    ];

    private static readonly Dictionary<string, Type> Pages = typeof(Navigation).Assembly.GetTypes()
        .SelectMany(page => page.GetCustomAttributes<RouteAttribute>().Select(r => (r.Template, page)))
        .ToDictionary(p => p.Template, p => p.page, StringComparer.OrdinalIgnoreCase);

    /// <summary>Is there a page at exactly this address?</summary>
    public static bool Exists(string href) => Pages.ContainsKey(href);

    /// <summary>Is there a page at exactly this address, and may this person open it?</summary>
    public static bool IsOpen(string href, Actor? actor) => actor is not null && Pages.TryGetValue(href, out var page) && Gate.IsAllowed(actor, page);

    /// <summary>The places this person has, in order.</summary>
    public static IEnumerable<NavigationItem> For(Actor? actor) => All.Where(i => IsOpen(i.Href, actor));

    /// <summary>The item that a path lies under, so that /partners/harbor-clinic lights Partners.</summary>
    public static NavigationItem? At(string path) =>
        All.Where(i => i.Href == "/" ? path == "/" : path == i.Href || path == i.Also || path.StartsWith(i.Href + "/", StringComparison.OrdinalIgnoreCase))
            .MaxBy(i => i.Href.Length);
}

/// <summary>
/// Figures beside places in the drawer: open work or records, never unread news. One is registered when there is something to count;
/// without one the drawer shows none.
/// </summary>
public abstract class NavigationCounts
{
    /// <summary>Count by <see cref="NavigationItem.Count"/>; a missing key shows nothing.</summary>
    public abstract Task<IReadOnlyDictionary<string, int>> ReadAsync(Actor actor, CancellationToken ct);
}
