using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>What is lost if an MOU that is ending ends without a later version in force.</summary>
/// <param name="EndsOn">Its last day.</param>
/// <param name="Promises">The promises that rest on it, in their order.</param>
/// <param name="Unbound">The parties that no other MOU binds on the day after, by name.</param>
public sealed record MouLoss(DateOnly EndsOn, IReadOnlyList<string> Promises, IReadOnlyList<string> Unbound);

/// <summary>Works out what rests on an MOU.</summary>
public sealed class MouLosses(Databases databases)
{
    /// <summary>What is lost if it ends unsigned; null unless it is ending.</summary>
    public async Task<MouLoss?> OfAsync(Actor actor, Guid mouId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var notice = (await Charters.OnAsync(db, today, ct)).MouNoticeDays;
        if ((await MouTermsReader.LoadAsync(db, [mouId], ct)).SingleOrDefault() is not { } mou || MouState.On(mou.Terms, today, notice) is not { Kind: MouStateKind.Ending, DaysLeft: { } left })
            return null;
        var end = today.AddDays(left);
        var holding = MouState.HoldingOn(mou.Terms, today)!.Value;
        var parties = mou.Versions[holding];
        List<Guid> bound = [.. parties.Partners.Where(p => !(parties.Withdrawn.TryGetValue(p, out var gone) && gone <= end))];
        var others = await (from party in db.MouParties.AsNoTracking()
                            join version in db.MouVersions on party.VersionId equals version.Id
                            where bound.Contains(party.PartnerId) && version.MouId != mouId
                            select version.MouId).Distinct().ToListAsync(ct);
        var terms = await MouTermsReader.LoadAsync(db, others, ct);
        var free = bound.Where(partner => !terms.Exists(other => MouState.On(other.TermsFor(partner), end.AddDays(1), notice).IsInForce)).ToList();
        var names = await db.Partners.AsNoTracking().Where(p => free.Contains(p.Id)).OrderBy(p => p.SortName).Select(p => p.ShortName == "" ? p.Name : p.ShortName).ToListAsync(ct);
        var promises = (await db.Commitments.AsNoTracking().Where(c => c.MouId == mouId && (c.EndedOn == null || c.EndedOn > end)).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct))
            .Where(c => c.StandsIn(holding + 1)).Select(c => c.Title).ToList();
        return new(end, promises, names);
    }
}
