using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>The verbs and queries of MOUs. Each change brings the standing of the parties up to date in the same transaction.</summary>
public sealed partial class Mous(Databases databases)
{
    /// <summary>Records a new MOU with its first version.</summary>
    /// <returns>The id of the MOU.</returns>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="NotAllowedException">The actor may not write MOUs.</exception>
    public async Task<Guid> CreateAsync(Actor actor, MouForm form, CancellationToken ct = default)
    {
        await new MouForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = new Mou { Title = form.Title.Trim(), Purpose = form.Purpose.Trim() };
        var version = new MouVersion { MouId = mou.Id };
        mou.Versions.Add(version);
        Fill(version, form);
        await DemandPartiesAsync(db, form, ct);
        mou.Settle(databases.Clock.Today);
        db.Add(mou);
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
        return mou.Id;
    }

    /// <summary>Changes title and purpose, and the dates and parties of the version at work.</summary>
    /// <exception cref="StaleRecordException">Somebody saved the MOU since the form was opened.</exception>
    /// <exception cref="RefusedException">A party that has signed was left out.</exception>
    public async Task EditAsync(Actor actor, Guid id, MouForm form, CancellationToken ct = default)
    {
        await new MouForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        mou.Newest().DemandVersion(form.Version);
        var before = mou.PartnerIds();
        mou.Purpose = form.Purpose.Trim();
        Fill(mou.Newest(), form);
        await DemandPartiesAsync(db, form, ct);
        // Whom a party waits for goes with the party.
        var (version, parties) = (mou.Newest().Id, form.Parties.Select(p => p.PartnerId).ToList());
        db.RemoveRange(await db.ApprovalSteps.Where(s => s.VersionId == version && !parties.Contains(s.PartnerId)).ToListAsync(ct));
        mou.Settle(databases.Clock.Today);
        // The form carries one version for both records and its parties: any save renews it.
        mou.Newest().Version = Guid.CreateVersion7();
        await Standings.SaveAsync(db, [.. before.Union(mou.PartnerIds())], ct: ct);
    }

    /// <summary>Records who signed for a party and when.</summary>
    /// <exception cref="ValidationException">A field is missing, or the day has not come yet.</exception>
    public async Task SignAsync(Actor actor, Guid id, SignatureForm form, CancellationToken ct = default)
    {
        await new SignatureForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        // A signature may come late, for a version that a newer one is already to follow.
        var party = mou.VersionOf(form.PartyId).Sign(form.PartyId, form.PersonId!.Value, form.SignedOn!.Value);
        party.DemandVersion(form.Version);
        mou.Settle(databases.Clock.Today);
        if (!await db.People.AnyAsync(p => p.Id == form.PersonId, ct)) throw new NotFoundException("person");
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
    }

    /// <summary>Keeps a file with the version at work: the executed copy, which puts it in force, or the text that goes round.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="id">The MOU.</param>
    /// <param name="name">The file's name as it came; only its last part is kept.</param>
    /// <param name="content">Its bytes, at most <see cref="MouFileContent.MaxBytes"/>.</param>
    /// <param name="executed">Whether it is the fully signed copy.</param>
    /// <param name="number">The version's number; nothing for the newest.</param>
    /// <param name="ct">Cancellation.</param>
    /// <exception cref="RefusedException">Too large, empty, neither PDF nor DOCX by its content, or an executed copy before all have signed.</exception>
    public async Task KeepFileAsync(Actor actor, Guid id, string name, byte[] content, bool executed, int? number = null, CancellationToken ct = default)
    {
        var kind = MouFileContent.Demand(content);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        var version = number is null ? mou.Newest() : mou.Versions.Find(v => v.Number == number) ?? throw new NotFoundException("version");
        if (executed && version.SignedByAllOn is null)
            throw new RefusedException("Record every required signature first. The executed copy is the one that all have signed.", "File");
        var file = Stored(name, kind, content, databases.Clock.UtcNow);
        db.Add(file);
        db.Add(new FileBytes { FileId = file.Id, Bytes = content });
        if (executed) version.FileId = file.Id;
        else version.TextFileId = file.Id;
        mou.Settle(databases.Clock.Today);
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
    }

    /// <summary>Withdraws an MOU. Asked about beforehand: others were told that it holds.</summary>
    /// <exception cref="RefusedException">It was withdrawn already.</exception>
    public async Task WithdrawAsync(Actor actor, Guid id, WithdrawalForm form, CancellationToken ct = default)
    {
        await new WithdrawalForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        mou.DemandVersion(form.Version);
        mou.Withdraw(form.On!.Value, form.Reason.Trim());
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
    }

    /// <summary>Puts an MOU away, or takes it out again.</summary>
    /// <returns>The id of the change, for undo.</returns>
    public async Task<Guid> ArchiveAsync(Actor actor, Guid id, bool archived = true, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, id, ct);
        mou.ArchivedAt = archived ? databases.Clock.UtcNow : null;
        await Standings.SaveAsync(db, mou.PartnerIds(), ct: ct);
        return db.ChangeId;
    }

    private static void Fill(MouVersion version, MouForm form)
    {
        (version.EffectiveOn, version.ReviewOn, version.ExpiresOn) = (form.EffectiveOn, form.ReviewOn, form.ExpiresOn);
        version.SentForSignatureOn = form.SentForSignatureOn;
        (version.Title, version.Summary, version.WithdrawalNoticeDays) = (form.Title.Trim(), form.Summary.Trim(), form.WithdrawalNoticeDays);
        version.SetParties(form.Parties);
    }

    private static async Task DemandPartiesAsync(TaskForceDb db, MouForm form, CancellationToken ct)
    {
        var partners = form.Parties.Select(p => p.PartnerId).ToList();
        if (await db.Partners.CountAsync(p => partners.Contains(p.Id), ct) != partners.Count) throw new NotFoundException("partner");
        var offices = form.Parties.Where(p => p.OfficeId is not null).ToDictionary(p => p.OfficeId!.Value, p => p.PartnerId);
        var known = await db.Offices.Where(o => offices.Keys.Contains(o.Id)).Select(o => new { o.Id, o.PartnerId }).ToListAsync(ct);
        if (known.Count != offices.Count || known.Exists(o => offices[o.Id] != o.PartnerId))
            throw new RefusedException("The signing office belongs to another partner. Choose one of the party's own.", nameof(MouForm.Parties));
    }

    internal static async Task<Mou> LoadAsync(TaskForceDb db, Guid id, CancellationToken ct) =>
        await db.Mous.Include(m => m.Versions).ThenInclude(v => v.Parties).SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException("MOU");

    /// <summary>The record of a file that was uploaded; its bytes are kept apart.</summary>
    internal static StoredFile Stored(string name, MouFileKind kind, byte[] content, DateTime now) => new()
    {
        Name = SafeName(name, kind),
        ContentType = MouFileContent.ContentType(kind),
        Size = content.Length,
        Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)),
        UploadedAt = now,
    };

    internal static string SafeName(string name, MouFileKind kind)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))).Trim(' ', '.');
        var stem = Path.GetFileNameWithoutExtension(clean);
        if (stem.Length > 120) stem = stem[..120];
        return (stem.Length == 0 ? "MOU" : stem) + (kind == MouFileKind.Pdf ? ".pdf" : ".docx");
    }
}
