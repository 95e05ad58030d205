using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>
/// Takes a whole import back. A record that was changed since, or that something else hangs on by now, stays, and so does what it needs (the partner of
/// a person who stays); everything else goes.
/// </summary>
public sealed class ImportUndos(Databases databases)
{
    private const int Chunk = 1_000;

    /// <summary>Undoes an import.</summary>
    /// <param name="actor">Who undoes it.</param>
    /// <param name="id">The import.</param>
    /// <param name="ct">Cancellation; nothing is undone then.</param>
    /// <returns>What was taken back, and what stays with the reason.</returns>
    /// <exception cref="RefusedException">It was not imported, was undone already, or is older than 30 days.</exception>
    public async Task<ImportUndo> UndoAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = await db.ImportBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct) ?? throw new NotFoundException("import");
        if (batch.State != ImportState.Imported) throw new RefusedException(batch.State == ImportState.Undone ? "This import was undone already." : "This file was not imported yet, so there is nothing to undo.");
        if (batch.ImportedAt + Histories.UndoWindow < databases.Clock.UtcNow) throw new RefusedException("An import can be undone for 30 days, and this one is older. Change or archive the records themselves.");

        var lines = await db.AuditEntries.AsNoTracking().Where(e => e.BatchId == id && e.UndoneBy == null && e.RecordType != nameof(ImportBatch) && e.RecordType != nameof(ImportMapping))
            .Select(e => new AuditLine(e.Id, e.RecordType, e.RecordId, e.OwnerId, e.Happened)).ToListAsync(ct);
        var kept = await KeptAsync(db, id, lines, ct);
        var partners = await PartnersAsync(db, lines, ct);
        var removed = await TakeBackAsync(db, id, lines, kept, ct);
        var stored = await db.ImportBatches.FirstAsync(b => b.Id == id, ct);
        (stored.State, stored.UndoneAt) = (ImportState.Undone, databases.Clock.UtcNow);
        var left = await db.Partners.AsNoTracking().Where(p => partners.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        await Standings.SaveAsync(db, left, null, ct);
        await transaction.CommitAsync(ct);
        return new ImportUndo(removed, [.. await NamedAsync(db, kept, ct)]);
    }

    private sealed record AuditLine(Guid Id, string RecordType, Guid RecordId, Guid? OwnerId, Happened Happened);

    /// <summary>Which records of the import must stay, and why.</summary>
    private static async Task<Dictionary<Guid, (string Type, string Why)>> KeptAsync(TaskForceDb db, Guid id, List<AuditLine> lines, CancellationToken ct)
    {
        var kept = new Dictionary<Guid, (string, string)>();
        var typeOf = lines.GroupBy(l => l.RecordId).ToDictionary(g => g.Key, g => g.First().RecordType);
        // Changed since: a later line of history about the record itself that is not part of this import.
        var later = await db.AuditEntries.AsNoTracking().Where(m => m.BatchId == id && m.UndoneBy == null)
            .Join(db.AuditEntries.Where(e => (e.BatchId == null || e.BatchId != id) && e.UndoneBy == null), m => m.RecordId, e => e.RecordId, (m, e) => new { m, e })
            .Where(x => x.m.Id.CompareTo(x.e.Id) < 0).Select(x => new { x.e.RecordId, x.e.By, x.e.At }).Distinct().ToListAsync(ct);
        foreach (var line in later.OrderBy(l => l.At))
            if (typeOf.TryGetValue(line.RecordId, out var type)) kept[line.RecordId] = (type, $"It was changed since by {line.By}, on {db.Clock.Local(line.At).ToString("MMM d, yyyy", CultureInfo.InvariantCulture)}.");
        var created = lines.Where(l => l.Happened == Happened.Created).GroupBy(l => l.RecordType).ToDictionary(g => g.Key, g => g.Select(l => l.RecordId).ToHashSet());
        var made = lines.Where(l => l.Happened == Happened.Created).Select(l => l.RecordId).ToHashSet();
        var links = Links(db, created.Keys).ToList();
        // Used since: a row that is not of this import points at the record.
        foreach (var link in links)
            foreach (var (principal, dependent) in await ReferencesAsync(db, id, link, ct))
                // A row without an identity of its own is known by the record that it belongs to.
                if (!made.Contains(dependent) && !kept.ContainsKey(principal))
                    kept[principal] = (link.Principal, $"A {HistorySentences.Record(link.Dependent)} that was made since refers to it.");
        await SpreadAsync(db, id, links, created, kept, ct);
        return kept;
    }

    // What stays keeps what it points at: a person who stays needs the partner of the post.
    private static async Task SpreadAsync(TaskForceDb db, Guid id, List<Link> links, Dictionary<string, HashSet<Guid>> created, Dictionary<Guid, (string Type, string Why)> kept, CancellationToken ct)
    {
        if (kept.Count == 0) return;
        var pairs = new List<(Guid Principal, Guid Dependent, Link Link)>();
        foreach (var link in links)
            foreach (var (principal, dependent) in await ReferencesAsync(db, id, link, ct)) pairs.Add((principal, dependent, link));
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var (principal, dependent, link) in pairs)
            {
                if (kept.ContainsKey(dependent) && !kept.ContainsKey(principal))
                {
                    kept[principal] = (link.Principal, $"The {HistorySentences.Record(link.Dependent)} that stays needs it.");
                    grew = true;
                }
                // And a record that stays keeps its own parts: a person the e-mail addresses, a seat its holder.
                else if (kept.ContainsKey(principal) && link.IsPart && !kept.ContainsKey(dependent) && created.GetValueOrDefault(link.Dependent, []).Contains(dependent))
                {
                    kept[dependent] = (link.Dependent, "");
                    grew = true;
                }
            }
        }
    }

    /// <summary>A foreign key from one kind of record to another.</summary>
    private sealed record Link(string Principal, string Dependent, string Sql, bool IsPart);

    private static IEnumerable<Link> Links(TaskForceDb db, IEnumerable<string> principals)
    {
        // Parts of a record that mean nothing without it, and are not used by anything else.
        HashSet<string> parts = ["PersonEmail", "PersonPhone", "Post", "PartnerTag", "Membership", "SeatHolding"];
        foreach (var name in principals)
        {
            var type = db.Model.GetEntityTypes().First(t => t.ClrType.Name == name);
            foreach (var key in type.GetReferencingForeignKeys())
            {
                var dependent = key.DeclaringEntityType;
                // Working figures and staging follow the record by themselves.
                if (dependent.ClrType.Name is "PartnerStanding" or "PartnerHalf") continue;
                var table = StoreObjectIdentifier.Table(dependent.GetTableName()!, dependent.GetSchema());
                var column = key.Properties[0].GetColumnName(table);
                var identity = dependent.FindPrimaryKey()!.Properties[0].GetColumnName(table);
                var audit = StoreObjectIdentifier.Table(db.Model.FindEntityType(typeof(AuditEntry))!.GetTableName()!, null).Name;
                var sql = $"SELECT d.\"{column}\", d.\"{identity}\" FROM \"{table.Name}\" d WHERE d.\"{column}\" IN (SELECT a.\"RecordId\" FROM \"{audit}\" a WHERE a.\"BatchId\" = @batch AND a.\"RecordType\" = @type AND a.\"Happened\" = 'Created' AND a.\"UndoneBy\" IS NULL)";
                yield return new Link(name, dependent.ClrType.Name, sql, parts.Contains(dependent.ClrType.Name) && key.DeleteBehavior == DeleteBehavior.Cascade);
            }
        }
    }

    private static async Task<List<(Guid Principal, Guid Dependent)>> ReferencesAsync(TaskForceDb db, Guid id, Link link, CancellationToken ct)
    {
        var found = new List<(Guid, Guid)>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = link.Sql;
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var source = db.GetService<IRelationalTypeMappingSource>();
        command.Parameters.Add(source.FindMapping(typeof(Guid))!.CreateParameter(command, "@batch", id));
        command.Parameters.Add(source.FindMapping(typeof(string))!.CreateParameter(command, "@type", link.Principal));
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) found.Add((reader.GetGuid(0), reader.GetGuid(1)));
        return found;
    }

    /// <summary>Removes what the import made and writes back what it changed, dependents before what they point at.</summary>
    private static async Task<int> TakeBackAsync(TaskForceDb db, Guid id, List<AuditLine> lines, Dictionary<Guid, (string Type, string Why)> kept, CancellationToken ct)
    {
        var count = 0;
        var changed = await db.AuditEntries.Where(e => e.BatchId == id && e.UndoneBy == null && e.Happened != Happened.Created && e.RecordType != nameof(ImportBatch) && e.RecordType != nameof(ImportMapping))
            .OrderByDescending(e => e.Id).ToListAsync(ct);
        foreach (var group in changed.Where(e => !kept.ContainsKey(e.RecordId)).GroupBy(e => e.RecordType).ToList())
        {
            // Read together, so that writing back finds each record at hand.
            await LoadAsync(db, group.Key, [.. group.Select(e => e.RecordId).Distinct()], ct);
            foreach (var entry in group)
            {
                if (await ChangeReversal.ReverseAsync(db, entry, ct) is { } why) { kept[entry.RecordId] = (entry.RecordType, why); continue; }
                entry.UndoneBy = db.ChangeId;
                count++;
            }
        }
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        var created = lines.Where(l => l.Happened == Happened.Created && !kept.ContainsKey(l.RecordId)).ToLookup(l => l.RecordType, l => l.RecordId);
        foreach (var type in DependentsFirst(db, created.Select(g => g.Key)))
        {
            foreach (var ids in created[type].Chunk(Chunk))
            {
                var records = await LoadAsync(db, type, ids, ct);
                db.RemoveRange(records);
                count += records.Count;
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
        }
        return count;
    }

    private static List<string> DependentsFirst(TaskForceDb db, IEnumerable<string> names)
    {
        var order = new List<string>();
        var wanted = names.ToHashSet();
        var seen = new HashSet<string>();
        void Visit(IEntityType type)
        {
            if (!seen.Add(type.ClrType.Name)) return;
            foreach (var key in type.GetReferencingForeignKeys())
            {
                Visit(key.DeclaringEntityType);
                // A row that would hold the record back and is no record itself goes with the one that it belongs to: the figures of a partner with their edition.
                if (key.DeleteBehavior != DeleteBehavior.Cascade && !typeof(IRecord).IsAssignableFrom(key.DeclaringEntityType.ClrType))
                    foreach (var whole in key.DeclaringEntityType.GetForeignKeys().Where(k => k.DeleteBehavior == DeleteBehavior.Cascade)) Visit(whole.PrincipalEntityType);
            }
            if (wanted.Contains(type.ClrType.Name)) order.Add(type.ClrType.Name);
        }
        foreach (var name in wanted) Visit(db.Model.GetEntityTypes().First(t => t.ClrType.Name == name));
        return order;
    }

    private static readonly MethodInfo LoadOf = typeof(ImportUndos).GetMethod(nameof(LoadOfAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static Task<List<object>> LoadAsync(TaskForceDb db, string type, Guid[] ids, CancellationToken ct) =>
        (Task<List<object>>)LoadOf.MakeGenericMethod(ChangeReversal.TypeOf(db, type)!.ClrType).Invoke(null, [db, ids, ct])!;

    private static async Task<List<object>> LoadOfAsync<T>(TaskForceDb db, Guid[] ids, CancellationToken ct) where T : class, IRecord =>
        [.. await db.Set<T>().Where(r => ids.Contains(r.Id)).ToListAsync(ct)];

    private static async Task<List<Guid>> PartnersAsync(TaskForceDb db, List<AuditLine> lines, CancellationToken ct)
    {
        var partners = lines.Where(l => l.RecordType == nameof(Partners.Partner)).Select(l => l.RecordId).Concat(lines.Where(l => l.OwnerId is not null).Select(l => l.OwnerId!.Value)).ToHashSet();
        var known = new List<Guid>();
        foreach (var ids in partners.Chunk(Chunk)) known.AddRange(await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct));
        return known;
    }

    private static async Task<IEnumerable<KeptRecord>> NamedAsync(TaskForceDb db, Dictionary<Guid, (string Type, string Why)> kept, CancellationToken ct)
    {
        var shown = kept.Where(k => k.Value.Why.Length > 0).Take(200).ToList();
        var ids = shown.ConvertAll(k => k.Key);
        var names = new Dictionary<Guid, string>();
        foreach (var p in await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct)) names[p.Id] = p.Name;
        foreach (var p in await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(ct)) names[p.Id] = p.Called;
        foreach (var b in await db.Bodies.AsNoTracking().Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Name }).ToListAsync(ct)) names[b.Id] = b.Name;
        return shown.Select(k => new KeptRecord(names.TryGetValue(k.Key, out var name) ? $"{HistorySentences.Record(k.Value.Type)} {name}" : HistorySentences.Record(k.Value.Type), k.Value.Why)).OrderBy(k => k.What, StringComparer.OrdinalIgnoreCase);
    }
}
