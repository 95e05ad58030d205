using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Today;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Areas.Today;

/// <summary>The drawer's figures: what is open for this person. Today's queue is read again at most every half minute, however often somebody moves about.</summary>
public sealed class DrawerCounts(Databases databases, TodayQueue queue, TimeProvider time) : NavigationCounts
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private (long At, Guid? Account, Dictionary<string, int> Counts)? last;

    public override async Task<IReadOnlyDictionary<string, int>> ReadAsync(Actor actor, CancellationToken ct)
    {
        if (last is { } known && known.Account == actor.AccountId && time.GetElapsedTime(known.At) < Fresh)
            return known.Counts;
        Dictionary<string, int> counts = [];
        if (Permissions.Allow(actor, Act.SeeToday))
            counts["today"] = (await queue.ReadAsync(actor, ct)).Rows.Count;
        await using var db = await databases.OpenAsync(actor, ct);
        counts["partners"] = await db.Partners.CountAsync(p => p.ArchivedAt == null, ct);
        counts["committees"] = await db.Bodies.CountAsync(b => b.ArchivedAt == null && b.Kind != BodyKind.GeneralBody && b.Kind != BodyKind.Executives, ct);
        counts["mous"] = await db.Mous.CountAsync(m => m.ArchivedAt == null, ct);
        if (actor.PersonId is { } me)
            counts["actions"] = await db.ActionItems.CountAsync(a => a.PersonId == me && a.DoneAt == null, ct);
        foreach (var empty in counts.Where(c => c.Value == 0).Select(c => c.Key).ToList())
            counts.Remove(empty);
        last = (time.GetTimestamp(), actor.AccountId, counts);
        return counts;
    }
}
