using Microsoft.EntityFrameworkCore;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Today;

/// <summary>Engagement stages that differ from the index for two halves: somebody looks which of the two is right. Candid like the stage.</summary>
internal static class StageRows
{
    private const int Most = 300;

    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var (db, today, half) = (ask.Db, ask.Today, HalfYear.Containing(ask.Today));
        var last = half.Previous.End;
        var found = await db.PartnerJudgments.AsNoTracking().Where(j => j.Stage != null && (j.StageSince == null || j.StageSince <= last))
            .Join(db.Partners.Where(p => p.ArchivedAt == null && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former))),
                j => j.PartnerId, p => p.Id, (j, p) => new { j.Stage, j.StageSince, p.Id, p.Name, p.ShortName, p.Slug, p.HolderId, p.Standing!.Index, p.Standing.Recent })
            // As StageGap has it, so that only those are read that differ now.
            .Where(x => (x.Index >= 80 ? 4 : x.Index / StageGap.Span) != (x.Stage == EngagementStage.Aware ? 0 : x.Stage == EngagementStage.Talking ? 1 : x.Stage == EngagementStage.TakingPart ? 2 : x.Stage == EngagementStage.Committed && x.Index < 80 ? 3 : 4))
            .OrderBy(x => x.Id).Take(Most).ToListAsync(ask.Ct);
        var gaps = found.Select(x => (P: x, Gap: StageGap.Of(x.Stage, x.StageSince, RecentIndex.Read(x.Recent, half), half))).Where(x => x.Gap is not null).ToList();
        await Access.OwnAgency.LogAsync(db, ask.Actor, gaps.Select(x => x.P.Id), ask.Ct);
        return gaps.ConvertAll(x => new QueueItem
        {
            Key = "stage:" + x.P.Id,
            Reason = QueueReason.StageDiffers,
            Title = x.P.Name,
            Href = "/partners/" + x.P.Slug,
            Detail = BuyInSentences.Stage(x.Gap!.Value),
            When = "Two halves",
            WhenSub = x.P.StageSince is { } since ? "stage set " + OutreachSentences.Day(since, today) : "day of the stage not known",
            Tone = QueueTone.Calm,
            Act = QueueAct.Open,
            Label = "Look at the stage",
            ActHref = $"/partners/{x.P.Slug}?open=judgment",
            RecordId = x.P.Id,
            PartnerId = x.P.Id,
            PartnerSlug = x.P.Slug,
            OwnerId = x.P.HolderId,
            Due = half.Start,
            Urgency = QueueOrder.Urgency(ask.DaysOver(half.Start), half.End.DayNumber - last.DayNumber),
            Matters = $"the stage of {(x.P.ShortName.Length > 0 ? x.P.ShortName : x.P.Name)} wants a look: it and the index differ for two halves",
        });
    }
}
