using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>Reads who an account is today: role, own agencies, chaired bodies. Asked afresh for every operation.</summary>
public sealed class Actors(Databases databases)
{
    /// <summary>The actor of an account, or null where there is none or it is closed.</summary>
    public async Task<Actor?> ForAccountAsync(Guid accountId, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("account"), ct);
        var today = databases.Clock.Today;
        var account = await db.Users.AsNoTracking().Where(a => a.Id == accountId && a.DisabledAt == null)
            .Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { a.Role, a.PersonId, p.Name, p.KnownAs, a.Email })
            .FirstOrDefaultAsync(ct);
        if (account is null)
            return null;

        var employers = db.Posts.Where(p => p.PersonId == account.PersonId && (p.From == null || p.From <= today) && (p.To == null || p.To >= today)).Select(p => p.PartnerId);
        var led = db.OfficeHoldings.Where(h => h.PersonId == account.PersonId && h.From <= today && (h.To == null || h.To >= today)).Join(db.Offices, h => h.OfficeId, o => o.Id, (h, o) => o.PartnerId);
        var held = db.SeatHoldings.Where(h => (h.PersonId == account.PersonId || h.AlternateId == account.PersonId) && h.From <= today && (h.To == null || h.To >= today))
            .Join(db.Seats.Where(s => s.From <= today && (s.To == null || s.To >= today)), h => h.SeatId, s => s.Id, (h, s) => new { h.PersonId, s.BodyId, s.PartnerId, s.OfficeId, s.IsChair });
        var seats = await held.Select(s => new
        {
            s.BodyId,
            Chairs = s.IsChair && s.PersonId == account.PersonId,
            PartnerId = s.PartnerId ?? db.Offices.Where(o => o.Id == s.OfficeId).Select(o => (Guid?)o.PartnerId).FirstOrDefault(),
        }).ToListAsync(ct);
        var own = await employers.Concat(led).ToListAsync(ct);
        var chaired = seats.Where(s => s.Chairs).Select(s => s.BodyId).Distinct().ToList();
        var there = chaired.Count == 0
            ? []
            : await db.Seats.Where(s => chaired.Contains(s.BodyId) && s.From <= today && (s.To == null || s.To >= today))
                .Select(s => s.PartnerId ?? db.Offices.Where(o => o.Id == s.OfficeId).Select(o => (Guid?)o.PartnerId).FirstOrDefault())
                .Where(p => p != null).Select(p => p!.Value).Distinct().ToListAsync(ct);
        return new Actor
        {
            AccountId = accountId,
            PersonId = account.PersonId,
            Name = account.Name.Length > 0 ? account.Name : account.KnownAs.Length > 0 ? account.KnownAs : account.Email ?? "Somebody",
            Role = account.Role,
            OwnPartners = [.. own.Concat(seats.Where(s => s.PartnerId != null).Select(s => s.PartnerId!.Value)).Distinct()],
            ChairedBodies = chaired,
            PartnersSeatedThere = there,
        };
    }
}
