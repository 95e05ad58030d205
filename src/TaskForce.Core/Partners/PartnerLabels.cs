using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>Puts names in the place of the ids that the history holds.</summary>
public sealed class PartnerLabels(Databases databases)
{
    /// <summary>The names of those among the texts that are ids of partners, people, kinds, offices or bodies. All of these are shared.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(Actor actor, IEnumerable<string?> texts, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        var ids = texts.Select(t => Guid.TryParse(t, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().Take(500).ToList();
        var names = new Dictionary<Guid, string>();
        if (ids.Count == 0)
            return names;
        await using var db = await databases.OpenAsync(actor, ct);
        var found = db.Partners.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name })
            .Concat(db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs }))
            .Concat(db.PartnerKinds.Where(k => ids.Contains(k.Id)).Select(k => new { k.Id, k.Name }))
            .Concat(db.Offices.Where(o => ids.Contains(o.Id)).Select(o => new { o.Id, Name = o.Title }))
            .Concat(db.Bodies.Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Name }));
        foreach (var row in await found.AsNoTracking().ToListAsync(ct))
            names[row.Id] = row.Name;
        return names;
    }
}
