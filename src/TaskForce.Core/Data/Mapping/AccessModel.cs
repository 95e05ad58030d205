using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.People;

namespace TaskForce.Core.Data.Mapping;

internal static class AccessModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Account>(account =>
        {
            account.HasIndex(a => a.PersonId).IsUnique();
            account.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Session>(session =>
        {
            session.HasIndex(s => new { s.AccountId, s.EndedAt });
            session.HasIndex(s => s.LastSeenAt);
            session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<Invitation>(invitation =>
        {
            invitation.HasIndex(i => i.TokenHash).IsUnique();
            invitation.HasOne<Person>().WithMany().HasForeignKey(i => i.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<OneTimeLink>(link =>
        {
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasOne<Account>().WithMany().HasForeignKey(l => l.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<OwnAgencyReading>().HasIndex(r => new { r.PartnerId, r.At });
    }
}
