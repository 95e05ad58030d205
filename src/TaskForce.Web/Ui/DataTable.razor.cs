using Microsoft.AspNetCore.Components;

namespace TaskForce.Web.Ui;

public partial class DataTable<T>
{
    private string? Css => Ui.Text.Classes("grid cards", Plain ? "plain" : null, Density switch
    {
        Ui.Density.Compact => "compact",
        Ui.Density.Roomy => "roomy",
        Ui.Density.Standard => "standard",
        _ => null,
    }, Class);

    private bool Selects => Selected is not null && Key is not null;

    private bool AllSelected => Items!.Count > 0 && Items.All(IsSelected);

    private bool Mixed => !AllSelected && Items!.Any(IsSelected);

    private bool IsSelected(T item) => Selects && Selected!.Contains(Key!(item));

    private string? AriaSort(Column<T> c) =>
        c.SortKey is null || Sort is null ? null : Sort == c.SortKey ? "ascending" : Sort == "-" + c.SortKey ? "descending" : null;

    private string SortHref(Column<T> c)
    {
        var up = AriaSort(c) switch { "ascending" => false, "descending" => true, _ => !c.DescendingFirst };
        var changes = Drop.ToDictionary(d => d, _ => (object?)null);
        changes[SortParameter] = up ? c.SortKey : "-" + c.SortKey;
        return Nav.GetUriWithQueryParameters(changes);
    }

    private Task SelectAsync(T item, bool on)
    {
        if (on) Selected!.Add(Key!(item));
        else Selected!.Remove(Key!(item));
        return SelectedChanged.InvokeAsync(Selected);
    }

    private Task SelectAllAsync(ChangeEventArgs e)
    {
        foreach (var item in Items!)
        {
            if (e.Value is true) Selected!.Add(Key!(item));
            else Selected!.Remove(Key!(item));
        }
        return SelectedChanged.InvokeAsync(Selected);
    }
}
