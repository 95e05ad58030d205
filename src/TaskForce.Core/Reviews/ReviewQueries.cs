using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>A partner with its tie on a day and the stored figures of two halves, as JSON.</summary>
/// <param name="Seated">Whether it has a seat on that day, itself or through its office.</param>
internal sealed record ReviewPartnerRow(Guid Id, string Name, string ShortName, string Slug, Sector Sector, DateOnly? AsOf, MembershipKind? Tie, bool Seated, string? Now, string? Before);

/// <summary>A partner as its standing has it.</summary>
/// <param name="Name">The short name where there is one.</param>
/// <param name="Seated">Whether it has a seat on the day, itself or through its office.</param>
/// <param name="OfDay">Whether the standing is of the day that was asked for.</param>
/// <param name="Now">The figures as JSON; empty where none are kept.</param>
internal sealed record ReviewStandingRow(Guid Id, string Name, string Slug, Sector Sector, MembershipKind? Tie, bool Seated, bool OfDay, bool HasMou, bool HadMou, string? Now, string? Before);

/// <summary>A seat at the executives with one of its holders; a seat that nobody held comes once, without.</summary>
internal sealed record ReviewSeatRow(
    Guid Id, string Title, string? Office, string? Partner, string? Slug, DateOnly From, DateOnly? To, WithoutMeetings? Apart, Guid? HolderId, DateOnly? HeldFrom, DateOnly? HeldTo);

/// <summary>A meeting of the executives with who came to one of its seats; a meeting without marks comes once, without.</summary>
internal sealed record ReviewMeetingRow(Guid Id, DateOnly On, bool Complete, Guid? SeatId, Presence? Presence);

/// <summary>Who will come.</summary>
internal sealed record ReviewReplyRow(Guid MeetingId, Guid? SeatId, Guid? PersonId, ReplyAnswer Answer);

/// <summary>An activity of a plan.</summary>
internal sealed record ReviewActivityRow(string Name, string Slug, int Year, string Title, DateOnly From, DateOnly To, ActivityStatus Status, DateOnly? DoneOn);

