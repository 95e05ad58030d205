using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>Takes roster files in: upload, choices, preview, the import itself, and its undo.</summary>
public sealed class Imports(Databases databases)
{
    private const int Staged = 2_000;

    /// <summary>Reads a file into staging rows, guesses its columns, and works out the preview. Nothing is written to the roster.</summary>
    /// <param name="actor">Who imports.</param>
    /// <param name="file">A seekable stream; stays open.</param>
    /// <param name="fileName">Its name, for the list of imports.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>The id of the import.</returns>
    /// <exception cref="UnreadableSheetException">The file cannot be read; the message says why.</exception>
    /// <exception cref="NotAllowedException">The actor may not import.</exception>
    public async Task<Guid> UploadAsync(Actor actor, Stream file, string fileName, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        Permissions.Demand(actor, Act.Import);
        SheetLimits.CheckSize(file.Length);
        file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        using var book = SheetReader.Open(file);
        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await using var room = await Roominess.TakeAsync(db, ct);
        var batch = new ImportBatch
        {
            FileName = CellText.Short(Path.GetFileName(fileName)),
            FileHash = hash,
            Reading = book.Reading,
            Sheets = ImportJson.Write(book.SheetNames),
            UploadedAt = databases.Clock.UtcNow,
            UploadedBy = actor.Name,
        };
        db.ImportBatches.Add(batch);
        await db.SaveChangesAsync(ct);
        var heads = await StageAsync(db, batch.Id, book, ct);
        if (heads.TrueForAll(h => h.Count == 0)) throw new UnreadableSheetException("The file has no rows in it. Choose the file that holds the roster.");
        batch.Sheet = Enumerable.Range(0, heads.Count).MaxBy(i => (KnownHeadings(heads[i]), heads[i].Count > 1 ? 1 : 0, -i));
        await HeadAsync(db, batch, ColumnGuess.HeaderRow(heads[batch.Sheet]), ct);
        await ImportPreview.CheckAsync(db, batch, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return batch.Id;
    }

    /// <summary>Takes another sheet of the file, or another row for the headings. Choices about columns begin anew.</summary>
    public Task ChooseSheetAsync(Actor actor, Guid id, int sheet, int? headerRow = null, CancellationToken ct = default) => ChangeAsync(actor, id, async (db, batch) =>
    {
        if (sheet < 0 || sheet >= ImportJson.ReadList<string>(batch.Sheets).Count) throw new RefusedException("The workbook has no such sheet. Choose one of its sheets.");
        batch.Sheet = sheet;
        var head = await HeadRowsAsync(db, batch, ct);
        var row = headerRow ?? ColumnGuess.HeaderRow(head);
        if (head.Count > 0 && !head.Exists(r => r.Number == row)) throw new RefusedException($"Row {row} is not among the first 20 rows that hold something. Choose one of those.");
        await HeadAsync(db, batch, row, ct);
    }, ct);

    /// <summary>Says what the columns hold, how dates are read, and whether cells with several committees are parted; remembered for the next file of this kind.</summary>
    public Task ChooseColumnsAsync(Actor actor, Guid id, IReadOnlyList<RosterField> columns, DateStyle dateStyle, bool splitBodies, Guid? otherKind = null, CancellationToken ct = default) => ChangeAsync(actor, id, async (db, batch) =>
    {
        var headers = ImportJson.ReadList<string>(batch.Headers);
        if (columns.Count != headers.Count) throw new RefusedException("The columns changed in the meantime. Open the import again.");
        var twice = columns.Where(c => c is not (RosterField.Ignore or RosterField.Email or RosterField.Phone)).GroupBy(c => c).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null) throw new RefusedException($"Two columns are said to hold “{twice.Key.Label()}”. Choose one of them.", "Columns");
        if (otherKind is { } kind && !await db.PartnerKinds.AnyAsync(k => k.Id == kind, ct)) throw new RefusedException("This kind of partner is not there any more. Choose another.", "OtherKind");
        var choices = ImportJson.Read<ImportChoices>(batch.Choices) with { Columns = columns, DateStyle = dateStyle, SplitBodies = splitBodies, OtherKind = otherKind };
        batch.Choices = ImportJson.Write(choices);
        await RememberAsync(db, Signature(headers), choices, ct);
    }, ct);

