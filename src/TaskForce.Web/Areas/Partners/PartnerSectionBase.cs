using Microsoft.AspNetCore.Components;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Areas.Partners;

/// <summary>
/// What the sections of a partner's record share that have dialogs: one form at a time, opened by a button or by the address ("?open=barrier:0198…", as Today and
/// the next best step link to it), and a toast with Undo after each change.
/// </summary>
public abstract class PartnerSectionBase : PageBase
{
    private string? followed;

    [Parameter, EditorRequired] public PartnerPage Partner { get; set; } = default!;
    [Parameter] public bool MayWrite { get; set; }
    [Parameter] public DateOnly Today { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>What the address asks to open: a kind of form, and after a colon the record.</summary>
    [Parameter] public string? Wanted { get; set; }

    /// <summary>The form that is open, if one is.</summary>
    protected object? Open { get; private set; }

    /// <summary>The form that the address asks for, or null where it is not one of this section.</summary>
    protected virtual object? FormFor(string kind, Guid? id) => null;

    protected override void OnParametersSet()
    {
        if (Wanted == followed)
            return;
        followed = Wanted;
        if (MayWrite && Wanted?.Split(':', 2) is [var kind, .. var rest] && FormFor(kind, rest is [var id] && Guid.TryParse(id, out var record) ? record : null) is { } form)
            Begin(form);
    }

    protected void Begin(object form)
    {
        Errors.Clear();
        Open = form;
    }

    protected void Close()
    {
        Open = null;
        if (Wanted is not null && Wanted == followed)
            Nav.NavigateTo(Here(("open", null)), replace: true);
    }

    /// <summary>Saves, closes the form, says what happened with Undo, and has the page read again.</summary>
    protected async Task SayAsync(string said, Func<Task<Saved>> change)
    {
        Saved saved = default;
        if (!await RunAsync(async () => saved = await change()))
            return;
        Close();
        Undoable(said, saved.ChangeId, OnChanged.InvokeAsync);
        await OnChanged.InvokeAsync();
    }
}
