using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Data.Mapping;

internal static class RosterModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<PartnerKind>().HasIndex(k => k.Name).IsUnique();
        model.Entity<Partner>(partner =>
        {
            partner.HasIndex(p => p.Slug).IsUnique();
            partner.HasIndex(p => new { p.SortName, p.Id });
            partner.HasIndex(p => new { p.ArchivedAt, p.SortName, p.Id });
            partner.HasIndex(p => new { p.Sector, p.ArchivedAt, p.SortName, p.Id });
            partner.HasOne(p => p.Kind).WithMany().HasForeignKey(p => p.KindId).OnDelete(DeleteBehavior.Restrict);
            partner.HasMany(p => p.Tags).WithOne().HasForeignKey(t => t.PartnerId);
            partner.HasMany(p => p.Memberships).WithOne().HasForeignKey(m => m.PartnerId);
            partner.HasOne(p => p.Standing).WithOne().HasForeignKey<PartnerStanding>(s => s.PartnerId);
            partner.HasOne<Partner>().WithMany().HasForeignKey(p => p.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PartnerTag>().HasIndex(t => new { t.PartnerId, t.Tag }).IsUnique();
        model.Entity<PartnerTag>().HasIndex(t => t.Tag);
        model.Entity<Membership>().HasIndex(m => new { m.PartnerId, m.From });
        model.Entity<Membership>().HasIndex(m => new { m.Kind, m.PartnerId });
        model.Entity<Membership>().HasIndex(m => new { m.From, m.PartnerId });
        model.Entity<PartnerJudgment>(judgment =>
        {
            judgment.HasIndex(j => j.PartnerId).IsUnique();
            judgment.HasIndex(j => j.Stage);
            judgment.HasOne<Partner>().WithMany().HasForeignKey(j => j.PartnerId);
        });
        model.Entity<PartnerNote>(note =>
        {
            note.HasIndex(n => new { n.PartnerId, n.WrittenAt });
            note.HasOne<Partner>().WithMany().HasForeignKey(n => n.PartnerId);
        });
        model.Entity<PartnerStanding>(standing =>
        {
            standing.HasKey(s => s.PartnerId);
            standing.HasIndex(s => new { s.Index, s.PartnerId });
            standing.HasIndex(s => new { s.Change, s.PartnerId });
            standing.HasIndex(s => new { s.LastContactOn, s.PartnerId });
            standing.HasIndex(s => new { s.CheckInDueOn, s.PartnerId });
            standing.HasIndex(s => new { s.MouEndsOn, s.PartnerId, s.HasMou });
            standing.HasIndex(s => new { s.HasChampion, s.PartnerId });
        });
        model.Entity<Sponsor>(sponsor =>
        {
            sponsor.HasIndex(s => new { s.PartnerId, s.From });
            sponsor.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId);
            sponsor.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
            sponsor.HasOne<Office>().WithMany().HasForeignKey(s => s.OfficeId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Champion>(champion =>
        {
            champion.HasIndex(c => new { c.PartnerId, c.From });
            champion.HasOne<Partner>().WithMany().HasForeignKey(c => c.PartnerId);
            champion.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<LeadershipStatement>(statement =>
        {
            statement.HasIndex(s => new { s.PartnerId, s.On });
            statement.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId);
            statement.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        });

        model.Entity<Person>(person =>
        {
            person.HasIndex(p => p.Slug).IsUnique();
            person.HasIndex(p => new { p.SortName, p.Id });
            person.HasIndex(p => new { p.ArchivedAt, p.SortName, p.Id });
            person.HasMany(p => p.Posts).WithOne().HasForeignKey(t => t.PersonId);
            person.HasMany(p => p.Emails).WithOne().HasForeignKey(e => e.PersonId);
            person.HasMany(p => p.Phones).WithOne().HasForeignKey(f => f.PersonId);
            person.HasOne<Person>().WithMany().HasForeignKey(p => p.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Post>(post =>
        {
            post.HasIndex(p => new { p.PartnerId, p.To });
            post.HasOne<Partner>().WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PersonEmail>().HasIndex(e => e.Folded);
        model.Entity<Office>(office =>
        {
            office.HasIndex(o => o.PartnerId);
            office.HasOne<Partner>().WithMany().HasForeignKey(o => o.PartnerId);
            office.HasMany(o => o.Holdings).WithOne().HasForeignKey(h => h.OfficeId);
        });
        model.Entity<OfficeHolding>().HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Restrict);

        model.Entity<Body>(body =>
        {
            body.HasIndex(b => b.Slug).IsUnique();
            body.HasIndex(b => new { b.SortName, b.Id });
            body.HasOne<Body>().WithMany().HasForeignKey(b => b.ParentId).OnDelete(DeleteBehavior.Restrict);
            body.HasMany(b => b.Seats).WithOne().HasForeignKey(s => s.BodyId);
        });
        model.Entity<Seat>(seat =>
        {
            seat.HasIndex(s => s.PartnerId);
            seat.HasIndex(s => new { s.BodyId, s.To });
            seat.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId).OnDelete(DeleteBehavior.Restrict);
            seat.HasOne<Office>().WithMany().HasForeignKey(s => s.OfficeId).OnDelete(DeleteBehavior.Restrict);
            seat.HasMany(s => s.Holdings).WithOne().HasForeignKey(h => h.SeatId);
        });
        model.Entity<SeatHolding>(holding =>
        {
            holding.HasIndex(h => new { h.PersonId, h.To });
            holding.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Restrict);
            holding.HasOne<Person>().WithMany().HasForeignKey(h => h.AlternateId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PlanGoal>(goal =>
        {
            goal.HasIndex(g => new { g.BodyId, g.Year });
            goal.HasOne<Body>().WithMany().HasForeignKey(g => g.BodyId);
            goal.HasMany(g => g.Activities).WithOne().HasForeignKey(a => a.GoalId);
        });
        model.Entity<PlanActivity>(activity =>
        {
            activity.HasIndex(a => new { a.Status, a.To });
            activity.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
