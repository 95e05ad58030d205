using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace TaskForce.Web.Shell;

/// <summary>
/// Draws the page of an address in its layout. Another record is another page, also where the same component shows both: what is open, typed or being read for one
/// never stands over the next. A change of the query alone (a filter, a dialog) keeps the page.
/// </summary>
public sealed class RecordView : RouteView
{
    /// <inheritdoc />
    protected override void Render(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.OpenComponent<LayoutView>(0);
        builder.AddComponentParameter(1, nameof(LayoutView.Layout), RouteData.PageType.GetCustomAttribute<LayoutAttribute>()?.LayoutType ?? DefaultLayout);
        builder.AddComponentParameter(2, nameof(LayoutView.ChildContent), (RenderFragment)Page);
        builder.CloseComponent();
    }

    private void Page(RenderTreeBuilder builder)
    {
        builder.OpenComponent(0, RouteData.PageType);
        builder.SetKey(string.Join('/', RouteData.RouteValues.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}={v.Value}"))));
        foreach (var (name, value) in RouteData.RouteValues)
            builder.AddComponentParameter(1, name, value);
        builder.CloseComponent();
    }
}
