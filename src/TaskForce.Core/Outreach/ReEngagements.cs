using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>
/// A change of chief or champion opens a plan to come back to the partner, in the same change as the record that tells of it: what was agreed with one person
/// has to be agreed with the next. Undo takes both back.
/// </summary>
internal static class ReEngagements
{
    private const int TitleLength = 160;

    /// <summary>Opens the plan, unless one for such a change is under way or the change is no news. Saves nothing.</summary>
    /// <param name="on">The day of the change.</param>
    /// <param name="why">What changed, going on after a colon: "Ines Carrow holds the office".</param>
    /// <param name="leaderId">Who leads from now on, where known.</param>
    public static async Task OpenAsync(TaskForceDb db, Guid partnerId, DateOnly on, string why, Guid? leaderId, CancellationToken ct)
    {
        var today = db.Clock.Today;
        // A plan is candid: who may not see all of it could open a second one unknowingly.
        if (db.Actor is not { SeesAllCandid: true } actor || on < today.AddDays(-NextBestStep.NewForDays))
            return;
        var partner = await db.Partners.Where(p => p.Id == partnerId && p.ArchivedAt == null
                && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)))
            .Select(p => new { Name = p.ShortName.Length > 0 ? p.ShortName : p.Name, p.HolderId }).FirstOrDefaultAsync(ct);
        if (partner is null || db.ApproachPlans.Local.Any(p => p.PartnerId == partnerId && p.Reason == ApproachReason.ReEngagement && p.EndedOn is null)
            || await db.ApproachPlans.AnyAsync(p => p.PartnerId == partnerId && p.Reason == ApproachReason.ReEngagement && p.EndedOn == null && p.ArchivedAt == null, ct))
            return;

        var begins = on > today ? on : today;
        var mine = partner.HolderId is null && actor.PersonId is { } me && await db.People.AnyAsync(p => p.Id == me, ct) ? actor.PersonId : partner.HolderId;
        var title = $"Come back to {partner.Name}: {why}";
        var plan = new ApproachPlan { Reason = ApproachReason.ReEngagement, PartnerId = partnerId, Title = title.Length > TitleLength ? title[..TitleLength] : title, LeaderId = leaderId, PersonId = mine, BegunOn = begins };
        db.ApproachPlans.Add(plan);
        if ((await ApproachTemplates.AllAsync(db, ct)).FirstOrDefault(t => t.Reason == ApproachReason.ReEngagement) is not { } template)
            return;
        foreach (var step in TemplateLines.Read(template.Lines, out _))
            db.ApproachSteps.Add(new() { PlanId = plan.Id, PartnerId = partnerId, Kind = step.Kind, Text = step.Text, DueOn = begins.AddDays(step.Days), PersonId = mine });
    }

    /// <summary>The same for a champion who ends, unless another one goes on. Ends that lie ahead are told when the day is set, so that the handover is in time.</summary>
    public static async Task ChampionEndsAsync(TaskForceDb db, Champion champion, CancellationToken ct)
    {
        if (champion.To is not { } end || await db.Champions.AnyAsync(c => c.PartnerId == champion.PartnerId && c.Id != champion.Id && (c.To == null || c.To > end), ct))
            return;
        await OpenAsync(db, champion.PartnerId, end, $"{await NameAsync(db, champion.PersonId, ct)}, its champion, {Leaves(db, end)}", null, ct);
    }

    /// <summary>The same for somebody who ends in an office.</summary>
    public static async Task HolderEndsAsync(TaskForceDb db, Guid officeId, Guid personId, DateOnly end, CancellationToken ct)
    {
        if (await db.Offices.Where(o => o.Id == officeId).Select(o => new { o.PartnerId, o.Title }).FirstOrDefaultAsync(ct) is { } office)
            await OpenAsync(db, office.PartnerId, end, $"{await NameAsync(db, personId, ct)}, {office.Title}, {Leaves(db, end)}", null, ct);
    }

    internal static async Task<string> NameAsync(TaskForceDb db, Guid personId, CancellationToken ct) =>
        await db.People.Where(p => p.Id == personId).Select(p => p.Name.Length > 0 ? p.Name : p.KnownAs).FirstOrDefaultAsync(ct) ?? "somebody";

    private static string Leaves(TaskForceDb db, DateOnly end) => $"{(end < db.Clock.Today ? "left" : "leaves")} on {DayWords.Short(end, db.Clock.Today)}";
}
