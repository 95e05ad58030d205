using TaskForce.Core.BuyIn;

namespace TaskForce.Core.Today;

/// <summary>Early warning: partners that cool, each with the signs that add up to it.</summary>
internal static class CoolingRows
{
    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var cooling = await Coolings.AllAsync(ask.Db, ask.Actor, ask.Ct);
        // A warning is candid; who reads one about the own agency is written down.
        await Access.OwnAgency.LogAsync(ask.Db, ask.Actor, cooling.Select(p => p.Id), ask.Ct);
        return [.. cooling.Select(p => new QueueItem
        {
            Key = "cooling:" + p.Id,
            Reason = QueueReason.Cooling,
            Title = p.Name,
            Href = "/partners/" + p.Slug,
            Detail = CoolingSentences.Together(p.Signs),
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