    /// <summary>Says what a spelling of an agency means.</summary>
    public Task ChoosePartnerAsync(Actor actor, Guid id, string key, AgencyChoice? choice, CancellationToken ct = default) => ChangeAsync(actor, id, async (db, batch) =>
    {
        if (choice?.PartnerId is { } partner && !await db.Partners.AnyAsync(p => p.Id == partner && p.MergedIntoId == null, ct)) throw new NotFoundException("partner");
        var choices = ImportJson.Read<ImportChoices>(batch.Choices);
        batch.Choices = ImportJson.Write(choices with { Partners = With(choices.Partners, key, choice) });
    }, ct);

    /// <summary>Says what a name of a committee means.</summary>
    public Task ChooseBodyAsync(Actor actor, Guid id, string key, CommitteeChoice? choice, CancellationToken ct = default) => ChangeAsync(actor, id, async (db, batch) =>
    {
        if (choice?.BodyId is { } body && !await db.Bodies.AnyAsync(b => b.Id == body && b.ArchivedAt == null, ct)) throw new NotFoundException("committee");
        var choices = ImportJson.Read<ImportChoices>(batch.Choices);
        batch.Choices = ImportJson.Write(choices with { Bodies = With(choices.Bodies, key, choice) });
    }, ct);

    /// <summary>Writes another text into a cell of the file's copy. The file itself stays as it is.</summary>
    public Task ChangeCellAsync(Actor actor, Guid id, int number, int column, string text, CancellationToken ct = default) => ChangeAsync(actor, id, async (db, batch) =>
    {
        if (text.Length > SheetLimits.CellCharacters) throw new RefusedException($"A cell holds at most {SheetLimits.CellCharacters:N0} characters.");
        if (column < 0 || column >= ImportJson.ReadList<string>(batch.Headers).Count) throw new NotFoundException("column");
        var row = await RowAsync(db, batch, number, ct);
        var cells = ImportJson.ReadList<string>(row.Cells).ToList();
        while (cells.Count <= column) cells.Add("");
        cells[column] = text.Trim();
        row.Cells = ImportJson.Write(cells);
        row.Hash = ImportRow.HashOf(cells);
    }, ct);

    /// <summary>Decides about one row: leave it out, leave its date empty, keep its note, or say whom it means.</summary>
    public Task ChooseRowAsync(Actor actor, Guid id, int number, RowChoice choice, CancellationToken ct = default) => ChangeAsync(actor, id, async (db, batch) =>
        (await RowAsync(db, batch, number, ct)).Choice = ImportJson.Write(choice), ct);

