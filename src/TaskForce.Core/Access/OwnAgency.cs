using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>
/// A coordinator or administrator may read what was said in confidence about their own agency, for somebody has to keep the records; each
/// such reading is written down, so that it can be asked about.
/// </summary>
public static class OwnAgency
{
    /// <summary>Writes down that the actor read candid facts about those of the partners that are the actor's own agency. Others are passed over.</summary>
    public static async Task LogAsync(TaskForceDb db, Actor actor, IEnumerable<Guid> partnerIds, CancellationToken ct = default)
    {
        if (actor is not { AccountId: { } account, SeesAllCandid: true } || actor.OwnPartners.Count == 0)
            return;
        var own = partnerIds.Where(actor.IsOwn).Distinct().ToList();
        if (own.Count == 0)
            return;
        var now = db.Clock.UtcNow;
        db.OwnAgencyReadings.AddRange(own.Select(p => new OwnAgencyReading { AccountId = account, PartnerId = p, At = now }));
        await db.SaveChangesAsync(ct);
    }
}
