using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>How it stands with a barrier.</summary>
public enum BarrierState
{
    NoCounterStep,
    UnderWay,
    Overdue,
    Answered,
}

/// <summary>A barrier with what was agreed about it.</summary>
public sealed record BarrierLine(Guid Id, Guid Version, BarrierCause Cause, string Note, DateOnly NamedOn, string CounterStep, Guid? PersonId, string? Person, DateOnly? DueOn, string Result, DateTime? ResolvedAt)
{
    /// <summary>How it stands on a day. What is due on that day is still under way.</summary>
    public BarrierState StateOn(DateOnly day) => ResolvedAt is not null ? BarrierState.Answered
        : CounterStep.Length == 0 ? BarrierState.NoCounterStep
        : DueOn < day ? BarrierState.Overdue : BarrierState.UnderWay;
}

/// <summary>The verbs of barriers: named, met by a counter-step that somebody sees to, answered. Candid; conversations name them too (<see cref="Contacts"/>).</summary>
public sealed class Barriers(Databases databases)
{
    /// <summary>Names a barrier, agrees on a counter-step, or says what came of it.</summary>
    /// <exception cref="RefusedException">The one who should see to it is not in the roster any more.</exception>
    public async Task<Saved> SaveAsync(Actor actor, BarrierForm form, CancellationToken ct = default)
    {
        await new BarrierForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        if (form.PersonId is { } person && !await db.People.AnyAsync(p => p.Id == person && p.ArchivedAt == null, ct))
            throw new RefusedException("This person is not in the roster any more. Choose another.", nameof(BarrierForm.PersonId));
        Barrier barrier;
        if (form.Id is { } id)
        {
            barrier = await LoadAsync(db, form.PartnerId, id, ct);
            barrier.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId && p.ArchivedAt == null, ct))
                throw new NotFoundException("partner");
            db.Barriers.Add(barrier = new() { PartnerId = form.PartnerId });
        }
        (barrier.Cause, barrier.Note, barrier.NamedOn) = (form.Cause, form.Note.Trim(), form.NamedOn!.Value);
        (barrier.CounterStep, barrier.PersonId, barrier.DueOn, barrier.Result) = (form.CounterStep.Trim(), form.PersonId, form.DueOn, form.Result.Trim());
        barrier.ResolvedAt = form.Answered ? barrier.ResolvedAt ?? databases.Clock.UtcNow : null;
        await db.SaveChangesAsync(ct);
        return new(barrier.Id, db.ChangeId);
    }

    /// <summary>Puts a barrier away that was named by mistake. History keeps it; undo brings it back.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid partnerId, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        (await LoadAsync(db, partnerId, id, ct)).ArchivedAt = databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }

    /// <summary>The barriers of a partner, the open ones first, as far as the reader may see them.</summary>
    internal static Task<List<BarrierLine>> OfPartnerAsync(TaskForceDb db, Guid partnerId, CancellationToken ct) =>
        db.Barriers.AsNoTracking().Where(b => b.PartnerId == partnerId && b.ArchivedAt == null).OrderBy(b => b.ResolvedAt != null).ThenByDescending(b => b.NamedOn).ThenBy(b => b.Id)
            .LeftJoin(db.People, b => b.PersonId, p => p.Id, (b, p) => new BarrierLine(b.Id, b.Version, b.Cause, b.Note, b.NamedOn, b.CounterStep, b.PersonId,
                p == null ? null : p.Name.Length > 0 ? p.Name : p.KnownAs, b.DueOn, b.Result, b.ResolvedAt)).ToListAsync(ct);

    private static async Task<Barrier> LoadAsync(TaskForceDb db, Guid partnerId, Guid id, CancellationToken ct) =>
        await db.Barriers.FirstOrDefaultAsync(b => b.Id == id && b.PartnerId == partnerId && b.ArchivedAt == null, ct) ?? throw new NotFoundException("barrier");
}
