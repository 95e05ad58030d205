using TaskForce.Core.Data;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>Goes through the pages of a list.</summary>
internal static class Walk
{
    /// <summary>All rows, page by page to the end and back again: each row once, both ways through the same pages, with numbers without a gap.</summary>
    /// <param name="read">Reads the page after or before a place, 25 rows.</param>
    public static async Task<List<T>> AllAsync<T>(Func<string?, string?, Task<ListPage<T>>> read, Func<T, Guid> key)
    {
        List<ListPage<T>> pages = [await read(null, null)];
        Assert.Null(pages[0].Previous);
        while (pages[^1].Next is { } next)
        {
            pages.Add(await read(next, null));
            Assert.InRange(pages[^1].Rows.Count, 1, 25);
            Assert.Equal(pages[^2].To + 1, pages[^1].From);
        }
        for (var i = pages.Count - 1; i > 0; i--)
        {
            var back = await read(null, pages[i].Previous);
            Assert.Equal(pages[i - 1].Rows.Select(key), back.Rows.Select(key));
            Assert.Equal((pages[i - 1].From, pages[i - 1].Next is null, pages[i - 1].Previous is null), (back.From, back.Next is null, back.Previous is null));
        }
        var rows = pages.SelectMany(p => p.Rows).ToList();
        Assert.Equal(rows.Count, rows.Select(key).Distinct().Count());
        Assert.All(pages, p => Assert.Equal(rows.Count, p.Total));
        return rows;
    }
}
