using System.Globalization;
using System.Text;

namespace TaskForce.Core.Data;

/// <summary>Text brought to the one form in which names are sorted and searched: lower case, no accents, plain apostrophes, single spaces.</summary>
public static class Folding
{
    /// <summary>The folded form, at most 200 characters.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var folded = new StringBuilder(Math.Min(text.Length, 200));
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
                continue;
            if (char.IsLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
            else if (c is '\'' or '\u2019' or '.')
                continue;
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
            if (folded.Length >= 200)
                break;
        }
        return folded.ToString().TrimEnd();
    }

    /// <summary>The distinct folded words, each at most 40 characters.</summary>
    public static IReadOnlyList<string> Words(string? text) =>
        [.. Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Length > 40 ? w[..40] : w).Distinct()];

    /// <summary>The part of an address that a name makes: <c>anaheim-police-department</c>; "x" where nothing is left of it.</summary>
    public static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in Fold(name))
            slug.Append(c is (>= 'a' and <= 'z') or (>= '0' and <= '9') ? c : '-');
        var text = slug.ToString().Trim('-');
        while (text.Contains("--", StringComparison.Ordinal))
            text = text.Replace("--", "-", StringComparison.Ordinal);
        return text.Length == 0 ? "x" : text.Length > 80 ? text[..80].TrimEnd('-') : text;
    }

    /// <summary>The first text that sorts after everything that begins with the prefix; for a range on an indexed column.</summary>
    public static string After(string prefix) => prefix + '\uffff';
}
