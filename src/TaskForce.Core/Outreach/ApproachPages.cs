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

/// <summary>What stands above the list. Each is exact up to 1,000.</summary>
/// <param name="Open">Plans under way.</param>
/// <param name="Late">Those whose next step is past its day.</param>
public sealed record ApproachCounts(int Open, int Late);

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
    /// <summary>A page of the plans: those under way first, the most urgent on top, then those that ended, the last one first.</summary>
    public async Task<ListPage<ApproachRow>> PageAsync(Actor actor, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var plans = Living(db);
        var page = await Paging.KeysAsync(after, before, size, Along(db, ct), () => plans.Take(Paging.CountLimit + 1).CountAsync(ct));
        return page.Of(await RowsAsync(db, actor, [.. page.Rows.Select(k => k.Id)], ct));
    }

    /// <summary>How many plans are under way, and how many of them are late.</summary>
    public async Task<ApproachCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var late = db.ApproachSteps.Where(s => s.DoneOn == null && s.DueOn < today).Select(s => s.PlanId);
        return new(await Living(db).Where(p => p.EndedOn == null).Take(Paging.CountLimit + 1).CountAsync(ct), await Living(db).Where(p => p.EndedOn == null && late.Contains(p.Id)).Take(Paging.CountLimit + 1).CountAsync(ct));
    }

    /// <summary>The plans about one partner, in the same order.</summary>
    public async Task<IReadOnlyList<ApproachRow>> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var ids = await Living(db).Where(p => p.PartnerId == partnerId).Select(p => p.Id).ToListAsync(ct);
        return [.. (await RowsAsync(db, actor, ids, ct)).OrderBy(r => r.EndedOn is not null).ThenBy(r => r.NextOn ?? DateOnly.MaxValue).ThenByDescending(r => r.EndedOn ?? r.BegunOn).ThenBy(r => r.Id)];
    }

    private static IQueryable<ApproachPlan> Living(TaskForceDb db) => db.ApproachPlans.AsNoTracking().Where(p => p.ArchivedAt == null);

    // What is due next is no column of a plan: those with a step left are found along the open steps, by day. So no verb has to keep a copy of it.
    private static TakeKeys Along(TaskForceDb db, CancellationToken ct) => Paging.InParts(
        (from, back, count) => Paging.ByDayAsync(NextSteps(db).Where(s => Living(db).Any(p => p.Id == s.PlanId && p.EndedOn == null)).Select(s => new DayKey { On = s.DueOn, Id = s.PlanId }), latestFirst: false, from, back, count, ct),
        (from, back, count) => Paging.ByDayAsync(Living(db).Where(p => p.EndedOn == null && !p.Steps.Any(s => s.DoneOn == null)).Select(p => new DayKey { On = p.BegunOn, Id = p.Id }), latestFirst: true, from, back, count, ct),
        (from, back, count) => Paging.ByDayAsync(Living(db).Where(p => p.EndedOn != null).Select(p => new DayKey { On = p.EndedOn!.Value, Id = p.Id }), latestFirst: true, from, back, count, ct));

    /// <summary>Of each plan the first open step.</summary>
    internal static IQueryable<ApproachStep> NextSteps(TaskForceDb db) => db.ApproachSteps.AsNoTracking().Where(s => s.DoneOn == null
        && !db.ApproachSteps.Any(e => e.PlanId == s.PlanId && e.DoneOn == null && (e.DueOn < s.DueOn || (e.DueOn == s.DueOn && e.Id < s.Id))));

    private static async Task<List<ApproachRow>> RowsAsync(TaskForceDb db, Actor actor, List<Guid> ids, CancellationToken ct)
    {
        var rows = await db.ApproachPlans.AsNoTracking().Where(p => ids.Contains(p.Id))
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
            }).ToDictionaryAsync(r => r.Id, ct);
        await OwnAgency.LogAsync(db, actor, rows.Values.Select(r => r.PartnerId).OfType<Guid>().Distinct(), ct);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id]).Select(r => new ApproachRow(r.Id, r.Title, r.Reason, r.Partner, r.Slug, r.Holder, r.BegunOn, r.EndedOn, r.Done, r.Steps, r.EndedOn is null ? r.Next : null, r.Result))];
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
    public static string Lead(ApproachCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Open == 0)
            return "No approach is under way. Begin one from an empty seat on the coverage page, or from a partner.";
        var start = counts.Open == 1 ? "One approach is under way" : $"{PartnerSentences.Figure(counts.Open)} approaches are under way";
        return start + (counts.Late == 0 ? "; none is late." : counts.Late == 1 ? "; the next step of one is late." : $"; the next steps of {PartnerSentences.Count(counts.Late)} are late.");
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
