using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Agreements;

public partial class MouRecord
{
    private MouPage? mou;
    private MouLoss? loss;

    [Inject] private Mous Mous { get; set; } = default!;
    [Inject] private MouLosses Losses { get; set; } = default!;

    [Parameter] public Guid Id { get; set; }
    [SupplyParameterFromQuery(Name = "do")] public string? Do { get; set; }
    [SupplyParameterFromQuery(Name = "which")] public string? WhichText { get; set; }
    [SupplyParameterFromQuery(Name = "party")] public string? PartyText { get; set; }

    private Guid? Which => AddressText.Id(WhichText);
    private Guid? Party => AddressText.Id(PartyText);

    /// <summary>The one thing that brings this MOU on.</summary>
    private (string Label, string Icon, string Href)? Next => mou switch
    {
        { WithdrawnOn: not null } or { Archived: true } or null => null,
        { WantsCopy: true } => ("Put the executed copy on file", "upload", $"/mous/{Id}/file"),
        { State.Kind: MouStateKind.Ending or MouStateKind.Lapsed } when mou.Current == mou.AtWork => ("Renew", "refresh-cw", $"/mous/{Id}/renew"),
        { Signed: var signed, Required: var required } when signed < required => ("Record a signature", "pen-line",
            Here(("do", "sign"), ("party", mou.Current.Parties.First(p => p.Required && p.SignedOn is null).Id))),
        _ => null,
    };

    private string? Gap => mou is not { Gaps.Count: > 0 } ? null
        : "Nobody was bound: " + string.Join("; ", mou.Gaps.Select(g => $"{Written(g.From, "")} to {Written(g.To, "")}, {(g.Days == 1 ? "1 day" : $"{g.Days} days")}"));

    private bool IsDraft => mou is { Current.SentForSignatureOn: null, Current.Executed: null } && mou.Current.Parties.All(p => p.SignedOn is null);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private Task LoadAsync() => RunAsync(async () =>
    {
        mou = await Mous.PageAsync(Actor, Id, Gone);
        loss = mou.Archived ? null : await Losses.OfAsync(Actor, Id, Gone);
    });

    private async Task DoneAsync(string? happened)
    {
        Nav.NavigateTo(Here(("do", null), ("party", null), ("which", null)));
        if (happened is null) return;
        Toasts.Show(happened);
        await LoadAsync();
    }

    private async Task DropAsync()
    {
        var name = mou!.Current.Name;
        Guid change = default;
        if (!await RunAsync(async () => change = await Mous.DropVersionAsync(Actor, Id, Gone))) return;
        Undoable($"{AgreementSentences.Capital(name)} taken back.", change, LoadAsync);
        await LoadAsync();
    }

    private async Task ArchiveAsync()
    {
        var archived = !mou!.Archived;
        Guid change = default;
        if (!await RunAsync(async () => change = await Mous.ArchiveAsync(Actor, Id, archived, Gone))) return;
        Undoable(archived ? "MOU archived." : "MOU is in use again.", change, LoadAsync);
        await LoadAsync();
    }

    private string Written(DateOnly? day, string none) => day is { } d ? AgreementSentences.Day(d, mou!.Today) : none;
}
