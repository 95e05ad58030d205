namespace TaskForce.Web.Ui;

/// <summary>One answer of a form, for the comparison of two versions of it.</summary>
/// <param name="Name">The form's property.</param>
/// <param name="Label">The field's label.</param>
/// <param name="Say">The answer as written; null or empty is empty.</param>
/// <param name="Take">Copies the answer into the first form from the second.</param>
public sealed record FormField<TForm>(string Name, string Label, Func<TForm, string?> Say, Action<TForm, TForm> Take);

/// <summary>A form whose save came too late. A <see cref="FormDialog"/> that is given one shows <see cref="Conflict"/> above its fields.</summary>
/// <param name="who">Who saved first, by name.</param>
/// <param name="when">When, as written: "at 10:34".</param>
/// <param name="compare">The fields in both versions, as they stand when drawn: what is typed on is compared too.</param>
/// <param name="keep">Takes the named fields from theirs and all others from mine, on the newest version; the dialog then saves.</param>
/// <param name="drop">Puts theirs into the form.</param>
public sealed class TwoVersions(string who, string when, Func<IReadOnlyList<FieldConflict>> compare, Action<IReadOnlySet<string>> keep, Action drop)
{
    public string Who => who;
    public string When => when;
    public IReadOnlyList<FieldConflict> Fields => compare();

    public void Keep(IReadOnlySet<string> theirs) => keep(theirs);

    public void Drop() => drop();
}
