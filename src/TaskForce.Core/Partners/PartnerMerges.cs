using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.People;

namespace TaskForce.Core.Partners;

/// <summary>Makes one partner of two that are the same. Everything that hangs on either stays; the one that goes is put away and its address leads to the other.</summary>
public sealed class PartnerMerges(Databases databases)
{
    /// <summary>What would move, and what stands in the way. Nothing is changed.</summary>
    public async Task<MergePreview> PreviewAsync(Actor actor, Guid fromId, Guid intoId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var (from, into, work) = await PrepareAsync(db, actor, fromId, intoId, ct);
        return work.Preview(from.Name, into.Name);
    }

    /// <summary>Merges, in one change that can be undone.</summary>
    /// <exception cref="RefusedException">It would break a rule; the sentence says how that can be resolved.</exception>
    public async Task<Saved> MergeAsync(Actor actor, Guid fromId, Guid intoId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var (from, into, work) = await PrepareAsync(db, actor, fromId, intoId, ct);
        if (work.Refusal is { } refusal)
            throw new RefusedException(refusal);
        (from.ArchivedAt, from.MergedIntoId) = (databases.Clock.UtcNow, into.Id);
        if (into.ShortName.Length == 0 && from.ShortName.Length > 0)
            into.ShortName = from.ShortName;
        into.HolderId ??= from.HolderId;
        into.Website = into.Website.Length > 0 ? into.Website : from.Website;
        into.Address = into.Address.Length > 0 ? into.Address : from.Address;
        into.ServiceArea = into.ServiceArea.Length > 0 ? into.ServiceArea : from.ServiceArea;
        into.ServicesOffered = into.ServicesOffered.Length > 0 ? into.ServicesOffered : from.ServicesOffered;
        into.Populations = [.. into.Populations.Union(from.Populations, StringComparer.OrdinalIgnoreCase)];
        into.Languages = [.. into.Languages.Union(from.Languages, StringComparer.OrdinalIgnoreCase)];
        await Standings.SaveAsync(db, [from.Id, into.Id], ct: ct);
        return new(into.Id, db.ChangeId, into.Slug);
    }

    private async Task<(Partner From, Partner Into, MergeWork Work)> PrepareAsync(TaskForceDb db, Actor actor, Guid fromId, Guid intoId, CancellationToken ct)
    {
        var from = await db.Partners.FirstOrDefaultAsync(p => p.Id == fromId, ct) ?? throw new NotFoundException("partner");
        var into = await db.Partners.FirstOrDefaultAsync(p => p.Id == intoId, ct) ?? throw new NotFoundException("partner");
        var work = new MergeWork(db);
        if (fromId == intoId)
            work.Refuse("A partner cannot be merged with itself. Choose another one.");
        else if (from.MergedIntoId is not null || into.ArchivedAt is not null)
            work.Refuse("One of these is put away already. Restore it first.");
        if (work.Refusal is null)
        {
            await TiesAsync(db, work, from, into, ct);
            await PeopleAsync(db, work, from, into, ct);
            await LeadAsync(db, work, from, into, ct);
            await MousAsync(db, work, from, into, ct);
            await PromiseMerges.PrepareAsync(db, work, from.Id, into.Id, ct);
            work.Move("Asks of the executives", await db.ReviewAsks.Where(a => a.PartnerId == fromId).ToListAsync(ct), nameof(Reviews.ReviewAsk.PartnerId), intoId);
            await CandidAsync(db, work, actor, from, into, ct);
        }
        return (from, into, work);
    }

    private static async Task TiesAsync(TaskForceDb db, MergeWork work, Partner from, Partner into, CancellationToken ct)
    {
        var tags = await db.PartnerTags.Where(t => t.PartnerId == from.Id || t.PartnerId == into.Id).ToListAsync(ct);
        var kept = tags.Where(t => t.PartnerId == into.Id).Select(t => t.Tag).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var twice in tags.Where(t => t.PartnerId == from.Id && kept.Contains(t.Tag)))
            work.Drop(twice);
        work.Move("Tags", [.. tags.Where(t => t.PartnerId == from.Id && !kept.Contains(t.Tag))], nameof(PartnerTag.PartnerId), into.Id);

        await MembershipsAsync(db, work, from, into, ct);
        await SponsorsAsync(db, work, from, into, ct);

