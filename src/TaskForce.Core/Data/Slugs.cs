using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace TaskForce.Core.Data;

/// <summary>Finds a free place in addresses.</summary>
public static class Slugs
{
    /// <summary>A slug that none of the taken ones equals: the name's own, else with a number behind it.</summary>
    /// <param name="taken">The slugs in use, as a query.</param>
    /// <param name="name">The name that the address should tell.</param>
    public static async Task<string> FreeAsync(IQueryable<string> taken, string name, CancellationToken ct = default)
    {
        var slug = Folding.Slug(name);
        var candidates = new List<string> { slug };
        for (var n = 2; n <= 20; n++)
            candidates.Add(slug + "-" + n.ToString(CultureInfo.InvariantCulture));
        var used = await taken.Where(s => candidates.Contains(s)).ToListAsync(ct);
        return candidates.Find(c => !used.Contains(c)) ?? slug + "-" + Guid.NewGuid().ToString("N")[..8];
    }
}
