using System.Globalization;

namespace TaskForce.Web.Ui;

/// <summary>Small helpers of the kit: class lists, ids, figures for SVG attributes.</summary>
public static class Text
{
    /// <summary>Joins class names and leaves out the empty ones; null when none is left.</summary>
    public static string? Classes(params ReadOnlySpan<string?> names)
    {
        string? all = null;
        foreach (var n in names) if (!string.IsNullOrEmpty(n)) all = all is null ? n : all + " " + n;
        return all;
    }

    /// <summary>An element id from a field name: "Input.Email" gives "f-Input-Email".</summary>
    public static string Id(string name) => "f-" + name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);

    /// <summary>A coordinate for an SVG attribute: one decimal, always a point.</summary>
    public static string At(double v) => Math.Round(v, 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>A change with its sign: "+7", "−14" (a true minus), "0".</summary>
    public static string Signed(int v) => v > 0 ? $"+{v}" : v < 0 ? $"−{-v}" : "0";

    /// <summary>Up to two letters for a person or a partner: "Maren Aldous" gives "MA". Small words are passed over.</summary>
    public static string Initials(string? name)
    {
        var words = (name ?? "").Split([' ', ',', '.', '-', '’', '\''], StringSplitOptions.RemoveEmptyEntries)
            .Where(w => char.IsLetter(w[0]) && w is not ("of" or "the" or "and" or "for" or "s" or "de" or "la")).ToArray();
        return words.Length switch
        {
            0 => "?",
            1 => words[0][..1].ToUpperInvariant(),
            _ => (words[0][..1] + words[^1][..1]).ToUpperInvariant(),
        };
    }

    /// <summary>The step 1 to 5 of an index 0–100: 0–19, 20–39, 40–59, 60–79, 80–100.</summary>
    public static int Step(int index) => Math.Clamp(index / 20 + 1, 1, 5);
}
