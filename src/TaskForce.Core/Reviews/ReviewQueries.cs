using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>A partner with its tie on a day and the stored figures of two halves, as JSON.</summary>
internal sealed record ReviewPartnerRow(Guid Id, string Name, string ShortName, string Slug, Sector Sector, DateOnly? AsOf, MembershipKind? Tie, string? Now, string? Before);

/// <summary>A partner as its standing has it.</summary>
/// <param name="Name">The short name where there is one.</param>
/// <param name="OfDay">Whether the standing is of the day that was asked for.</param>
/// <param name="Now">The figures as JSON; empty where none are kept.</param>
internal sealed record ReviewStandingRow(Guid Id, string Name, string Slug, Sector Sector, MembershipKind? Tie, bool OfDay, bool HasMou, bool HadMou, string? Now, string? Before);

/// <summary>A seat at the executives.</summary>
internal sealed record ReviewSeatRow(Guid Id, string Title, string? Office, string? Partner, string? Slug, DateOnly From, DateOnly? To, WithoutMeetings? Apart);

/// <summary>A meeting of the executives.</summary>
internal sealed record ReviewMeetingRow(Guid Id, DateOnly On, bool Complete);

/// <summary>Who came.</summary>
internal sealed record ReviewMarkRow(Guid MeetingId, Guid SeatId, Presence Presence);

/// <summary>Who will come.</summary>
internal sealed record ReviewReplyRow(Guid MeetingId, Guid? SeatId, Guid? PersonId, ReplyAnswer Answer);

/// <summary>Who held a seat.</summary>
internal sealed record ReviewHolderRow(Guid SeatId, Guid PersonId, DateOnly From, DateOnly? To);

/// <summary>An activity of a plan.</summary>
internal sealed record ReviewActivityRow(string Name, string Slug, int Year, string Title, DateOnly From, DateOnly To, ActivityStatus Status, DateOnly? DoneOn);

/// <summary>What a review asks of the database. A dozen queries that are always the same: translated once, or their translation would take longer than their answers.</summary>
internal static class ReviewQueries
{
    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, int, int, IAsyncEnumerable<ReviewPartnerRow>>> Partners = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly asOf, int current, int previous) => db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).Select(p => new ReviewPartnerRow(
            p.Id, p.Name, p.ShortName, p.Slug, p.Sector,
            p.Standing == null ? null : p.Standing.AsOf,
            p.Memberships.Where(m => m.From <= asOf && (m.To == null || m.To >= asOf)).OrderByDescending(m => m.From).ThenBy(m => m.Id).Select(m => (MembershipKind?)m.Kind).FirstOrDefault(),
            db.PartnerHalves.Where(h => h.PartnerId == p.Id && h.Half == current).Select(h => h.Values).FirstOrDefault(),
            db.PartnerHalves.Where(h => h.PartnerId == p.Id && h.Half == previous).Select(h => h.Values).FirstOrDefault()))));

    /// <summary>Every partner as it stands on the day that its standing is of: nothing of it is worked out, and no other table is read for it.</summary>
    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, IAsyncEnumerable<ReviewStandingRow>>> Standing = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly asOf) => db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).LeftJoin(db.PartnerStandings, p => p.Id, s => s.PartnerId, (p, s) => new ReviewStandingRow(
            p.Id, p.ShortName == "" ? p.Name : p.ShortName, p.Slug, p.Sector,
            p.Memberships.Where(m => m.From <= asOf && (m.To == null || m.To >= asOf)).OrderByDescending(m => m.From).ThenBy(m => m.Id).Select(m => (MembershipKind?)m.Kind).FirstOrDefault(),
            s != null && s.AsOf == asOf, s != null && s.HasMou && (s.MouEndsOn == null || s.MouEndsOn >= asOf), s != null && s.HadMou, s!.Figures, s.FiguresBefore))));

    /// <summary>The partners that have a seat, or whose office has one.</summary>
    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, IAsyncEnumerable<Guid?>>> Seated = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly asOf) => from seat in db.Seats.AsNoTracking()
                                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                                           from office in offices.DefaultIfEmpty()
                                           where seat.From <= asOf && (seat.To == null || seat.To >= asOf)
                                           select seat.PartnerId ?? (office == null ? null : office.PartnerId)));

    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, DateOnly, IAsyncEnumerable<ReviewSeatRow>>> Seats = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly first, DateOnly last) => from seat in db.Seats.AsNoTracking()
                                                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                                                           from office in offices.DefaultIfEmpty()
                                                           let partnerId = seat.PartnerId ?? (office == null ? null : office.PartnerId)
                                                           join partner in db.Partners on partnerId equals partner.Id into partners
                                                           from partner in partners.DefaultIfEmpty()
                                                           where db.Bodies.Any(b => b.Id == seat.BodyId && b.Kind == BodyKind.Executives && b.ArchivedAt == null)
                                                               && seat.AttendanceExpected && seat.From <= last && (seat.To == null || seat.To >= first)
                                                           select new ReviewSeatRow(
                                                               seat.Id, seat.Title, office == null ? null : office.Title,
                                                               partner == null ? null : partner.ShortName == "" ? partner.Name : partner.ShortName,
                                                               partner == null ? null : partner.Slug, seat.From, seat.To,
                                                               partner == null ? null : WithoutMeetings.Of(partner.WithoutMeetings, partner.TakesPartBy, partner.WithoutMeetingsSince, partner.WithoutMeetingsUntil))));

    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, DateOnly, IAsyncEnumerable<ReviewMeetingRow>>> Meetings = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly first, DateOnly last) => db.Meetings.AsNoTracking()
            .Where(m => m.CancelledAt == null && m.ArchivedAt == null && m.On >= first && m.On <= last && db.Bodies.Any(b => b.Id == m.BodyId && b.Kind == BodyKind.Executives && b.ArchivedAt == null))
            .Select(m => new ReviewMeetingRow(m.Id, m.On, m.AttendanceClosedAt != null))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid[], IAsyncEnumerable<ReviewMarkRow>>> Marks = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] meetings) => db.Attendance.AsNoTracking().Where(a => meetings.Contains(a.MeetingId) && a.SeatId != null && a.Expected)
            .Select(a => new ReviewMarkRow(a.MeetingId, a.SeatId!.Value, a.Presence))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid[], IAsyncEnumerable<ReviewReplyRow>>> Replies = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] meetings) => db.MeetingReplies.AsNoTracking().Where(r => meetings.Contains(r.MeetingId)).Select(r => new ReviewReplyRow(r.MeetingId, r.SeatId, r.PersonId, r.Answer))));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid[], IAsyncEnumerable<ReviewHolderRow>>> Holders = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] seats) => db.SeatHoldings.AsNoTracking().Where(h => seats.Contains(h.SeatId)).Select(h => new ReviewHolderRow(h.SeatId, h.PersonId, h.From, h.To))));

    public static readonly ReadyQuery<Func<TaskForceDb, int, int, IAsyncEnumerable<ReviewActivityRow>>> Activities = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, int year, int before) => from activity in db.PlanActivities.AsNoTracking()
                                                  join goal in db.PlanGoals on activity.GoalId equals goal.Id
                                                  join body in db.Bodies on goal.BodyId equals body.Id
                                                  where body.ArchivedAt == null && (goal.Year == year || goal.Year == before)
                                                  select new ReviewActivityRow(body.Name, body.Slug, goal.Year, activity.Title, activity.From, activity.To, activity.Status, activity.DoneOn)));
}