    /// <summary>Throws an upload away that was not imported.</summary>
    public async Task DiscardAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        var batch = await OpenBatchAsync(db, id, ct);
        batch.State = ImportState.Discarded;
        await RemoveRowsAsync(db, id, ct);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Writes every row that can go in, in one transaction: all of them or none.</summary>
    /// <param name="actor">Who imports.</param>
    /// <param name="id">The import.</param>
    /// <param name="progress">Told how many rows are done, a thousand at a time.</param>
    /// <param name="ct">Cancellation; nothing is written then.</param>
    /// <returns>How many rows went in.</returns>
    /// <exception cref="RefusedException">It was imported already, or no row can go in.</exception>
    public async Task<int> RunAsync(Actor actor, Guid id, IProgress<int>? progress = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await using var room = await Roominess.TakeAsync(db, ct);
        var batch = await OpenBatchAsync(db, id, ct);
        db.BatchId = id;
        var kinds = await db.PartnerKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, ct);
        var planner = await ImportPlanner.PrepareAsync(db, batch, ct);
        var writer = new ImportWriter(db, kinds);
        var preview = new ImportPreview(db);
        var done = 0;
        await foreach (var rows in planner.ChunksAsync(ct))
        {
            var plans = await planner.PlanAsync(rows, ct);
            await writer.WriteAsync(plans, ct);
            await preview.StoreAsync(rows, plans, ct);
            done += rows.Count;
            progress?.Report(done);
        }
        if (preview.Ready == 0) throw new RefusedException("No row of this file can go in. Look at the rows that need a look first.");
        batch = await db.ImportBatches.FirstAsync(b => b.Id == id, ct);
        preview.Count(batch);
        (batch.State, batch.ImportedAt) = (ImportState.Imported, databases.Clock.UtcNow);
        await Standings.SaveAsync(db, writer.Touched, null, ct);
        await transaction.CommitAsync(ct);
        // A roster of thousands changes how the tables are filled more than a year of work does.
        await new Statistics(databases).GatherAsync(ct);
        return preview.Ready;
    }

    /// <summary>Takes the rows that still needed a look after an import into an import of their own.</summary>
    /// <returns>The id of the new import.</returns>
    public async Task<Guid> ContinueAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var old = await db.ImportBatches.AsNoTracking().FirstOrDefaultAsync(b => b.Id == id, ct) ?? throw new NotFoundException("import");
        if (old.State != ImportState.Imported || old.Looks == 0) throw new RefusedException("No row of this import is left over.");
        var batch = new ImportBatch
        {
            FileName = old.FileName,
            FileHash = old.FileHash,
            Reading = old.Reading,
            Sheets = old.Sheets,
            Sheet = old.Sheet,
            HeaderRow = old.HeaderRow,
            Headers = old.Headers,
            Choices = old.Choices,
            UploadedAt = databases.Clock.UtcNow,
            UploadedBy = actor.Name,
        };
        db.ImportBatches.Add(batch);
        await db.SaveChangesAsync(ct);
        var rows = await db.ImportRows.AsNoTracking().Where(r => r.BatchId == id && r.Sheet == old.Sheet && (r.Outcome == RowOutcome.NeedsALook || r.Number <= old.HeaderRow)).ToListAsync(ct);
        await BulkWriter.AddAsync(db, rows.ConvertAll(r => new ImportRow { BatchId = batch.Id, Sheet = r.Sheet, Number = r.Number, Cells = r.Cells, Hash = r.Hash, Choice = r.Choice }), ct);
        await ImportPreview.CheckAsync(db, batch, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return batch.Id;
    }

    private async Task ChangeAsync(Actor actor, Guid id, Func<TaskForceDb, ImportBatch, Task> change, CancellationToken ct)
    {
        Permissions.Demand(actor, Act.Import);
        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var batch = await OpenBatchAsync(db, id, ct);
        await change(db, batch);
        await db.SaveChangesAsync(ct);
        ImportPreview.Forget(db);
        await ImportPreview.CheckAsync(db, batch, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<ImportBatch> OpenBatchAsync(TaskForceDb db, Guid id, CancellationToken ct)
    {
        var batch = await db.ImportBatches.FirstOrDefaultAsync(b => b.Id == id, ct) ?? throw new NotFoundException("import");
        return batch.State switch
        {
            ImportState.Uploaded or ImportState.Checked => batch,
            ImportState.Imported => throw new RefusedException("This import is done. What it wrote is changed on the records themselves, or undone as a whole."),
            ImportState.Undone => throw new RefusedException("This import was undone. Upload the file again to import it once more."),
            _ => throw new RefusedException("This upload was thrown away. Upload the file again."),
        };
    }

    private static async Task<ImportRow> RowAsync(TaskForceDb db, ImportBatch batch, int number, CancellationToken ct) =>
        await db.ImportRows.FirstOrDefaultAsync(r => r.BatchId == batch.Id && r.Sheet == batch.Sheet && r.Number == number && r.Number > batch.HeaderRow, ct) ?? throw new NotFoundException("row");

    /// <summary>Writes every row of every sheet into staging.</summary>
    /// <returns>The first rows of each sheet.</returns>
    private static async Task<List<List<SheetRow>>> StageAsync(TaskForceDb db, Guid batchId, SheetBook book, CancellationToken ct)
    {
        var heads = new List<List<SheetRow>>();
        var waiting = new List<ImportRow>(Staged);
        var total = 0;
        for (var sheet = 0; sheet < book.SheetNames.Count; sheet++)
        {
            heads.Add([]);
            var last = 0;
            foreach (var row in book.Rows(sheet))
            {
                if (++total > SheetLimits.Rows) throw SheetLimits.TooManyRows();
                // Damaged workbooks give a number twice; a row is never lost for it.
                last = Math.Max(last + 1, row.Number);
                // PostgreSQL stores no zero characters.
                List<string> cells = [.. row.Cells.Select(c => c.Replace("\0", "", StringComparison.Ordinal))];
                if (heads[sheet].Count < 20) heads[sheet].Add(new SheetRow(last, cells));
                waiting.Add(new ImportRow { BatchId = batchId, Sheet = sheet, Number = last, Cells = ImportJson.Write(cells), Hash = ImportRow.HashOf(cells) });
                if (waiting.Count < Staged) continue;
                await BulkWriter.AddAsync(db, waiting, ct);
                waiting.Clear();
            }
        }
        await BulkWriter.AddAsync(db, waiting, ct);
        return heads;
    }

    private static int KnownHeadings(List<SheetRow> head) => head.Count == 0 ? -1 : head.Max(r => r.Cells.Count(c => c.Length <= 40 && ColumnGuess.ByHeading(c) is not null));

    private static async Task<List<SheetRow>> HeadRowsAsync(TaskForceDb db, ImportBatch batch, CancellationToken ct) =>
        [.. (await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.Sheet == batch.Sheet).OrderBy(r => r.Number).Take(20).ToListAsync(ct)).Select(r => new SheetRow(r.Number, ImportJson.ReadList<string>(r.Cells)))];

    /// <summary>Takes a row for the headings and guesses the columns, or takes what was chosen for the same headings last time.</summary>
    private static async Task HeadAsync(TaskForceDb db, ImportBatch batch, int headerRow, CancellationToken ct)
    {
        batch.HeaderRow = headerRow;
        var samples = (await db.ImportRows.AsNoTracking().Where(r => r.BatchId == batch.Id && r.Sheet == batch.Sheet && r.Number >= headerRow).OrderBy(r => r.Number).Take(60).ToListAsync(ct))
            .ConvertAll(r => ImportJson.ReadList<string>(r.Cells));
        var width = samples.Count == 0 ? 0 : samples.Max(s => s.Count);
        var headings = Enumerable.Range(0, width).Select(i => samples.Count > 0 && i < samples[0].Count ? ImportColumns.Clean(samples[0][i]) : "").ToList();
        batch.Headers = ImportJson.Write(headings);
        var signature = Signature(headings);
        var known = await db.ImportMappings.AsNoTracking().FirstOrDefaultAsync(m => m.Signature == signature, ct);
        var remembered = known is null ? null : ImportJson.Read<ImportChoices>(known.Choices);
        if (remembered?.Columns.Count != width) remembered = null;
        var byColumn = Enumerable.Range(0, width).Select(i => (IReadOnlyList<string>)[.. samples.Skip(1).Where(s => i < s.Count && s[i].Length > 0).Select(s => s[i])]).ToList();
        batch.Choices = ImportJson.Write(remembered ?? new ImportChoices
        {
            Columns = ColumnGuess.Columns(headings, byColumn),
        });
        if (remembered is not null) return;
        var choices = ImportJson.Read<ImportChoices>(batch.Choices);
        var since = choices.Columns.ToList().IndexOf(RosterField.Since);
        if (since >= 0) batch.Choices = ImportJson.Write(choices with { DateStyle = DateColumn.Of(byColumn[since]).Proposed });
    }

    private static string Signature(IReadOnlyList<string> headings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headings.Select(Folding.Fold)))));

    private static async Task RememberAsync(TaskForceDb db, string signature, ImportChoices choices, CancellationToken ct)
    {
        // What belongs to one file (matches of its spellings) is not remembered; what belongs to the kind of file is.
        var text = ImportJson.Write(choices with { Partners = new Dictionary<string, AgencyChoice>() });
        var mapping = await db.ImportMappings.FirstOrDefaultAsync(m => m.Signature == signature, ct);
        if (mapping is null) db.ImportMappings.Add(new ImportMapping { Signature = signature, Choices = text });
        else mapping.Choices = text;
    }

    private static async Task RemoveRowsAsync(TaskForceDb db, Guid id, CancellationToken ct)
    {
        List<ImportRow> rows;
        do
        {
            rows = await db.ImportRows.Where(r => r.BatchId == id).Take(Staged).ToListAsync(ct);
            db.ImportRows.RemoveRange(rows);
            await db.SaveChangesAsync(ct);
            ImportPreview.Forget(db);
        }
        while (rows.Count == Staged);
    }

    private static Dictionary<string, T> With<T>(IReadOnlyDictionary<string, T> choices, string key, T? choice) where T : class
    {
        var changed = new Dictionary<string, T>(choices, StringComparer.Ordinal);
        if (choice is null) changed.Remove(key);
        else changed[key] = choice;
        return changed;
    }
}
