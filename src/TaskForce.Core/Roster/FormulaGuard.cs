using System.Text.RegularExpressions;

namespace TaskForce.Core.Roster;

/// <summary>
/// Keeps text from becoming a formula when an exported file is opened (ASVS 5.0, 1.2.10: = + - @ tab and NUL). A text file has no types, so a
/// dangerous cell gets an apostrophe in front, the sign by which spreadsheet programs mark text; reading takes exactly that one off again.
/// </summary>
public static partial class FormulaGuard
{
    /// <summary>Whether a spreadsheet program could take the text for a formula or a command.</summary>
    public static bool IsDangerous(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        if (text[0] is '\t' or '\r' or '\n' or '\0') return true;
        var rest = text.TrimStart();
        // The full-width forms are folded to the plain ones by some programs.
        return !rest.IsEmpty && rest[0] is '=' or '+' or '-' or '@' or '\0' or '＝' or '＋' or '－' or '＠';
    }

    /// <summary>Whether a formula stands anywhere in a text, as "see =HYPERLINK(…)"; for telling, not for guarding.</summary>
    public static bool HasFormula(string text) => Formula().IsMatch(text);

    /// <summary>The text as a text file may carry it; unchanged when it is harmless.</summary>
    public static string Neutralise(string text) => IsMarked(text) ? "'" + text : text;

    /// <summary>The opposite of <see cref="Neutralise"/>: for every text, restoring the neutralised one gives the original.</summary>
    public static string Restore(string text) => text.Length > 1 && text[0] == '\'' && IsMarked(text) ? text[1..] : text;

    [GeneratedRegex(@"(?<![\w=<>!])[=＝]\s*[+-]?\s*[A-Za-z][A-Za-z0-9.]*\s*\(", RegexOptions.None, 1000)]
    private static partial Regex Formula();

    // Texts that already begin with apostrophes before something dangerous get one more, so that taking one off is always right.
    private static bool IsMarked(string text) => IsDangerous(text.AsSpan().TrimStart('\''));
}
