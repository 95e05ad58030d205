using Microsoft.AspNetCore.Components;

namespace TaskForce.Web.Ui;

/// <summary>One item of a menu: a link where <paramref name="Href"/> is given, else a button.</summary>
/// <param name="Label">What it does, in words.</param>
/// <param name="Icon">The Lucide name of its outline.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="OnClick">What it does.</param>
public sealed record MenuEntry(string Label, string Icon, string? Href = null, EventCallback OnClick = default);
