using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>
/// Works out what importing each row of a file would do. The rows are read twice, a thousand at a time: first for what the file says as a whole
/// (agencies and their spellings, committees, the style of its dates), then row by row against the roster. Nothing is written here; the preview
/// and the import itself take the same plan.
/// </summary>
internal sealed class ImportPlanner
{
    private const int Chunk = 1_000;
    private readonly TaskForceDb _db;
    private readonly ImportBatch _batch;
    private readonly ImportChoices _choices;
    private readonly ImportColumns _columns;
    private readonly ImportAgencies _agencies;
    private readonly ImportBodies _bodies;
    private readonly Dictionary<string, int> _rowHashes = new(StringComparer.Ordinal);
    private readonly RowPlanner _rows;
    private bool _hasSeveral;

    private ImportPlanner(TaskForceDb db, ImportBatch batch, ImportAgencies agencies)
    {
        (_db, _batch, _agencies) = (db, batch, agencies);
        _choices = ImportJson.Read<ImportChoices>(batch.Choices);
        _columns = new ImportColumns(_choices.Columns);
        _bodies = new ImportBodies(_choices);
        _rows = new RowPlanner(_choices, _columns, _agencies, _bodies, db.Clock.Today);
    }

    /// <summary>What the file says as a whole.</summary>
    public ImportFindings Findings { get; private set; } = new();

    /// <summary>Reads the file once and decides about its agencies and committees.</summary>
    public static async Task<ImportPlanner> PrepareAsync(TaskForceDb db, ImportBatch batch, CancellationToken ct)
    {
        var kinds = await db.PartnerKinds.AsNoTracking().OrderBy(k => k.Order).ToListAsync(ct);
        var planner = new ImportPlanner(db, batch, new ImportAgencies(ImportJson.Read<ImportChoices>(batch.Choices), kinds));
        await planner.SurveyAsync(ct);
        return planner;
    }

