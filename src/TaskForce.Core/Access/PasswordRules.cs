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

    /// <summary>What it must hold out: 2^33 guesses, about ten thousand million. Four words of the commonest thousand do, three do not.</summary>
    private const double Least = 33;

    // From how many bits on a reason is the one to name.
    private const double Matters = 8;

    // A name that belongs to the person or the task force is among the first three that are tried.
    private const double OwnWord = 1.5;

    private const string Repeats = "This repeats itself and would be guessed. Use words that have nothing to do with each other.";

    private static readonly Lazy<(FrozenDictionary<string, double> Words, int LongestWord)> Common = new(Load);

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

        var own = Personal(personal);
        var bits = Bits(password, own, seesCopies: true);
        if (bits >= Least)
            return IsDoubled(Fold(password, lettersForFigures: false)) ? Repeats : null;
        if (Bits(password, [], seesCopies: true) - bits >= Matters)
            return "This is mostly your name, e-mail or the task force's name. Use words that have nothing to do with you.";
        if (Bits(password, own, seesCopies: false) - bits >= Matters)
            return Repeats;
        return "This is made of what people try first. Use words that are less common, or more of them.";
    }

    // Whatever is shorter than a password may be does not become one by being typed twice.
    private static bool IsDoubled(string text) =>
        Enumerable.Range(1, Math.Min(text.Length / 2, Shortest - 1)).Any(n => text.AsSpan(n).SequenceEqual(text.AsSpan(0, text.Length - n)));

    private static double Bits(string password, HashSet<string> own, bool seesCopies)
    {
        var (words, longest) = Common.Value;
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var owned = own.GetAlternateLookup<ReadOnlySpan<char>>();
        longest = Math.Max(longest, own.Count == 0 ? 0 : own.Max(w => w.Length));
        double? Word(ReadOnlySpan<char> piece) => owned.Contains(piece) ? OwnWord : known.TryGetValue(piece, out var bits) ? bits : null;
        // "Passw0rd" and "summer1": a figure may stand for a letter or for itself.
        return Math.Min(PasswordGuess.Bits(Fold(password, lettersForFigures: true), Word, longest, seesCopies), PasswordGuess.Bits(Fold(password, lettersForFigures: false), Word, longest, seesCopies));
    }

    private static HashSet<string> Personal(IEnumerable<string?> given)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in given.OfType<string>())
        {
            words.Add(Fold(text, lettersForFigures: false));
            foreach (var word in text.Split([' ', '@', '.', '-', '_', ',', '\''], StringSplitOptions.RemoveEmptyEntries))
                words.Add(Fold(word, lettersForFigures: false));
        }
        words.RemoveWhere(w => w.Length < 3);
        return words;
    }

    /// <summary>Lower case; letters and figures only; on request what is written for a letter ("@", "$", "0" within a word) read as that letter.</summary>
    private static string Fold(string text, bool lettersForFigures)
    {
        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var besideLetter = (i > 0 && char.IsLetter(text[i - 1])) || (i + 1 < text.Length && char.IsLetter(text[i + 1]));
            var c = char.ToLowerInvariant(text[i]);
            c = c switch
            {
                '@' when lettersForFigures => 'a',
                '$' when lettersForFigures => 's',
                '!' when lettersForFigures && besideLetter => 'i',
                '0' when lettersForFigures && besideLetter => 'o',
                '3' when lettersForFigures && besideLetter => 'e',
                '4' when lettersForFigures && besideLetter => 'a',
                '5' when lettersForFigures && besideLetter => 's',
                '7' when lettersForFigures && besideLetter => 't',
                '1' when lettersForFigures && besideLetter => 'i',
                _ => c,
            };
            if (char.IsLetterOrDigit(c))
                folded.Append(c);
        }
        return folded.ToString();
    }

    /// <summary>The list that comes with the product, the likeliest first: the place of a word is the number of guesses that it takes.</summary>
    private static (FrozenDictionary<string, double>, int) Load()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("TaskForce.Core.Access.common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is missing.");
        using var reader = new StreamReader(stream);
        var words = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var word in reader.ReadToEnd().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
            words.TryAdd(Fold(word, lettersForFigures: false), Math.Max(1, Math.Log2(words.Count + 1)));
        return (words.ToFrozenDictionary(StringComparer.Ordinal), words.Keys.Max(w => w.Length));
    }
}
