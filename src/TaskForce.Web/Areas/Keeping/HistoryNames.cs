using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Roster;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Keeping;

/// <summary>Puts lines of history in words: times in the task force's zone, and the names of records where the line holds their keys.</summary>
public sealed class HistoryNames(Databases databases, TaskForceClock clock)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>The lines as <see cref="HistoryList"/> shows them on the page of a record, whose own name they need not tell.</summary>
    public async Task<IReadOnlyList<HistoryItem>> ItemsAsync(Actor actor, Guid recordId, IReadOnlyList<HistoryLine> lines, CancellationToken ct)
    {
        var keys = lines.SelectMany(l => l.Fields).SelectMany(f => new[] { f.Before, f.After }).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty).Distinct().ToList();
        await using var db = await databases.OpenAsync(actor, ct);
        var names = await db.SearchEntries.AsNoTracking().Where(e => keys.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Title, ct);
        foreach (var kind in await db.PartnerKinds.AsNoTracking().Where(k => keys.Contains(k.Id)).ToListAsync(ct))
            names[kind.Id] = kind.Name;
        var answers = db.Model.GetEntityTypes().ToLookup(t => t.ClrType.Name);
        var strikes = await StrikesAsync(db, actor, lines, ct);
        return [.. lines.Select(l => Item(l, recordId, names, field => answers[l.RecordType].Any(t => IsAnswer(t.FindProperty(field)))) with { Strike = strikes.GetValueOrDefault(l.RecordId) })];
    }

    /// <summary>The ways to strike out text of the records that lines are about, for whoever may: of those that are still there and hold text.</summary>
    private static async Task<Dictionary<Guid, StrikeLink>> StrikesAsync(TaskForceDb db, Actor actor, IReadOnlyList<HistoryLine> lines, CancellationToken ct)
    {
        if (!Permissions.Allow(actor, Act.StrikeOut))
            return [];
        var reached = lines.Select(l => l.RecordType).Distinct().Where(type => StrikeOuts.Reaches(db, type)).ToHashSet();
        var records = lines.Where(l => reached.Contains(l.RecordType)).DistinctBy(l => l.RecordId).ToDictionary(l => l.RecordId, l => l.RecordType);
        var ids = records.Keys.ToList();
        var ends = await db.AuditEntries.AsNoTracking().Where(e => ids.Contains(e.RecordId) && (e.Happened == Happened.Created || e.Happened == Happened.Removed))
            .Select(e => new { e.RecordId, e.Id, e.Happened }).ToListAsync(ct);
        foreach (var record in ends.GroupBy(e => e.RecordId).Where(g => g.MaxBy(e => e.Id)!.Happened == Happened.Removed))
            records.Remove(record.Key);
        return records.ToDictionary(r => r.Key, r => new StrikeLink($"/strike-out/{r.Value}/{r.Key}", HistorySentences.Record(r.Value)));
    }

    private static bool IsAnswer(IProperty? property) => property is not null && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType).IsEnum;

    private HistoryItem Item(HistoryLine line, Guid recordId, Dictionary<Guid, string> names, Func<string, bool> isAnswer)
    {
        var at = clock.Local(line.At);
        return new(
            at.ToString(at.Year == clock.Today.Year ? "MMM d, HH:mm" : "MMM d, yyyy, HH:mm", English),
            at.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture),
            line.By,
            HistorySentences.Heading(line.Happened, line.RecordType) + Named(line, recordId, names) + (line.Undone ? ", since undone" : ""),
            [.. line.Fields.Where(f => Shows(f, names)).Select(f => isAnswer(f.Name)
                ? new FieldChange(HistorySentences.Label(f.Name), Answer(f.Before), Answer(f.After))
                : new FieldChange(HistorySentences.Label(f.Name), Word(f.Before, names), Word(f.After, names)))],
            line.CanUndo ? line.ChangeId : null);
    }

    // A record that came or went is told by its name; of a change the fields say it.
    private string? Named(HistoryLine line, Guid recordId, Dictionary<Guid, string> names) =>
        line.Happened is Happened.Created or Happened.Removed && HistorySentences.Naming([.. line.Fields.Where(f => Shows(f, names) && (f.After ?? f.Before) != recordId.ToString())]) is { } field
            && Word(field.After ?? field.Before, names) is { } name ? $" “{CellText.Short(name)}”" : null;

    // A key without a name says nothing to a person.
    private static bool Shows(HistoryField field, Dictionary<Guid, string> names) =>
        HistorySentences.Says(field) && !new[] { field.Before, field.After }.Any(v => Guid.TryParse(v, out var id) && !names.ContainsKey(id));

    private static string? Answer(string? value) => string.IsNullOrEmpty(value) ? null : HistorySentences.Answer(value);

    private string? Word(string? value, Dictionary<Guid, string> names)
    {
        if (string.IsNullOrEmpty(value))
            return null;
        if (Guid.TryParse(value, out var id))
            return names.GetValueOrDefault(id);
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString("MMM d, yyyy", English);
        if (TimeOnly.TryParseExact(value, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
            return hour.ToString("HH:mm", English);
        if (value.Length > 18 && value[10] == 'T' && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant))
            return clock.Local(instant).ToString("MMM d, yyyy, HH:mm", English);
        return value switch { "True" => "yes", "False" => "no", _ => value };
    }
}
