using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.People;

/// <summary>Makes one person of two that are the same. Everything that hangs on either stays; the one that goes is put away and its address leads to the other.</summary>
public sealed class PersonMerges(Databases databases)
{
    /// <summary>What would move, and what stands in the way. Nothing is changed.</summary>
    public async Task<MergePreview> PreviewAsync(Actor actor, Guid fromId, Guid intoId, CancellationToken ct = default)
    {
        People.DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        var (from, into, work) = await PrepareAsync(db, fromId, intoId, ct);
        return work.Preview(from.Called, into.Called);
    }

    /// <summary>Merges, in one change that can be undone.</summary>
    /// <exception cref="RefusedException">It would break a rule; the sentence says how that can be resolved.</exception>
    public async Task<Saved> MergeAsync(Actor actor, Guid fromId, Guid intoId, CancellationToken ct = default)
    {
        People.DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        var (from, into, work) = await PrepareAsync(db, fromId, intoId, ct);
        if (work.Refusal is { } refusal)
            throw new RefusedException(refusal);
        (from.ArchivedAt, from.MergedIntoId) = (databases.Clock.UtcNow, into.Id);
        into.Name = into.Name.Length > 0 ? into.Name : from.Name;
        into.CanCommitAgency |= from.CanCommitAgency;
        into.Languages = into.Languages.Length > 0 ? into.Languages : from.Languages;
        into.Version = Guid.CreateVersion7();
        await Standings.SaveAsync(db, await People.SponsoredAsync(db, [from.Id, into.Id], ct), ct: ct);
        return new(into.Id, db.ChangeId, into.Slug);
    }

    private static async Task<(Person From, Person Into, MergeWork Work)> PrepareAsync(TaskForceDb db, Guid fromId, Guid intoId, CancellationToken ct)
    {
        var from = await db.People.Include(p => p.Emails).FirstOrDefaultAsync(p => p.Id == fromId, ct) ?? throw new NotFoundException("person");
        var into = await db.People.Include(p => p.Emails).FirstOrDefaultAsync(p => p.Id == intoId, ct) ?? throw new NotFoundException("person");
        var work = new MergeWork(db);
        var accounts = await db.Users.Where(a => a.PersonId == fromId || a.PersonId == intoId).Select(a => a.PersonId).ToListAsync(ct);
        if (fromId == intoId)
            work.Refuse("A person cannot be merged with themselves. Choose another one.");
        else if (from.MergedIntoId is not null || into.ArchivedAt is not null)
            work.Refuse("One of these is put away already. Restore it first.");
        else if (accounts.Count == 2)
            work.Refuse("Both sign in with an account of their own, and an account belongs to one person. These are two people to the product; keep them apart.");
        else if (accounts.Contains(fromId))
            work.Refuse($"{from.Called} signs in with an account. Merge the other way round, so that the one with the account stays.");
        else if (await db.Invitations.AnyAsync(i => i.PersonId == fromId && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > db.Clock.UtcNow, ct))
            work.Refuse($"An invitation for {from.Called} waits, and whoever takes it up would have an account without a place in the roster. Take it back first; then merge.");
        if (work.Refusal is null)
        {
            await RosterAsync(db, work, from, into, ct);
            await RolesAsync(db, work, from, into, ct);
            await WorkAsync(db, work, from, into, ct);
        }
        return (from, into, work);
    }

    private static async Task RosterAsync(TaskForceDb db, MergeWork work, Person from, Person into, CancellationToken ct)
    {
        var posts = await db.Posts.Where(p => p.PersonId == from.Id || p.PersonId == into.Id).ToListAsync(ct);
        foreach (var post in posts.Where(p => p.PersonId == from.Id).ToList())
        {
            if (posts.Find(p => p.PersonId == into.Id && p.PartnerId == post.PartnerId && Folding.Fold(p.Title) == Folding.Fold(post.Title) && new Period(p.From, p.To).Overlaps(new(post.From, post.To))) is not { } same)
                continue;
            (same.From, same.To) = (same.From is null ? post.From : post.From < same.From ? post.From : same.From, same.To is null || post.To is null ? null : post.To > same.To ? post.To : same.To);
            work.Drop(post);
            posts.Remove(post);
            work.Say("Both have the same post at the same partner: it stays once, over all its days.");
        }
        work.Move("Posts", [.. posts.Where(p => p.PersonId == from.Id)], nameof(Post.PersonId), into.Id);

        var emails = from.Emails.ToList();
        var known = into.Emails.Select(e => e.Folded).ToHashSet();
        foreach (var twice in emails.Where(e => known.Contains(e.Folded)))
            work.Drop(twice);
        work.Move("E-mail addresses", [.. emails.Where(e => !known.Contains(e.Folded))], nameof(PersonEmail.PersonId), into.Id);
        var phones = await db.PersonPhones.Where(p => p.PersonId == from.Id || p.PersonId == into.Id).ToListAsync(ct);
        var numbers = phones.Where(p => p.PersonId == into.Id).Select(p => p.Number).ToHashSet();
        foreach (var twice in phones.Where(p => p.PersonId == from.Id && numbers.Contains(p.Number)))
            work.Drop(twice);
        work.Move("Phone numbers", [.. phones.Where(p => p.PersonId == from.Id && !numbers.Contains(p.Number))], nameof(PersonPhone.PersonId), into.Id);
    }

