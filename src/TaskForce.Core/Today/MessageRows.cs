using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>What champions passed on and nobody has answered in time.</summary>
internal static class MessageRows
{
    private const int Most = 300;

    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var (today, latest) = (ask.Today, ask.Today.AddDays(-ChampionMessages.AnswerWithinDays));
        var waiting = await ask.Db.ChampionMessages.AsNoTracking().Where(m => m.AnsweredOn == null && m.On <= latest)
            .Join(ask.Db.Partners.Where(p => p.ArchivedAt == null), m => m.PartnerId, p => p.Id, (m, p) => new { m.Id, m.IsSuccess, m.On, m.Text, m.PersonId, m.PartnerId, p.Name, p.Slug, p.HolderId })
            .LeftJoin(ask.Db.People, m => m.PersonId, p => p.Id, (m, p) => new { M = m, Who = p == null ? "" : p.Name.Length > 0 ? p.Name : p.KnownAs })
            .OrderBy(x => x.M.On).Take(Most).ToListAsync(ask.Ct);
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, waiting.Select(x => x.M.PartnerId).Distinct(), ask.Ct);
        return waiting.ConvertAll(x =>
        {
            var (m, due) = (x.M, x.M.On.AddDays(ChampionMessages.AnswerWithinDays));
            var over = ask.DaysOver(due);
            return new QueueItem
            {
                Key = "message:" + m.Id,
                Reason = QueueReason.NextStepDue,
                Title = $"Answer {(x.Who.Length > 0 ? x.Who : "the champion")}: {m.Name}",
                Href = $"/partners/{m.Slug}?open=message:{m.Id}",
                Detail = $"{(m.IsSuccess ? "A success was passed on" : "Support was asked for")} on {OutreachSentences.Day(m.On, today)}: {m.Text}",
                When = TodaySentences.Over(over),
                WhenSub = "came " + OutreachSentences.Day(m.On, today),
                Tone = over > QueueOrder.StepDays ? QueueTone.Late : QueueTone.Soon,
                Act = QueueAct.Open,
                Label = "Answer it",
                RecordId = m.Id,
                PartnerId = m.PartnerId,
                PartnerSlug = m.Slug,
                OwnerId = m.HolderId,
                Due = due,
                Urgency = QueueOrder.Urgency(over, QueueOrder.StepDays),
                Matters = $"the champion at {m.Name} matters most: {(m.IsSuccess ? "a success" : "a request")} that was passed on has no answer for {TodaySentences.Days(ask.DaysOver(m.On))}",
            };
        });
    }
}
