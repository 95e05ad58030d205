using TaskForce.Tests;

namespace TaskForce.Bench;

/// <summary>Puts the tables of a run between their marks in docs/figures.md.</summary>
internal static class Figures
{
    public static void Write(string part, string tables)
    {
        var file = Repository.PathOf("docs", "figures.md");
        var text = File.ReadAllText(file);
        var (begin, end) = ($"<!-- {part} begins -->", $"<!-- {part} ends -->");
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{file} has no place for {part}.");
        File.WriteAllText(file, text[..(from + begin.Length)] + "\n\n" + tables.TrimEnd() + "\n\n" + text[to..]);
    }
}
