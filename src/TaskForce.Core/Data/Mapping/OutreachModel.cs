using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Data.Mapping;

/// <summary>Coverage, approach plans, community-based organizations, supporters and public communication.</summary>
internal static class OutreachModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Partner>().HasOne<Person>().WithMany().HasForeignKey(p => p.HolderId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Barrier>().HasOne<Person>().WithMany().HasForeignKey(b => b.PersonId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Community>(community =>
        {
            community.HasIndex(c => new { c.SortName, c.Id });
            community.HasOne<Partner>().WithMany().HasForeignKey(c => c.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ApproachPlan>(plan =>
        {
            plan.HasIndex(p => p.PartnerId);
            plan.HasIndex(p => new { p.EndedOn, p.BegunOn });
            plan.HasMany(p => p.Steps).WithOne().HasForeignKey(s => s.PlanId);
            plan.HasOne<Partner>().WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
            plan.HasOne<Person>().WithMany().HasForeignKey(p => p.LeaderId).OnDelete(DeleteBehavior.Restrict);
            plan.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ApproachStep>(step =>
        {
            step.HasIndex(s => new { s.DoneOn, s.DueOn });
            step.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SupportTie>(tie =>
        {
            tie.HasIndex(t => new { t.PartnerId, t.OnPartnerId }).IsUnique();
            tie.HasIndex(t => t.OnPartnerId);
            tie.HasOne<Partner>().WithMany().HasForeignKey(t => t.PartnerId).OnDelete(DeleteBehavior.Restrict);
            tie.HasOne<Partner>().WithMany().HasForeignKey(t => t.OnPartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        OfPartner<StepChoice>(model);
        OfPartner<Incentive>(model);
        OfPartner<PathStep>(model);
        OfPartner<SupportOffer>(model);
        OfPartner<ChampionMessage>(model);
        OfPartner<CommunityProfile>(model, unique: true);
        model.Entity<PathStep>().HasIndex(s => new { s.Step, s.PartnerId });
        model.Entity<SupportOffer>().HasIndex(o => new { o.UsedOn, o.PartnerId });
        model.Entity<CommunityProfile>().HasIndex(p => new { p.Priority, p.PartnerId });
        model.Entity<PublicItem>(item =>
        {
            item.HasIndex(i => new { i.On, i.Id });
            item.HasIndex(i => new { i.Kind, i.On, i.Id });
            item.HasIndex(i => new { i.PartnerId, i.On, i.Id });
            item.HasOne<PlanActivity>().WithMany().HasForeignKey(i => i.ActivityId).OnDelete(DeleteBehavior.Restrict);
            item.HasOne<Partner>().WithMany().HasForeignKey(i => i.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void OfPartner<T>(ModelBuilder model, bool unique = false) where T : Record => model.Entity<T>(record =>
    {
        record.HasIndex("PartnerId").IsUnique(unique);
        record.HasOne<Partner>().WithMany().HasForeignKey("PartnerId");
    });
}
