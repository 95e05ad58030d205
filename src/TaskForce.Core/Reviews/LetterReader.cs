using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;

namespace TaskForce.Core.Reviews;

/// <summary>Reads what partners gave in a half, for many at once: a fixed number of queries. Shared records only.</summary>
internal static class LetterReader
{
    /// <param name="only">The partners; null for all that are not put away.</param>
    public static async Task<IReadOnlyList<PartnerGifts>> ReadAsync(TaskForceDb db, IReadOnlyList<Guid>? only, LetterFrame frame, CancellationToken ct)
    {
        var partners = await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null && (only == null || only.Contains(p.Id))).OrderBy(p => p.SortName).ThenBy(p => p.Id).Select(p => new { p.Id, p.Name, p.Slug }).ToListAsync(ct);
        var ids = partners.ConvertAll(p => p.Id);
        var (from, to) = (frame.Half.Start, frame.AsOf);

        var came = (await (from mark in db.Attendance.AsNoTracking()
                           where mark.PartnerId != null && ids.Contains(mark.PartnerId.Value) && (mark.Presence == Presence.Present || mark.Presence == Presence.Remote || mark.Presence == Presence.Deputy)
                           join meeting in db.Meetings on mark.MeetingId equals meeting.Id
                           where meeting.ArchivedAt == null && meeting.CancelledAt == null && meeting.On >= @from && meeting.On <= to
                           join body in db.Bodies on meeting.BodyId equals body.Id
                           select new { Partner = mark.PartnerId!.Value, meeting.Id, Body = body.Name, body.SortName }).Distinct().ToListAsync(ct)).ToLookup(m => m.Partner);
        var returns = (await db.PartnerReturns.AsNoTracking().Where(r => ids.Contains(r.PartnerId) && r.To >= from && r.To <= frame.Half.End && r.ReceivedOn <= frame.On).Select(r => new { r.PartnerId, r.Hours, HasFigures = r.Figures != "" || r.FileId != null }).ToListAsync(ct)).ToLookup(r => r.PartnerId);
        var sessions = await db.TrainingSessions.AsNoTracking().Where(s => s.ArchivedAt == null && s.On >= from && s.On <= to).OrderBy(s => s.On).ThenBy(s => s.Id).Select(s => new { s.Id, s.Title, s.On, s.HostId }).ToListAsync(ct);
        var held = sessions.ConvertAll(s => s.Id);
        var trained = (await db.TrainingAttendance.AsNoTracking().Where(a => ids.Contains(a.PartnerId) && held.Contains(a.SessionId) && a.People > 0).Select(a => new { a.PartnerId, a.People }).ToListAsync(ct)).ToLookup(a => a.PartnerId, a => a.People);
        var champions = (await (from champion in db.Champions.AsNoTracking()
                                where ids.Contains(champion.PartnerId) && champion.From >= @from && champion.From <= to && (champion.To == null || champion.To >= to)
                                join person in db.People on champion.PersonId equals person.Id
                                orderby champion.From
                                select new { champion.PartnerId, Name = person.Name != "" ? person.Name : person.KnownAs }).ToListAsync(ct)).ToLookup(c => c.PartnerId, c => c.Name);
        var statements = (await db.LeadershipStatements.AsNoTracking().Where(s => ids.Contains(s.PartnerId) && s.On >= from && s.On <= to).Select(s => s.PartnerId).ToListAsync(ct)).ToLookup(id => id);
        var activities = await ActivitiesAsync(db, ids, frame, ct);
        var promises = (await CommitmentReader.OfPartnersAsync(db, ids, ct)).ToLookup(p => p.PartnerId);
        var leaders = await LeadersAsync(db, ids, frame.On, ct);

