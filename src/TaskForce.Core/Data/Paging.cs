using System.Globalization;
using System.Text;

namespace TaskForce.Core.Data;

/// <summary>A page of a list that goes on by key.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Rows">The rows of this page.</param>
/// <param name="From">The number of the first row, from 1; 0 when there is none.</param>
/// <param name="Total">How many there are, counted no further than <see cref="Paging.CountLimit"/>.</param>
/// <param name="TotalIsMore">Whether there are more than that.</param>
/// <param name="Previous">The key of the first row, to go back from; null on the first page.</param>
/// <param name="Next">The key of the last row, to go on from; null on the last page.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, int From, int Total, bool TotalIsMore, string? Previous, string? Next)
{
    /// <summary>The number of the last row.</summary>
    public int To => Rows.Count == 0 ? 0 : From + Rows.Count - 1;
}

/// <summary>What all lists share: how far they count and how they write their place into the address.</summary>
public static class Paging
{
    /// <summary>Totals are exact up to this, then "1,000+".</summary>
    public const int CountLimit = 1000;

    /// <summary>The page sizes to choose from.</summary>
    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100];

    public static int Size(int wanted) => Sizes.Contains(wanted) ? wanted : 50;

    /// <summary>A place in a list: the value that it is sorted by (null after the last value), the row's id, the number of the row.</summary>
    public static string Write(string? value, Guid id, int number) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{number}|{id:N}|{(value is null ? "-" : "+" + value)}"))).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else, and the list then begins at its beginning.</summary>
    public static Place? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 800)
            return null;
        var padded = text.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(padded.PadRight((padded.Length + 3) / 4 * 4, '='), bytes, out var length))
            return null;
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('|', 3);
        if (parts.Length != 3 || parts[2].Length == 0 || parts[2].Contains('\0', StringComparison.Ordinal)
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !Guid.TryParseExact(parts[1], "N", out var id))
            return null;
        return new(parts[2][0] == '+' ? parts[2][1..] : null, id, Math.Max(1, number));
    }
}

/// <summary>A place in a list.</summary>
/// <param name="Value">The value that it is sorted by; null in the part without one, which comes last.</param>
/// <param name="Id">The row's id.</param>
/// <param name="Number">The row's number from 1.</param>
public readonly record struct Place(string? Value, Guid Id, int Number);
