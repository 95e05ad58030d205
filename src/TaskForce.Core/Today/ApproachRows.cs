using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>Steps of approach plans that are due.</summary>
internal static class ApproachRows
{
    private const int Most = 300;

    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var today = ask.Today;
        var steps = await ask.Db.ApproachSteps.AsNoTracking().Where(s => s.DoneOn == null && s.DueOn <= today)
            .Join(ask.Db.ApproachPlans.Where(p => p.EndedOn == null && p.ArchivedAt == null), s => s.PlanId, p => p.Id, (s, p) => new { S = s, P = p })
            .LeftJoin(ask.Db.Partners, x => x.P.PartnerId, o => o.Id, (x, o) => new { x.S.Id, x.S.PlanId, x.S.Text, x.S.DueOn, Owner = x.S.PersonId ?? x.P.PersonId, x.P.Title, x.P.PartnerId, Slug = o == null ? "" : o.Slug })
            .OrderBy(x => x.DueOn).Take(Most).ToListAsync(ask.Ct);
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, steps.Select(s => s.PartnerId).OfType<Guid>().Distinct(), ask.Ct);
        // The steps of one plan follow one another: its first open one is the row.
        return [.. steps.GroupBy(s => s.PlanId).Select(g => g.First()).Select(s =>
        {
            var over = ask.DaysOver(s.DueOn);
            return new QueueItem
            {
                Key = "approach:" + s.Id,
                Reason = QueueReason.NextStepDue,
                Title = s.Text,
                Href = "/approaches/" + s.PlanId,
                Detail = s.Title + ".",
                When = TodaySentences.Over(over),
                WhenSub = "due " + OutreachSentences.Day(s.DueOn, today),
                Tone = over > QueueOrder.StepDays ? QueueTone.Late : QueueTone.Soon,
                Act = QueueAct.Open,
                Label = "Open the plan",
                RecordId = s.Id,
                PartnerId = s.PartnerId,
                PartnerSlug = s.Slug,
                OwnerId = s.Owner,
                Due = s.DueOn,
                Urgency = QueueOrder.Urgency(over, QueueOrder.StepDays),
                Matters = $"the next step of “{s.Title}” {(over == 0 ? "is planned for today" : $"was due {TodaySentences.Days(over)} ago")}",
            };
        })];
    }
}
