using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Today;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Areas.Today;

/// <summary>The drawer's figures: what is open for this person. They are read at most every half minute for one person, however often that person
/// moves about and on however many pages; none counts further than a list does.</summary>
public sealed class DrawerCounts(Databases databases, TodayQueue queue, TimeProvider time) : NavigationCounts
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    // More people than this at a time, and whoever comes next begins a new half minute for all.
    private const int Kept = 10_000;

    private readonly ConcurrentDictionary<(Guid Account, Role Role), (long At, Dictionary<string, int> Counts)> known = new();

    public override async Task<IReadOnlyDictionary<string, int>> ReadAsync(Actor actor, CancellationToken ct)
    {
        // Another role is another answer at once.
        var key = (actor.AccountId ?? Guid.Empty, actor.Role);
        if (actor.AccountId is not null && known.TryGetValue(key, out var last) && time.GetElapsedTime(last.At) < Fresh)
            return last.Counts;
        var counts = await CountAsync(actor, ct);
        if (actor.AccountId is null)
            return counts;
        if (known.Count >= Kept)
            known.Clear();
        known[key] = (time.GetTimestamp(), counts);
        return counts;
    }

    private async Task<Dictionary<string, int>> CountAsync(Actor actor, CancellationToken ct)
    {
        Dictionary<string, int> counts = [];
        if (Permissions.Allow(actor, Act.SeeToday))
            counts["today"] = (await queue.ReadAsync(actor, ct)).Rows.Count;
        await using var db = await databases.OpenAsync(actor, ct);
        const int most = Paging.CountLimit + 1;
        var me = actor.PersonId;
        // One question: each part of it goes along an index and no further than a list counts.
        var found = await db.Profiles.AsNoTracking().Select(_ => new
        {
            Partners = db.Partners.Where(p => p.ArchivedAt == null).Take(most).Count(),
            Committees = db.Bodies.Where(b => b.ArchivedAt == null && b.Kind != BodyKind.GeneralBody && b.Kind != BodyKind.Executives).Take(most).Count(),
            Mous = db.Mous.Where(m => m.ArchivedAt == null).Take(most).Count(),
            Actions = db.ActionItems.Where(a => a.PersonId == me && a.DoneAt == null).Take(most).Count(),
        }).FirstOrDefaultAsync(ct);
        if (found is null)
            return counts;
        (counts["partners"], counts["committees"], counts["mous"]) = (found.Partners, found.Committees, found.Mous);
        if (me is not null)
            counts["actions"] = found.Actions;
        foreach (var empty in counts.Where(c => c.Value == 0).Select(c => c.Key).ToList())
            counts.Remove(empty);
        return counts;
    }
}
