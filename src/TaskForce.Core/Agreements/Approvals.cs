using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>An approval step as pages show it.</summary>
public sealed record ApprovalLine(
    Guid Id, Guid Version, Guid MouId, string Mou, string Of, Guid PartnerId, string Partner, string Slug, ApproverKind Kind, string Approver, DateOnly? NextMeetingOn, ApprovalOutcome Outcome, DateOnly? DecidedOn, InterimForm? Meanwhile, string MeanwhileRole, string Note);

/// <summary>An objection as pages show it.</summary>
public sealed record ObjectionLine(
    Guid Id, Guid Version, string Of, Guid PartnerId, string Partner, Guid? ClauseId, string? Clause, string Trouble, string Remedy, DateOnly RaisedOn, DateOnly? ResolvedOn);

/// <summary>What stands between a version of an MOU and its signatures: approvers, and what troubles whom.</summary>
public sealed partial class Approvals(Databases databases)
{
    /// <summary>The approval steps of an MOU; those still waiting first.</summary>
    public async Task<IReadOnlyList<ApprovalLine>> OfAsync(Actor actor, Guid mouId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        return await LinesAsync(db, db.ApprovalSteps.Where(s => db.MouVersions.Any(v => v.Id == s.VersionId && v.MouId == mouId)), ct);
    }

    /// <summary>Adds a step to the newest version, or changes one.</summary>
    /// <exception cref="RefusedException">The partner is no party of the version.</exception>
    public async Task<Saved> SaveAsync(Actor actor, Guid mouId, ApprovalForm form, CancellationToken ct = default)
    {
        await new ApprovalForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var step = form.Id is { } id ? await db.ApprovalSteps.FirstOrDefaultAsync(s => s.Id == id && db.MouVersions.Any(v => v.Id == s.VersionId && v.MouId == mouId), ct) ?? throw new NotFoundException("step") : null;
        var version = await VersionAsync(db, mouId, step?.VersionId, step?.PartnerId, form.PartnerId!.Value, ct);
        if (step is null) db.Add(step = new() { VersionId = version });
        else step.DemandVersion(form.Version);
        (step.PartnerId, step.Kind, step.Approver, step.NextMeetingOn, step.Note) = (form.PartnerId.Value, form.Kind, form.Approver.Trim(), form.NextMeetingOn, form.Note.Trim());
        (step.Meanwhile, step.MeanwhileRole) = (form.Meanwhile, form.Meanwhile is null ? "" : form.MeanwhileRole.Trim());
        (step.Outcome, step.DecidedOn) = (form.Outcome, form.Outcome == ApprovalOutcome.Waiting ? null : form.DecidedOn);
        await db.SaveChangesAsync(ct);
        return new(step.Id, db.ChangeId);
    }

    /// <summary>What troubles whom about an MOU, as far as the actor may see it; what is open first.</summary>
    public async Task<IReadOnlyList<ObjectionLine>> ObjectionsAsync(Actor actor, Guid mouId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        if (!Permissions.Allow(actor, Act.ReadCandid)) return [];
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await db.Mous.AsNoTracking().Include(m => m.Versions).SingleOrDefaultAsync(m => m.Id == mouId, ct) ?? throw new NotFoundException("MOU");
        var numbers = mou.Versions.ToDictionary(v => v.Id, v => v.Number);
        var rows = await (from objection in db.MouObjections.AsNoTracking()
                          join partner in db.Partners on objection.PartnerId equals partner.Id
                          where numbers.Keys.Contains(objection.VersionId)
                          orderby objection.ResolvedOn != null, objection.RaisedOn, objection.Id
                          select new { Of = objection, partner.Name, Clause = db.MouClauses.Where(c => c.Id == objection.ClauseId).Select(c => c.Heading).FirstOrDefault() }).ToListAsync(ct);
        await OwnAgency.LogAsync(db, actor, rows.Select(r => r.Of.PartnerId), ct);
        return [.. rows.Select(r => new ObjectionLine(r.Of.Id, r.Of.Version, AgreementSentences.VersionName(mou, numbers[r.Of.VersionId]), r.Of.PartnerId, r.Name, r.Of.ClauseId, r.Clause,
            r.Of.Trouble, r.Of.Remedy, r.Of.RaisedOn, r.Of.ResolvedOn))];
    }

