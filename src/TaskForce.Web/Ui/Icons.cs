using Microsoft.AspNetCore.Components;

namespace TaskForce.Web.Ui;

/// <summary>The outline that <see cref="Icon"/> draws, for parts that stand a hundred times on a page: drawn in place it costs no component of its own.</summary>
internal static class Icons
{
    /// <summary>A decorative outline.</summary>
    /// <param name="assets">The page's assets, which know the sprite's fingerprint.</param>
    /// <param name="name">The Lucide name, as in wwwroot/icons.svg.</param>
    /// <param name="size">"xs", "s" or nothing for the usual size.</param>
    public static RenderFragment Draw(ResourceAssetCollection assets, string name, string? size = "s") => b =>
    {
        b.OpenElement(0, "svg");
        b.AddAttribute(1, "class", size switch { "s" => "i s", "xs" => "i xs", _ => "i" });
        b.AddAttribute(2, "aria-hidden", "true");
        b.OpenElement(3, "use");
        b.AddAttribute(4, "href", Address(assets, name));
        b.CloseElement();
        b.CloseElement();
    };

    /// <summary>Where an outline is found.</summary>
    public static string Address(ResourceAssetCollection assets, string name) => $"{assets["icons.svg"]}#{name}";
}
