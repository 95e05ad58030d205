using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>
/// A part of a page that changes a record by a form of its own, mostly in a <see cref="FormDialog"/>. When somebody saved the record first,
/// <see cref="Stale"/> holds both versions: hand it to the dialog. Nothing typed is lost and nothing is written over.
/// </summary>
public abstract class EditPart<TForm> : PageBase where TForm : class, new()
{
    [Inject] private LastSaves LastSaves { get; set; } = default!;
    [Inject] private TaskForceClock Times { get; set; } = default!;

    /// <summary>What is being typed.</summary>
    protected TForm Form { get; private set; } = new();

    /// <summary>Both versions after a save that came too late; null otherwise.</summary>
    protected TwoVersions? Stale { get; private set; }

    /// <summary>Every answer of the form; what is not named here would be taken from theirs.</summary>
    protected abstract IReadOnlyList<FormField<TForm>> Fields { get; }

    /// <summary>The record as it is stored now, or null for a form that makes a new one.</summary>
    protected abstract Task<TForm?> StoredAsync();

    /// <summary>What the form does not ask but who saves it must know, as it was seen and as it is now: shown above the answers, not chosen.</summary>
    protected virtual IReadOnlyList<FieldConflict> Around => [];

    /// <summary>What stands around the form in both readings of the record, for <see cref="Around"/>; nothing before there are two.</summary>
    /// <param name="said">The same labels in the same order for every reading.</param>
    protected static IReadOnlyList<FieldConflict> SeenAndNow<TRecord>(TRecord? seen, TRecord? now, Func<TRecord, IEnumerable<(string Label, string? Words)>> said) where TRecord : class =>
        seen is null || now is null ? [] : [.. said(seen).Zip(said(now), (before, after) => new FieldConflict(before.Label, before.Label, before.Words, after.Words, Choose: false))];

    /// <summary>Whose last save is named above the comparison; for a part whose record may have been removed meanwhile.</summary>
    protected virtual Guid RecordOf(StaleRecordException stale) => stale.RecordId;

    /// <summary>The form saves a record together with what belongs to it: the last save of any of them is the one that came first.</summary>
    protected virtual bool SavesAsOne => false;

    /// <summary>Opens the form: what was wrong with the one before is forgotten.</summary>
    protected void Begin(TForm form)
    {
        (Form, Stale) = (form, null);
        Errors.Clear();
    }

    protected sealed override async Task<bool> OnStaleAsync(StaleRecordException stale)
    {
        ArgumentNullException.ThrowIfNull(stale);
        TForm? theirs;
        try
        {
            theirs = await StoredAsync();
        }
        catch (NotFoundException)
        {
            return false;
        }
        if (theirs is null)
            return false;
        Stale = TwoForms.Of(await LastSaves.OfAsync(Actor, RecordOf(stale), Gone, SavesAsOne), () => Form, theirs, () => Fields, () => Around, Take);
        return true;
    }

    // The dialog draws itself; the fields inside it are this part's.
    private void Take(TForm form)
    {
        Begin(form);
        OnChosen();
        StateHasChanged();
    }

    /// <summary>After the form took answers from theirs; for a part that shows an answer otherwise than by binding it.</summary>
    protected virtual void OnChosen()
    {
    }

    /// <summary>A day of the form as the comparison writes it.</summary>
    protected string? Say(DateOnly? day) => day is { } on ? DateWords.Write(on, Times.Today) : null;

    /// <summary>A number of the form as the comparison writes it.</summary>
    protected static string? Say(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A tick of the form as the comparison writes it.</summary>
    protected static string Say(bool ticked) => ticked ? "Yes" : "No";
}
