using System.Globalization;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.BuyIn;

/// <summary>
/// The index of a partner's newest halves in one short text, such as <c>20262:,,40,57,60,62</c>: the newest half, then the figures, the oldest
/// first, nothing where there was none. So a line of a list reads one column where it would look up six rows.
/// </summary>
public static class RecentIndex
{
    /// <summary>How many halves are kept so.</summary>
    public const int Halves = 6;

    /// <param name="newest">The half of the last figure.</param>
    /// <param name="figures">One figure a half, the oldest first.</param>
    public static string Write(HalfYear newest, IEnumerable<int?> figures) =>
        string.Create(CultureInfo.InvariantCulture, $"{newest.Key}:{string.Join(',', figures.Select(f => f?.ToString(CultureInfo.InvariantCulture)))}");

    /// <summary>The figures of the halves up to <paramref name="newest"/>, the oldest first. What was written in an earlier half moves to the left.</summary>
    public static IReadOnlyList<int?> Read(string? text, HalfYear newest)
    {
        var figures = new int?[Halves];
        if (text is null || text.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return figures;
        var written = HalfYear.FromKey(int.Parse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture));
        var place = Halves - 1 - (newest.Year * 2 + newest.Number - written.Year * 2 - written.Number);
        var rest = text.AsSpan(colon + 1);
        // From the last figure to the first.
        while (true)
        {
            var comma = rest.LastIndexOf(',');
            var figure = rest[(comma + 1)..];
            if (figure.Length > 0 && place is >= 0 and < Halves) figures[place] = int.Parse(figure, NumberStyles.None, CultureInfo.InvariantCulture);
            place--;
            if (comma < 0) return figures;
            rest = rest[..comma];
        }
    }
}