    private static async Task RolesAsync(TaskForceDb db, MergeWork work, Person from, Person into, CancellationToken ct)
    {
        work.Move("Offices held", await db.OfficeHoldings.Where(h => h.PersonId == from.Id).ToListAsync(ct), nameof(OfficeHolding.PersonId), into.Id);
        work.Move("Seats held", await db.SeatHoldings.Where(h => h.PersonId == from.Id).ToListAsync(ct), nameof(Bodies.SeatHolding.PersonId), into.Id);
        work.Move("Seats as alternate", await db.SeatHoldings.Where(h => h.AlternateId == from.Id).ToListAsync(ct), nameof(Bodies.SeatHolding.AlternateId), into.Id);
        foreach (var own in db.ChangeTracker.Entries<Bodies.SeatHolding>().Select(e => e.Entity).Where(h => h.PersonId == into.Id && h.AlternateId == into.Id))
        {
            own.AlternateId = null;
            work.Say("One is the alternate of the other: nobody is one's own alternate, so that place becomes free.");
        }
        work.Move("Sponsorships", await db.Sponsors.Where(s => s.PersonId == from.Id).ToListAsync(ct), nameof(Partners.Sponsor.PersonId), into.Id);
        work.Move("Champion", await db.Champions.Where(c => c.PersonId == from.Id).ToListAsync(ct), nameof(Partners.Champion.PersonId), into.Id);
        work.Move("Statements", await db.LeadershipStatements.Where(s => s.PersonId == from.Id).ToListAsync(ct), nameof(Partners.LeadershipStatement.PersonId), into.Id);
        work.Move("Signatures", await db.MouParties.Where(p => p.SignedById == from.Id).ToListAsync(ct), nameof(Agreements.MouParty.SignedById), into.Id);
    }

    private static async Task WorkAsync(TaskForceDb db, MergeWork work, Person from, Person into, CancellationToken ct)
    {
        work.Move("Marks of attendance", await db.Attendance.Where(a => a.PersonId == from.Id).ToListAsync(ct), nameof(Meetings.Attendance.PersonId), into.Id);
        work.Move("Action items", await db.ActionItems.Where(a => a.PersonId == from.Id).ToListAsync(ct), nameof(Meetings.ActionItem.PersonId), into.Id);
        work.Move("Plan activities", await db.PlanActivities.Where(a => a.PersonId == from.Id).ToListAsync(ct), nameof(Bodies.PlanActivity.PersonId), into.Id);
        work.Move("Next steps", await db.Contacts.Where(c => c.NextStepPersonId == from.Id).ToListAsync(ct), nameof(Outreach.Contact.NextStepPersonId), into.Id);
        work.Move("Counter-steps", await db.Barriers.Where(b => b.PersonId == from.Id).ToListAsync(ct), nameof(Outreach.Barrier.PersonId), into.Id);
        work.Move("Approach plans", await db.ApproachPlans.Where(p => p.PersonId == from.Id).ToListAsync(ct), nameof(Outreach.ApproachPlan.PersonId), into.Id);
        work.Move("Approaches of the leader", await db.ApproachPlans.Where(p => p.LeaderId == from.Id).ToListAsync(ct), nameof(Outreach.ApproachPlan.LeaderId), into.Id);
        work.Move("Steps of approach", await db.ApproachSteps.Where(s => s.PersonId == from.Id).ToListAsync(ct), nameof(Outreach.ApproachStep.PersonId), into.Id);
        work.Move("Messages of the champion", await db.ChampionMessages.Where(m => m.PersonId == from.Id).ToListAsync(ct), nameof(Outreach.ChampionMessage.PersonId), into.Id);
        work.Move("Relationships", await db.Partners.Where(p => p.HolderId == from.Id).ToListAsync(ct), nameof(Partners.Partner.HolderId), into.Id);
        work.Move("Rows of the queue", await db.QueueMarks.Where(q => q.PersonId == from.Id).ToListAsync(ct), nameof(Today.QueueMark.PersonId), into.Id);

        // Who turned a mail off under either name does not want it.
        db.MailChoices.AddRange((await db.MailChoices.AsNoTracking().Where(c => c.PersonId == from.Id && !db.MailChoices.Any(o => o.PersonId == into.Id && o.Kind == c.Kind)).ToListAsync(ct))
            .Select(c => new Mail.MailChoice { PersonId = into.Id, Kind = c.Kind, OffSince = c.OffSince, ByLink = c.ByLink }));

        var replies = await db.MeetingReplies.Where(r => r.PersonId == from.Id || r.PersonId == into.Id).ToListAsync(ct);
        var answered = replies.Where(r => r.PersonId == into.Id).Select(r => r.MeetingId).ToHashSet();
        foreach (var twice in replies.Where(r => r.PersonId == from.Id && answered.Contains(r.MeetingId)))
        {
            work.Drop(twice);
            work.Say($"Both answered the same invitation; the answer of {into.Called} stays.");
        }
        work.Move("Replies", [.. replies.Where(r => r.PersonId == from.Id && !answered.Contains(r.MeetingId))], nameof(Meetings.MeetingReply.PersonId), into.Id);
        foreach (var link in await db.ReplyLinks.Where(l => l.PersonId == from.Id).ToListAsync(ct)) link.PersonId = into.Id;
        foreach (var link in await db.ReviewLinks.Where(l => l.PersonId == from.Id).ToListAsync(ct)) link.PersonId = into.Id;
        foreach (var link in await db.ReturnLinks.Where(l => l.PersonId == from.Id).ToListAsync(ct)) link.PersonId = into.Id;

        var contacts = await db.ContactPeople.Where(c => c.PersonId == from.Id || c.PersonId == into.Id).ToListAsync(ct);
        var there = contacts.Where(c => c.PersonId == into.Id).Select(c => c.ContactId).ToHashSet();
        foreach (var twice in contacts.Where(c => c.PersonId == from.Id && there.Contains(c.ContactId)))
            work.Drop(twice);
        work.Move("Contacts", [.. contacts.Where(c => c.PersonId == from.Id && !there.Contains(c.ContactId))], nameof(Outreach.ContactPerson.PersonId), into.Id);
    }
}
