using Microsoft.EntityFrameworkCore;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>Check-ins that are overdue.</summary>
internal static class PartnerRows
{
    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var found = await OverdueCheckIns.FindAsync(ask.Db, ask.Actor.SeesAllCandid ? null : ask.Actor.CandidPartners, ask.Charter, ask.Today, ask.Ct);
        if (found.Count == 0)
            return [];
        var ids = found.ConvertAll(f => f.Id);
        var since = ask.Today.AddDays(-NextBestStep.NewForDays);
        var gone = (await ask.Db.Champions.AsNoTracking().Where(c => ids.Contains(c.PartnerId) && c.To >= since && c.To < ask.Today).Select(c => new { c.PartnerId, c.To }).ToListAsync(ask.Ct))
            .GroupBy(c => c.PartnerId).ToDictionary(g => g.Key, g => g.Max(c => c.To));
        var barriers = (await ask.Db.Barriers.AsNoTracking().Where(b => ids.Contains(b.PartnerId) && b.ResolvedAt == null && b.ArchivedAt == null).Select(b => new { b.PartnerId, b.Cause, b.NamedOn }).ToListAsync(ask.Ct))
            .GroupBy(b => b.PartnerId).ToDictionary(g => g.Key, g => (BarrierCause?)g.MaxBy(b => b.NamedOn)!.Cause);
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, barriers.Keys, ask.Ct);
        return found.ConvertAll(f => Row(ask, f, f.HasChampion ? null : gone.GetValueOrDefault(f.Id), barriers.GetValueOrDefault(f.Id)));
    }

    private static QueueItem Row(QueueAsking ask, OverduePartner f, DateOnly? championLeft, BarrierCause? barrier)
    {
        var clock = f.Clock(ask.Charter, ask.Today);
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
            OwnerId = f.HolderId,
            Due = clock.DueOn!.Value,
            // A roster that was just imported has members of many years and no contact: what nobody wrote down is not fifteen years of silence.
            Urgency = QueueOrder.Urgency(f.Last is null ? Math.Min(clock.DaysOver, clock.Interval.IdealDays) : clock.DaysOver, clock.Interval.IdealDays, losing),
            Matters = TodaySentences.CheckInMatters(f.ShortName.Length > 0 ? f.ShortName : f.Name, championLeft is not null, losing, f.Last is { } day ? ask.DaysOver(day) : null),
        };
    }
}
