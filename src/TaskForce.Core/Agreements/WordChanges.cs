namespace TaskForce.Core.Agreements;

/// <summary>What became of some words.</summary>
public enum WordChange
{
    Same,
    Gone,
    New,
}

/// <summary>Words that stayed, went or came, in a row.</summary>
public readonly record struct WordRun(WordChange Change, string Text);

/// <summary>Compares two texts word by word, for showing one struck through and the other underlined.</summary>
public static class WordChanges
{
    // Beyond this a comparison costs more than it tells: then the old text is shown struck and the new one underlined as a whole.
    private const int MostCells = 4_000_000;

    /// <summary>The runs of the new text with what went from the old one, in reading order. Line breaks count as words of their own.</summary>
    public static IReadOnlyList<WordRun> Between(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<string> old = Words(before), now = Words(after);
        int start = 0, end = 0;
        while (start < old.Count && start < now.Count && old[start] == now[start]) start++;
        while (end < old.Count - start && end < now.Count - start && old[^(end + 1)] == now[^(end + 1)]) end++;
        List<(WordChange, string)> words = [.. now.Take(start).Select(w => (WordChange.Same, w))];
        words.AddRange(Middle(old[start..(old.Count - end)], now[start..(now.Count - end)]));
        words.AddRange(now.Skip(now.Count - end).Select(w => (WordChange.Same, w)));
        return Runs(words);
    }

    /// <summary>The longest words in common stay; of what remains, the old goes before the new.</summary>
    private static IEnumerable<(WordChange, string)> Middle(List<string> old, List<string> now)
    {
        if ((long)old.Count * now.Count > MostCells) return [.. old.Select(w => (WordChange.Gone, w)), .. now.Select(w => (WordChange.New, w))];
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        List<(WordChange, string)> words = [];
        int a = 0, b = 0;
        while (a < old.Count || b < now.Count)
        {
            if (a < old.Count && b < now.Count && old[a] == now[b])
            {
                words.Add((WordChange.Same, now[b]));
                (a, b) = (a + 1, b + 1);
            }
            else if (b == now.Count || (a < old.Count && common[a + 1, b] >= common[a, b + 1])) words.Add((WordChange.Gone, old[a++]));
            else words.Add((WordChange.New, now[b++]));
        }

        return words;
    }

    private static List<WordRun> Runs(List<(WordChange Change, string Word)> words)
    {
        List<WordRun> runs = [];
        foreach (var (change, word) in words)
        {
            if (runs.Count > 0 && runs[^1].Change == change) runs[^1] = new(change, runs[^1].Text + (word == "\n" || runs[^1].Text.EndsWith('\n') ? "" : " ") + word);
            else runs.Add(new(change, word));
        }

        return runs;
    }

    private static List<string> Words(string text) =>
        [.. text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", " \n ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
