using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Learning;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.Core.BuyIn;

/// <summary>Reads off a context whose standing its unsaved changes touch, for verbs that do not know beforehand: an undo, a merge.</summary>
public static class TouchedPartners
{
    /// <summary>The partners, as they were and as they will be. Ask before saving.</summary>
    public static async Task<IReadOnlyCollection<Guid>> OfAsync(TaskForceDb db, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        HashSet<Guid> partners = [], contacts = [], meetings = [], mous = [], versions = [], people = [], offices = [], sessions = [], seats = [], bodies = [], kinds = [];
        var trained = false;
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            switch (entry.Entity)
            {
                case Partner partner: partners.Add(partner.Id); break;
                case Sponsor: Take(entry, nameof(Sponsor.PartnerId), partners); break;
                case Champion: Take(entry, nameof(Champion.PartnerId), partners); break;
                case LeadershipStatement: Take(entry, nameof(LeadershipStatement.PartnerId), partners); break;
                case ContactPartner: Take(entry, nameof(ContactPartner.PartnerId), partners); break;
                case Contact contact: contacts.Add(contact.Id); break;
                case Attendance: Take(entry, nameof(Attendance.PartnerId), partners); Take(entry, nameof(Attendance.MeetingId), meetings); break;
                case Meeting meeting: meetings.Add(meeting.Id); bodies.Add(meeting.BodyId); break;
                case Seat: Take(entry, nameof(Seat.PartnerId), partners); Take(entry, nameof(Seat.OfficeId), offices); break;
                case Body body when entry.Property(nameof(Body.Kind)).IsModified: bodies.Add(body.Id); kinds.Add(body.Id); break;
                case SeatHolding holding: seats.Add(holding.SeatId); break;
                case Mou mou: mous.Add(mou.Id); break;
                case MouVersion version: mous.Add(version.MouId); break;
                case MouParty party: Take(entry, nameof(MouParty.PartnerId), partners); versions.Add(party.VersionId); break;
                case Commitment commitment: mous.Add(commitment.MouId); break;
                case CommitmentRuling: Take(entry, nameof(CommitmentRuling.PartnerId), partners); break;
                case PartnerReturn: Take(entry, nameof(PartnerReturn.PartnerId), partners); break;
                case TrainingSession session: Take(entry, nameof(TrainingSession.HostId), partners); sessions.Add(session.Id); trained = true; break;
                case TrainingAttendance: Take(entry, nameof(TrainingAttendance.PartnerId), partners); trained = true; break;
                case SurveyAnswer: Take(entry, nameof(SurveyAnswer.PartnerId), partners); break;
                case OfficeHolding: Take(entry, nameof(OfficeHolding.OfficeId), offices); break;
                case Person person: people.Add(person.Id); break;
                case Office: Take(entry, nameof(Office.PartnerId), partners); break;
            }
        }

        // Who promised to send people to trainings is measured by those that were held, whoever came.
        if (trained)
            partners.UnionWith(await Trainings.WithPromisesAsync(db, [], ct));
        partners.UnionWith(await db.TrainingAttendance.Where(a => sessions.Contains(a.SessionId)).Select(a => a.PartnerId).ToListAsync(ct));
        partners.UnionWith(await db.ContactPartners.Where(c => contacts.Contains(c.ContactId)).Select(c => c.PartnerId).ToListAsync(ct));
        partners.UnionWith(await db.Attendance.Where(a => meetings.Contains(a.MeetingId) && a.PartnerId != null).Select(a => a.PartnerId!.Value).ToListAsync(ct));
        partners.UnionWith(await db.Attendance.Where(a => a.PartnerId != null && db.Meetings.Any(m => m.Id == a.MeetingId && kinds.Contains(m.BodyId))).Select(a => a.PartnerId!.Value).ToListAsync(ct));
        // A meeting whose attendance is complete also counts the seats that have no mark.
        bodies.UnionWith(await db.Meetings.Where(m => meetings.Contains(m.Id)).Select(m => m.BodyId).ToListAsync(ct));
        partners.UnionWith(await db.Seats.Where(s => bodies.Contains(s.BodyId) && s.PartnerId != null).Select(s => s.PartnerId!.Value).ToListAsync(ct));
        offices.UnionWith(await db.Seats.Where(s => bodies.Contains(s.BodyId) && s.OfficeId != null).Select(s => s.OfficeId!.Value).ToListAsync(ct));
        partners.UnionWith(await db.Seats.Where(s => seats.Contains(s.Id) && s.PartnerId != null).Select(s => s.PartnerId!.Value).ToListAsync(ct));
        offices.UnionWith(await db.Seats.Where(s => seats.Contains(s.Id) && s.OfficeId != null).Select(s => s.OfficeId!.Value).ToListAsync(ct));
        partners.UnionWith(await db.Offices.Where(o => offices.Contains(o.Id)).Select(o => o.PartnerId).ToListAsync(ct));
        var touched = db.MouVersions.Where(v => mous.Contains(v.MouId) || versions.Contains(v.Id)).Select(v => v.MouId);
        partners.UnionWith(await db.MouVersions.Where(v => touched.Contains(v.MouId)).SelectMany(v => v.Parties).Select(p => p.PartnerId).ToListAsync(ct));
        partners.UnionWith(await db.Sponsors.Where(s => s.PersonId != null && people.Contains(s.PersonId.Value)).Select(s => s.PartnerId).ToListAsync(ct));
        return partners;
    }

    private static void Take(EntityEntry entry, string property, HashSet<Guid> into)
    {
        var value = entry.Property(property);
        if (value.CurrentValue is Guid now) into.Add(now);
        if (entry.State != EntityState.Added && value.OriginalValue is Guid before) into.Add(before);
    }
}
