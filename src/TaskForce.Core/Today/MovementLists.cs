using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Today;

/// <summary>A partner that moved this half.</summary>
/// <param name="Change">Points since the half before, signed.</param>
/// <param name="Halves">The index of the last six halves, oldest first; null where nothing was known.</param>
public sealed record MovedPartner(Guid Id, string Name, string Slug, int Change, IReadOnlyList<int?> Halves);

/// <summary>Who moved this half: the four that moved most each way, and how many there are.</summary>
public sealed record MovementView(HalfYear Half, IReadOnlyList<MovedPartner> Gaining, int GainingCount, IReadOnlyList<MovedPartner> Losing, int LosingCount);

/// <summary>Reads who gains and who loses ground, from the stored standings: shared facts only.</summary>
public sealed class MovementLists(Databases databases)
{
    private const int Shown = 4;

    /// <summary>The movement of the half that runs today.</summary>
    public async Task<MovementView> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadWholeReview);
        await using var db = await databases.OpenAsync(actor, ct);
        var half = HalfYear.Containing(databases.Clock.Today);
        var moved = db.PartnerStandings.AsNoTracking().Join(db.Partners.Where(p => p.ArchivedAt == null), s => s.PartnerId, p => p.Id, (s, p) => new { p.Id, p.Name, p.ShortName, p.Slug, p.SortName, s.Change, s.Recent });
        var up = moved.Where(m => m.Change > Movement.SteadyWithin);
        var down = moved.Where(m => m.Change < -Movement.SteadyWithin);
        var gaining = await up.OrderByDescending(m => m.Change).ThenBy(m => m.SortName).Take(Shown).ToListAsync(ct);
        var losing = await down.OrderBy(m => m.Change).ThenBy(m => m.SortName).Take(Shown).ToListAsync(ct);
        return new(half,
            gaining.ConvertAll(m => new MovedPartner(m.Id, m.ShortName.Length > 0 ? m.ShortName : m.Name, m.Slug, m.Change!.Value, RecentIndex.Read(m.Recent, half))), await up.CountAsync(ct),
            losing.ConvertAll(m => new MovedPartner(m.Id, m.ShortName.Length > 0 ? m.ShortName : m.Name, m.Slug, m.Change!.Value, RecentIndex.Read(m.Recent, half))), await down.CountAsync(ct));
    }
}