    /// <summary>The rows below the headings in their order, a thousand at a time.</summary>
    public async IAsyncEnumerable<List<ImportRow>> ChunksAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var after = _batch.HeaderRow;
        while (true)
        {
            var rows = await _db.ImportRows.AsNoTracking().Where(r => r.BatchId == _batch.Id && r.Sheet == _batch.Sheet && r.Number > after)
                .OrderBy(r => r.Number).Take(Chunk).ToListAsync(ct);
            if (rows.Count == 0) yield break;
            after = rows[^1].Number;
            yield return rows;
            if (rows.Count < Chunk) yield break;
        }
    }

    /// <summary>Plans a chunk of rows. Call it once for each chunk, in order: later rows build on earlier ones.</summary>
    public async Task<List<RowPlan>> PlanAsync(List<ImportRow> rows, CancellationToken ct)
    {
        var cells = rows.ConvertAll(r => (Row: r, Cells: ImportJson.ReadList<string>(r.Cells)));
        var roster = await ImportRoster.LoadAsync(_db, _columns, _agencies, cells.ConvertAll(c => c.Cells), [.. _bodies.All.Where(b => b.Root.IsWritten).Select(b => b.Root.Id)], ct);
        var before = await WrittenBeforeAsync(rows, ct);
        var plans = new List<RowPlan>(rows.Count);
        foreach (var (row, line) in cells)
        {
            var again = before.TryGetValue(row.Hash, out var file) ? $"The very same row was imported before, from “{file}”."
                : !_rowHashes.TryAdd(row.Hash, row.Number) ? $"The same as row {_rowHashes[row.Hash]}." : null;
            plans.Add(_rows.Plan(row.Number, line, ImportJson.ReadChoice(row.Choice), roster, again));
        }
        return plans;
    }

    // A row that names nobody cannot be found again by name or e-mail: only the very same row, imported before, tells that it is done.
    private async Task<Dictionary<string, string>> WrittenBeforeAsync(List<ImportRow> rows, CancellationToken ct)
    {
        var hashes = rows.ConvertAll(r => r.Hash);
        var written = await _db.ImportRows.AsNoTracking()
            .Where(r => hashes.Contains(r.Hash) && r.BatchId != _batch.Id && (r.Outcome == RowOutcome.Create || r.Outcome == RowOutcome.Update))
            .Join(_db.ImportBatches.Where(b => b.State == ImportState.Imported), r => new { r.BatchId, r.Sheet }, b => new { BatchId = b.Id, b.Sheet }, (r, b) => new { r.Hash, b.FileName })
            .Distinct().ToListAsync(ct);
        return written.GroupBy(w => w.Hash).ToDictionary(g => g.Key, g => g.First().FileName, StringComparer.Ordinal);
    }

    private async Task SurveyAsync(CancellationToken ct)
    {
        var dates = new DateColumn(0, 0, 0, null);
        var column = _columns.Column(RosterField.Since);
        await foreach (var rows in ChunksAsync(ct))
        {
            var lines = rows.ConvertAll(r => ImportJson.ReadList<string>(r.Cells));
            if (column is not null) dates = dates.And(DateColumn.Of(lines.Select(l => _columns.Read(l, RosterField.Since))));
            foreach (var line in lines) Survey(line);
        }
        var known = await _db.Partners.AsNoTracking().Where(p => p.MergedIntoId == null).Select(p => new KnownPartner(p.Id, p.Name, p.ShortName, p.ArchivedAt != null)).ToListAsync(ct);
        _agencies.Resolve(known);
        var bodies = await _db.Bodies.AsNoTracking().Where(b => b.ArchivedAt == null).OrderBy(b => b.SortName).Select(b => new KnownBody(b.Id, b.Name, b.Kind)).ToListAsync(ct);
        _bodies.Resolve(bodies);
        var before = await _db.ImportBatches.AsNoTracking()
            .Where(b => b.FileHash == _batch.FileHash && b.Id != _batch.Id && b.State == ImportState.Imported).OrderByDescending(b => b.ImportedAt).Select(b => b.ImportedAt).FirstOrDefaultAsync(ct);
        Findings = new ImportFindings
        {
            Partners = [.. Shown()],
            PartnerCount = _agencies.All.Count(a => a.SameAs is null),
            Bodies = [.. _bodies.All.OrderByDescending(b => b.Rows).Take(100).Select(b => new BodyFinding(b.Key, b.Written, b.Rows, b.Root.IsWritten ? b.Root.Id : null, b.Root.Name, b.Root.IsWritten ? null : b.Root.NewKind, b.Guessed, b.Ignored))],
            Dates = column is null ? null : dates,
            HasSeveralBodies = _hasSeveral,
            ImportedBefore = before,
        };
    }

    private void Survey(IReadOnlyList<string> line)
    {
        var spelling = ImportColumns.Clean(_columns.Read(line, RosterField.Partner));
        if (spelling.Length > 0 && _agencies.Add(spelling) is { } agency)
        {
            if (agency.Kind.Length == 0) agency.Kind = _columns.Read(line, RosterField.PartnerKind);
            if (DateReading.Of(_columns.Read(line, RosterField.Since), _choices.DateStyle).Date is { } since && (agency.Since is null || since < agency.Since) && since <= _db.Clock.Today) agency.Since = since;
        }
        var bodies = _columns.Read(line, RosterField.Bodies);
        if (bodies.Length == 0) return;
        var parts = CellText.Bodies(bodies, split: true);
        _hasSeveral |= parts.Count > 1;
        foreach (var name in _choices.SplitBodies ? parts : CellText.Bodies(bodies, split: false)) _bodies.Add(name);
    }

    // What needs a look first, then what was brought together under one name, then what was matched; plain new names are not worth a line.
    private IEnumerable<PartnerFinding> Shown() => _agencies.All
        .Select(a => (Agency: a, Order: a.Likely.Count > 0 || a.Archived ? 0 : a is { IsNew: true, SameAs: null, KindId: null } ? 1 : a.Chosen ? 2 : a.Spellings.Count > 1 ? 3 : a.IsNew ? 5 : 4))
        .OrderBy(a => a.Order).ThenBy(a => a.Agency.Name, StringComparer.OrdinalIgnoreCase).Take(200)
        .Select(a => new PartnerFinding(a.Agency.Key, a.Agency.Spellings, a.Agency.Rows, a.Agency.Root.Name, a.Agency.Root.IsNew ? null : a.Agency.Root.Id, a.Agency.Root.KindId, a.Agency.Likely, a.Agency.Archived, a.Agency.Chosen));
}
