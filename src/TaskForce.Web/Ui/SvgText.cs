using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace TaskForce.Web.Ui;

/// <summary>A text element inside an SVG; Razor keeps the tag of that name for itself.</summary>
public sealed class SvgText : ComponentBase
{
    [Parameter, EditorRequired] public string X { get; set; } = "";
    [Parameter, EditorRequired] public string Y { get; set; } = "";
    [Parameter] public string? Class { get; set; }
    [Parameter, EditorRequired] public string? Say { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "class", Class);
        builder.AddContent(4, Say);
        builder.CloseElement();
    }
}
