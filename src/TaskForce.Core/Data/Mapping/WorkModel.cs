using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Reviews;
using TaskForce.Core.Today;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.Core.Data.Mapping;

internal static class WorkModel
{
    public static void Configure(ModelBuilder model)
    {
        ConfigureMeetings(model);
        ConfigureAgreements(model);
        ConfigureOutreach(model);
        model.Entity<Indicator>().HasIndex(i => i.Key).IsUnique();
        model.Entity<PartnerHalf>(half =>
        {
            half.HasKey(h => new { h.PartnerId, h.Half });
            half.HasIndex(h => h.Half);
            half.HasIndex(h => new { h.PartnerId, h.Half, h.Index });
            half.HasOne<Partner>().WithMany().HasForeignKey(h => h.PartnerId);
        });
        model.Entity<ReviewAsk>(ask =>
        {
            ask.HasIndex(a => a.Half);
            ask.HasOne<Partner>().WithMany().HasForeignKey(a => a.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ReviewEdition>(edition =>
        {
            edition.HasIndex(e => new { e.Half, e.Kind });
            edition.HasMany(e => e.Partners).WithOne().HasForeignKey(p => p.EditionId);
        });
        model.Entity<EditionPartner>(partner =>
        {
            partner.HasKey(p => new { p.EditionId, p.PartnerId });
            partner.HasIndex(p => new { p.PartnerId, p.Half }).IsUnique();
            partner.HasOne<Partner>().WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<EditionMark>(mark =>
        {
            mark.HasKey(m => new { m.EditionId, m.CommitmentId, m.PartnerId, m.DueOn });
            mark.HasIndex(m => new { m.CommitmentId, m.PartnerId });
            mark.HasIndex(m => m.PartnerId);
            mark.HasOne<ReviewEdition>().WithMany().HasForeignKey(m => m.EditionId).OnDelete(DeleteBehavior.Cascade);
            mark.HasOne<Partner>().WithMany().HasForeignKey(m => m.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ReviewLink>(link =>
        {
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
            link.HasMany(l => l.Openings).WithOne().HasForeignKey(o => o.LinkId);
        });
        model.Entity<QueueMark>(mark =>
        {
            mark.HasIndex(m => m.Key).IsUnique();
            mark.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    private static void ConfigureMeetings(ModelBuilder model)
    {
        model.Entity<Meeting>(meeting =>
        {
            meeting.HasIndex(m => new { m.BodyId, m.On });
            meeting.HasIndex(m => new { m.On, m.Id });
            meeting.HasOne<Body>().WithMany().HasForeignKey(m => m.BodyId).OnDelete(DeleteBehavior.Restrict);
            meeting.HasMany(m => m.Agenda).WithOne().HasForeignKey(a => a.MeetingId);
            meeting.HasMany(m => m.Attendance).WithOne().HasForeignKey(a => a.MeetingId);
            meeting.HasMany(m => m.Decisions).WithOne().HasForeignKey(d => d.MeetingId);
            meeting.HasMany(m => m.Actions).WithOne().HasForeignKey(a => a.MeetingId);
        });
        model.Entity<Attendance>(attendance =>
        {
            attendance.HasIndex(a => new { a.MeetingId, a.SeatId }).IsUnique();
            attendance.HasIndex(a => new { a.PartnerId, a.MeetingId });
            attendance.HasOne<Seat>().WithMany().HasForeignKey(a => a.SeatId).OnDelete(DeleteBehavior.Restrict);
            attendance.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
            attendance.HasOne<Partner>().WithMany().HasForeignKey(a => a.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ActionItem>(action =>
        {
            action.HasIndex(a => new { a.PersonId, a.DoneAt, a.DueOn });
            action.HasIndex(a => new { a.DoneAt, a.DueOn });
            action.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
            action.HasOne<Body>().WithMany().HasForeignKey(a => a.BodyId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MeetingReply>(reply =>
        {
            reply.HasIndex(r => new { r.MeetingId, r.PersonId }).IsUnique();
            reply.HasOne<Meeting>().WithMany().HasForeignKey(r => r.MeetingId);
            reply.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ReplyLink>(link =>
        {
            link.HasIndex(l => l.TokenHash).IsUnique();
            link.HasIndex(l => new { l.MeetingId, l.PersonId });
            link.HasOne<Meeting>().WithMany().HasForeignKey(l => l.MeetingId);
        });
        model.Entity<CalendarFeed>().HasIndex(f => f.TokenHash).IsUnique();
    }

    private static void ConfigureAgreements(ModelBuilder model)
    {
        model.Entity<Mou>(mou =>
        {
            mou.HasIndex(m => new { m.SortName, m.Id });
            mou.HasMany(m => m.Versions).WithOne().HasForeignKey(v => v.MouId);
        });
        model.Entity<MouVersion>(version =>
        {
            version.HasIndex(v => new { v.MouId, v.Number }).IsUnique();
            version.HasIndex(v => v.ExpiresOn);
            // Versions recorded before there were addenda are whole texts.
            version.Property(v => v.Kind).HasDefaultValue(MouVersionKind.Version);
            version.HasOne(v => v.TextFile).WithMany().HasForeignKey(v => v.TextFileId).OnDelete(DeleteBehavior.Restrict);
            version.HasOne(v => v.File).WithMany().HasForeignKey(v => v.FileId).OnDelete(DeleteBehavior.Restrict);
            version.HasMany(v => v.Parties).WithOne().HasForeignKey(p => p.VersionId);
        });
        model.Entity<MouParty>(party =>
        {
            party.HasIndex(p => new { p.VersionId, p.PartnerId }).IsUnique();
            party.HasIndex(p => p.PartnerId);
            party.HasOne<Partner>().WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
            party.HasOne<Office>().WithMany().HasForeignKey(p => p.OfficeId).OnDelete(DeleteBehavior.Restrict);
            party.HasOne<Person>().WithMany().HasForeignKey(p => p.SignedById).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MouClause>(clause =>
        {
            clause.HasIndex(c => new { c.VersionId, c.Order });
            clause.HasOne<MouVersion>().WithMany().HasForeignKey(c => c.VersionId);
            clause.HasMany(c => c.Partners).WithOne().HasForeignKey(p => p.ClauseId);
        });
        // What was kept before there were two kinds is for drafts.
        model.Entity<MouTemplate>().Property(t => t.Kind).HasDefaultValue(TemplateKind.MouDraft);
        model.Entity<MouTemplate>().HasOne(t => t.File).WithMany().HasForeignKey(t => t.FileId).OnDelete(DeleteBehavior.Restrict);
        model.Entity<Protocol>(protocol =>
        {
            protocol.HasIndex(p => new { p.SortName, p.Id });
            protocol.HasOne<Partner>().WithMany().HasForeignKey(p => p.KeeperId).OnDelete(DeleteBehavior.Restrict);
            protocol.HasMany(p => p.Versions).WithOne().HasForeignKey(v => v.ProtocolId);
            protocol.HasMany(p => p.Trained).WithOne().HasForeignKey(t => t.ProtocolId);
        });
        model.Entity<ProtocolVersion>(version =>
        {
            version.HasIndex(v => new { v.ProtocolId, v.Number }).IsUnique();
            version.HasOne(v => v.File).WithMany().HasForeignKey(v => v.FileId).OnDelete(DeleteBehavior.Restrict);
            version.HasOne<MeetingDecision>().WithMany().HasForeignKey(v => v.DecisionId).OnDelete(DeleteBehavior.SetNull);
        });
        model.Entity<ProtocolTraining>(trained =>
        {
            trained.HasIndex(t => t.PartnerId);
            trained.HasOne<Partner>().WithMany().HasForeignKey(t => t.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MouClausePartner>(partner =>
        {
            partner.HasIndex(p => new { p.ClauseId, p.PartnerId }).IsUnique();
            partner.HasOne<Partner>().WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ApprovalStep>(step =>
        {
            step.HasIndex(s => new { s.Outcome, s.NextMeetingOn });
            step.HasOne<MouVersion>().WithMany().HasForeignKey(s => s.VersionId);
            step.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<MouObjection>(objection =>
        {
            objection.HasIndex(o => o.PartnerId);
            objection.HasOne<MouVersion>().WithMany().HasForeignKey(o => o.VersionId);
            objection.HasOne<Partner>().WithMany().HasForeignKey(o => o.PartnerId).OnDelete(DeleteBehavior.Restrict);
            objection.HasOne<MouClause>().WithMany().HasForeignKey(o => o.ClauseId).OnDelete(DeleteBehavior.SetNull);
        });
    }

    private static void ConfigureOutreach(ModelBuilder model)
    {
        model.Entity<Contact>(contact =>
        {
            contact.HasIndex(c => new { c.On, c.Id });
            contact.HasIndex(c => new { c.AuthorId, c.On });
            contact.HasIndex(c => new { c.NextStepDoneAt, c.NextStepOn });
            contact.HasMany(c => c.Partners).WithOne().HasForeignKey(p => p.ContactId);
            contact.HasMany(c => c.People).WithOne().HasForeignKey(p => p.ContactId);
        });
        model.Entity<ContactPartner>(partner =>
        {
            partner.HasIndex(p => new { p.ContactId, p.PartnerId }).IsUnique();
            partner.HasIndex(p => new { p.PartnerId, p.TwoWay, p.On });
            partner.HasIndex(p => new { p.PartnerId, p.On, p.ContactId });
            partner.HasOne<Partner>().WithMany().HasForeignKey(p => p.PartnerId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ContactPerson>(person =>
        {
            person.HasIndex(p => new { p.ContactId, p.PersonId }).IsUnique();
            person.HasIndex(p => p.PersonId);
            person.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<Barrier>(barrier =>
        {
            barrier.HasIndex(b => b.PartnerId);
            barrier.HasOne<Partner>().WithMany().HasForeignKey(b => b.PartnerId);
            barrier.HasOne<Contact>().WithMany().HasForeignKey(b => b.ContactId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}
