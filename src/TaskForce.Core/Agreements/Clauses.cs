using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>The library of clauses and the clauses of each version of an MOU.</summary>
public sealed class Clauses(Databases databases)
{
    /// <summary>The library in its order.</summary>
    public async Task<IReadOnlyList<ClauseText>> LibraryAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.ClauseTexts.AsNoTracking().Where(c => c.ArchivedAt == null).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct);
    }

    /// <summary>Fills an empty library with the usual clauses.</summary>
    /// <exception cref="RefusedException">It is not empty.</exception>
    public async Task StartLibraryAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        if (await db.ClauseTexts.AnyAsync(ct)) throw new RefusedException("The library has clauses already. Add single ones to it.");
        db.AddRange(ShippedClauses.All());
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Adds a clause to the library or changes one. MOUs that took it over stay as they are.</summary>
    public async Task<Saved> SaveTextAsync(Actor actor, ClauseForm form, CancellationToken ct = default)
    {
        await new ClauseForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var clause = form.Id is { } id ? await db.ClauseTexts.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException("clause") : null;
        if (clause is null) db.Add(clause = new() { Heading = "", Order = (await db.ClauseTexts.MaxAsync(c => (int?)c.Order, ct) ?? 0) + 1 });
        else clause.DemandVersion(form.Version);
        (clause.Heading, clause.Text) = (form.Heading.Trim(), form.Text.Trim());
        await db.SaveChangesAsync(ct);
        return new(clause.Id, db.ChangeId);
    }

    /// <summary>Takes a clause out of the library.</summary>
    /// <returns>The id of the change, for undo.</returns>
    public async Task<Guid> ArchiveTextAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var clause = await db.ClauseTexts.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException("clause");
        clause.ArchivedAt = databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return db.ChangeId;
    }

    /// <summary>The clauses of a version against those of the version before.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="mouId">The MOU.</param>
    /// <param name="number">The version's number; nothing for the newest.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<ClausePage> PageAsync(Actor actor, Guid mouId, int? number = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var mou = await LoadAsync(db, mouId, ct);
        var versions = mou.Versions.OrderBy(v => v.Number).ToList();
        var at = number is null ? versions.Count - 1 : versions.FindIndex(v => v.Number == number);
        if (at < 0) throw new NotFoundException("version");
        var version = versions[at];
        var partnerIds = versions.SelectMany(v => v.Parties).Select(p => p.PartnerId).Distinct().ToList();
        var names = await db.Partners.AsNoTracking().Where(p => partnerIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var before = at > 0 ? await LinesAsync(db, versions[at - 1].Id, names, ct) : [];
        var after = await LinesAsync(db, version.Id, names, ct);
        // The first version that has clauses is not a change of every one of them.
        var changes = before.Count == 0 ? [.. after.Select(c => new ClauseChange(ClauseChangeKind.Same, c, [new(WordChange.Same, c.Text)]))] : ClauseChange.Between(before, after);
        return new(mou.Id, mou.Title, version.Number, AgreementSentences.VersionName(mou, version.Number), before.Count > 0 ? AgreementSentences.VersionName(mou, versions[at - 1].Number) : null,
            at == versions.Count - 1 && IsOpen(version), changes, [.. version.Parties.OrderBy(p => p.Order).Select(p => new MouChoice(p.PartnerId, names[p.PartnerId]))],
            [.. versions.Select(v => (v.Number, AgreementSentences.VersionName(mou, v.Number)))]);
    }

    /// <summary>Takes clauses of the library over into the newest version, at its end.</summary>
    public async Task TakeAsync(Actor actor, Guid mouId, IReadOnlyCollection<Guid> textIds, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var version = (await LoadAsync(db, mouId, ct)).Newest();
        var last = await db.MouClauses.Where(c => c.VersionId == version.Id).MaxAsync(c => (int?)c.Order, ct) ?? 0;
        foreach (var text in await db.ClauseTexts.AsNoTracking().Where(c => textIds.Contains(c.Id)).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct))
            db.Add(new MouClause { VersionId = version.Id, Origin = Guid.CreateVersion7(), Heading = text.Heading, Text = text.Text, Order = ++last });
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Adds a clause to the newest version or changes one. What somebody signed is not changed; it can only be copied in from the paper.</summary>
    /// <exception cref="RefusedException">Somebody has signed the version, or a partner is no party.</exception>
    public async Task<Saved> SaveAsync(Actor actor, Guid mouId, ClauseForm form, CancellationToken ct = default)
    {
        await new ClauseForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var version = (await LoadAsync(db, mouId, ct)).Newest();
        if (form.Partners.Exists(id => version.Parties.TrueForAll(p => p.PartnerId != id)))
            throw new RefusedException("Only a party can see to a clause. Choose among the parties.", nameof(ClauseForm.Partners));
        var clause = form.Id is { } id ? await OfVersionAsync(db, version, id, ct) : null;
        if (clause is null)
        {
            var last = await db.MouClauses.Where(c => c.VersionId == version.Id).MaxAsync(c => (int?)c.Order, ct) ?? 0;
            db.Add(clause = new() { VersionId = version.Id, Origin = Guid.CreateVersion7(), Heading = "", Order = last + 1 });
        }
        else
        {
            DemandOpen(version);
            clause.DemandVersion(form.Version);
        }

        (clause.Heading, clause.Text) = (form.Heading.Trim(), form.Text.Trim());
        clause.SetPartners(form.Partners);
        // Who sees to a clause is part of it: a change of partners alone renews it too.
        clause.Version = Guid.CreateVersion7();
        await db.SaveChangesAsync(ct);
        return new(clause.Id, db.ChangeId);
    }

    /// <summary>Takes a clause out of the newest version.</summary>
    /// <returns>The id of the change, for undo.</returns>
    public async Task<Guid> RemoveAsync(Actor actor, Guid mouId, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var version = (await LoadAsync(db, mouId, ct)).Newest();
        DemandOpen(version);
        var clause = await OfVersionAsync(db, version, id, ct);
        db.RemoveRange(clause.Partners);
        db.Remove(clause);
        await db.SaveChangesAsync(ct);
        return db.ChangeId;
    }

    /// <summary>Moves a clause one place up or down.</summary>
    public async Task MoveAsync(Actor actor, Guid mouId, Guid id, bool up, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var version = (await LoadAsync(db, mouId, ct)).Newest();
        DemandOpen(version);
        var clauses = await db.MouClauses.Where(c => c.VersionId == version.Id).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct);
        var at = clauses.FindIndex(c => c.Id == id);
        if (at < 0) throw new NotFoundException("clause");
        var to = up ? at - 1 : at + 1;
        if (to < 0 || to >= clauses.Count) return;
        (clauses[at], clauses[to]) = (clauses[to], clauses[at]);
        foreach (var (clause, i) in clauses.Select((c, i) => (c, i))) clause.Order = i + 1;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Copies the clauses of one version to the one that is to follow it.</summary>
    internal static async Task CarryAsync(TaskForceDb db, Guid fromVersion, MouVersion to, CancellationToken ct)
    {
        var parties = to.Parties.Select(p => p.PartnerId).ToHashSet();
        var clauses = await db.MouClauses.AsNoTracking().Include(c => c.Partners).Where(c => c.VersionId == fromVersion).ToListAsync(ct);
        db.AddRange(clauses.Select(c => c.For(to.Id, parties)));
    }

    private static async Task<List<ClauseLine>> LinesAsync(TaskForceDb db, Guid versionId, Dictionary<Guid, string> names, CancellationToken ct) =>
        [.. (await db.MouClauses.AsNoTracking().Include(c => c.Partners).Where(c => c.VersionId == versionId).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct))
            .Select((c, i) => new ClauseLine(c.Id, c.Version, c.Origin, i + 1, c.Heading, c.Text,
                [.. c.Partners.Select(p => new MouChoice(p.PartnerId, names.GetValueOrDefault(p.PartnerId, "A partner"))).OrderBy(p => p.Label, StringComparer.Ordinal)]))];

    private static async Task<MouClause> OfVersionAsync(TaskForceDb db, MouVersion version, Guid id, CancellationToken ct) =>
        await db.MouClauses.Include(c => c.Partners).FirstOrDefaultAsync(c => c.Id == id && c.VersionId == version.Id, ct) ?? throw new NotFoundException("clause");

    private static async Task<Mou> LoadAsync(TaskForceDb db, Guid id, CancellationToken ct) =>
        await db.Mous.Include(m => m.Versions).ThenInclude(v => v.Parties).SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException("MOU");

    private static bool IsOpen(MouVersion version) => version.FileId is null && version.Parties.TrueForAll(p => p.SignedOn is null);

    private static void DemandOpen(MouVersion version)
    {
        if (!IsOpen(version)) throw new RefusedException("Somebody has signed this text, so it stays as it is. Add a version or an addendum to change it.");
    }
}
