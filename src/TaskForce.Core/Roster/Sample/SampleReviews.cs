using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Reviews;

namespace TaskForce.Core.Roster.Sample;

/// <summary>What was asked of the sample's executives, and the two reviews that were kept: one as it was presented to them, one when the half was over, after which two marks were corrected.</summary>
internal static class SampleReviews
{
    /// <summary>Writes them; the standings of the partners must be there.</summary>
    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, string madeBy, CancellationToken ct)
    {
        var (half, before) = (roster.Half, roster.Half.Previous);
        Ask(db, before, null, "Every office names a deputy", "Then no executive meeting passes without the office.", AskAnswer.Done, before.Start.AddDays(112));
        Ask(db, before, roster.Called("Sheriff's Office").Id, "Lend one analyst half a day a week", "The figures of the plan are late since spring.", AskAnswer.Promised, before.Start.AddDays(110));
        Ask(db, before, roster.Called("Northbay PD").Id, "Send someone to the Law Enforcement committee again", "", AskAnswer.Declined, before.Start.AddDays(118));
        Ask(db, half, null, "One day a year on which all agencies train together", "Hotels and emergency rooms ask for it.", AskAnswer.Open, null);
        Ask(db, half, roster.Called("Northbay PD").Id, "Come to the next executive meeting, or send the deputy", "The office has its seat at the table.", AskAnswer.Open, null);
        Ask(db, half, roster.Called("District Attorney").Id, "Speak to the county bar about the panel of attorneys", "Its members know the office, and the panel is not complete.", AskAnswer.Promised, roster.Today.AddDays(-6));
        await db.SaveChangesAsync(ct);

        var meeting = await db.Meetings.AsNoTracking().Where(m => m.BodyId == roster.Executives.Id && m.On >= before.Start && m.On <= before.End && m.CancelledAt == null).OrderBy(m => m.On).FirstAsync(ct);
        await ReviewEditions.KeepAsync(db, before, EditionKind.Presented, meeting.On, "Executive meeting of that half", madeBy, ct);
        await ReviewEditions.KeepAsync(db, before, EditionKind.Closing, before.End, "", madeBy, ct);

        // Found in the sign-in sheets after the half was closed: what was kept stays, and says so. With the second a promise is kept that had been missed.
        await MendAsync(db, roster.Called("Northbay PD"), null, before, ct);
        await MendAsync(db, roster.Called("Sheriff's Office"), roster.General, before, ct);
    }

    // The last time that somebody was marked absent, at any body or at one.
    private static async Task MendAsync(TaskForceDb db, SampleMember member, Body? body, HalfYear half, CancellationToken ct)
    {
        var seats = member.Seats.Where(seat => body is null || seat.BodyId == body.Id).Select(seat => seat.Id).ToList();
        var mark = await (from a in db.Attendance
                          join m in db.Meetings on a.MeetingId equals m.Id
                          where seats.Contains(a.SeatId!.Value) && a.Presence == Presence.Absent && m.On >= half.Start && m.On <= half.End
                          orderby m.On descending
                          select a).FirstAsync(ct);
        mark.Presence = Presence.Present;
        await db.SaveChangesAsync(ct);
        await Standings.RefreshAsync(db, [member.Id], half.Start, ct);
    }

    private static void Ask(TaskForceDb db, HalfYear half, Guid? partner, string text, string detail, AskAnswer answer, DateOnly? answered) =>
        db.ReviewAsks.Add(new()
        {
            Half = half.Key,
            PartnerId = partner,
            IsDecision = partner is null,
            Text = text,
            Detail = detail,
            DueOn = answer == AskAnswer.Open ? half.End : null,
            Answer = answer,
            AnsweredOn = answered,
        });
}
