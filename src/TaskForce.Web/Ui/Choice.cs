namespace TaskForce.Web.Ui;

/// <summary>One thing to choose from.</summary>
/// <param name="Value">What is stored or posted.</param>
/// <param name="Label">What a person reads.</param>
/// <param name="Sub">A remark after the label, as in "Harbor Clinic · Ines Carrow".</param>
/// <param name="Icon">An icon name, for toggles.</param>
/// <param name="Group">The heading under which it stands in a long list.</param>
public sealed record Choice(string Value, string Label, string? Sub = null, string? Icon = null, string? Group = null)
{
    /// <summary>A choice for each value of an enumeration, with its own words.</summary>
    public static IReadOnlyList<Choice> Of<TEnum>(Func<TEnum, string> label) where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Select(v => new Choice(v.ToString(), label(v)))];
}