        return [.. partners.Select(p => new PartnerGifts(p.Id, p.Name, p.Slug, leaders.GetValueOrDefault(p.Id).Name, leaders.GetValueOrDefault(p.Id).Title ?? "")
        {
            Meetings = [.. came[p.Id].GroupBy(m => (m.SortName, m.Body)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.SortName, StringComparer.Ordinal).Select(g => new MeetingsGiven(g.Key.Body, g.Count()))],
            Hours = returns[p.Id].Sum(r => r.Hours ?? 0),
            Figures = returns[p.Id].Count(r => r.HasFigures),
            Hosted = [.. sessions.Where(s => s.HostId == p.Id).Select(s => new DoneThing(s.Title, s.On))],
            Trained = (trained[p.Id].Count(), trained[p.Id].Sum()),
            Activities = [.. activities[p.Id]],
            Promises = [.. promises[p.Id].Select(c => new PromiseGiven(c.Commitment.Title, c.Marks(to, from).Count(mark => mark.IsKept && frame.Half.Contains(mark.Due.On)))).Where(c => c.Times > 0)],
            Champion = champions[p.Id].LastOrDefault(),
            Statements = statements[p.Id].Count(),
        })];
    }

    /// <summary>Activities of plans that the people of a partner finished, by the post that they held on the day.</summary>
    private static async Task<ILookup<Guid, DoneThing>> ActivitiesAsync(TaskForceDb db, List<Guid> ids, LetterFrame frame, CancellationToken ct)
    {
        var (first, last) = (frame.Half.Start, frame.AsOf);
        return (await (from activity in db.PlanActivities.AsNoTracking()
                       where activity.Status == ActivityStatus.Done && activity.DoneOn >= first && activity.DoneOn <= last
                       join post in db.Posts on activity.PersonId equals (Guid?)post.PersonId
                       where ids.Contains(post.PartnerId) && (post.From == null || post.From <= activity.DoneOn) && (post.To == null || post.To >= activity.DoneOn)
                       join goal in db.PlanGoals on activity.GoalId equals goal.Id
                       join body in db.Bodies on goal.BodyId equals body.Id
                       select new { post.PartnerId, activity.Id, activity.Title, DoneOn = activity.DoneOn!.Value, Body = body.Name }).Distinct().ToListAsync(ct))
            .OrderBy(a => a.DoneOn).ThenBy(a => a.Title, StringComparer.Ordinal).ToLookup(a => a.PartnerId, a => new DoneThing(a.Title, a.DoneOn, a.Body));
    }

    /// <summary>Who leads each partner on a day: the holder of its leading post, the post alone where it is vacant, else its sponsor.</summary>
    private static async Task<Dictionary<Guid, (string? Name, string? Title)>> LeadersAsync(TaskForceDb db, List<Guid> ids, DateOnly day, CancellationToken ct)
    {
        var offices = await (from office in db.Offices.AsNoTracking()
                             where office.ArchivedAt == null && ids.Contains(office.PartnerId)
                             from holding in db.OfficeHoldings.Where(h => h.OfficeId == office.Id && h.From <= day && (h.To == null || h.To >= day)).DefaultIfEmpty()
                             from person in db.People.Where(p => holding != null && p.Id == holding.PersonId).DefaultIfEmpty()
                             orderby office.Id
                             select new { office.PartnerId, office.Title, Name = person == null ? null : person.Name }).ToListAsync(ct);
        var sponsors = await (from sponsor in db.Sponsors.AsNoTracking()
                              where ids.Contains(sponsor.PartnerId) && sponsor.From <= day && (sponsor.To == null || sponsor.To >= day)
                              join person in db.People on sponsor.PersonId equals (Guid?)person.Id
                              where person.Name != ""
                              orderby sponsor.From, sponsor.Id
                              select new { sponsor.PartnerId, person.Name }).ToListAsync(ct);
        var leaders = sponsors.GroupBy(s => s.PartnerId).ToDictionary(g => g.Key, g => ((string?)g.First().Name, (string?)null));
        foreach (var group in offices.GroupBy(o => o.PartnerId))
        {
            // A post with somebody in it comes first; a person whose name is not known is written to by the post.
            var post = group.FirstOrDefault(o => !string.IsNullOrEmpty(o.Name)) ?? group.First();
            if (!string.IsNullOrEmpty(post.Name) || !leaders.ContainsKey(group.Key))
                leaders[group.Key] = (string.IsNullOrEmpty(post.Name) ? null : post.Name, post.Title);
        }
        return leaders;
    }
}
