using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>Counter-steps against barriers that are due.</summary>
internal static class BarrierRows
{
    private const int Most = 300;

    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var today = ask.Today;
        var (all, candid) = (ask.Actor.SeesAllCandid, ask.Actor.CandidPartners);
        // What was agreed about a barrier is closed to whoever only named it.
        var due = await ask.Db.Barriers.AsNoTracking().Where(b => (all || candid.Contains(b.PartnerId)) && b.ResolvedAt == null && b.ArchivedAt == null && b.CounterStep != "" && b.DueOn <= today)
            .Join(ask.Db.Partners.Where(p => p.ArchivedAt == null), b => b.PartnerId, p => p.Id, (b, p) => new { b.Id, b.Cause, b.NamedOn, b.CounterStep, b.DueOn, b.PersonId, b.PartnerId, p.Name, p.Slug })
            .OrderBy(b => b.DueOn).Take(Most).ToListAsync(ask.Ct);
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, due.Select(b => b.PartnerId).Distinct(), ask.Ct);
        return due.ConvertAll(b =>
        {
            var over = ask.DaysOver(b.DueOn!.Value);
            return new QueueItem
            {
                Key = "barrier:" + b.Id,
                Reason = QueueReason.NextStepDue,
                Title = $"{b.CounterStep}: {b.Name}",
                Href = $"/partners/{b.Slug}?open=barrier:{b.Id}",
                Detail = $"Counter-step against “{OutreachSentences.CauseIn(b.Cause)}”, named on {OutreachSentences.Day(b.NamedOn, today)}.",
                When = TodaySentences.Over(over),
                WhenSub = "due " + OutreachSentences.Day(b.DueOn.Value, today),
                Tone = over > QueueOrder.StepDays ? QueueTone.Late : QueueTone.Soon,
                Act = QueueAct.Open,
                Label = "Say what came of it",
                RecordId = b.Id,
                PartnerId = b.PartnerId,
                PartnerSlug = b.Slug,
                OwnerId = b.PersonId,
                Due = b.DueOn.Value,
                Urgency = QueueOrder.Urgency(over, QueueOrder.StepDays),
                Matters = $"the counter-step that was agreed with {b.Name} matters most: it {(over == 0 ? "is due today" : $"was due {TodaySentences.Days(over)} ago")}",
            };
        });
    }
}
