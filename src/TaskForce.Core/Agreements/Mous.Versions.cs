using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

public sealed partial class Mous
{
    /// <summary>The form of the next version or addendum, filled in with what it carries on: name, purpose, parties that have not withdrawn, and dates.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="id">The MOU.</param>
    /// <param name="kind">A whole new text, or a paper that changes some terms.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="RefusedException">The newest version is still a draft.</exception>
    public async Task<MouForm> NextFormAsync(Actor actor, Guid id, MouVersionKind kind, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var mou = await LoadAsync(db, id, ct);
        DemandNoDraft(mou);
        var basis = mou.HoldingOn(today) ?? mou.Newest();
        var charter = await Charters.OnAsync(db, today, ct);
        // A new version follows the old one without a gap where there still is time; an addendum holds from the day of its signing.
        var begins = kind == MouVersionKind.Addendum ? today : basis.ExpiresOn is { } end && end >= today ? end.AddDays(1) : today;
        var ends = kind == MouVersionKind.Addendum ? basis.ExpiresOn : begins.AddYears(charter.MouTermYears).AddDays(-1);
        var review = kind == MouVersionKind.Addendum && basis.ReviewOn >= begins ? basis.ReviewOn!.Value : begins.AddYears(1);
        return new()
        {
            Kind = kind,
            Title = mou.NameUnder(basis),
            Purpose = mou.Purpose,
            EffectiveOn = begins,
            ExpiresOn = ends,
            ReviewOn = review > ends ? null : review,
            WithdrawalNoticeDays = basis.WithdrawalNoticeDays,
            Parties = [.. basis.Parties.Where(p => p.WithdrawnOn is null).OrderBy(p => p.Order).Select(p => new MouPartyForm { PartnerId = p.PartnerId, OfficeId = p.OfficeId, SignatureRequired = p.SignatureRequired })],
            Version = mou.Newest().Version,
            Promises = [.. await StandingAsync(db, mou, Executed(mou) ?? basis.Number, ct)],
        };
    }

    /// <summary>Adds a version or an addendum. It changes nothing until every required party has signed and the executed copy is on file.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StaleRecordException">Somebody saved the newest version since the form was opened.</exception>
    /// <exception cref="RefusedException">The newest version is still a draft, or the MOU was withdrawn.</exception>
    public async Task<int> AddVersionAsync(Actor actor, Guid id, MouForm form, CancellationToken ct = default)
    {
        await new MouForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        DemandNoDraft(mou);
        mou.Newest().DemandVersion(form.Version);
        if (mou.WithdrawnOn is not null) throw new RefusedException("This MOU was withdrawn. Record a new MOU instead.");
        var version = new MouVersion { MouId = mou.Id, Number = mou.Newest().Number + 1, Kind = form.Kind };
        Fill(version, form);
        await DemandPartiesAsync(db, form, ct);
        mou.Purpose = form.Purpose.Trim();
        mou.Versions.Add(version);
        db.Add(version);
        await Clauses.CarryAsync(db, Basis(mou, version.Number).Id, version, ct);
        if (form.Promises is { } kept) await Commitments.CarryOverAsync(db, mou.Id, Executed(mou) ?? version.Number - 1, version.Number, kept, ct);
        mou.Settle(databases.Clock.Today);
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
        return version.Number;
    }

