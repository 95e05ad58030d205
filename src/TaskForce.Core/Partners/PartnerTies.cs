using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>What ties a partner to the task force: memberships, executive sponsor, internal champion, statements of its leadership. All shared.</summary>
public sealed class PartnerTies(Databases databases)
{
    /// <summary>Adds a membership, or changes one.</summary>
    /// <exception cref="RefusedException">Two memberships would hold on one day.</exception>
    public async Task<Saved> SaveMembershipAsync(Actor actor, MembershipForm form, CancellationToken ct = default)
    {
        await new MembershipForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        var all = await db.Memberships.Where(m => m.PartnerId == form.PartnerId).ToListAsync(ct);
        var membership = Find(db, all, form.Id, form.Version, () => new Membership { PartnerId = form.PartnerId });
        if (form.EndPrevious && form.Id is null)
        {
            foreach (var open in all.Where(m => m.To is null && m.From < form.From))
                open.To = form.From!.Value.AddDays(-1);
        }
        if (all.Find(m => m.Id != membership.Id && new Period(m.From, m.To).Overlaps(new(form.From, form.To))) is { } other)
        {
            throw new RefusedException($"On some of these days the partner is already “{PartnerWords.Of(other.Kind).ToLowerInvariant()}”. End that first, or choose other days.", nameof(MembershipForm.From));
        }
        (membership.Kind, membership.From, membership.To, membership.Reason) = (form.Kind, form.From!.Value, form.To, form.Reason.Trim());
        await db.SaveChangesAsync(ct);
        return new(membership.Id, db.ChangeId);
    }

    /// <summary>Names the executive sponsor from a day on; the one before ends on the day before.</summary>
    public async Task<Saved> SaveSponsorAsync(Actor actor, SponsorForm form, CancellationToken ct = default)
    {
        await new SponsorForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await DemandPersonAsync(db, form.PersonId, ct);
        if (form.OfficeId is { } office && !await db.Offices.AnyAsync(o => o.Id == office && o.PartnerId == form.PartnerId, ct))
            throw new RefusedException("This office belongs to another partner. Choose one of this partner's offices.", nameof(SponsorForm.OfficeId));
        var all = await db.Sponsors.Where(s => s.PartnerId == form.PartnerId).ToListAsync(ct);
        var sponsor = Find(db, all, form.Id, form.Version, () => new Sponsor { PartnerId = form.PartnerId });
        foreach (var open in all.Where(s => form.Id is null && s.To is null && s.From < form.From))
            open.To = form.From!.Value.AddDays(-1);
        if (all.Exists(s => s.Id != sponsor.Id && new Period(s.From, s.To).Overlaps(new(form.From, form.To))))
            throw new RefusedException("Another sponsor is named for some of these days. End that first, or choose other days.", nameof(SponsorForm.From));
        (sponsor.PersonId, sponsor.OfficeId, sponsor.From, sponsor.To) = (form.PersonId, form.OfficeId, form.From!.Value, form.To);
        await Standings.SaveAsync(db, [form.PartnerId], ct: ct);
        return new(sponsor.Id, db.ChangeId);
    }

    /// <summary>Names the internal champion from a day on; several may be named at once.</summary>
    public async Task<Saved> SaveChampionAsync(Actor actor, ChampionForm form, CancellationToken ct = default)
    {
        await new ChampionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await DemandPersonAsync(db, form.PersonId, ct);
        var all = await db.Champions.Where(c => c.PartnerId == form.PartnerId).ToListAsync(ct);
        var champion = Find(db, all, form.Id, form.Version, () => new Champion { PartnerId = form.PartnerId });
        if (all.Exists(c => c.Id != champion.Id && c.PersonId == form.PersonId && new Period(c.From, c.To).Overlaps(new(form.From, form.To))))
            throw new RefusedException("This person is already named champion on some of these days. Change the days, or edit the entry that is there.", nameof(ChampionForm.PersonId));
        var was = ChampionOn(all, databases.Clock.Today);
        (champion.PersonId, champion.HasAuthority, champion.LeadershipBacks) = (form.PersonId!.Value, form.HasAuthority, form.LeadershipBacks);
        var ended = champion.To;
        (champion.From, champion.To) = (form.From!.Value, form.To);
        if (ChampionOn(all.Append(champion), databases.Clock.Today) != was)
            await ForgetJudgedAsync(db, form.PartnerId, ct);
        if (form.Id is not null && champion.To != ended)
            await Outreach.ReEngagements.ChampionEndsAsync(db, champion, ct);
        await Standings.SaveAsync(db, [form.PartnerId], ct: ct);
        return new(champion.Id, db.ChangeId);
    }

