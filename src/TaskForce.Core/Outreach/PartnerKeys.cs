using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>Keys of partners by name, for the lists of outreach that are paged by it.</summary>
internal static class PartnerKeys
{
    public static async Task<List<Place>> ByNameAsync(this IQueryable<Partner> partners, Place? from, bool back, int count, CancellationToken ct)
    {
        if (from is { Value: { } name, Id: var id })
        {
            partners = back
                ? partners.Where(p => p.SortName.CompareTo(name) <= 0 && (p.SortName.CompareTo(name) < 0 || p.Id < id))
                : partners.Where(p => p.SortName.CompareTo(name) >= 0 && (p.SortName.CompareTo(name) > 0 || p.Id > id));
        }
        partners = back ? partners.OrderByDescending(p => p.SortName).ThenByDescending(p => p.Id) : partners.OrderBy(p => p.SortName).ThenBy(p => p.Id);
        return await partners.Take(count).Select(p => new Place(p.SortName, p.Id, 0)).ToListAsync(ct);
    }
}
