using System.Collections.Frozen;

namespace TaskForce.Core.Access;

/// <summary>
/// How many guesses a password holds out against somebody who tries words, names, keyboard walks, figures and repetitions first, in bits: the
/// password is taken apart into the cheapest pieces. After D. Wheeler, "zxcvbn: low-budget password strength estimation" (USENIX Security 2016).
/// </summary>
internal static class PasswordGuess
{
    // A character that belongs to no piece, as in the paper: ten guesses each.
    private const double PerCharacter = 3.3;
    private const int LeastWord = 3, LeastWalk = 4, LeastCopy = 3, LongestWalk = 30;

    /// <summary>The least number of bits of any way to take the text apart.</summary>
    /// <param name="text">Folded: lower case, letters and figures only.</param>
    /// <param name="words">Known words with their bits.</param>
    /// <param name="longest">The length of the longest known word.</param>
    /// <param name="seesCopies">Whether repetitions are seen.</param>
    public static double Bits(string text, Func<ReadOnlySpan<char>, double?> words, int longest, bool seesCopies = true)
    {
        var least = new double[text.Length + 1];
        for (var end = 1; end <= text.Length; end++)
        {
            least[end] = least[end - 1] + PerCharacter;
            for (var begin = end - 1; begin >= 0; begin--)
            {
                var piece = text.AsSpan(begin, end - begin);
                if (Cost(text, begin, piece, words, longest, seesCopies) is { } bits && least[begin] + bits < least[end])
                    least[end] = least[begin] + bits;
            }
        }
        return least[^1];
    }

    private static double? Cost(string text, int begin, ReadOnlySpan<char> piece, Func<ReadOnlySpan<char>, double?> words, int longest, bool seesCopies)
    {
        double? least = null;
        if (piece.Length >= LeastWord && piece.Length <= longest)
            least = Less(words(piece), Backwards(piece, words));
        if (piece.Length >= LeastWalk && piece.Length <= LongestWalk && KeyboardWalk.Is(piece))
            least = Less(least, 5 + piece.Length / 4.0);
        if (IsYear(piece))
            least = Less(least, 6);
        // A copy of anything before it, overlapping as in "abcabcabc".
        if (seesCopies && piece.Length >= LeastCopy && begin > 0 && text.AsSpan(0, begin + piece.Length - 1).IndexOf(piece) >= 0)
            least = Less(least, 3);
        return least;
    }

    private static double? Backwards(ReadOnlySpan<char> piece, Func<ReadOnlySpan<char>, double?> words)
    {
        Span<char> turned = stackalloc char[piece.Length];
        piece.CopyTo(turned);
        turned.Reverse();
        return piece.Length >= 4 ? words(turned) + 1 : null;
    }

    private static bool IsYear(ReadOnlySpan<char> piece) => piece.Length == 4 && (piece.StartsWith("19") || piece.StartsWith("20")) && char.IsAsciiDigit(piece[2]) && char.IsAsciiDigit(piece[3]);

    private static double? Less(double? one, double? other) => one is null ? other : other is null || one < other ? one : other;
}

/// <summary>Keys that lie in a line or beside each other, and letters and figures in their order.</summary>
internal static class KeyboardWalk
{
    private static readonly string[] Lines =
    [
        "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
        "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "1234567890qwertyuiop", "q1w2e3r4t5y6u7i8o9p0", "1q2w3e4r5t6y7u8i9o0p", "zaqxswcdevfrbgtnhymju", "zaq1xsw2cde3vfr4bgt5nhy6mju7",
        "147258369", "159357", "13579", "24680", "102030405060708090", "112233445566778899", "aabbccddeeffgghhiijjkk", "a1b2c3d4e5f6g7h8i9", "1a2b3c4d5e6f7g8h9i",
    ];

    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    private static readonly FrozenDictionary<char, (int Row, int Column)> Places =
        Rows.SelectMany((keys, row) => keys.Select((key, column) => KeyValuePair.Create(key, (row, column)))).ToFrozenDictionary();

    private static readonly string[] Turned = [.. Lines.Select(l => new string([.. l.Reverse()]))];

    /// <summary>Whether the whole piece is one walk.</summary>
    public static bool Is(ReadOnlySpan<char> piece)
    {
        foreach (var line in Lines)
            if (line.AsSpan().Contains(piece, StringComparison.Ordinal))
                return true;
        foreach (var line in Turned)
            if (line.AsSpan().Contains(piece, StringComparison.Ordinal))
                return true;
        return AllBeside(piece);
    }

    private static bool AllBeside(ReadOnlySpan<char> piece)
    {
        for (var i = 1; i < piece.Length; i++)
        {
            if (!Places.TryGetValue(piece[i - 1], out var from) || !Places.TryGetValue(piece[i], out var to))
                return false;
            // Each row stands half a key further right: of the row below, the keys at the same place and at one to the left are beside.
            var (down, right) = (to.Row - from.Row, to.Column - from.Column);
            if (!(down == 0 && Math.Abs(right) <= 1) && !(down == 1 && right is 0 or -1) && !(down == -1 && right is 0 or 1))
                return false;
        }
        return true;
    }
}
