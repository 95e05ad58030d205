using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Web.Exports;
using TaskForce.Web.Ui;
using PeopleVerbs = TaskForce.Core.People.People;

namespace TaskForce.Web.Areas.People;

public partial class PeoplePage
{
    private string? loaded;

    [Inject] private PeopleLists Lists { get; set; } = default!;
    [Inject] private PeopleVerbs Verbs { get; set; } = default!;
    [Inject] private PartnerPages Partners { get; set; } = default!;
    [Inject] private SavedViews Saves { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;

    private PersonFilter Filter { get; set; } = new();
    private ListPage<PersonRow>? Found { get; set; }
    private PeopleCounts? Counts { get; set; }
    private IReadOnlyList<SavedViewLine> Views { get; set; } = [];
    private string? PartnerName { get; set; }
    private HashSet<Guid> Selected { get; } = [];
    private string? Save { get; set; }

    private bool MayWrite => May(Act.WritePeople) && Actor.SeesAllCandid;

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
            var filter = PersonFilter.From(Get);
            Save = Get("save");
            Found = await Lists.PageAsync(Actor, filter, Get("after"), Get("before"), Paging.Size(Get("size")), Gone);
            Filter = filter;
            Counts ??= await Lists.CountsAsync(Actor, Gone);
            Views = await Saves.OfAsync(Actor, "people", Gone);
            PartnerName = filter.PartnerId is { } partner ? (await Partners.ChoiceAsync(Actor, partner, Gone))?.Name : null;
        }
        while (loaded != Nav.Uri);
    }

    private Task<bool> ReloadAsync() => RunAsync(async () =>
    {
        Counts = null;
        await LoadAsync();
    });

    private IReadOnlyList<LinkItem> TabItems =>
    [
        .. Enum.GetValues<PersonView>().Select(v => new LinkItem(Label(v), Address(new() { View = v }), Filter.View == v && Views.All(s => s.Query != Filter.ToQuery()), Counts!.Of(v))),
        .. Views.Select(v => new LinkItem(v.Name, "/people?" + v.Query, v.Query == Filter.ToQuery(), Icon: v.Locked ? "lock" : null)),
    ];

    private static string Label(PersonView view) => view switch
    {
        PersonView.CanCommit => "Can commit the agency",
        PersonView.NameUnknown => "Name not known yet",
        PersonView.Left => "Left",
        _ => "Everybody",
    };

    private IEnumerable<(string Label, string Without)> Chips
    {
        get
        {
            if (Filter.PartnerId is not null)
                yield return ($"Partner: {PartnerName ?? "unknown"}", Address(Filter with { PartnerId = null }));
            if (Filter.Archived)
                yield return ("Archived", Address(Filter with { Archived = false }));
            if (Filter.Text is { } text)
                yield return ($"Name: {text}", Address(Filter with { Text = null }));
        }
    }

    private static string Address(PersonFilter filter) => filter.ToQuery() is { Length: > 0 } query ? "/people?" + query : "/people";

    private string Export(string ending) => $"/exports/people.{ending}" + (Filter.ToQuery() is { Length: > 0 } query ? "?" + query : "");

    private string ExportSelected(string ending) => ExportEndpoints.OnlyThese("/exports/people." + ending, Selected);

    private void FilterByName(string? text) => Nav.NavigateTo(Address(Filter with { Text = PersonFilter.From(name => name == "q" ? text : null).Text }));

    private Task<bool> ArchiveAsync(IReadOnlyList<Guid> ids) => RunAsync(async () =>
    {
        var saved = await Verbs.ArchiveAsync(Actor, ids, Gone);
        Undoable(ids.Count == 1 ? "Person archived. The records are kept." : $"{ids.Count} people archived. The records are kept.", saved.ChangeId, () =>
        {
            Counts = null;
            return RunAsync(LoadAsync);
        });
        Selected.ExceptWith(ids);
        Counts = null;
        await LoadAsync();
    });
}
