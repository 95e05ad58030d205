using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;

namespace TaskForce.Core.Data;

/// <summary>One thing that search found.</summary>
/// <param name="Kind">One of <see cref="Searches.KindsFound"/>.</param>
public sealed record Found(Guid Id, string Kind, string Title, string Detail, string Address);

/// <summary>Finds records by the beginnings of words. Only shared facts are in the index, so there is nothing candid to hold back.</summary>
public sealed class Searches(Databases databases)
{
    private static readonly Dictionary<string, (string Kind, Act Act)> Kinds = new()
    {
        ["Partner"] = ("Partner", Act.ReadPartners),
        ["Person"] = ("Person", Act.ReadPeople),
        ["Body"] = ("Committee", Act.ReadBodies),
        ["Mou"] = ("MOU", Act.ReadMous),
        ["Protocol"] = ("Protocol", Act.ReadMous),
        ["Meeting"] = ("Meeting", Act.ReadMeetings),
    };

    /// <summary>The words for what search finds.</summary>
    public static IEnumerable<string> KindsFound => Kinds.Values.Select(k => k.Kind);

    // As many candidates as are ranked; a word that begins more names than this needs a second word.
    private const int Candidates = 200;

    /// <summary>Records in which each typed word begins some word; titles that begin with the text first.</summary>
    /// <param name="count">At most so many.</param>
    public async Task<IReadOnlyList<Found>> FindAsync(Actor actor, string? text, int count = 20, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Search);
        var words = Folding.Words(text).OrderByDescending(w => w.Length).Take(5).ToList();
        if (words.Count == 0)
            return [];
        var types = Kinds.Where(k => Permissions.Allow(actor, k.Value.Act)).Select(k => k.Key).ToList();

        await using var db = await databases.OpenAsync(actor, ct);
        var ids = Beginnings.With(db, words[0]).Where(w => types.Contains(w.RecordType)).Select(w => w.EntryId);
        foreach (var word in words.Skip(1))
        {
            var also = Beginnings.With(db, word);
            ids = ids.Where(id => also.Any(w => w.EntryId == id));
        }
        var entries = await db.SearchEntries.AsNoTracking().Where(e => ids.Distinct().Take(Candidates).Contains(e.Id)).ToListAsync(ct);

        var folded = Folding.Fold(text);
        return [.. entries
            .OrderBy(e => Folding.Fold(e.Title).StartsWith(folded, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(e => Folding.Fold(e.Title), StringComparer.Ordinal)
            .Take(count)
            .Select(e => new Found(e.Id, Kinds[e.RecordType].Kind, e.Title, e.Detail, e.Address))];
    }
}
