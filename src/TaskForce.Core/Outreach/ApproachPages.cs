using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Today;

namespace TaskForce.Core.Outreach;

/// <summary>A plan in the list.</summary>
/// <param name="NextOn">The day of the next open step; null when none is left.</param>
public sealed record ApproachRow(Guid Id, string Title, ApproachReason Reason, string? Partner, string? Slug, string? Holder, DateOnly BegunOn, DateOnly? EndedOn, int Done, int Steps, DateOnly? NextOn, string Result)
{
    public bool IsOverdue(DateOnly today) => EndedOn is null && NextOn < today;
}

/// <summary>A step as the page shows it.</summary>
public sealed record ApproachStepLine(Guid Id, Guid Version, ContactKind Kind, string Text, DateOnly DueOn, Guid? PersonId, string? Person, string Findings, string Material, DateOnly? DoneOn, string Answer);

/// <summary>A plan with its steps.</summary>
public sealed record ApproachView(
    Guid Id, Guid Version, ApproachReason Reason, string Title, Guid? PartnerId, string? Partner, string? Slug, string Seat, string SeatName, string DoorOpener, Guid? LeaderId, string? Leader,
    Guid? PersonId, string? Person, DateOnly BegunOn, DateOnly? EndedOn, string Result, bool MayWrite, IReadOnlyList<ApproachStepLine> Steps)
{
    public ApproachStepLine? Next => EndedOn is null ? Steps.FirstOrDefault(s => s.DoneOn is null) : null;
}

/// <summary>Reads approach plans. What the reader may not see is not there.</summary>
public sealed class ApproachPages(Databases databases)
{
    private const int Most = 300;

    /// <summary>The plans, those under way first, the most urgent on top.</summary>
    /// <param name="partnerId">Only those about this partner.</param>
    public async Task<IReadOnlyList<ApproachRow>> ListAsync(Actor actor, Guid? partnerId = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var plans = db.ApproachPlans.AsNoTracking().Where(p => p.ArchivedAt == null && (partnerId == null || p.PartnerId == partnerId));
        var rows = await plans.OrderBy(p => p.EndedOn != null).ThenByDescending(p => p.BegunOn).ThenBy(p => p.Id).Take(Most)
            .LeftJoin(db.Partners, p => p.PartnerId, o => o.Id, (p, o) => new { P = p, O = o })
            .LeftJoin(db.People, x => x.P.PersonId, h => h.Id, (x, h) => new
            {
                x.P.Id,
                x.P.Title,
                x.P.Reason,
                PartnerId = x.P.PartnerId,
                Partner = x.O == null ? null : x.O.Name,
                Slug = x.O == null ? null : x.O.Slug,
                Holder = h == null ? null : h.Name.Length > 0 ? h.Name : h.KnownAs,
                x.P.BegunOn,
                x.P.EndedOn,
                Done = x.P.Steps.Count(s => s.DoneOn != null),
                Steps = x.P.Steps.Count,
                Next = x.P.Steps.Where(s => s.DoneOn == null).Min(s => (DateOnly?)s.DueOn),
                x.P.Result,
            }).ToListAsync(ct);
        await OwnAgency.LogAsync(db, actor, rows.Select(r => r.PartnerId).OfType<Guid>().Distinct(), ct);
        return [.. rows.Select(r => new ApproachRow(r.Id, r.Title, r.Reason, r.Partner, r.Slug, r.Holder, r.BegunOn, r.EndedOn, r.Done, r.Steps, r.EndedOn is null ? r.Next : null, r.Result))
            .OrderBy(r => r.EndedOn is not null).ThenBy(r => r.NextOn ?? DateOnly.MaxValue)];
    }

