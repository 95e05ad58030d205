using Microsoft.AspNetCore.Components;

namespace TaskForce.Web.Ui;

/// <summary>
/// What all fields share: label above, help below, the error beneath, wired by aria-describedby. A field works live (Value and
/// ValueChanged, or @bind-Value) and in a static form (Name gives the posted name). Required is the rule: mark the others Optional.
/// </summary>
public abstract class FieldBase<T> : ComponentBase, IDisposable
{
    private string? registered;
    private FormErrors? heard;

    [CascadingParameter] public FormErrors? Errors { get; set; }

    /// <summary>The name of the form's property; posted by static forms and the key of its error.</summary>
    [Parameter] public string? Name { get; set; }

    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public T? Value { get; set; }
    [Parameter] public EventCallback<T> ValueChanged { get; set; }

    /// <summary>A sentence below the field.</summary>
    [Parameter] public string? Help { get; set; }

    /// <summary>An error given directly instead of through the form.</summary>
    [Parameter] public string? Error { get; set; }

    [Parameter] public bool Optional { get; set; }
    [Parameter] public bool Disabled { get; set; }
    [Parameter] public string? Id { get; set; }

    /// <summary>Takes the focus when it appears (first field of a dialog or page).</summary>
    [Parameter] public bool Focus { get; set; }

    /// <summary>The label is for assistive technology only (a filter in a toolbar).</summary>
    [Parameter] public bool HideLabel { get; set; }

    [Parameter] public string? Class { get; set; }

    protected string FieldId => Id ?? Text.Id(Name ?? Label.Replace(' ', '-'));
    protected string? Wrong => Error ?? Errors?.For(Name);
    protected string? Invalid => Wrong is null ? null : "true";
    protected virtual bool HasHelp => Help is not null;

    protected string? DescribedBy => (HasHelp, Wrong is not null) switch
    {
        (true, true) => $"{FieldId}-error {FieldId}-help",
        (true, false) => $"{FieldId}-help",
        (false, true) => $"{FieldId}-error",
        _ => null,
    };

    /// <summary>What a save found wrong reaches the field also when nothing else about it has changed.</summary>
    protected override void OnInitialized()
    {
        heard = Errors;
        if (heard is not null) heard.Changed += Redraw;
    }

    protected override void OnParametersSet()
    {
        if (Name is null || Errors is null) return;
        registered = Name;
        Errors.Register(Name, FieldId, Label);
    }

    /// <summary>Hands a new value to the page and has the form checked.</summary>
    protected async Task SetAsync(T? value)
    {
        Value = value;
        await ValueChanged.InvokeAsync(value);
        if (Name is not null) Errors?.Leave(Name);
    }

    private void Redraw() => InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        if (heard is not null) heard.Changed -= Redraw;
        if (registered is not null) Errors?.Unregister(registered);
        GC.SuppressFinalize(this);
    }
}
