using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;

namespace TaskForce.Core.Data;

/// <summary>Reads the history of records and undoes changes for 30 days.</summary>
public sealed class Histories(Databases databases)
{
    /// <summary>How long a change can be undone.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromDays(30);

    /// <summary>The history of a record and of what belongs to it, newest first. Candid lines come only to those who may read them, those of accounts to those who manage them.</summary>
    /// <param name="before">The id of the last line of the page before, or null.</param>
    public async Task<HistoryPage> OfAsync(Actor actor, Guid recordId, Guid? before = null, int count = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadHistory);
        await using var db = await databases.OpenAsync(actor, ct);
        // What hangs on a version of an MOU (parties, clauses, approvals) belongs to the history of the MOU.
        var versions = await db.MouVersions.Where(v => v.MouId == recordId).Select(v => v.Id).ToListAsync(ct);
        var query = db.AuditEntries.AsNoTracking().Where(e => e.RecordId == recordId || e.OwnerId == recordId || (e.OwnerId != null && versions.Contains(e.OwnerId.Value)));
        if (!Permissions.Allow(actor, Act.ManageAccounts))
            query = query.Where(e => e.RecordType != nameof(Account));
        if (before is { } id)
            query = query.Where(e => e.Id.CompareTo(id) < 0);
        var entries = await query.OrderByDescending(e => e.Id).Take(count + 1).ToListAsync(ct);
        var oldest = databases.Clock.UtcNow - UndoWindow;
        return new(
            [.. entries.Take(count).Select(e => Line(actor, e, oldest))],
            entries.Count > count ? entries[count - 1].Id : null);
    }

    /// <summary>Takes back everything that was saved together with a change.</summary>
    /// <returns>The id of the change that did it; undoing that one does the first again.</returns>
    /// <exception cref="NotAllowedException">Not the actor's own change, and the actor is no coordinator.</exception>
    /// <exception cref="RefusedException">Something was changed since, or the change is older than 30 days; nothing was undone.</exception>
    public async Task<Guid> UndoAsync(Actor actor, Guid changeId, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Also those lines that are closed to the actor: a change is undone whole or not at all.
        var entries = await db.AuditEntries.IgnoreQueryFilters().Where(e => e.ChangeId == changeId && e.UndoneBy == null).ToListAsync(ct);
        if (entries.Count == 0)
            throw new RefusedException("There is nothing left to undo here: it was undone already.");
        foreach (var entry in entries)
            DemandUndo(actor, entry);
        if (entries[0].At < databases.Clock.UtcNow - UndoWindow)
            throw new RefusedException("A change can be undone for 30 days, and this one is older. Open the record and change it there.");

        foreach (var entry in entries.OrderByDescending(e => e.Id))
        {
            if (await ReasonAgainstAsync(db, entry, entries, ct) is { } reason)
                throw new RefusedException(reason);
            entry.UndoneBy = db.ChangeId;
        }

        try
        {
            await Standings.SaveAsync(db, await TouchedPartners.OfAsync(db, ct), null, ct);
        }
        catch (DbUpdateException)
        {
            throw new RefusedException("Something else hangs on this by now, so it cannot be taken back. Archive the record instead.");
        }
        await Standings.RefreshAsync(db, await PartnersTouchedAsync(db, entries, ct), ct: ct);
        await transaction.CommitAsync(ct);
        return db.ChangeId;
    }

    /// <summary>The change that made a record, for whoever just found the record open to them: about several partners its line is closed to a member.</summary>
    internal static Task<Guid?> MadeByAsync(TaskForceDb db, Guid recordId, CancellationToken ct) =>
        db.AuditEntries.IgnoreQueryFilters().Where(e => e.RecordId == recordId && e.Happened == Happened.Created && e.UndoneBy == null)
            .OrderByDescending(e => e.Id).Select(e => (Guid?)e.ChangeId).FirstOrDefaultAsync(ct);

    private static async Task<string?> ReasonAgainstAsync(TaskForceDb db, AuditEntry entry, List<AuditEntry> together, CancellationToken ct)
    {
        if (entry.Happened == Happened.Created)
        {
            var later = await db.AuditEntries.IgnoreQueryFilters().Where(e => e.RecordId == entry.RecordId && e.ChangeId != entry.ChangeId && e.UndoneBy == null
                && e.Id.CompareTo(entry.Id) > 0).OrderByDescending(e => e.Id).Select(e => e.By).FirstOrDefaultAsync(ct);
            if (later is not null)
                return $"The {HistorySentences.Record(entry.RecordType)} was changed since by {later}. Archive it instead.";
        }
        return await ChangeReversal.ReverseAsync(db, entry, ct);
    }

    private static HistoryLine Line(Actor actor, AuditEntry entry, DateTime oldest) => new(
        entry.Id, entry.ChangeId, entry.At, entry.By, entry.RecordType, entry.RecordId, entry.Happened,
        Fields(entry), entry.UndoneBy is null && entry.At >= oldest && MayUndo(actor, entry), entry.UndoneBy is not null);

    private static IReadOnlyList<HistoryField> Fields(AuditEntry entry)
    {
        var before = Read(entry.Before);
        var after = Read(entry.After);
        return [.. before.Keys.Union(after.Keys).Select(k => new HistoryField(k, before.GetValueOrDefault(k), after.GetValueOrDefault(k)))];
    }

    private static Dictionary<string, string?> Read(string? json)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(f => f.Name, f => f.Value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => f.Value.GetString(),
            JsonValueKind.Array => string.Join(", ", f.Value.EnumerateArray().Select(v => v.ToString())),
            _ => f.Value.ToString(),
        });
    }

    private static bool MayUndo(Actor actor, AuditEntry entry) =>
        HistoryRights.ActFor(entry.RecordType) is { } act && Permissions.Allow(actor, act)
        && (actor.SeesAllCandid || entry.AccountId == actor.AccountId);

    private static void DemandUndo(Actor actor, AuditEntry entry)
    {
        if (!MayUndo(actor, entry))
            throw new NotAllowedException(HistoryRights.ActFor(entry.RecordType) ?? Act.ManageAccounts);
    }

    private static async Task<List<Guid>> PartnersTouchedAsync(TaskForceDb db, List<AuditEntry> entries, CancellationToken ct)
    {
        var ids = entries.SelectMany(e => new[] { e.RecordId, e.OwnerId ?? Guid.Empty, e.PartnerId ?? Guid.Empty })
            .Concat(entries.SelectMany(e => Ids(e.Before)).Concat(entries.SelectMany(e => Ids(e.After))))
            .Where(i => i != Guid.Empty).Distinct().ToList();
        var direct = await db.Partners.Where(p => ids.Contains(p.Id)).Select(p => p.Id).ToListAsync(ct);
        var byContact = await db.ContactPartners.Where(c => ids.Contains(c.ContactId)).Select(c => c.PartnerId).ToListAsync(ct);
        var byMou = await db.MouParties.Where(p => db.MouVersions.Any(v => v.Id == p.VersionId && (ids.Contains(v.Id) || ids.Contains(v.MouId)))).Select(p => p.PartnerId).ToListAsync(ct);
        var byMeeting = await db.Attendance.Where(a => ids.Contains(a.MeetingId) && a.PartnerId != null).Select(a => a.PartnerId!.Value).ToListAsync(ct);
        return [.. direct.Concat(byContact).Concat(byMou).Concat(byMeeting).Distinct()];
    }

    private static IEnumerable<Guid> Ids(string? json)
    {
        foreach (var value in Read(json).Values)
        {
            if (Guid.TryParse(value, out var id))
                yield return id;
        }
    }
}
