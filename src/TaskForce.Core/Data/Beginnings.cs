namespace TaskForce.Core.Data;

/// <summary>Finds records by the beginnings of the words of their names, along the index of search.</summary>
internal static class Beginnings
{
    // A fifth word of a name hardly narrows it down any more, and each costs a look into the index.
    private const int Words = 4;

    /// <summary>The records in which each typed word begins some word; all of them where nothing is typed.</summary>
    public static IQueryable<T> Beginning<T>(this IQueryable<T> records, TaskForceDb db, string? typed) where T : Record
    {
        var type = typeof(T).Name;
        foreach (var word in Folding.Words(typed).Take(Words))
        {
            var found = With(db, word).Where(w => w.RecordType == type).Select(w => w.EntryId);
            records = records.Where(r => found.Contains(r.Id));
        }
        return records;
    }

    /// <summary>The words of the index that begin so.</summary>
    public static IQueryable<SearchWord> With(TaskForceDb db, string word)
    {
        var after = Folding.After(word);
        return db.SearchWords.Where(w => string.Compare(w.Word, word) >= 0 && string.Compare(w.Word, after) < 0);
    }
}
