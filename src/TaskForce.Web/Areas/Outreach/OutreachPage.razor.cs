using Microsoft.AspNetCore.Components;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Outreach;

public partial class OutreachPage
{
    private static readonly IReadOnlyList<Choice> TwoWays = [new("yes", "Two-way"), new("no", "One-way")];

    private ContactPage? page;
    private IReadOnlyList<LinkItem> chips = [];
    private IReadOnlyList<Choice> authors = [], holders = [];
    private string? lead, partnerName, read;

    [Inject] private ContactLists Lists { get; set; } = default!;
    [Inject] private Contacts Contacts { get; set; } = default!;
    [Inject] private Core.Partners.PartnerLists Partners { get; set; } = default!;
    [Inject] private WhoChoices Who { get; set; } = default!;
    [Inject] private OutreachNews News { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "partner")] public string? Partner { get; set; }
    [SupplyParameterFromQuery(Name = "by")] public string? By { get; set; }
    [SupplyParameterFromQuery(Name = "held")] public string? Held { get; set; }
    [SupplyParameterFromQuery(Name = "kind")] public string? KindText { get; set; }
    [SupplyParameterFromQuery(Name = "mood")] public string? MoodText { get; set; }
    [SupplyParameterFromQuery(Name = "twoway")] public string? TwoWay { get; set; }
    [SupplyParameterFromQuery(Name = "from")] public string? FromText { get; set; }
    [SupplyParameterFromQuery(Name = "to")] public string? ToText { get; set; }
    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }
    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }
    [SupplyParameterFromQuery(Name = "at")] public string? AtText { get; set; }
    [SupplyParameterFromQuery(Name = "contact")] public string? ContactIdText { get; set; }
    [SupplyParameterFromQuery(Name = "history")] public string? HistoryOfText { get; set; }

    private int? At => AddressText.Number(AtText);
    private Guid? ContactId => AddressText.Id(ContactIdText);
    private Guid? HistoryOf => AddressText.Id(HistoryOfText);

    private OutreachAddress Address => new(Partner, By, Held, KindText, MoodText, TwoWay, FromText, ToText);
    private ContactFilter Filter => Address.Filter;
    private int From => Math.Max(1, At ?? 1);

    /// <summary>The filter as the end of an address, for the export.</summary>
    private string Query => QueryString.Create(new Dictionary<string, string?> { ["partner"] = Partner, ["by"] = By, ["held"] = Held, ["kind"] = KindText, ["mood"] = MoodText, ["twoway"] = TwoWay, ["from"] = FromText, ["to"] = ToText }
        .Where(q => !string.IsNullOrEmpty(q.Value))).Value ?? "";

    protected override void OnInitialized() => News.Saved += ReadAgainAsync;

    protected override async Task OnParametersSetAsync()
    {
        // A dialog over the list changes the address too, and needs no new reading.
        var now = $"{Query}|{After}|{Before}";
        if (read == now)
            return;
        read = now;
        await RunAsync(ReadAsync);
    }

    private async Task ReadAsync()
    {
        page = await Lists.PageAsync(Actor, Filter, ContactKey.Parse(After), ContactKey.Parse(Before), ct: Gone);
        var figures = await Lists.FiguresAsync(Actor, Gone);
        lead = figures is { Contacts: 0, StepsDue: 0 } && !Actor.SeesAllCandid ? "No contact of the last 30 days is open to you. Log yours with L." : OutreachSentences.Log(figures);
        authors = [.. (await Lists.AuthorsAsync(Actor, Gone)).Select(a => new Choice(a.Id.ToString("N"), a.Name))];
        holders = [.. (await Partners.HoldersAsync(Actor, Gone)).Select(h => new Choice(h.Id.ToString("N"), h.Name))];
        partnerName = Filter.PartnerId is { } id ? (await Who.NamedAsync(Actor, [id], [], Gone)).FirstOrDefault()?.Name : null;
        chips = [.. Chips()];
    }

    private async Task ReadAgainAsync() => await InvokeAsync(() => RunAsync(ReadAsync));

    private IEnumerable<LinkItem> Chips()
    {
        LinkItem Chip(string label, string name) => new(label, Here((name, null), ("after", null), ("before", null), ("at", null)), true);
        var filter = Filter;
        if (filter.PartnerId is not null)
            yield return Chip($"With {partnerName ?? "a partner that is gone"}", "partner");
        if (filter.AuthorId is not null)
            yield return Chip($"By {authors.FirstOrDefault(a => a.Value == By)?.Label ?? "somebody else"}", "by");
        if (filter.HolderId is not null)
            yield return Chip($"Held by {holders.FirstOrDefault(h => h.Value == Held)?.Label ?? "somebody who holds none"}", "held");
        if (filter.Kind is { } kind)
            yield return Chip(OutreachSentences.Kind(kind), "kind");
        if (filter.Mood is { } mood)
            yield return Chip($"It went: {OutreachSentences.Mood(mood)}", "mood");
        if (filter.TwoWay is { } twoWay)
            yield return Chip(twoWay ? "Two-way" : "One-way", "twoway");
        if (filter.From is { } from)
            yield return Chip($"From {OutreachSentences.Day(from, Clock.Today)}", "from");
        if (filter.To is { } to)
            yield return Chip($"To {OutreachSentences.Day(to, Clock.Today)}", "to");
    }

    private void Go(string name, string? value) =>
        Nav.NavigateTo(Here((name, string.IsNullOrEmpty(value) ? null : value), ("after", null), ("before", null), ("at", null)));

    private async Task<IReadOnlyList<Choice>> FindAsync(string text, CancellationToken ct) =>
        [.. (await Who.FindAsync(Actor, text, ct)).Where(w => !w.IsPerson).Select(w => new Choice(w.Id.ToString("N"), w.Name))];

    private async Task ArchiveAsync(ContactRow row)
    {
        if (!await RunAsync(async () => Say(await Contacts.ArchiveAsync(Actor, row.Id, Gone), actor => Contacts.RestoreAsync(actor, row.Id))))
            return;
        await ReadAgainAsync();
    }

    private async Task FinishAsync(ContactRow row)
    {
        if (!await RunAsync(async () => Say(await Contacts.FinishStepAsync(Actor, row.Id, true, Gone), actor => Contacts.FinishStepAsync(actor, row.Id, false))))
            return;
        await ReadAgainAsync();
    }

    private void Say(ContactSaved saved, Func<Core.Access.Actor, Task> undo) => Undoable(saved.Sentence, News.Told(undo));

    private static string IconOf(ContactKind kind) => ContactInput.Kinds.First(k => k.Value == kind.ToString()).Icon!;

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    protected override void Dispose(bool disposing)
    {
        News.Saved -= ReadAgainAsync;
        base.Dispose(disposing);
    }
}
