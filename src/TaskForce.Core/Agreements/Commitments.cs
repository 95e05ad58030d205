using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>The verbs and queries of promises. Each change brings the standing of the parties up to date in the same transaction.</summary>
public sealed partial class Commitments(Databases databases)
{
    /// <summary>Adds a promise to an MOU. It stands in the version that was chosen and, until it is left out, in those that follow.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="RefusedException">The partner is no party of the MOU.</exception>
    public async Task<Saved> AddAsync(Actor actor, Guid mouId, CommitmentForm form, CancellationToken ct = default)
    {
        await new CommitmentForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await Mous.LoadAsync(db, mouId, ct);
        var others = await db.Commitments.Where(c => c.MouId == mouId).Select(c => c.Order).ToListAsync(ct);
        var commitment = new Commitment { MouId = mouId, Title = form.Title.Trim(), Order = others.Count == 0 ? 0 : others.Max() + 1 };
        await FillAsync(db, mou, commitment, form, ct);
        db.Add(commitment);
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
        return new(commitment.Id, db.ChangeId);
    }

    /// <summary>Changes what was written down. A promise that the parties changed is ended, and a new one added, so that the past is read by what held then.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it since the form was opened.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid id, CommitmentForm form, CancellationToken ct = default)
    {
        await new CommitmentForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var (commitment, mou) = await LoadAsync(db, id, ct);
        commitment.DemandVersion(form.Version);
        commitment.Title = form.Title.Trim();
        await FillAsync(db, mou, commitment, form, ct);
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
        return new(commitment.Id, db.ChangeId);
    }

    /// <summary>Ends a promise before its MOU ends. What fell due until then stays as it was.</summary>
    /// <exception cref="RefusedException">It ended already.</exception>
    public async Task<Saved> EndAsync(Actor actor, Guid id, CommitmentEndForm form, CancellationToken ct = default)
    {
        await new CommitmentEndForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var (commitment, mou) = await LoadAsync(db, id, ct);
        commitment.DemandVersion(form.Version);
        if (commitment.EndedOn is not null) throw new RefusedException("This promise was ended already. Open the history of its MOU to see by whom.");
        (commitment.EndedOn, commitment.EndedReason) = (form.On, form.Reason.Trim());
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
        return new(commitment.Id, db.ChangeId);
    }

    /// <summary>Excuses a partner for one due day, or judges a promise that no record answers. A ruling that is there already is changed.</summary>
    /// <exception cref="RefusedException">Nothing fell due on that day, it is not over yet, or records answer this promise.</exception>
    /// <exception cref="StaleRecordException">Somebody ruled on this day in between.</exception>
    public async Task<Saved> RuleAsync(Actor actor, Guid id, RulingForm form, CancellationToken ct = default)
    {
        await new RulingForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var (commitment, mou) = await LoadAsync(db, id, ct);
        var due = form.DueOn!.Value;
        if (form.Verdict != RulingVerdict.Excused && commitment.Kind != CommitmentKind.Judged)
            throw new RefusedException("Records answer this promise. Mend the record, for one the attendance, and the mark follows; or excuse the due day.", nameof(RulingForm.Verdict));
        if (due > databases.Clock.Today) throw new RefusedException("This day has not come yet. Nobody is excused in advance: the meeting may still be held.", nameof(RulingForm.DueOn));
        if (!mou.PartnerIds().Contains(form.PartnerId) || (commitment.PartnerId is { } only && only != form.PartnerId)) throw new NotFoundException("party");
        if (!CommitmentSchedule.Of(commitment, due).Any(d => d.On == due)) throw new RefusedException("Nothing fell due on that day.", nameof(RulingForm.DueOn));
        var ruling = await db.CommitmentRulings.FirstOrDefaultAsync(r => r.CommitmentId == id && r.PartnerId == form.PartnerId && r.DueOn == due, ct);
        if (ruling?.Version != form.Version)
            throw new StaleRecordException(nameof(CommitmentRuling), ruling?.Id ?? Guid.Empty);
        if (ruling is null)
            db.Add(ruling = new() { CommitmentId = id, PartnerId = form.PartnerId, DueOn = due, Reason = "", ByName = "" });
        (ruling.Verdict, ruling.Reason, ruling.ByName, ruling.RuledOn) = (form.Verdict!.Value, form.Reason.Trim(), actor.Name, databases.Clock.Today);
        await Standings.SaveAsync(db, [form.PartnerId], due, ct);
        return new(ruling.Id, db.ChangeId);
    }