    /// <summary>One plan.</summary>
    /// <exception cref="NotFoundException">There is none, or the actor may not know of it.</exception>
    public async Task<ApproachView> ReadAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var plan = await db.ApproachPlans.AsNoTracking().Include(p => p.Steps).FirstOrDefaultAsync(p => p.Id == id && p.ArchivedAt == null, ct) ?? throw new NotFoundException("plan");
        var people = plan.Steps.Select(s => s.PersonId).Append(plan.LeaderId).Append(plan.PersonId).OfType<Guid>().Distinct().ToList();
        var names = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name.Length > 0 ? p.Name : p.KnownAs, ct);
        var partner = await db.Partners.AsNoTracking().Where(p => p.Id == plan.PartnerId).Select(p => new { p.Name, p.Slug }).FirstOrDefaultAsync(ct);
        await OwnAgency.LogAsync(db, actor, plan.PartnerId is { } about ? [about] : [], ct);
        string? Name(Guid? who) => who is { } one ? names.GetValueOrDefault(one) : null;
        return new(plan.Id, plan.Version, plan.Reason, plan.Title, plan.PartnerId, partner?.Name, partner?.Slug, plan.Seat, await SeatNameAsync(db, plan.Seat, ct), plan.DoorOpener, plan.LeaderId, Name(plan.LeaderId),
            plan.PersonId, Name(plan.PersonId), plan.BegunOn, plan.EndedOn, plan.Result, Permissions.Allow(actor, Act.WriteCandid, Subject.Partner(plan.PartnerId ?? Guid.Empty)),
            [.. plan.Steps.OrderBy(s => s.DueOn).ThenBy(s => s.Id).Select(s => new ApproachStepLine(s.Id, s.Version, s.Kind, s.Text, s.DueOn, s.PersonId, Name(s.PersonId), s.Findings, s.Material, s.DoneOn, s.Answer))]);
    }

    /// <summary>A form for a new plan: what the seat or the partner suggests.</summary>
    public async Task<ApproachForm> NewAsync(Actor actor, string? seat, Guid? partnerId, ApproachReason reason, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId ?? Guid.Empty));
        await using var db = await databases.OpenAsync(actor, ct);
        var key = SeatKey.Parse(seat)?.ToString() ?? "";
        var partner = partnerId is { } id ? await db.Partners.AsNoTracking().Where(p => p.Id == id).Select(p => p.Name).FirstOrDefaultAsync(ct) : null;
        var name = partner ?? await SeatNameAsync(db, key, ct);
        var templates = await ApproachTemplates.AllAsync(db, ct);
        var named = partner is null ? (Guid?)null : partnerId;
        return new()
        {
            Reason = reason,
            Seat = key,
            PartnerId = named,
            BegunOn = databases.Clock.Today,
            Title = name.Length == 0 ? "" : ApproachSentences.Title(reason, name),
            Template = (templates.FirstOrDefault(t => t.Reason == reason) ?? templates.FirstOrDefault())?.Name,
        };
    }

    private static async Task<string> SeatNameAsync(TaskForceDb db, string seat, CancellationToken ct) => SeatKey.Parse(seat) switch
    {
        { Sector: { } sector } => PartnerWords.Of(sector),
        { Office: { } office } => PartnerWords.Of(office),
        { Prosecutor: { } prosecutor } => CoverageSentences.Of(prosecutor),
        { Community: { } id } => await db.Communities.AsNoTracking().Where(c => c.Id == id).Select(c => c.Name).FirstOrDefaultAsync(ct) ?? "",
        _ => "",
    };
}

/// <summary>Approach plans in words.</summary>
public static class ApproachSentences
{
    public static string Of(ApproachReason reason) => reason switch
    {
        ApproachReason.EmptySeat => "Empty seat",
        ApproachReason.NewPartner => "New partner",
        ApproachReason.LeadersSupport => "A leader's support",
        ApproachReason.ReEngagement => "Chief or champion changed",
        _ => "Another reason",
    };

    /// <summary>A title to begin with.</summary>
    public static string Title(ApproachReason reason, string name) => reason switch
    {
        ApproachReason.EmptySeat => $"Fill the empty seat: {name}",
        ApproachReason.LeadersSupport => $"Win the leader of {name}",
        ApproachReason.ReEngagement => $"Come back to {name} after a change",
        ApproachReason.NewPartner => $"Get to know {name}",
        _ => $"Approach {name}",
    };

    /// <summary>The opening sentence of the list.</summary>
    public static string Lead(IReadOnlyCollection<ApproachRow> rows, DateOnly today)
    {
        var open = rows.Count(r => r.EndedOn is null);
        if (open == 0)
            return "No approach is under way. Begin one from an empty seat on the coverage page, or from a partner.";
        var late = rows.Count(r => r.IsOverdue(today));
        var start = open == 1 ? "One approach is under way" : $"{Calendar.DayWords.Number(open)} approaches are under way";
        return char.ToUpperInvariant(start[0]) + start[1..] + (late == 0 ? "; none is late." : late == 1 ? "; the next step of one is late." : $"; the next steps of {Calendar.DayWords.Number(late)} are late.");
    }

    /// <summary>The opening sentence of one plan.</summary>
    public static string Lead(ApproachView plan, DateOnly today)
    {
        if (plan.EndedOn is { } ended)
            return $"Ended on {OutreachSentences.Day(ended, today)}: {plan.Result}";
        if (plan.Steps.Count == 0)
            return "No step is planned yet. Add the first one.";
        if (plan.Next is not { } next)
            return "All steps are taken. End the plan with what came of it, or add a step.";
        var over = today.DayNumber - next.DueOn.DayNumber;
        return $"Next: {next.Text}, {(over > 0 ? TodaySentences.Over(over) : "by " + OutreachSentences.LongDay(next.DueOn, today))}.";
    }
}
