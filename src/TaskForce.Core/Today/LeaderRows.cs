using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Today;

/// <summary>Leaders who are new or left: somebody goes to the new one, and somebody talks with those who hung on the one who left.</summary>
internal static class LeaderRows
{
    private const int Most = 300;

    public static async Task<List<QueueItem>> ReadAsync(QueueAsking ask)
    {
        var (db, today) = (ask.Db, ask.Today);
        var since = today.AddDays(-LeaderNow.NewForDays);
        // Only where something changed in the time in which a leader is new; the terms themselves say what.
        var partners = Leaders.Listed(db, ask.Actor).Where(p => db.Offices.Any(o => o.PartnerId == p.Id && o.ArchivedAt == null && o.Holdings.Any(h =>
            (h.From >= since && h.From <= today) || (h.To >= since && h.To < today) || db.People.Any(e => e.Id == h.PersonId && e.LeftOn >= since && e.LeftOn < today))));
        var found = await partners.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(Most).Select(p => new { p.Id, p.Name, p.ShortName, p.Slug, p.HolderId }).ToListAsync(ask.Ct);
        if (found.Count == 0)
            return [];
        var ids = found.ConvertAll(p => p.Id);
        var offices = (await db.Offices.AsNoTracking().Where(o => ids.Contains(o.PartnerId) && o.ArchivedAt == null).OrderBy(o => o.Title).ThenBy(o => o.Id).Select(o => new { o.Id, o.PartnerId, o.Title }).ToListAsync(ask.Ct)).ToLookup(o => o.PartnerId);
        var officeIds = offices.SelectMany(o => o).Select(o => o.Id).ToList();
        var terms = (await db.OfficeHoldings.AsNoTracking().Where(h => officeIds.Contains(h.OfficeId))
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new { h.OfficeId, Term = new LeaderTerm(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, h.From, h.To, p.LeftOn) }).ToListAsync(ask.Ct)).ToLookup(h => h.OfficeId, h => h.Term);
        var ties = (await db.SupportTies.AsNoTracking().Where(t => ids.Contains(t.OnPartnerId)).Join(db.Partners.Where(p => p.ArchivedAt == null), t => t.PartnerId, p => p.Id, (t, p) => new { t.OnPartnerId, p.SortName, H = new HangingPartner(t.Id, t.Version, p.Id, p.Name, p.ShortName, p.Slug, t.Note) }).ToListAsync(ask.Ct))
            .OrderBy(t => t.SortName, StringComparer.Ordinal).ToLookup(t => t.OnPartnerId, t => t.H);
        // Whoever goes to the leader stands in a plan that is under way; its steps are rows of their own.
        var plans = (await db.ApproachPlans.AsNoTracking().Where(a => a.PartnerId != null && ids.Contains(a.PartnerId.Value) && a.EndedOn == null && a.ArchivedAt == null
                && (a.Reason == ApproachReason.LeadersSupport || a.Reason == ApproachReason.ReEngagement)).Select(a => new { a.Id, PartnerId = a.PartnerId!.Value, a.PersonId, a.BegunOn }).ToListAsync(ask.Ct)).ToLookup(a => a.PartnerId);
        await Access.OwnAgency.LogAsync(db, ask.Actor, ids, ask.Ct);

        List<QueueItem> rows = [];
        foreach (var p in found)
        {
            var changes = offices[p.Id].Select(o => (o.Id, o.Title, Now: LeaderNow.Of([.. terms[o.Id]], cools: false, today))).Where(o => o.Now.State is LeaderState.New or LeaderState.Gone && o.Now.On >= since);
            foreach (var (officeId, office, now) in changes)
            {
                var plan = plans[p.Id].OrderByDescending(a => a.BegunOn).FirstOrDefault();
                IReadOnlyList<HangingPartner> hanging = [.. ties[p.Id]];
                // Somebody goes already; after a leader who left, those who hung on the support are still to be talked with.
                if (plan?.PersonId is not null && (now.State == LeaderState.New || hanging.Count == 0))
                    continue;
                var over = ask.DaysOver(now.On!.Value);
                var called = p.ShortName.Length > 0 ? p.ShortName : p.Name;
                rows.Add(new()
                {
                    Key = $"leader:{p.Id}:{officeId}:{now.Term!.PersonId}",
                    Reason = QueueReason.LeaderChanged,
                    Title = $"{now.Term.Name}, {office}",
                    Href = plan is null || now.State == LeaderState.Gone ? "/partners/" + p.Slug : "/approaches/" + plan.Id,
                    Detail = TodaySentences.LeaderDetail(office, called, now, hanging, today),
                    When = now.State == LeaderState.New ? "New" : "Left",
                    WhenSub = (now.State == LeaderState.New ? "since " : "on ") + OutreachSentences.Day(now.On.Value, today),
                    Tone = over > QueueOrder.MonthDays ? QueueTone.Late : QueueTone.Soon,
                    Act = QueueAct.Open,
                    Label = now.State == LeaderState.Gone ? "See who hangs on it" : plan is null ? "Plan an approach" : "Say who goes",
                    ActHref = now.State == LeaderState.Gone ? "/approaches/leaders" : plan is null ? $"/approaches/new?partner={p.Id}&why=LeadersSupport" : "/approaches/" + plan.Id,
                    RecordId = p.Id,
                    PartnerId = p.Id,
                    PartnerSlug = p.Slug,
                    OwnerId = p.HolderId,
                    Due = now.On.Value,
                    Urgency = QueueOrder.Urgency(over, QueueOrder.MonthDays),
                    Matters = TodaySentences.LeaderMatters(office, called, now, hanging.Count),
                });
            }
        }

        return rows;
    }
}