    /// <summary>The ruling of one due day as it is stored now, as a form; without a verdict where there is none.</summary>
    public async Task<RulingForm> RulingFormAsync(Actor actor, Guid id, Guid partnerId, DateOnly dueOn, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var ruling = await db.CommitmentRulings.AsNoTracking().FirstOrDefaultAsync(r => r.CommitmentId == id && r.PartnerId == partnerId && r.DueOn == dueOn, ct);
        return new() { PartnerId = partnerId, DueOn = dueOn, Verdict = ruling?.Verdict, Reason = ruling?.Reason ?? "", Version = ruling?.Version };
    }

    /// <summary>Takes a ruling back; the records speak again.</summary>
    public async Task<Saved> TakeBackAsync(Actor actor, Guid id, Guid partnerId, DateOnly dueOn, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var ruling = await db.CommitmentRulings.FirstOrDefaultAsync(r => r.CommitmentId == id && r.PartnerId == partnerId && r.DueOn == dueOn, ct) ?? throw new NotFoundException("ruling");
        db.Remove(ruling);
        await Standings.SaveAsync(db, [partnerId], dueOn, ct);
        return new(ruling.Id, db.ChangeId);
    }

    /// <summary>Carries the promises of an MOU over to a new version, for the renewal that makes it; the caller saves. Those that are not kept stand
    /// up to the version before and bind until the new one takes effect; those that are kept go on without a break.</summary>
    /// <param name="db">The context of the renewal.</param>
    /// <param name="mouId">The MOU.</param>
    /// <param name="from">The number of the version that it carries on: the newest executed one, else the one before.</param>
    /// <param name="to">The number of the new version.</param>
    /// <param name="keep">The promises that the new version carries.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>How many are carried.</returns>
    public static async Task<int> CarryOverAsync(TaskForceDb db, Guid mouId, int from, int to, IReadOnlyCollection<Guid> keep, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(keep);
        var standing = (await db.Commitments.Where(c => c.MouId == mouId && c.EndedOn == null).ToListAsync(ct)).Where(c => c.StandsIn(from) || c.StandsIn(to)).ToList();
        foreach (var commitment in standing)
        {
            // A version between that never took effect may have left out what this one carries.
            if (keep.Contains(commitment.Id)) commitment.LastVersion = null;
            else if (commitment.StandsIn(to)) commitment.LastVersion = to - 1;
        }

        return standing.Count(c => keep.Contains(c.Id));
    }

    private static async Task FillAsync(TaskForceDb db, Mou mou, Commitment commitment, CommitmentForm form, CancellationToken ct)
    {
        if (form.PartnerId is { } partner && !mou.PartnerIds().Contains(partner))
            throw new RefusedException("This partner is no party of the MOU. Choose one of its parties, or each party.", nameof(CommitmentForm.PartnerId));
        var wantsBody = form.Kind == CommitmentKind.BodyMeetings;
        // Where nothing is chosen: the first version that begins before it falls due, else the one at work.
        var since = form.SinceVersion ?? mou.Versions.Where(v => v.EffectiveOn <= form.FirstDueOn).Select(v => (int?)v.Number).Min() ?? mou.Newest().Number;
        if (!mou.Versions.Exists(v => v.Number == since) || since > commitment.LastVersion)
            throw new RefusedException("It cannot stand since that version. Choose one of the MOU's versions, not after the last in which it stands.", nameof(CommitmentForm.SinceVersion));
        commitment.FirstVersion = since;
        if (wantsBody && !await db.Bodies.AnyAsync(b => b.Id == form.BodyId, ct)) throw new NotFoundException("body");
        (commitment.Kind, commitment.PartnerId, commitment.BodyId) = (form.Kind!.Value, form.PartnerId, wantsBody ? form.BodyId : null);
        (commitment.Times, commitment.SharePercent, commitment.DeputyCounts) = (form.Times ?? 1, form.SharePercent ?? 50, form.DeputyCounts);
        var gives = form.Kind == CommitmentKind.Return ? form.Gives : null;
        (commitment.Gives, commitment.Hours) = (gives, gives == ReturnContent.Hours ? form.Hours : null);
        (commitment.Period, commitment.RollingMonths) = (form.Period!.Value, form.RollingMonths ?? 12);
        (commitment.FirstDueOn, commitment.DueDays) = (form.FirstDueOn!.Value, form.DueDays ?? 0);
    }

    private static async Task<(Commitment Commitment, Mou Mou)> LoadAsync(TaskForceDb db, Guid id, CancellationToken ct)
    {
        var commitment = await db.Commitments.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException("promise");
        return (commitment, await Mous.LoadAsync(db, commitment.MouId, ct));
    }
}