        var champions = await db.Champions.Where(c => c.PartnerId == from.Id || c.PartnerId == into.Id).ToListAsync(ct);
        foreach (var champion in champions.Where(c => c.PartnerId == from.Id).ToList())
        {
            if (champions.Find(c => c.PartnerId == into.Id && c.PersonId == champion.PersonId && new Period(c.From, c.To).Overlaps(new(champion.From, champion.To))) is not { } same)
                continue;
            (same.From, same.To) = (champion.From < same.From ? champion.From : same.From, same.To is null || champion.To is null ? null : champion.To > same.To ? champion.To : same.To);
            work.Drop(champion);
            champions.Remove(champion);
        }
        work.Move("Champions", [.. champions.Where(c => c.PartnerId == from.Id)], nameof(Champion.PartnerId), into.Id);
        work.Move("Statements", await db.LeadershipStatements.Where(s => s.PartnerId == from.Id).ToListAsync(ct), nameof(LeadershipStatement.PartnerId), into.Id);
    }

    /// <summary>A partner is one kind of member a day: on days on which the one that stays has a membership, that one counts; on all others the one that goes does.</summary>
    private static async Task MembershipsAsync(TaskForceDb db, MergeWork work, Partner from, Partner into, CancellationToken ct)
    {
        var memberships = await db.Memberships.Where(m => m.PartnerId == from.Id || m.PartnerId == into.Id).ToListAsync(ct);
        var theirs = memberships.Where(m => m.PartnerId == into.Id).ToList();
        List<Membership> moved = [];
        foreach (var membership in memberships.Where(m => m.PartnerId == from.Id).OrderBy(m => m.From))
        {
            var whole = new Period(membership.From, membership.To);
            var others = theirs.Where(m => whole.Overlaps(new(m.From, m.To))).ToList();
            if (others.Count == 0)
            {
                moved.Add(membership);
                continue;
            }
            var word = PartnerWords.Of(membership.Kind);
            var left = whole.Without(others.Select(m => new Period(m.From, m.To))).ToList();
            if (others.Exists(m => m.Kind == membership.Kind))
                work.Say($"Both are “{word.ToLowerInvariant()}” on the same days: one membership over all of them stays.");
            else if (left.Count == 0)
                work.Say($"“{word}” of {from.Name} falls on days on which {into.Name} has a membership of its own; that one stays.");
            left.RemoveAll(days => Widens(others, membership.Kind, days));
            if (left.Exists(days => days.To is { } last && others.Exists(m => m.From == last.AddDays(1))))
                work.Say($"“{word}” of {from.Name} ends where the membership of {into.Name} begins.");
            if (left.Exists(days => others.Exists(m => m.To?.AddDays(1) == days.From)))
                work.Say($"“{word}” of {from.Name} goes on where the membership of {into.Name} has ended.");
            if (left.Count == 0)
            {
                work.Drop(membership);
                continue;
            }
            (membership.From, membership.To) = (left[0].From!.Value, left[0].To);
            moved.Add(membership);
            foreach (var days in left.Skip(1))
            {
                var rest = new Membership { PartnerId = from.Id, Kind = membership.Kind, From = days.From!.Value, To = days.To, Reason = membership.Reason };
                db.Memberships.Add(rest);
                moved.Add(rest);
            }
        }
        work.Move("Memberships", moved, nameof(Membership.PartnerId), into.Id);
    }

    /// <summary>Whether one of the same kind begins or ends beside the days; it then takes them in.</summary>
    private static bool Widens(List<Membership> others, MembershipKind kind, Period days)
    {
        if (others.Find(m => m.Kind == kind && m.To?.AddDays(1) == days.From) is { } before)
            before.To = days.To;
        else if (others.Find(m => m.Kind == kind && days.To?.AddDays(1) == m.From) is { } after)
            after.From = days.From!.Value;
        else
            return false;
        return true;
    }

    private static async Task SponsorsAsync(TaskForceDb db, MergeWork work, Partner from, Partner into, CancellationToken ct)
    {
        var sponsors = await db.Sponsors.Where(s => s.PartnerId == from.Id || s.PartnerId == into.Id).ToListAsync(ct);
        var named = sponsors.Where(s => s.PartnerId == into.Id).Select(s => new Period(s.From, s.To)).ToList();
        List<Sponsor> moved = [];
        foreach (var sponsor in sponsors.Where(s => s.PartnerId == from.Id).OrderBy(s => s.From))
        {
            var whole = new Period(sponsor.From, sponsor.To);
            if (!named.Exists(whole.Overlaps))
            {
                moved.Add(sponsor);
                continue;
            }
            work.Say($"Both name an executive sponsor on the same days; that of {into.Name} stays.");
            var left = whole.Without(named);
            if (left.Count == 0)
            {
                work.Drop(sponsor);
                continue;
            }
            if (left.Any(days => days.From > sponsor.From))
                work.Say($"The executive sponsor of {from.Name} goes on where that of {into.Name} has ended.");
            (sponsor.From, sponsor.To) = (left[0].From!.Value, left[0].To);
            moved.Add(sponsor);
            foreach (var days in left.Skip(1))
            {
                var rest = new Sponsor { PartnerId = from.Id, PersonId = sponsor.PersonId, OfficeId = sponsor.OfficeId, From = days.From!.Value, To = days.To };
                db.Sponsors.Add(rest);
                moved.Add(rest);
            }
        }
        work.Move("Sponsors", moved, nameof(Sponsor.PartnerId), into.Id);
    }

    private static async Task PeopleAsync(TaskForceDb db, MergeWork work, Partner from, Partner into, CancellationToken ct)
    {
        work.Move("Posts of people", await db.Posts.Where(p => p.PartnerId == from.Id).ToListAsync(ct), nameof(Post.PartnerId), into.Id);
        work.Move("Offices", await db.Offices.Where(o => o.PartnerId == from.Id).ToListAsync(ct), nameof(Office.PartnerId), into.Id);
        work.Move("Seats", await db.Seats.Where(s => s.PartnerId == from.Id).ToListAsync(ct), nameof(Bodies.Seat.PartnerId), into.Id);
        work.Move("Marks of attendance", await db.Attendance.Where(a => a.PartnerId == from.Id).ToListAsync(ct), nameof(Meetings.Attendance.PartnerId), into.Id);
    }

    /// <summary>Says which chief and which champion come to the one that stays. Two entries always were one agency, so nobody followed anybody and no plan to come back opens; but who reads the record must know.</summary>
    private static async Task LeadAsync(TaskForceDb db, MergeWork work, Partner from, Partner into, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var chiefs = await db.Offices.AsNoTracking().Where(o => (o.PartnerId == from.Id || o.PartnerId == into.Id) && o.ArchivedAt == null)
            .Join(db.OfficeHoldings.Where(h => h.From <= today && (h.To == null || h.To >= today)), o => o.Id, h => h.OfficeId, (o, h) => new { o.PartnerId, o.Title, h.PersonId })
            .Join(db.People, h => h.PersonId, p => p.Id, (h, p) => new Lead(h.PartnerId, p.Id, (p.Name.Length > 0 ? p.Name : p.KnownAs) + ", " + h.Title)).ToListAsync(ct);
        var champions = await db.Champions.AsNoTracking().Where(c => (c.PartnerId == from.Id || c.PartnerId == into.Id) && c.From <= today && (c.To == null || c.To >= today))
            .Join(db.People, c => c.PersonId, p => p.Id, (c, p) => new Lead(c.PartnerId, p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs)).ToListAsync(ct);
        string?[] said =
        [
            PartnerSentences.AfterMerge("Who leads", into.Name, Of(chiefs, into), from.Name, Of(chiefs, from)),
            PartnerSentences.AfterMerge("Champion at", into.Name, Of(champions, into), from.Name, Of(champions, from)),
        ];
        foreach (var sentence in said.OfType<string>())
            work.Say(sentence);
        if (said.OfType<string>().Any())
            work.Say("No plan to come back opens, for a merge is no change at an agency. If one of them left, write down the last day after the merge, and it opens.");

        static List<(Guid, string)> Of(List<Lead> leads, Partner partner) => [.. leads.Where(l => l.PartnerId == partner.Id).OrderBy(l => l.Called, StringComparer.Ordinal).Select(l => (l.PersonId, l.Called))];
    }

    private sealed record Lead(Guid PartnerId, Guid PersonId, string Called);

    private static async Task MousAsync(TaskForceDb db, MergeWork work, Partner from, Partner into, CancellationToken ct)
    {
        var parties = await db.MouParties.Where(p => p.PartnerId == from.Id || p.PartnerId == into.Id).ToListAsync(ct);
        var both = parties.GroupBy(p => p.VersionId).Where(g => g.Count() > 1).ToList();
        var doubled = both.Select(g => g.Key).ToHashSet();
        var titles = await db.MouVersions.Where(v => doubled.Contains(v.Id)).Join(db.Mous, v => v.MouId, m => m.Id, (v, m) => new { v.Id, m.Title }).ToDictionaryAsync(v => v.Id, v => v.Title, ct);
        foreach (var pair in both)
        {
            var (goes, stays) = (pair.First(p => p.PartnerId == from.Id), pair.First(p => p.PartnerId == into.Id));
            var title = titles[pair.Key];
            if (goes.SignedOn is not null && stays.SignedOn is not null)
            {
                work.Refuse($"Both have signed “{title}”, as two parties. Open that MOU and take one of them off first; then merge.");
                return;
            }
            if (stays.SignedOn is null)
                (stays.SignedOn, stays.SignedById, stays.OfficeId) = (goes.SignedOn, goes.SignedById, goes.OfficeId ?? stays.OfficeId);
            stays.SignatureRequired |= goes.SignatureRequired;
            work.Drop(goes);
            work.Say($"Both are parties of “{title}”: they become one party{(goes.SignedOn is not null ? $", with the signature of {from.Name}" : "")}.");
        }
        work.Move("MOUs", [.. parties.Where(p => p.PartnerId == from.Id && !doubled.Contains(p.VersionId))], nameof(Agreements.MouParty.PartnerId), into.Id);
    }

    private async Task CandidAsync(TaskForceDb db, MergeWork work, Actor actor, Partner from, Partner into, CancellationToken ct)
    {
        var contacts = await db.ContactPartners.Where(c => c.PartnerId == from.Id || c.PartnerId == into.Id).ToListAsync(ct);
        var known = contacts.Where(c => c.PartnerId == into.Id).Select(c => c.ContactId).ToHashSet();
        foreach (var twice in contacts.Where(c => c.PartnerId == from.Id && known.Contains(c.ContactId)))
            work.Drop(twice);
        work.Move("Contacts", [.. contacts.Where(c => c.PartnerId == from.Id && !known.Contains(c.ContactId))], nameof(Outreach.ContactPartner.PartnerId), into.Id);
        work.Move("Barriers", await db.Barriers.Where(b => b.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.Barrier.PartnerId), into.Id);
        work.Move("Incentives", await db.Incentives.Where(b => b.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.Incentive.PartnerId), into.Id);
        work.Move("Decisions about the next step", await db.StepChoices.Where(b => b.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.StepChoice.PartnerId), into.Id);
        work.Move("Messages of the champion", await db.ChampionMessages.Where(b => b.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.ChampionMessage.PartnerId), into.Id);
        work.Move("Approach plans", await db.ApproachPlans.Where(b => b.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.ApproachPlan.PartnerId), into.Id);
        work.Move("Steps of approach", await db.ApproachSteps.Where(b => b.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.ApproachStep.PartnerId), into.Id);
        work.Move("Communities", await db.Communities.Where(c => c.PartnerId == from.Id).ToListAsync(ct), nameof(Community.PartnerId), into.Id);
        work.Move("Offers of support", await db.SupportOffers.Where(c => c.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.SupportOffer.PartnerId), into.Id);
        work.Move("Public communication", await db.PublicItems.Where(c => c.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.PublicItem.PartnerId), into.Id);
        work.Move("Steps with the community", await db.PathSteps.Where(b => b.PartnerId == from.Id).ToListAsync(ct), nameof(Outreach.PathStep.PartnerId), into.Id);
        work.Move("Rows of the queue", await db.QueueMarks.Where(m => m.PartnerId == from.Id).ToListAsync(ct), nameof(Today.QueueMark.PartnerId), into.Id);
        await SupportAsync(db, work, from, into, ct);
        work.Move("Notes", await db.PartnerNotes.Where(n => n.PartnerId == from.Id).ToListAsync(ct), nameof(PartnerNote.PartnerId), into.Id);

        var values = await db.JudgedValues.Where(j => j.PartnerId == from.Id || j.PartnerId == into.Id).ToListAsync(ct);
        foreach (var twice in values.Where(j => j.PartnerId == from.Id && values.Exists(v => v.PartnerId == into.Id && v.Key == j.Key)).ToList())
        {
            work.Drop(twice);
            values.Remove(twice);
        }
        work.Move("Judged values", [.. values.Where(j => j.PartnerId == from.Id)], nameof(JudgedValue.PartnerId), into.Id);

        var judgments = await db.PartnerJudgments.Where(j => j.PartnerId == from.Id || j.PartnerId == into.Id).ToListAsync(ct);
        var mine = judgments.Find(j => j.PartnerId == from.Id);
        if (mine is not null && judgments.Exists(j => j.PartnerId == into.Id))
        {
            var words = new[] { mine.Stage is { } s ? "stage " + PartnerWords.Of(s) : null, mine.StanceNow is { } n ? "stance " + PartnerWords.Of(n) : null, mine.StanceWanted is { } w ? "stance wanted " + PartnerWords.Of(w) : null,
                mine.Enthusiasm is { } keen ? "champion " + PartnerWords.Of(keen) : null, mine.Reach is { } reach ? "heard in " + PartnerWords.Of(reach) : null }.Where(t => t is not null).ToList();
            if (words.Count > 0)
            {
                db.PartnerNotes.Add(new()
                {
                    PartnerId = into.Id,
                    WrittenAt = databases.Clock.UtcNow,
                    AuthorId = actor.AccountId,
                    AuthorName = actor.Name,
                    Text = $"Judgment of {from.Name} before the merge: {string.Join(", ", words)}.",
                });
            }
            work.Drop(mine);
            work.Say($"Stage and stance of {into.Name} stay; those of {from.Name} become a note.");
        }
        else if (mine is not null)
        {
            work.Move("Stage and stance", [mine], nameof(PartnerJudgment.PartnerId), into.Id);
        }
    }

    private static async Task SupportAsync(TaskForceDb db, MergeWork work, Partner from, Partner into, CancellationToken ct)
    {
        var ties = await db.SupportTies.Where(t => t.PartnerId == from.Id || t.OnPartnerId == from.Id || t.PartnerId == into.Id || t.OnPartnerId == into.Id).ToListAsync(ct);
        Guid Then(Guid id) => id == from.Id ? into.Id : id;
        HashSet<(Guid, Guid)> kept = [.. ties.Where(t => t.PartnerId != from.Id && t.OnPartnerId != from.Id).Select(t => (t.PartnerId, t.OnPartnerId))];
        foreach (var tie in ties.Where(t => t.PartnerId == from.Id || t.OnPartnerId == from.Id))
        {
            if (Then(tie.PartnerId) == Then(tie.OnPartnerId) || !kept.Add((Then(tie.PartnerId), Then(tie.OnPartnerId))))
                work.Drop(tie);
            else if (tie.PartnerId == from.Id)
                work.Move("Support that hangs on another", [tie], nameof(Outreach.SupportTie.PartnerId), into.Id);
            else
                work.Move("Support that hangs on another", [tie], nameof(Outreach.SupportTie.OnPartnerId), into.Id);
        }
        var profiles = await db.CommunityProfiles.Where(p => p.PartnerId == from.Id || p.PartnerId == into.Id).ToListAsync(ct);
        if (profiles.Find(p => p.PartnerId == from.Id) is not { } goes)
            return;
        if (profiles.Find(p => p.PartnerId == into.Id) is not { } stays)
        {
            work.Move("Community profile", [goes], nameof(Outreach.CommunityProfile.PartnerId), into.Id);
            return;
        }
        stays.Priority ??= goes.Priority;
        stays.PriorityWhy = Both(stays.PriorityWhy, goes.PriorityWhy);
        stays.Constituency = Both(stays.Constituency, goes.Constituency);
        stays.Demographics = Both(stays.Demographics, goes.Demographics);
        stays.Culture = Both(stays.Culture, goes.Culture);
        stays.Economy = Both(stays.Economy, goes.Economy);
        stays.Networks = Both(stays.Networks, goes.Networks);
        stays.PowerStructures = Both(stays.PowerStructures, goes.PowerStructures);
        stays.Norms = Both(stays.Norms, goes.Norms);
        stays.EarlierEfforts = Both(stays.EarlierEfforts, goes.EarlierEfforts);
        work.Drop(goes);
        work.Say("Both have a community profile: what stands in one of them goes into the one that stays.");
    }

    // Neither person's words are lost.
    private static string Both(string stays, string goes) => goes.Length == 0 || stays == goes ? stays : stays.Length == 0 ? goes : stays + "\n" + goes;
}