    /// <summary>Takes back the newest version while nobody has signed it. What it was stays in the history.</summary>
    /// <returns>The id of the change, for undo.</returns>
    /// <exception cref="RefusedException">It is the only one, somebody has signed it, or something was given or ruled on a promise that stands in it alone.</exception>
    public async Task<Guid> DropVersionAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        var newest = mou.Newest();
        if (mou.Versions.Count == 1) throw new RefusedException("This is the only version. Archive the MOU instead.");
        if (newest.Parties.Exists(p => p.SignedOn is not null) || newest.FileId is not null)
            throw new RefusedException("Somebody has signed this version. It stays as it is; a later one can replace it.");
        var partners = mou.PartnerIds();
        // What it left out goes on as before.
        foreach (var left in await db.Commitments.Where(c => c.MouId == mou.Id && c.LastVersion == newest.Number - 1).ToListAsync(ct)) left.LastVersion = null;
        // What was promised in it alone goes with it.
        var only = await db.Commitments.Where(c => c.MouId == mou.Id && c.FirstVersion == newest.Number).ToListAsync(ct);
        if (only.Count > 0 && await db.Commitments.Where(c => c.MouId == mou.Id && c.FirstVersion == newest.Number && (db.CommitmentRulings.Any(r => r.CommitmentId == c.Id) || db.PartnerReturns.Any(r => r.CommitmentId == c.Id))).Select(c => c.Title).FirstOrDefaultAsync(ct) is { } answered)
            throw new RefusedException($"“{answered}” was promised in this version alone, and something was given or ruled on it. Change the promise to stand since another version first.");
        db.RemoveRange(only);
        // Each with its own line in the history, so that an undo brings all of it back.
        db.RemoveRange(await db.MouClauses.Include(c => c.Partners).Where(c => c.VersionId == newest.Id).ToListAsync(ct));
        db.RemoveRange(await db.ApprovalSteps.Where(s => s.VersionId == newest.Id).ToListAsync(ct));
        db.RemoveRange(await db.MouObjections.Where(o => o.VersionId == newest.Id).ToListAsync(ct));
        mou.Versions.Remove(newest);
        db.RemoveRange(newest.Parties);
        db.Remove(newest);
        mou.Settle(databases.Clock.Today);
        await Standings.SaveAsync(db, partners, ct: ct);
        return db.ChangeId;
    }

    /// <summary>Records that one party leaves while the others go on.</summary>
    /// <exception cref="ValidationException">A field is missing, or the notice is too short.</exception>
    /// <exception cref="RefusedException">The party is not bound, left already, or would leave only one behind.</exception>
    public async Task WithdrawPartyAsync(Actor actor, Guid id, PartyWithdrawalForm form, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(form);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        var version = mou.VersionOf(form.PartyId);
        await new PartyWithdrawalForm.Rules(databases.Clock.Today, version.WithdrawalNoticeDays).ValidateAndThrowAsync(form, ct);
        if (mou.HoldingOn(databases.Clock.Today) != version) throw new RefusedException("This version binds nobody now. Edit its parties instead.");
        var party = version.Parties.Find(p => p.Id == form.PartyId)!;
        party.DemandVersion(form.Version);
        if (party.WithdrawnOn is not null) throw new RefusedException("This party has withdrawn already. Open the history to see when.");
        if (version.Parties.Count(p => p.WithdrawnOn is null) <= 2)
            throw new RefusedException("Only one party would remain. Withdraw the whole MOU instead.");
        (party.WithdrawalNoticeOn, party.WithdrawnOn, party.WithdrawalReason) = (form.NoticeOn, form.On, form.Reason.Trim());
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
    }

    /// <summary>Gives each MOU the name of the version that holds today: at the change of day a version can take effect by itself.</summary>
    /// <returns>How many have a new name.</returns>
    public async Task<int> SettleNamesAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("agreements"), ct);
        var mous = await db.Mous.Include(m => m.Versions).ThenInclude(v => v.Parties).Where(m => m.Versions.Count > 1).ToListAsync(ct);
        foreach (var mou in mous) mou.Settle(databases.Clock.Today);
        var changed = db.ChangeTracker.Entries<Mou>().Count(e => e.State == EntityState.Modified);
        await db.SaveChangesAsync(ct);
        return changed;
    }

    // What a new version carries on: the one that holds, else the newest before it.
    private MouVersion Basis(Mou mou, int number) => mou.HoldingOn(databases.Clock.Today) ?? mou.Versions.Where(v => v.Number < number).MaxBy(v => v.Number)!;

    // The newest version that is executed, also where its first day has not come: what it left out is left out.
    private static int? Executed(Mou mou) => mou.Versions.Where(v => CommitmentBinding.TakesEffect(v.TermsUnder(mou)) is not null).Max(v => (int?)v.Number);

    /// <summary>The promises that stand in a version, or in the newest one.</summary>
    private static async Task<IEnumerable<Guid>> StandingAsync(TaskForceDb db, Mou mou, int number, CancellationToken ct)
    {
        var newest = mou.Newest().Number;
        return (await db.Commitments.AsNoTracking().Where(c => c.MouId == mou.Id && c.EndedOn == null).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct)).Where(c => c.StandsIn(number) || c.StandsIn(newest)).Select(c => c.Id);
    }

    // One draft at a time: two drafts side by side would both claim to follow the version that holds.
    private static void DemandNoDraft(Mou mou)
    {
        var newest = mou.Newest();
        if (newest.SentForSignatureOn is null && newest.Parties.TrueForAll(p => p.SignedOn is null) && newest.FileId is null)
            throw new RefusedException($"{AgreementSentences.Capital(AgreementSentences.VersionName(mou, newest.Number))} is still a draft. Edit it, or take it back first.");
    }
}
