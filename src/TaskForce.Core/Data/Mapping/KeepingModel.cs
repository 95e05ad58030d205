using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Mail;
using TaskForce.Core.People;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Data.Mapping;

internal static class KeepingModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<CharterRow>().HasIndex(c => c.From).IsUnique();
        model.Entity<CharterRow>().Property(c => c.MouNotices).HasDefaultValue(Agreements.MouNotices.Shipped);
        model.Entity<CharterRow>().Property(c => c.FirstReminderDays).HasDefaultValue(14);
        model.Entity<CharterRow>().Property(c => c.LastReminderDays).HasDefaultValue(3);
        model.Entity<ImportBatch>(batch =>
        {
            batch.HasIndex(b => new { b.State, b.UploadedAt });
            batch.HasIndex(b => b.FileHash);
        });
        model.Entity<ImportRow>(row =>
        {
            row.HasKey(r => new { r.BatchId, r.Sheet, r.Number });
            row.HasIndex(r => new { r.BatchId, r.Sheet, r.Outcome, r.Number });
            row.HasIndex(r => r.Hash);
            row.HasOne<ImportBatch>().WithMany().HasForeignKey(r => r.BatchId);
        });
        model.Entity<ImportMapping>().HasIndex(m => m.Signature).IsUnique();
        model.Entity<FileBytes>(bytes =>
        {
            bytes.HasKey(b => b.FileId);
            bytes.HasOne<StoredFile>().WithOne().HasForeignKey<FileBytes>(b => b.FileId);
        });
        model.Entity<Draft>(draft =>
        {
            draft.HasIndex(d => new { d.AccountId, d.Form, d.RecordKey }).IsUnique();
            draft.HasIndex(d => d.SavedAt);
            draft.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId);
        });
        model.Entity<SavedView>().HasIndex(v => new { v.List, v.AccountId });
        model.Entity<ProtectionKey>().HasIndex(k => k.Name).IsUnique();
        model.Entity<AuditEntry>(entry =>
        {
            entry.HasIndex(e => new { e.RecordId, e.At });
            entry.HasIndex(e => new { e.OwnerId, e.At });
            entry.HasIndex(e => e.ChangeId);
            entry.HasIndex(e => e.BatchId);
        });
        model.Entity<OutgoingMail>(mail =>
        {
            mail.Property(m => m.Version).IsConcurrencyToken();
            mail.HasIndex(m => new { m.State, m.DueAt });
            mail.HasIndex(m => new { m.PersonId, m.Kind, m.State });
            mail.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<MailNotice>(notice =>
        {
            notice.HasKey(n => n.Key);
            notice.HasIndex(n => n.MailId);
            notice.HasIndex(n => n.At);
            notice.Ignore(n => n.Subject).Ignore(n => n.Text).Ignore(n => n.ExpiresAt).Ignore(n => n.PersonId).Ignore(n => n.Kind);
        });
        model.Entity<MailChoice>(choice =>
        {
            choice.HasKey(c => new { c.PersonId, c.Kind });
            choice.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
        });
        model.Entity<StrikeOut>().HasIndex(s => s.RecordId);
        model.Entity<SearchWord>(word =>
        {
            word.HasKey(w => new { w.Word, w.EntryId });
            word.HasIndex(w => w.EntryId);
            word.HasOne<SearchEntry>().WithMany().HasForeignKey(w => w.EntryId);
        });
    }
}
