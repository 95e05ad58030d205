using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace TaskForce.Web.Ui;

public partial class Combobox
{
    private const int Most = 20;

    private IReadOnlyList<Choice> found = [];
    private CancellationTokenSource? searching;
    private string typed = "", answered = "";
    private bool open, stays;

    [Inject] private TimeProvider Clock { get; set; } = default!;

    private Choice? Current => Value is not { Length: > 0 } v ? null
        : chosenHere?.Value == v ? chosenHere
        : Recent.Concat(Options ?? []).FirstOrDefault(o => o.Value == v) ?? new Choice(v, ValueLabel ?? v);

    private IEnumerable<Choice> Chosen => Multiple ? Values : Current is { } c ? [c] : [];

    private string Kept => string.Join('\n', Chosen.Select(c => $"{c.Value}\t{c.Label}"));

    private string Status => found.Count > 0 ? "" : typed.Length == 0 ? "Type to search." : $"Nothing found for “{typed}”.";

    private async Task OpenAsync()
    {
        open = true;
        await FindAsync();
    }

    // Bound, not set from the event: what was typed meanwhile is then not overwritten by an older answer.
    private async Task TypedAsync()
    {
        open = true;
        await FindAsync();
    }

    private async Task FindAsync()
    {
        // Taken over before anything is awaited, so that of two letters typed at once only the later one searches.
        var before = searching;
        searching = new CancellationTokenSource();
        var ct = searching.Token;
        if (before is not null) await before.CancelAsync();
        IReadOnlyList<Choice> all;
        if (typed.Trim().Length == 0) all = [.. Recent.Concat(Options ?? []).DistinctBy(o => o.Value)];
        else if (Search is null) all = [.. (Options ?? []).Where(o => o.Label.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase))];
        else
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), Clock, ct);
                ct.ThrowIfCancellationRequested();
                all = await Search(typed.Trim(), ct);
            }
            catch (OperationCanceledException) { return; }
        }
        if (ct.IsCancellationRequested) return;
        answered = typed;
        found = [.. all.Where(o => !Multiple || Values.All(v => v.Value != o.Value)).Take(Most)];
    }

    private async Task ChooseAsync(Choice choice)
    {
        typed = "";
        open = false;
        if (Multiple)
        {
            Values = [.. Values, choice];
            await ValuesChanged.InvokeAsync(Values);
        }
        else
        {
            chosenHere = choice;
            await SetAsync(choice.Value);
        }
        await OnChosen.InvokeAsync(choice);
    }

    private async Task RemoveAsync(Choice choice)
    {
        if (Multiple)
        {
            Values = [.. Values.Where(v => v.Value != choice.Value)];
            await ValuesChanged.InvokeAsync(Values);
            return;
        }
        chosenHere = null;
        await SetAsync(null);
        await OnChosen.InvokeAsync(null);
    }

    // The words come from the browser and are shown to nobody else; whether the value may be chosen is decided when the form is saved.
    private async Task BringBackAsync(ChangeEventArgs e)
    {
        Choice[] kept = [.. ((e.Value as string) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t', 2)).Where(parts => parts.Length == 2).Select(parts => new Choice(parts[0], parts[1]))];
        if (Multiple)
        {
            Values = kept;
            await ValuesChanged.InvokeAsync(Values);
            return;
        }
        chosenHere = kept.FirstOrDefault();
        await SetAsync(chosenHere?.Value);
        await OnChosen.InvokeAsync(chosenHere);
    }

    private async Task KeyAsync(KeyboardEventArgs e)
    {
        if (e.Key == "Escape") open = false;
        else if (e.Key == "ArrowDown" && !open) await OpenAsync();
        else if (e.Key == "Backspace" && typed.Length == 0 && Multiple && Values.Count > 0) await RemoveAsync(Values[^1]);
    }

    // Leaving one part of the field for another is not leaving the field: the focus arrives again at once.
    private async Task LeaveAsync()
    {
        stays = false;
        await Task.Delay(TimeSpan.FromMilliseconds(150), Clock);
        if (stays) return;
        open = false;
        typed = "";
    }

    private void Stay() => stays = true;
}
