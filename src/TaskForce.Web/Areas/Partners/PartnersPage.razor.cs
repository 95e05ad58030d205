using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Web.Exports;
using TaskForce.Web.Ui;
using PartnerVerbs = TaskForce.Core.Partners.Partners;

namespace TaskForce.Web.Areas.Partners;

public partial class PartnersPage
{
    private string? loaded;
    private bool filtering, tagging;

    [Inject] private PartnerLists Lists { get; set; } = default!;
    [Inject] private PartnerVerbs Verbs { get; set; } = default!;
    [Inject] private SavedViews Saves { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;

    private PartnerFilter Filter { get; set; } = new();
    private ListPage<PartnerRow>? Found { get; set; }
    private PartnerCounts? Counts { get; set; }
    private IReadOnlyList<SavedViewLine> Views { get; set; } = [];
    private string? KindName { get; set; }
    private string? HolderName { get; set; }
    private HashSet<Guid> Selected { get; } = [];
    private HashSet<string> Hidden { get; set; } = [];
    private string? Save { get; set; }

    private DateOnly Today => Clock.Today;
    private bool SeesStages => PartnerLists.SeesStages(Actor);
    private string ColumnKey => string.Join(',', Hidden.Order(StringComparer.Ordinal)) + SeesStages;

    private static readonly IReadOnlyList<(string Key, string Label)> EveryColumn =
        [("stage", "Engagement"), ("halves", "Six half-years"), ("mou", "MOU"), ("champion", "Champion"), ("contact", "Last contact"), ("kind", "Kind"), ("level", "Level")];

    // Kind and level are there for those who ask for them.
    private static readonly HashSet<string> HiddenAtFirst = ["kind", "level"];

    private IEnumerable<(string Key, string Label)> AllColumns => EveryColumn.Where(c => c.Key != "stage" || SeesStages);

    protected override Task OnInitializedAsync()
    {
        FollowQuery(LoadAsync);
        return RunAsync(LoadAsync);
    }

    private async Task LoadAsync()
    {
        do
        {
            loaded = Nav.Uri;
            var query = QueryHelpers.ParseQuery(new Uri(loaded).Query);
            string? Get(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
            var filter = PartnerFilter.From(Get);
            Hidden = Get("hide") is { } hide ? [.. hide.Split('.', StringSplitOptions.RemoveEmptyEntries)] : [.. HiddenAtFirst];
            Save = Get("save");
            var actor = Actor;
            Found = await Lists.PageAsync(actor, filter, Get("after"), Get("before"), Paging.Size(Get("size")), Gone);
            Filter = filter;
            if (Counts is null)
                await ReadAroundAsync();
            HolderName = filter.HolderId is { } holder && holder != PartnerFilter.Nobody ? (await Lists.HoldersAsync(actor, Gone)).FirstOrDefault(h => h.Id == holder)?.Name : null;
            KindName = filter.KindId is { } kind ? (await Verbs.KindsAsync(actor, Gone)).FirstOrDefault(k => k.Id == kind)?.Name : null;
        }
        while (loaded != Nav.Uri);
    }

    private async Task ReadAroundAsync()
    {
        Counts = await Lists.CountsAsync(Actor, Gone);
        Views = await Saves.OfAsync(Actor, "partners", Gone);
    }

    private Task<bool> ReloadAsync() => RunAsync(async () =>
    {
        Counts = null;
        await LoadAsync();
    });

    private IReadOnlyList<LinkItem> TabItems =>
    [
        .. Enum.GetValues<PartnerView>().Select(v => new LinkItem(Label(v), Address(new PartnerFilter { View = v, Sort = PartnerFilter.OrderOf(v).Sort, Descending = PartnerFilter.OrderOf(v).Descending }),
            Filter.View == v && Views.All(s => s.Query != ViewQuery), Counts!.Views[v])),
        .. Views.Select(v => new LinkItem(v.Name, "/partners?" + v.Query, v.Query == ViewQuery, Icon: v.Locked ? "lock" : null)),
    ];

    private static string Label(PartnerView view) => view switch
    {
        PartnerView.LosingGround => "Losing ground",
        PartnerView.NoChampion => "No champion",
        PartnerView.MouEnding => "MOU ends within 90 days",
        PartnerView.NotContacted => "Not contacted in 30 days",
        _ => "All partners",
    };

    // Most common first, as a reader looks for the large ones; empty sectors are drawn on the coverage map, not here.
    private IReadOnlyList<LinkItem> SectorItems =>
    [
        new("All sectors", Address(Filter with { Sector = null }), Filter.Sector is null),
        .. Counts!.Sectors.Where(s => s.Value > 0 || s.Key == Filter.Sector).OrderBy(s => s.Key)
            .Select(s => new LinkItem(PartnerWords.Of(s.Key), Address(Filter with { Sector = s.Key }), Filter.Sector == s.Key, s.Value)),
    ];

    private IEnumerable<(string Label, string Without)> Chips
    {
        get
        {
            if (Filter.KindId is not null)
                yield return ($"Kind: {KindName ?? "unknown"}", Address(Filter with { KindId = null }));
            if (Filter.Level is { } level)
                yield return ($"Level: {PartnerWords.Of(level)}", Address(Filter with { Level = null }));
            if (Filter.Tag is { } tag)
                yield return ($"Tag: {tag}", Address(Filter with { Tag = null }));
            if (Filter.Stage is { } stage && SeesStages)
                yield return ($"Engagement: {PartnerWords.Of(stage)}", Address(Filter with { Stage = null }));
            if (Filter.Mou is { } mou)
                yield return ($"MOU: {PartnerWords.Of(mou)}", Address(Filter with { Mou = null }));
            if (Filter.Champion is { } champion)
                yield return (champion ? "Has a champion" : "Has no champion", Address(Filter with { Champion = null }));
            if (Filter.HolderId is { } holder)
                yield return (holder == PartnerFilter.Nobody ? "Nobody holds the relationship" : $"Held by {HolderName ?? "somebody who holds none"}", Address(Filter with { HolderId = null }));
            if (Filter.WithoutMeetings is { } without)
                yield return (without ? "Takes part without meetings" : "Takes part by meetings", Address(Filter with { WithoutMeetings = null }));
            if (Filter.Archived)
                yield return ("Archived", Address(Filter with { Archived = false }));
            if (Filter.Text is { } text)
                yield return ($"Name: {text}", Address(Filter with { Text = null }));
        }
    }

    /// <summary>What a saved view keeps: filter, order and columns.</summary>
    private string ViewQuery => string.Join('&', new[] { Filter.ToQuery(), HideQuery(Hidden) }.Where(q => q.Length > 0));

    private static string HideQuery(HashSet<string> hidden) => hidden.SetEquals(HiddenAtFirst) ? "" : "hide=" + string.Join('.', hidden.Order(StringComparer.Ordinal));

    private string Address(PartnerFilter filter) => Address(filter, Hidden);

    private static string Address(PartnerFilter filter, HashSet<string> hidden)
    {
        var query = string.Join('&', new[] { filter.ToQuery(), HideQuery(hidden) }.Where(q => q.Length > 0));
        return query.Length == 0 ? "/partners" : "/partners?" + query;
    }

    private string All() => Address(new PartnerFilter { View = Filter.View, Sort = Filter.Sort, Descending = Filter.Descending });

    private bool Shows(string column) => !Hidden.Contains(column);

    private string ToggleHref(string column)
    {
        var hidden = new HashSet<string>(Hidden);
        if (!hidden.Remove(column))
            hidden.Add(column);
        return Address(Filter, hidden);
    }

    private string? PreviousHref => Found?.Previous is { } key ? Here(("before", key), ("after", null)) : null;
    private string? NextHref => Found?.Next is { } key ? Here(("after", key), ("before", null)) : null;
    private string SaveHref => Here(("save", "view"));

    private string Export(string ending) => $"/exports/partners.{ending}" + (Filter.ToQuery() is { Length: > 0 } query ? "?" + query : "");

    private string ExportSelected => ExportEndpoints.OnlyThese("/exports/partners.xlsx", Selected);

    private void Go(PartnerFilter filter)
    {
        filtering = false;
        Nav.NavigateTo(Address(filter));
    }

    private void FilterByName(string? text) => Nav.NavigateTo(Address(Filter with { Text = PartnerFilter.From(name => name == "q" ? text : null).Text }));

    private void CloseSave()
    {
        if (Save is not null)
            Nav.NavigateTo(Here(("save", null)));
    }

    private Task<bool> ArchiveOneAsync(Guid id) => ArchiveAsync([id]);

    private Task<bool> ArchiveAsync() => ArchiveAsync([.. Selected]);

    private Task<bool> ArchiveAsync(IReadOnlyList<Guid> ids) => RunAsync(async () =>
    {
        var saved = await Verbs.ArchiveAsync(Actor, ids, Gone);
        Done(ids.Count == 1 ? "Partner archived. Its records are kept." : $"{ids.Count} partners archived. Their records are kept.", saved);
        Selected.ExceptWith(ids);
        Counts = null;
        await LoadAsync();
    });

    private Task<bool> TagAsync(string tag) => RunAsync(async () =>
    {
        var saved = await Verbs.TagAsync(Actor, [.. Selected], tag, Gone);
        tagging = false;
        Done($"Tagged “{tag.Trim()}”: {Selected.Count} {(Selected.Count == 1 ? "partner" : "partners")}.", saved);
        Selected.Clear();
        await LoadAsync();
    });

    private void Done(string message, Saved saved) => Undoable(message, saved.ChangeId, () =>
    {
        Counts = null;
        return RunAsync(LoadAsync);
    });
}