/// <summary>
/// What a review asks of the database: few queries, for each costs a way there and back, and always the same ones, translated once, or their translation would
/// take longer than their answers.
/// </summary>
internal static class ReviewQueries
{
    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, int, int, IAsyncEnumerable<ReviewPartnerRow>>> Partners = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly asOf, int current, int previous) => db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).Select(p => new ReviewPartnerRow(
            p.Id, p.Name, p.ShortName, p.Slug, p.Sector,
            p.Standing == null ? null : p.Standing.AsOf,
            p.Memberships.Where(m => m.From <= asOf && (m.To == null || m.To >= asOf)).OrderByDescending(m => m.From).ThenBy(m => m.Id).Select(m => (MembershipKind?)m.Kind).FirstOrDefault(),
            (from seat in db.Seats
             join office in db.Offices on seat.OfficeId equals office.Id into offices
             from office in offices.DefaultIfEmpty()
             where seat.From <= asOf && (seat.To == null || seat.To >= asOf)
             select seat.PartnerId ?? office!.PartnerId).Contains(p.Id),
            db.PartnerHalves.Where(h => h.PartnerId == p.Id && h.Half == current).Select(h => h.Values).FirstOrDefault(),
            db.PartnerHalves.Where(h => h.PartnerId == p.Id && h.Half == previous).Select(h => h.Values).FirstOrDefault()))));

    /// <summary>Every partner as it stands on the day that its standing is of: nothing of it is worked out.</summary>
    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, IAsyncEnumerable<ReviewStandingRow>>> Standing = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly asOf) => db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).LeftJoin(db.PartnerStandings, p => p.Id, s => s.PartnerId, (p, s) => new ReviewStandingRow(
            p.Id, p.ShortName == "" ? p.Name : p.ShortName, p.Slug, p.Sector,
            p.Memberships.Where(m => m.From <= asOf && (m.To == null || m.To >= asOf)).OrderByDescending(m => m.From).ThenBy(m => m.Id).Select(m => (MembershipKind?)m.Kind).FirstOrDefault(),
            (from seat in db.Seats
             join office in db.Offices on seat.OfficeId equals office.Id into offices
             from office in offices.DefaultIfEmpty()
             where seat.From <= asOf && (seat.To == null || seat.To >= asOf)
             select seat.PartnerId ?? office!.PartnerId).Contains(p.Id),
            s != null && s.AsOf == asOf, s != null && s.HasMou && (s.MouEndsOn == null || s.MouEndsOn >= asOf), s != null && s.HadMou, s!.Figures, s.FiguresBefore))));

    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, DateOnly, IAsyncEnumerable<ReviewSeatRow>>> Seats = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly first, DateOnly last) => from seat in db.Seats.AsNoTracking()
                                                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                                                           from office in offices.DefaultIfEmpty()
                                                           let partnerId = seat.PartnerId ?? (office == null ? null : office.PartnerId)
                                                           join partner in db.Partners on partnerId equals partner.Id into partners
                                                           from partner in partners.DefaultIfEmpty()
                                                           join holding in db.SeatHoldings on seat.Id equals holding.SeatId into holdings
                                                           from holding in holdings.DefaultIfEmpty()
                                                           where db.Bodies.Any(b => b.Id == seat.BodyId && b.Kind == BodyKind.Executives && b.ArchivedAt == null)
                                                               && seat.AttendanceExpected && seat.From <= last && (seat.To == null || seat.To >= first)
                                                           select new ReviewSeatRow(
                                                               seat.Id, seat.Title, office == null ? null : office.Title,
                                                               partner == null ? null : partner.ShortName == "" ? partner.Name : partner.ShortName,
                                                               partner == null ? null : partner.Slug, seat.From, seat.To,
                                                               partner == null ? null : WithoutMeetings.Of(partner.WithoutMeetings, partner.TakesPartBy, partner.WithoutMeetingsSince, partner.WithoutMeetingsUntil),
                                                               holding == null ? null : holding.PersonId, holding == null ? null : holding.From, holding == null ? null : holding.To)));

    public static readonly ReadyQuery<Func<TaskForceDb, DateOnly, DateOnly, IAsyncEnumerable<ReviewMeetingRow>>> Meetings = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, DateOnly first, DateOnly last) => from meeting in db.Meetings.AsNoTracking()
                                                           where meeting.CancelledAt == null && meeting.ArchivedAt == null && meeting.On >= first && meeting.On <= last
                                                               && db.Bodies.Any(b => b.Id == meeting.BodyId && b.Kind == BodyKind.Executives && b.ArchivedAt == null)
                                                           from mark in db.Attendance.Where(a => a.MeetingId == meeting.Id && a.SeatId != null && a.Expected).DefaultIfEmpty()
                                                           select new ReviewMeetingRow(meeting.Id, meeting.On, meeting.AttendanceClosedAt != null, mark == null ? null : mark.SeatId, mark == null ? null : mark.Presence)));

    public static readonly ReadyQuery<Func<TaskForceDb, Guid[], IAsyncEnumerable<ReviewReplyRow>>> Replies = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] meetings) => db.MeetingReplies.AsNoTracking().Where(r => meetings.Contains(r.MeetingId)).Select(r => new ReviewReplyRow(r.MeetingId, r.SeatId, r.PersonId, r.Answer))));

    public static readonly ReadyQuery<Func<TaskForceDb, int, int, IAsyncEnumerable<ReviewActivityRow>>> Activities = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, int year, int before) => from activity in db.PlanActivities.AsNoTracking()
                                                  join goal in db.PlanGoals on activity.GoalId equals goal.Id
                                                  join body in db.Bodies on goal.BodyId equals body.Id
                                                  where body.ArchivedAt == null && (goal.Year == year || goal.Year == before)
                                                  select new ReviewActivityRow(body.Name, body.Slug, goal.Year, activity.Title, activity.From, activity.To, activity.Status, activity.DoneOn)));

    /// <summary>The figures of the closing edition of a half.</summary>
    public static readonly ReadyQuery<Func<TaskForceDb, int, IAsyncEnumerable<string>>> Closed = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, int half) => db.ReviewEditions.AsNoTracking().Where(e => e.Half == half && e.Kind == EditionKind.Closing).Select(e => e.Figures)));

    public static readonly ReadyQuery<Func<TaskForceDb, int, IAsyncEnumerable<AskLine>>> Asks = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, int half) => from ask in db.ReviewAsks.AsNoTracking()
                                      join partner in db.Partners on ask.PartnerId equals partner.Id into partners
                                      from partner in partners.DefaultIfEmpty()
                                      where ask.Half == half && ask.ArchivedAt == null
                                      orderby ask.Id
                                      select new AskLine(ask.Id, ask.Version, ask.PartnerId, partner == null ? null : partner.ShortName == "" ? partner.Name : partner.ShortName,
                                          ask.IsDecision, ask.Text, ask.Detail, ask.DueOn, ask.Answer, ask.AnsweredOn)));
}