    /// <summary>Records what troubles a party about the newest version, or changes what was recorded.</summary>
    /// <exception cref="NotAllowedException">The partner is the actor's own agency, or the actor may not write in confidence.</exception>
    public async Task<Saved> SaveObjectionAsync(Actor actor, Guid mouId, ObjectionForm form, CancellationToken ct = default)
    {
        await new ObjectionForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId!.Value));
        await using var db = await databases.OpenAsync(actor, ct);
        var objection = form.Id is { } id ? await db.MouObjections.FirstOrDefaultAsync(o => o.Id == id && db.MouVersions.Any(v => v.Id == o.VersionId && v.MouId == mouId), ct) ?? throw new NotFoundException("objection") : null;
        var version = await VersionAsync(db, mouId, objection?.VersionId, objection?.PartnerId, form.PartnerId.Value, ct);
        if (form.ClauseId is { } clause && !await db.MouClauses.AnyAsync(c => c.Id == clause && c.VersionId == version, ct)) throw new NotFoundException("clause");
        if (objection is null) db.Add(objection = new() { VersionId = version, Trouble = "" });
        else objection.DemandVersion(form.Version);
        (objection.PartnerId, objection.ClauseId, objection.Trouble, objection.Remedy) = (form.PartnerId.Value, form.ClauseId, form.Trouble.Trim(), form.Remedy.Trim());
        (objection.RaisedOn, objection.ResolvedOn) = (form.RaisedOn!.Value, form.ResolvedOn);
        await db.SaveChangesAsync(ct);
        return new(objection.Id, db.ChangeId);
    }

    // The version that the record is about: its own, or the newest for a new one. The partner must be a party of it, unless the record is about it already.
    private static async Task<Guid> VersionAsync(TaskForceDb db, Guid mouId, Guid? known, Guid? about, Guid partnerId, CancellationToken ct)
    {
        var version = known ?? await db.MouVersions.Where(v => v.MouId == mouId).OrderByDescending(v => v.Number).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("MOU");
        if (about != partnerId && !await db.MouParties.AnyAsync(p => p.VersionId == version && p.PartnerId == partnerId, ct))
            throw new RefusedException("That partner is no party of this version. Choose one of its parties.", nameof(ApprovalForm.PartnerId));
        return version;
    }

    private static async Task<IReadOnlyList<ApprovalLine>> LinesAsync(TaskForceDb db, IQueryable<ApprovalStep> steps, CancellationToken ct)
    {
        var rows = await (from step in steps.AsNoTracking()
                          join version in db.MouVersions on step.VersionId equals version.Id
                          join partner in db.Partners on step.PartnerId equals partner.Id
                          select new { Step = step, version.MouId, version.Number, partner.Name, partner.Slug }).ToListAsync(ct);
        var mouIds = rows.Select(r => r.MouId).Distinct().ToList();
        var mous = await db.Mous.AsNoTracking().Include(m => m.Versions).Where(m => mouIds.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        return [.. rows.OrderBy(r => r.Step.Outcome != ApprovalOutcome.Waiting).ThenBy(r => r.Step.NextMeetingOn ?? DateOnly.MaxValue).ThenBy(r => r.Name, StringComparer.Ordinal).ThenBy(r => r.Step.Id)
            .Select(r => new ApprovalLine(r.Step.Id, r.Step.Version, r.MouId, mous[r.MouId].Title, AgreementSentences.VersionName(mous[r.MouId], r.Number), r.Step.PartnerId, r.Name, r.Slug, r.Step.Kind, r.Step.Approver,
                r.Step.NextMeetingOn, r.Step.Outcome, r.Step.DecidedOn, r.Step.Meanwhile, r.Step.MeanwhileRole, r.Step.Note))];
    }
}
