using TaskForce.Core.BuyIn;

namespace TaskForce.Core.Today;

/// <summary>Early warning: people who may leave, each with what rests on them and the signs that add up to it.</summary>
internal static class LeavingRows
{
    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask) =>
    [
        .. (await Leavings.AllAsync(ask.Db, ask.Actor, null, ask.Ct)).Select(p => new QueueItem
        {
            Key = $"leaving:{p.Facts.PersonId}:{p.Facts.PartnerId}",
            Reason = QueueReason.MayLeave,
            Title = p.Facts.Name,
            Href = "/people/" + p.Facts.Slug,
            Detail = LeavingSentences.Together(p),
            When = $"{p.Signs.Count} signs",
            WhenSub = "seen together",
            Tone = p.Signs.Count > Leaving.SignsWanted ? QueueTone.Late : QueueTone.Soon,
            Act = QueueAct.Open,
            Label = "See who could follow",
            ActHref = $"/partners/{p.Facts.PartnerSlug}/people",
            RecordId = p.Facts.PersonId,
            PartnerId = p.Facts.PartnerId,
            PartnerSlug = p.Facts.PartnerSlug,
            OwnerId = p.Facts.HolderId == p.Facts.PersonId ? null : p.Facts.HolderId,
            Due = ask.Today,
            Urgency = p.Signs.Count,
            Matters = $"{p.Facts.Name} may leave",
        }),
    ];
}
