namespace TaskForce.Web.Ui;

/// <summary>One answer of the command palette.</summary>
/// <param name="Group">The heading: "Partners", "Go to".</param>
/// <param name="Label">The words.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Icon">An icon name.</param>
/// <param name="Detail">A remark after the label, or null.</param>
/// <param name="Keys">Its own keys, as in "G P", or null.</param>
public sealed record PaletteItem(string Group, string Label, string Href, string Icon, string? Detail = null, string? Keys = null);
