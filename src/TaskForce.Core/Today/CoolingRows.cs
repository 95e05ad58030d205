using Microsoft.EntityFrameworkCore;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>Early warning: partners that cool, each with the signs that add up to it.</summary>
internal static class CoolingRows
{
    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var cooling = await Coolings.AllAsync(ask.Db, ask.Actor, ask.Ct);
        // A warning is candid; who reads one about the own agency is written down.
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, cooling.Select(p => p.Id), ask.Ct);
        var ids = cooling.Select(p => p.Id).ToList();
        var hanging = (await ask.Db.SupportTies.AsNoTracking().Where(t => ids.Contains(t.OnPartnerId))
            .Join(ask.Db.Partners.Where(p => p.ArchivedAt == null), t => t.PartnerId, p => p.Id, (t, p) => new { t.OnPartnerId, H = new HangingPartner(t.Id, t.Version, p.Id, p.Name, p.ShortName, p.Slug, t.Note) }).ToListAsync(ask.Ct))
            .OrderBy(t => t.H.Called, StringComparer.OrdinalIgnoreCase).ToLookup(t => t.OnPartnerId, t => t.H);
        return [.. cooling.Select(p => new QueueItem
        {
            Key = "cooling:" + p.Id,
            Reason = QueueReason.Cooling,
            Title = p.Name,
            Href = "/partners/" + p.Slug,
            Detail = $"{CoolingSentences.Together(p.Signs)} {LeaderSentences.Hang([.. hanging[p.Id]])}".TrimEnd(),
            When = $"{p.Signs.Count} signs",
            WhenSub = "seen together",
            Tone = p.Signs.Count > Cooling.SignsWanted ? QueueTone.Late : QueueTone.Soon,
            Act = QueueAct.Open,
            Label = "See what cools",
            RecordId = p.Id,
            PartnerId = p.Id,
            PartnerSlug = p.Slug,
            Due = ask.Today,
            Urgency = p.Signs.Count,
            Matters = $"{(p.ShortName.Length > 0 ? p.ShortName : p.Name)} is cooling",
        })];
    }
}
