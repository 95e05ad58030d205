using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

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

    /// <summary>The same page with other rows: those that were read for its keys.</summary>
    public ListPage<TRow> Of<TRow>(IReadOnlyList<TRow> rows) => new(rows, From, Total, TotalIsMore, Previous, Next);
}

/// <summary>Finds the keys of a list from a place on, or from its beginning.</summary>
/// <param name="from">The last row that was passed; null to begin.</param>
/// <param name="back">Toward the beginning, and without a place from the end.</param>
/// <param name="count">How many at most.</param>
/// <returns>Keys in the order of travel; their number is not looked at.</returns>
internal delegate Task<List<Place>> TakeKeys(Place? from, bool back, int count);

/// <summary>What all lists share: how far they count and how they write their place into the address.</summary>
public static class Paging
{
    /// <summary>Totals are exact up to this, then "1,000+".</summary>
    public const int CountLimit = 1000;

    /// <summary>The page sizes to choose from.</summary>
    public static readonly IReadOnlyList<int> Sizes = [25, 50, 100];

    public static int Size(int wanted) => Sizes.Contains(wanted) ? wanted : 50;

    /// <summary>The size as the address has it.</summary>
    public static int Size(string? wanted) => Size(int.TryParse(wanted, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0);

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

    /// <summary>The keys of one page. A place behind which nothing is left leads to the beginning.</summary>
    /// <param name="after">Where to go on from, as the page before gave it; or null.</param>
    /// <param name="before">Where to go back from; or null.</param>
    /// <param name="count">How many there are, counted one further than <see cref="CountLimit"/>.</param>
    internal static async Task<ListPage<Place>> KeysAsync(string? after, string? before, int size, TakeKeys take, Func<Task<int>> count)
    {
        var back = Read(before) is not null;
        var place = back ? Read(before) : Read(after);
        size = Size(size);
        var found = await take(place, back, size + 1);
        if (found.Count == 0 && place is not null)
        {
            (place, back) = (null, false);
            found = await take(null, false, size + 1);
        }
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        if (back)
            found.Reverse();
        // Where the first page holds everything it is the count.
        var total = place is null && !more ? found.Count : await count();
        // Back at the beginning the first row is the first, whatever was put away meanwhile.
        var from = found.Count == 0 ? 0 : place is not { } p || (back && !more) ? 1 : back ? Math.Max(1, p.Number - found.Count) : p.Number + 1;
        return new(found, from, Math.Min(total, CountLimit), total > CountLimit,
            found.Count > 0 && (back ? more : place is not null) ? Write(found[0].Value, found[0].Id, from) : null,
            found.Count > 0 && (back || more) ? Write(found[^1].Value, found[^1].Id, from + found.Count - 1) : null);
    }

    /// <summary>All keys, a few hundred at a time, for an export.</summary>
    internal static async IAsyncEnumerable<List<Place>> AllKeysAsync(TakeKeys take)
    {
        const int few = 500;
        Place? place = null;
        do
        {
            var found = await take(place, false, few);
            if (found.Count > 0)
                yield return found;
            place = found.Count == few ? found[^1] : null;
        }
        while (place is not null);
    }

    /// <summary>A list of parts one behind the other, each with an order and an index of its own: so a list may begin with the few that matter and is paged by key all the same.</summary>
    internal static TakeKeys InParts(params IReadOnlyList<TakeKeys> parts) => async (place, back, count) =>
    {
        var (at, inside) = Part(place, parts.Count);
        List<Place> rows = [];
        for (var i = at ?? (back ? parts.Count - 1 : 0); i >= 0 && i < parts.Count && rows.Count < count; i += back ? -1 : 1)
        {
            var number = i;
            rows.AddRange((await parts[i](i == at ? inside : null, back, count - rows.Count)).Select(k => k with { Value = string.Create(CultureInfo.InvariantCulture, $"{number}:{k.Value}") }));
        }
        return rows;
    };

    // Within its part a place has the value alone.
    private static (int? At, Place? Inside) Part(Place? place, int parts) =>
        place is { Value: { } value } p && value.IndexOf(':', StringComparison.Ordinal) is > 0 and var end && int.TryParse(value[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var part) && part < parts
            ? (part, p with { Value = value[(end + 1)..] }) : (null, null);

    /// <summary>Keys by day and, on one day, by id.</summary>
    internal static async Task<List<Place>> ByDayAsync(IQueryable<DayKey> keys, bool latestFirst, Place? from, bool back, int count, CancellationToken ct)
    {
        var up = latestFirst == back;
        if (from is { Id: var id } && DateOnly.TryParseExact(from.Value.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            keys = up ? keys.Where(k => k.On >= day && (k.On > day || k.Id > id)) : keys.Where(k => k.On <= day && (k.On < day || k.Id < id));
        keys = up ? keys.OrderBy(k => k.On).ThenBy(k => k.Id) : keys.OrderByDescending(k => k.On).ThenByDescending(k => k.Id);
        return (await keys.Take(count).ToListAsync(ct)).ConvertAll(k => new Place(k.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), k.Id, 0));
    }
}

/// <summary>A row of a list that goes on by day.</summary>
internal sealed class DayKey
{
    public required DateOnly On { get; init; }
    public required Guid Id { get; init; }
}

/// <summary>A place in a list.</summary>
/// <param name="Value">The value that it is sorted by; null in the part without one, which comes last.</param>
/// <param name="Id">The row's id.</param>
/// <param name="Number">The row's number from 1.</param>
public readonly record struct Place(string? Value, Guid Id, int Number);
