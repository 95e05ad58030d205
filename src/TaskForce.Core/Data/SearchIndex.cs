using Microsoft.EntityFrameworkCore;

namespace TaskForce.Core.Data;

/// <summary>Keeps what search finds in step with the records, in the same save.</summary>
public static class SearchIndex
{
    /// <summary>Has search written anew for people with the next save, by whatever their names and addresses are then. For what changes them record by record.</summary>
    internal static async Task RenewAsync(TaskForceDb db, IReadOnlyCollection<Guid> personIds, CancellationToken ct)
    {
        if (personIds.Count == 0)
            return;
        foreach (var person in await db.People.Include(p => p.Emails).Where(p => personIds.Contains(p.Id)).ToListAsync(ct))
            person.Version = Guid.CreateVersion7();
    }

    internal static async Task UpdateAsync(TaskForceDb db, CancellationToken ct)
    {
        var changed = db.ChangeTracker.Entries<ISearchable>()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(e => (e.Entity, e.State)).ToList();
        if (changed.Count == 0)
            return;
        var known = changed.Where(c => c.State != EntityState.Added).Select(c => c.Entity.Id).ToList();
        var entries = known.Count == 0 ? [] : await db.SearchEntries.Where(e => known.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        List<SearchWord> stored = known.Count == 0 ? [] : await db.SearchWords.Where(w => known.Contains(w.EntryId)).ToListAsync(ct);
        var words = stored.ToLookup(w => w.EntryId);
        foreach (var (record, state) in changed)
        {
            var text = state == EntityState.Deleted ? null : record.ForSearch();
            entries.TryGetValue(record.Id, out var entry);
            Put(db, record, text, entry, [.. words[record.Id]]);
        }
    }

    private static void Put(TaskForceDb db, ISearchable record, SearchText? text, SearchEntry? entry, List<SearchWord> words)
    {
        var type = record.GetType().Name;
        if (text is null)
        {
            if (entry is not null)
                db.SearchEntries.Remove(entry);
            db.SearchWords.RemoveRange(words);
            return;
        }

        if (entry is null)
            db.SearchEntries.Add(new() { Id = record.Id, RecordType = type, Title = text.Title, Detail = text.Detail, Address = text.Address });
        else
            (entry.Title, entry.Detail, entry.Address) = (text.Title, text.Detail, text.Address);

        var wanted = Folding.Words(text.Title + " " + text.Words);
        db.SearchWords.RemoveRange(words.Where(w => !wanted.Contains(w.Word)));
        db.SearchWords.AddRange(wanted.Where(w => words.TrueForAll(o => o.Word != w)).Select(w => new SearchWord { Word = w, EntryId = record.Id, RecordType = type }));
    }
}
