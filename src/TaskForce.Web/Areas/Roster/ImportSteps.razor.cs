using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Roster;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Roster;

public partial class ImportSteps
{
    private static readonly CultureInfo Words = CultureInfo.GetCultureInfo("en-US");
    private static readonly string[] Names = ["upload", "columns", "check", "import", "report"];
    private ImportView? view;
    private PreviewPage? page;
    private RowOutcome? outcome;
    private IReadOnlyList<Choice> kinds = [];
    private IReadOnlyList<Choice> bodies = [];
    private ImportUndo? undone;
    private string? loaded;
    private bool running;
    private int done;

    [Inject] private Imports Imports { get; set; } = default!;
    [Inject] private ImportLists Lists { get; set; } = default!;
    [Inject] private ImportUndos Undos { get; set; } = default!;

    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "step")] private string? Step { get; set; }

    [SupplyParameterFromQuery(Name = "show")] private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "after")] private string? After { get; set; }

    [SupplyParameterFromQuery(Name = "before")] private string? Before { get; set; }

    private bool IsOpen => view!.Line.State is ImportState.Uploaded or ImportState.Checked;

    private int Ready => view!.Line.Creates + view.Line.Updates;

    private string Current => IsOpen ? Step is "check" ? "check" : "columns" : Step is "check" ? "check" : "report";

    private int At => running ? 3 : Array.IndexOf(Names, Current);

    private string? Lead => view is null ? null : IsOpen ? view.Opening : ImportSentences.Outcome(view.Line) + ".";

    private IReadOnlyList<Step> Steps =>
    [
        new("Upload", ImportSentences.Rows(view!.Line.Rows)), new("Columns"), new("Check", view.Line.Looks switch { 0 => null, 1 => "1 needs a look", var n => $"{n.ToString("N0", Words)} need a look" }), new("Import"), new("Report"),
    ];

    protected override Task OnParametersSetAsync() => loaded == Nav.Uri ? Task.CompletedTask : RunAsync(LoadAsync);

    private async Task LoadAsync()
    {
        loaded = Nav.Uri;
        view = await Lists.GetAsync(Actor, Id, Gone);
        if (kinds.Count == 0)
        {
            var (k, b) = await Lists.ListsAsync(Actor, Gone);
            kinds = [.. k.Select(x => new Choice(x.Id.ToString(), x.Name))];
            bodies = [.. b.Select(x => new Choice(x.Id.ToString(), x.Name))];
        }
        if (Current != "check") return;
        outcome = Show switch { "new" => RowOutcome.Create, "adds" => RowOutcome.Update, "nothing" => RowOutcome.Skip, "look" => RowOutcome.NeedsALook, "all" => null, _ => view.Line.Looks > 0 ? RowOutcome.NeedsALook : null };
        page = await Lists.RowsAsync(Actor, Id, outcome, AddressText.Number(After) ?? 0, AddressText.Number(Before), ct: Gone);
    }

    /// <summary>Runs a change and shows what came of it; the steps hand their changes here.</summary>
    private Task<bool> ChangeAsync(Func<Imports, Actor, CancellationToken, Task> change) => RunAsync(async () =>
    {
        await change(Imports, Actor, Gone);
        await LoadAsync();
    });

    private Task<bool> ImportAsync() => RunAsync(async () =>
    {
        (running, done) = (true, 0);
        StateHasChanged();
        try
        {
            // Leaving the page must not stop an import in the middle: it goes on, and its report is there afterwards.
            await Imports.RunAsync(Actor, Id, new Progress<int>(n => InvokeAsync(() =>
            {
                done = n;
                StateHasChanged();
            })), CancellationToken.None);
        }
        finally
        {
            running = false;
        }
        if (!Gone.IsCancellationRequested) Nav.NavigateTo($"/import/{Id}?step=report");
    });

    private Task<bool> UndoAsync() => RunAsync(async () =>
    {
        undone = await Undos.UndoAsync(Actor, Id, CancellationToken.None);
        await LoadAsync();
    });

    private Task<bool> ContinueAsync() => RunAsync(async () =>
    {
        var rest = await Imports.ContinueAsync(Actor, Id, Gone);
        Nav.NavigateTo($"/import/{rest}?step=check");
    });

    private Task<bool> DiscardAsync() => RunAsync(async () =>
    {
        await Imports.DiscardAsync(Actor, Id, Gone);
        Toasts.Show($"“{view!.Line.FileName}” was thrown away. Nothing of it was imported.");
        Nav.NavigateTo("/import");
    });
}
