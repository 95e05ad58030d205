namespace TaskForce.Web.Ui;

/// <summary>One link of a row of tabs, filter chips or segments.</summary>
/// <param name="Label">The word.</param>
/// <param name="Href">Where it leads; usually this page with another query.</param>
/// <param name="Current">It is the one that is open.</param>
/// <param name="Count">How many lie behind it, or null.</param>
/// <param name="Icon">An icon name, or null.</param>
public sealed record LinkItem(string Label, string Href, bool Current = false, int? Count = null, string? Icon = null)
{
    /// <summary>The count as it is shown: lists count no further than a thousand.</summary>
    public string? CountText => Count > 1000 ? "1,000+" : Count?.ToString("N0", System.Globalization.CultureInfo.GetCultureInfo("en-US"));
}
