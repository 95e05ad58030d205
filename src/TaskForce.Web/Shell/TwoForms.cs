using TaskForce.Core.Access;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>The one comparison of a form whose save came too late with the same form as it is stored now.</summary>
internal static class TwoForms
{
    /// <param name="last">Who saved first, and when.</param>
    /// <param name="mine">What is being typed, as it stands when the comparison is drawn.</param>
    /// <param name="theirs">The record as it is stored now.</param>
    /// <param name="fields">Every answer of the form; what is not named here would be taken from theirs.</param>
    /// <param name="around">What the form does not ask, as it was seen and as it is now.</param>
    /// <param name="take">Puts the form with the choice, or theirs alone, where mine was.</param>
    public static TwoVersions Of<TForm>((string Who, string When) last, Func<TForm> mine, TForm theirs, Func<IReadOnlyList<FormField<TForm>>> fields, Func<IReadOnlyList<FieldConflict>> around, Action<TForm> take) where TForm : class =>
        new(last.Who, last.When, () => [.. around(), .. fields().Select(f => new FieldConflict(f.Name, f.Label, Said(f, mine()), Said(f, theirs)))], kept =>
        {
            // Mine goes into theirs and not the other way round: that one carries the version of the newest save.
            foreach (var field in fields().Where(f => !kept.Contains(f.Name)))
                field.Take(theirs, mine());
            // That I looked at what my own words look like holds on.
            if (mine() is IGuardedForm { ConfirmedNoVictimData: true })
                typeof(TForm).GetProperty(nameof(IGuardedForm.ConfirmedNoVictimData))!.SetValue(theirs, true);
            take(theirs);
        }, () => take(theirs));

    private static string? Said<TForm>(FormField<TForm> field, TForm form) => field.Say(form)?.Trim() is { Length: > 0 } text ? text : null;
}