    /// <summary>Records what a leader said for the effort.</summary>
    public async Task<Saved> SaveStatementAsync(Actor actor, StatementForm form, CancellationToken ct = default)
    {
        await new StatementForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await DemandPersonAsync(db, form.PersonId, ct);
        if (form.On > databases.Clock.Today)
            throw new RefusedException("A statement is recorded on the day it was made, so the day cannot lie ahead.", nameof(StatementForm.On));
        var all = await db.LeadershipStatements.Where(s => s.PartnerId == form.PartnerId && s.Id == form.Id).ToListAsync(ct);
        var statement = Find(db, all, form.Id, form.Version, () => new LeadershipStatement { PartnerId = form.PartnerId, Text = "" });
        (statement.PersonId, statement.On, statement.InPublic, statement.Text) = (form.PersonId, form.On!.Value, form.InPublic, form.Text.Trim());
        await Standings.SaveAsync(db, [form.PartnerId], ct: ct);
        return new(statement.Id, db.ChangeId);
    }

    /// <summary>Takes a membership, sponsor, champion or statement away that was entered by mistake. History keeps it; undo brings it back.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid partnerId, Guid tieId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        object? tie = await db.Memberships.FirstOrDefaultAsync(m => m.Id == tieId && m.PartnerId == partnerId, ct);
        tie ??= await db.Sponsors.FirstOrDefaultAsync(m => m.Id == tieId && m.PartnerId == partnerId, ct);
        tie ??= await db.Champions.FirstOrDefaultAsync(m => m.Id == tieId && m.PartnerId == partnerId, ct);
        tie ??= await db.LeadershipStatements.FirstOrDefaultAsync(m => m.Id == tieId && m.PartnerId == partnerId, ct);
        db.Remove(tie ?? throw new NotFoundException("entry"));
        if (tie is Champion gone)
        {
            var all = await db.Champions.Where(c => c.PartnerId == partnerId).ToListAsync(ct);
            if (ChampionOn(all, databases.Clock.Today) != ChampionOn(all.Where(c => c.Id != gone.Id), databases.Clock.Today))
                await ForgetJudgedAsync(db, partnerId, ct);
        }
        await Standings.SaveAsync(db, [partnerId], ct: ct);
        return new(tieId, db.ChangeId);
    }

    // Who is champion on a day; of several the one who came last.
    private static Guid? ChampionOn(IEnumerable<Champion> all, DateOnly day) =>
        all.Where(c => new Period(c.From, c.To).Contains(day)).OrderByDescending(c => c.From).Select(c => (Guid?)c.PersonId).FirstOrDefault();

    // What was judged of a champion is of that one alone, whoever writes the change down and whenever.
    private static async Task ForgetJudgedAsync(TaskForceDb db, Guid partnerId, CancellationToken ct)
    {
        if (await db.PartnerJudgments.FirstOrDefaultAsync(j => j.PartnerId == partnerId && j.ChampionJudgedOn != null, ct) is { } judgment)
            (judgment.Enthusiasm, judgment.Reach, judgment.ChampionJudgedOn) = (null, null, null);
    }

    private static T Find<T>(TaskForceDb db, List<T> all, Guid? id, Guid? version, Func<T> make) where T : Record
    {
        if (id is null)
        {
            var made = make();
            db.Add(made);
            return made;
        }
        var found = all.Find(r => r.Id == id) ?? throw new NotFoundException("entry");
        found.DemandVersion(version ?? Guid.Empty);
        return found;
    }

    private static async Task DemandPersonAsync(TaskForceDb db, Guid? personId, CancellationToken ct)
    {
        if (personId is { } id && !await db.People.AnyAsync(p => p.Id == id && p.ArchivedAt == null, ct))
            throw new RefusedException("This person is not in the roster any more. Choose another.", "PersonId");
    }
}
