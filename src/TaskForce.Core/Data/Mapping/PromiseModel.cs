using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Learning;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Data.Mapping;

/// <summary>Promises, what partners send in, trainings and survey answers.</summary>
internal static class PromiseModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Commitment>(commitment =>
        {
            commitment.HasIndex(c => new { c.MouId, c.Order });
            commitment.HasIndex(c => c.PartnerId);
            commitment.HasOne<Mou>().WithMany().HasForeignKey(c => c.MouId).OnDelete(DeleteBehavior.Cascade);
            commitment.HasOne<Partner>().WithMany().HasForeignKey(c => c.PartnerId).OnDelete(DeleteBehavior.Restrict);
            commitment.HasOne<Body>().WithMany().HasForeignKey(c => c.BodyId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<CommitmentRuling>(ruling =>
        {
            ruling.HasIndex(r => new { r.CommitmentId, r.PartnerId, r.DueOn }).IsUnique();
            ruling.HasIndex(r => r.PartnerId);
            ruling.HasOne<Commitment>().WithMany().HasForeignKey(r => r.CommitmentId).OnDelete(DeleteBehavior.Cascade);
            ruling.HasOne<Partner>().WithMany().HasForeignKey(r => r.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<PartnerReturn>(given =>
        {
            given.HasIndex(r => new { r.CommitmentId, r.PartnerId, r.From }).IsUnique();
            given.HasIndex(r => new { r.PartnerId, r.ReceivedOn });
            given.HasOne<Commitment>().WithMany().HasForeignKey(r => r.CommitmentId).OnDelete(DeleteBehavior.Cascade);
            given.HasOne<Partner>().WithMany().HasForeignKey(r => r.PartnerId).OnDelete(DeleteBehavior.Restrict);
            given.HasOne<StoredFile>().WithMany().HasForeignKey(r => r.FileId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ReturnLink>(link =>
        {
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => new { l.CommitmentId, l.PartnerId, l.DueOn });
            link.HasOne<Commitment>().WithMany().HasForeignKey(l => l.CommitmentId).OnDelete(DeleteBehavior.Cascade);
            link.HasOne<Partner>().WithMany().HasForeignKey(l => l.PartnerId).OnDelete(DeleteBehavior.Restrict);
            link.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<TrainingSession>(session =>
        {
            session.HasIndex(s => new { s.On, s.Id });
            session.HasIndex(s => s.HostId);
            session.HasOne<Partner>().WithMany().HasForeignKey(s => s.HostId).OnDelete(DeleteBehavior.Restrict);
            session.HasMany(s => s.Attended).WithOne().HasForeignKey(a => a.SessionId);
        });
        model.Entity<TrainingAttendance>(attendance =>
        {
            attendance.HasIndex(a => new { a.SessionId, a.PartnerId }).IsUnique();
            attendance.HasIndex(a => a.PartnerId);
            attendance.HasOne<Partner>().WithMany().HasForeignKey(a => a.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<SurveyAnswer>(answer =>
        {
            answer.HasIndex(a => new { a.PartnerId, a.AskedOn });
            answer.HasIndex(a => new { a.AskedOn, a.Id });
            answer.HasOne<Partner>().WithMany().HasForeignKey(a => a.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<JudgedValue>(judged =>
        {
            judged.HasIndex(j => new { j.PartnerId, j.Key }).IsUnique();
            judged.HasOne<Partner>().WithMany().HasForeignKey(j => j.PartnerId);
        });
    }
}
