using System.Globalization;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>History as the kit shows it.</summary>
internal static class MouHistory
{
    private static readonly CultureInfo American = CultureInfo.GetCultureInfo("en-US");

    public static IReadOnlyList<HistoryItem> Lines(HistoryPage page, TaskForceClock clock) =>
        [.. page.Lines.Select(line => new HistoryItem(
            clock.Local(line.At).ToString("MMM d, yyyy, HH:mm", American),
            line.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            line.By,
            HistorySentences.Heading(line.Happened, line.RecordType) + (line.Undone ? " (undone)" : ""),
            [.. line.Fields.Where(field => !IsKey(field)).Select(field => new FieldChange(HistorySentences.Label(field.Name), field.Before, field.After))],
            line.CanUndo ? line.ChangeId : null))];

    // The keys of other records say nothing to a person.
    private static bool IsKey(HistoryField field) => field.Name.EndsWith("Id", StringComparison.Ordinal) || Guid.TryParse(field.After ?? field.Before, out _);
}
