using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Web.Shell;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Partners;

/// <summary>
/// What the sections of a partner's record share that have dialogs: one form at a time, opened by a button or by the address ("?open=barrier:0198…", as Today and
/// the next best step link to it), a toast with Undo after each change, and both versions side by side where somebody else saved first.
/// </summary>
public abstract class PartnerSectionBase : PageBase
{
    private string? followed;
    private object? tried;
    private IReadOnlyDictionary<Guid, string> names = new Dictionary<Guid, string>();

    [Inject] private LastSaves LastSaves { get; set; } = default!;
    [Inject] private PartnerPages Pages { get; set; } = default!;
    [Inject] private SeatChoices People { get; set; } = default!;

    [Parameter, EditorRequired] public PartnerPage Partner { get; set; } = default!;
    [Parameter] public bool MayWrite { get; set; }
    [Parameter] public DateOnly Today { get; set; }
    [Parameter] public EventCallback OnChanged { get; set; }

    /// <summary>What the address asks to open: a kind of form, and after a colon the record.</summary>
    [Parameter] public string? Wanted { get; set; }

    /// <summary>The form that is open, if one is.</summary>
    protected object? Open { get; private set; }

    /// <summary>Both versions of the open form after a save that came too late; null otherwise.</summary>
    protected TwoVersions? Stale { get; private set; }

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
        (Open, Stale) = (form, null);
    }

    protected void Close()
    {
        (Open, Stale) = (null, null);
        if (Wanted is not null && Wanted == followed)
            Nav.NavigateTo(Here(("open", null)), replace: true);
    }

    /// <summary>Both versions of a form of this section that came too late, by <see cref="CompareAsync"/>; null where it has none.</summary>
    protected virtual Task<TwoVersions?> BothAsync(StaleRecordException stale) => Task.FromResult<TwoVersions?>(null);

    /// <summary>Both versions of the open form.</summary>
    /// <param name="fields">Every answer of the form; what is not named here would be taken from theirs.</param>
    /// <param name="stored">The same form as it is stored now; null where the record is not there any more.</param>
    protected async Task<TwoVersions?> CompareAsync<TForm>(StaleRecordException stale, IReadOnlyList<FormField<TForm>> fields, Func<Task<TForm?>> stored) where TForm : class
    {
        ArgumentNullException.ThrowIfNull(stale);
        if (Open is not TForm mine || await stored() is not { } theirs)
            return null;
        return TwoForms.Of(await LastSaves.OfAsync(Actor, stale.RecordId, Gone), () => mine, theirs, () => fields, () => [], form =>
        {
            Begin(form);
            StateHasChanged();
        });
    }

    /// <summary>The partner as it is stored now.</summary>
    protected Task<PartnerPage> ReadAgainAsync() => Pages.ReadAsync(Actor, Partner.Slug, Gone);

    /// <summary>Looks up what people are called who are named in one of two versions, for <see cref="Named"/>.</summary>
    protected async Task NameAsync(params Guid?[] people) => names = await People.NamesAsync(Actor, people, Gone);

    /// <summary>What somebody is called who was looked up.</summary>
    protected string? Named(Guid? person) => person is { } id ? names.GetValueOrDefault(id) : null;

    /// <summary>A day of the form as the comparison writes it.</summary>
    protected string? Say(DateOnly? day) => day is { } on ? DayWords.Short(on, Today) : null;

    /// <summary>A tick of the form as the comparison writes it.</summary>
    protected static string Say(bool ticked) => ticked ? "Yes" : "No";

    protected sealed override async Task<bool> OnStaleAsync(StaleRecordException stale)
    {
        // What was saved without a form, by one entry of a menu, gets its form now.
        Open ??= tried;
        try
        {
            Stale = await BothAsync(stale);
        }
        catch (NotFoundException)
        {
            return false;
        }
        return Stale is not null;
    }

    /// <summary>The same for a form that was filled in and saved by one press, without having been open.</summary>
    protected async Task SayAsync(string said, object form, Func<Task<Saved>> change)
    {
        tried = form;
        await SayAsync(said, change);
        tried = null;
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
