using System.Collections.Frozen;
using System.Text;

namespace TaskForce.Core.Access;

/// <summary>
/// What a password must be: long, and not one that others try first. No rules about kinds of characters (NIST SP 800-63B, 3.1.1.2).
/// </summary>
public static class PasswordRules
{
    /// <summary>The least number of characters.</summary>
    public const int Shortest = 15;

    /// <summary>The greatest, so that nobody makes the server hash a book.</summary>
    public const int Longest = 200;

    private static readonly Lazy<(FrozenSet<string> Words, int LongestWord)> Common = new(Load);

    private static readonly string[] Runs =
    [
        "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "1234567890qwertyuiop", "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p",
    ];

    /// <summary>What is wrong with a password, in a sentence; null when nothing is.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="personal">What must not make up most of it: the task force's name, the e-mail address, the person's name.</param>
    public static string? Refusal(string? password, params IEnumerable<string?> personal)
    {
        if (string.IsNullOrWhiteSpace(password))
            return "Choose a password.";
        var length = password.EnumerateRunes().Count();
        if (length < Shortest)
            return $"Use {Shortest} characters or more; this has {length}. Four or five words that have nothing to do with each other are easy to remember.";
        if (length > Longest)
            return $"Use at most {Longest} characters.";

        var folded = Fold(password);
        if (folded.Distinct().Count() < 5 || IsRepeated(folded))
            return "This repeats itself and would be guessed. Use words that have nothing to do with each other.";
        if (Unexplained(folded, Personal(personal), 4) < 6)
            return "This is mostly your name, e-mail or the task force's name. Use words that have nothing to do with you.";
        if (Unexplained(folded, Common.Value.Words, Math.Max(Common.Value.LongestWord, 4)) < 4)
            return "This is made of what people try first. Use words that are less common, or more of them.";
        return null;
    }

    /// <summary>How many characters are left when known words, keyboard runs and figures at the ends are taken away.</summary>
    private static int Unexplained(string folded, IReadOnlySet<string> words, int longestWord)
    {
        // least[i]: the fewest unexplained characters in the first i, choosing for every place whether a known word ends there.
        longestWord = Math.Max(longestWord, words.Count == 0 ? 0 : words.Max(w => w.Length));
        var least = new int[folded.Length + 1];
        for (var i = 1; i <= folded.Length; i++)
        {
            least[i] = least[i - 1] + (char.IsAsciiDigit(folded[i - 1]) ? 0 : 1);
            for (var n = 3; n <= Math.Min(i, longestWord); n++)
            {
                if (words.Contains(folded.Substring(i - n, n)))
                    least[i] = Math.Min(least[i], least[i - n]);
            }
            for (var n = 4; n <= Math.Min(i, 26); n++)
            {
                if (IsRun(folded.Substring(i - n, n)))
                    least[i] = Math.Min(least[i], least[i - n]);
            }
        }
        return least[^1];
    }

    private static bool IsRun(string part)
    {
        var back = new string([.. part.Reverse()]);
        return part.Distinct().Count() == 1 || Runs.Any(r => r.Contains(part, StringComparison.Ordinal) || r.Contains(back, StringComparison.Ordinal));
    }

    private static bool IsRepeated(string text)
    {
        for (var n = 1; n <= text.Length / 2; n++)
        {
            if (Enumerable.Range(n, text.Length - n).All(i => text[i] == text[i % n]))
                return true;
        }
        return false;
    }

    private static HashSet<string> Personal(IEnumerable<string?> given)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in given.OfType<string>())
        {
            words.Add(Fold(text));
            foreach (var word in text.Split([' ', '@', '.', '-', '_', ',', '\''], StringSplitOptions.RemoveEmptyEntries))
                words.Add(Fold(word));
        }
        words.RemoveWhere(w => w.Length < 3);
        return words;
    }

    /// <summary>Lower case; letters and figures only; what is written for a letter ("@", "$", "0" within a word) read as that letter.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var besideLetter = (i > 0 && char.IsLetter(text[i - 1])) || (i + 1 < text.Length && char.IsLetter(text[i + 1]));
            var c = char.ToLowerInvariant(text[i]);
            c = c switch
            {
                '@' => 'a',
                '$' => 's',
                '!' when besideLetter => 'i',
                '0' when besideLetter => 'o',
                '3' when besideLetter => 'e',
                '4' when besideLetter => 'a',
                '5' when besideLetter => 's',
                '1' when besideLetter => 'i',
                _ => c,
            };
            if (char.IsLetterOrDigit(c))
                folded.Append(c);
        }
        return folded.ToString();
    }

    private static (FrozenSet<string>, int) Load()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("TaskForce.Core.Access.common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing.");
        using var reader = new StreamReader(stream);
        var words = reader.ReadToEnd().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Fold).Where(w => w.Length >= 3).ToFrozenSet(StringComparer.Ordinal);
        return (words, words.Max(w => w.Length));
    }
}
