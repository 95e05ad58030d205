using Microsoft.EntityFrameworkCore;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Today;

/// <summary>Check-ins that are overdue.</summary>
internal static class PartnerRows
{
    // Nobody works through more in a day; beyond it the longest overdue are kept.
    private const int Most = 500;

    private sealed record Found(Guid Id, string Name, string ShortName, string Slug, Tier Tier, DateOnly? Last, DateOnly? Joined, int? Index, int? Change, bool HasChampion);

    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var found = await FindAsync(ask);
        if (found.Count == 0)
            return [];
        var ids = found.ConvertAll(f => f.Id);
        var since = ask.Today.AddDays(-120);
        var gone = (await ask.Db.Champions.AsNoTracking().Where(c => ids.Contains(c.PartnerId) && c.To >= since && c.To < ask.Today).Select(c => new { c.PartnerId, c.To }).ToListAsync(ask.Ct))
            .GroupBy(c => c.PartnerId).ToDictionary(g => g.Key, g => g.Max(c => c.To));
        var barriers = (await ask.Db.Barriers.AsNoTracking().Where(b => ids.Contains(b.PartnerId) && b.ResolvedAt == null && b.ArchivedAt == null).Select(b => new { b.PartnerId, b.Cause, b.NamedOn }).ToListAsync(ask.Ct))
            .GroupBy(b => b.PartnerId).ToDictionary(g => g.Key, g => (BarrierCause?)g.MaxBy(b => b.NamedOn)!.Cause);
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, barriers.Keys, ask.Ct);
        return found.ConvertAll(f => Row(ask, f, f.HasChampion ? null : gone.GetValueOrDefault(f.Id), barriers.GetValueOrDefault(f.Id)));
    }

    private static async Task<List<Found>> FindAsync(QueueAsking ask)
    {
        var (db, today) = (ask.Db, ask.Today);
        var partners = db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
            && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));
        if (!ask.Actor.SeesAllCandid)
        {
            var seated = ask.Actor.CandidPartners.ToList();
            partners = partners.Where(p => seated.Contains(p.Id));
        }
        var overdue = await partners.Where(p => p.Standing!.CheckInDueOn < today).OrderBy(p => p.Standing!.CheckInDueOn).Take(Most)
            .Select(p => new Found(p.Id, p.Name, p.ShortName, p.Slug, p.Tier, p.Standing!.LastContactOn, null, p.Standing.Index, p.Standing.Change, p.Standing.HasChampion)).ToListAsync(ask.Ct);

        // No contact with these is logged yet: their clock starts with the membership.
        var latest = today.AddDays(-Math.Min(ask.Charter.CloseIdealDays, Math.Min(ask.Charter.RegularIdealDays, ask.Charter.LightIdealDays)));
        var silent = await partners.Where(p => (p.Standing == null || p.Standing.LastContactOn == null)
                && p.Memberships.Any(m => m.From < latest && (m.To == null || m.To >= today) && m.Kind != MembershipKind.Declined && m.Kind != MembershipKind.Former))
            .OrderBy(p => p.SortName).Take(Most)
            .Select(p => new Found(p.Id, p.Name, p.ShortName, p.Slug, p.Tier, null, p.Memberships.Where(m => m.From < latest && (m.To == null || m.To >= today)).Min(m => (DateOnly?)m.From),
                p.Standing == null ? null : p.Standing.Index, p.Standing == null ? null : p.Standing.Change, p.Standing != null && p.Standing.HasChampion)).ToListAsync(ask.Ct);

        // The stored due day is of the last refresh; tiers and charter are of today.
        return [.. overdue.Concat(silent).Where(f => Clock(ask, f).IsOverdue)];
    }

    private static CheckInClock Clock(QueueAsking ask, Found f) => new(f.Last ?? f.Joined, BuyInRules.Of(ask.Charter).For(f.Tier), ask.Today);

    private static QueueItem Row(QueueAsking ask, Found f, DateOnly? championLeft, BarrierCause? barrier)
    {
        var clock = Clock(ask, f);
        var losing = Movement.Of(f.Change) == Direction.LosingGround;
        return new()
        {
            Key = "check-in:" + f.Id,
            Reason = QueueReason.CheckInOverdue,
            Title = f.Name,
            Href = "/partners/" + f.Slug,
            Detail = TodaySentences.CheckInDetail(f.Index, f.Change, f.HasChampion, championLeft, barrier),
            When = f.Last is null ? "None logged" : TodaySentences.Over(clock.DaysOver),
            WhenSub = f.Last is { } last ? "last contact " + OutreachSentences.Day(last, ask.Today) : "joined " + OutreachSentences.Day(f.Joined!.Value, ask.Today),
            Tone = (clock.IsPastLongest && f.Last is not null) || losing ? QueueTone.Late : QueueTone.Soon,
            Act = QueueAct.LogOutreach,
            Label = "Log a check-in",
            RecordId = f.Id,
            PartnerId = f.Id,
            PartnerSlug = f.Slug,
            Due = clock.DueOn!.Value,
            // A roster that was just imported has members of many years and no contact: what nobody wrote down is not fifteen years of silence.
            Urgency = QueueOrder.Urgency(f.Last is null ? Math.Min(clock.DaysOver, clock.Interval.IdealDays) : clock.DaysOver, clock.Interval.IdealDays, losing),
            Matters = TodaySentences.CheckInMatters(f.ShortName.Length > 0 ? f.ShortName : f.Name, championLeft is not null, losing, f.Last is { } day ? ask.DaysOver(day) : null),
        };
    }
}
