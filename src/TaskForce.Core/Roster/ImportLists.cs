using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>Reads imports for their pages and reports.</summary>
public sealed class ImportLists(Databases databases)
{
    /// <summary>The imports of this task force, newest first; what was thrown away is left out.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<IReadOnlyList<ImportLine>> ListAsync(Actor actor, int count = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        var batches = await db.ImportBatches.AsNoTracking().Where(b => b.State != ImportState.Discarded).OrderByDescending(b => b.UploadedAt).ThenByDescending(b => b.Id).Take(count).ToListAsync(ct);
        return batches.ConvertAll(Line);
    }

    /// <summary>An import with everything that its steps show, rows excepted.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<ImportView> GetAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        var batch = await db.ImportBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct) ?? throw new NotFoundException("import");
        var rows = db.ImportRows.AsNoTracking().Where(r => r.BatchId == id && r.Sheet == batch.Sheet);
        List<SheetRow> head = [.. (await rows.OrderBy(r => r.Number).Take(20).ToListAsync(ct)).Select(r => new SheetRow(r.Number, ImportJson.ReadList<string>(r.Cells)))];
        var first = await rows.Where(r => r.Outcome == RowOutcome.NeedsALook && r.Number > batch.HeaderRow).OrderBy(r => r.Number).Select(r => r.Reasons).FirstOrDefaultAsync(ct);
        var reason = first is null ? null : ImportJson.ReadList<RowReason>(first).FirstOrDefault(r => r.Look)?.Text;
        var choices = ImportJson.Read<ImportChoices>(batch.Choices);
        var headers = ImportJson.ReadList<string>(batch.Headers);
        var samples = head.Where(r => r.Number > batch.HeaderRow).Select(r => r.Cells).ToList();
        var columns = headers.Select((heading, i) => new ImportColumn(i, ColumnName.Of(i), heading, i < choices.Columns.Count ? choices.Columns[i] : RosterField.Ignore,
            [.. samples.Where(s => i < s.Count && s[i].Length > 0).Select(s => CellText.Short(s[i])).Distinct().Take(3)])).ToList();
        return new ImportView(Line(batch), ImportSentences.Opening(batch, reason), batch.Reading, ImportJson.ReadList<string>(batch.Sheets), batch.Sheet, batch.HeaderRow, head, columns, choices, ImportJson.Read<ImportFindings>(batch.Findings));
    }

    /// <summary>A page of rows, in the order of the file.</summary>
    /// <param name="actor">Who reads.</param>
    /// <param name="id">The import.</param>
    /// <param name="outcome">Only rows of this outcome; null for all.</param>
    /// <param name="after">The number of the last row of the page before; 0 for the first.</param>
    /// <param name="before">To go back: the number of the first row of the page after; else null.</param>
    /// <param name="count">How many, at most 100.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<PreviewPage> RowsAsync(Actor actor, Guid id, RowOutcome? outcome = null, int after = 0, int? before = null, int count = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        count = Math.Clamp(count, 1, 100);
        await using var db = await databases.OpenAsync(actor, ct);
        var batch = await db.ImportBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct) ?? throw new NotFoundException("import");
        var all = db.ImportRows.AsNoTracking().Where(r => r.BatchId == id && r.Sheet == batch.Sheet && r.Number > batch.HeaderRow);
        if (outcome is { } wanted) all = all.Where(r => r.Outcome == wanted);
        var rows = before is { } end
            ? await all.Where(r => r.Number < end).OrderByDescending(r => r.Number).Take(count).ToListAsync(ct)
            : await all.Where(r => r.Number > after).OrderBy(r => r.Number).Take(count).ToListAsync(ct);
        if (before is not null) rows.Reverse();
        if (rows.Count == 0) return new PreviewPage([], null, null);
        var (first, last) = (rows[0].Number, rows[^1].Number);
        var hasBefore = await all.AnyAsync(r => r.Number < first, ct);
        var hasAfter = await all.AnyAsync(r => r.Number > last, ct);
        var width = ImportJson.ReadList<string>(batch.Headers).Count;
        return new PreviewPage(rows.ConvertAll(r => Preview(r, width)), hasBefore ? first : null, hasAfter ? last : null);
    }

    /// <summary>The people and partners that a row may be matched to, by what is typed.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="typed">The beginning of a word of the name.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> PartnersAsync(Actor actor, string typed, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        if (Folding.Words(typed).Count == 0) return [];
        await using var db = await databases.OpenAsync(actor, ct);
        var found = await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).Beginning(db, typed).OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(12).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        return found.ConvertAll(p => (p.Id, p.Name));
    }

    /// <summary>The kinds of partner and the bodies that choices are made from.</summary>
    public async Task<(IReadOnlyList<(Guid Id, string Name)> Kinds, IReadOnlyList<(Guid Id, string Name)> Bodies)> ListsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        var kinds = await db.PartnerKinds.AsNoTracking().OrderBy(k => k.Order).Select(k => new { k.Id, k.Name }).ToListAsync(ct);
        var bodies = await db.Bodies.AsNoTracking().Where(b => b.ArchivedAt == null).OrderBy(b => b.SortName).Select(b => new { b.Id, b.Name }).ToListAsync(ct);
        return ([.. kinds.Select(k => (k.Id, k.Name))], [.. bodies.Select(b => (b.Id, b.Name))]);
    }

    /// <summary>Writes the report of an import: every row with its outcome, what it did, and the reasons by column, beside the cells of the file.</summary>
    public async Task WriteReportAsync(Actor actor, Guid id, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        var batch = await db.ImportBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct) ?? throw new NotFoundException("import");
        var headers = ImportJson.ReadList<string>(batch.Headers);
        var done = batch.State == ImportState.Imported;
        using var writer = SheetWriter.Create(target, format, "Import", ["Row", "Outcome", done ? "What it did" : "What it will do", "Reasons", .. headers]);
        var after = batch.HeaderRow;
        while (true)
        {
            var rows = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == id && r.Sheet == batch.Sheet && r.Number > after).OrderBy(r => r.Number).Take(1000).ToListAsync(ct);
            foreach (var row in rows)
            {
                var reasons = ImportJson.ReadList<RowReason>(row.Reasons).Select(r => r.Column is { } c ? $"Column {ColumnName.Of(c)}: {r.Text}" : r.Text);
                writer.Write([row.Number, ImportSentences.Word(row.Outcome), row.Result, string.Join(' ', reasons), .. Cells(row.Cells, headers.Count)]);
            }
            if (rows.Count < 1000) return;
            after = rows[^1].Number;
        }
    }

    private ImportLine Line(ImportBatch b)
    {
        DateTime? until = b is { State: ImportState.Imported, ImportedAt: { } at } && at + Histories.UndoWindow > databases.Clock.UtcNow ? at + Histories.UndoWindow : null;
        return new(b.Id, b.FileName, b.State, b.UploadedAt, b.UploadedBy, b.ImportedAt, until, b.Rows, b.Creates, b.Updates, b.Skips, b.Looks, b.IsSampleData);
    }

    private static PreviewRow Preview(ImportRow row, int width) =>
        new(row.Number, row.Outcome, row.Result, ImportJson.ReadList<RowReason>(row.Reasons), Cells(row.Cells, width), ImportJson.ReadChoice(row.Choice));

    private static List<string> Cells(string json, int width)
    {
        var cells = ImportJson.ReadList<string>(json);
        return [.. Enumerable.Range(0, Math.Max(width, cells.Count)).Select(i => i < cells.Count ? cells[i] : "")];
    }
}
