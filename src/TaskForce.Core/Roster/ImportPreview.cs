using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>Keeps the preview of an import: the outcome of each row and how many there are of each.</summary>
internal sealed class ImportPreview(TaskForceDb db)
{
    private int _creates, _updates, _skips, _looks;

    /// <summary>How many rows can go in.</summary>
    public int Ready => _creates + _updates;

    /// <summary>Works out the whole preview anew and stores it; the batch itself is left to the caller to save.</summary>
    public static async Task CheckAsync(TaskForceDb db, ImportBatch batch, CancellationToken ct)
    {
        var planner = await ImportPlanner.PrepareAsync(db, batch, ct);
        var preview = new ImportPreview(db);
        await foreach (var rows in planner.ChunksAsync(ct)) await preview.StoreAsync(rows, await planner.PlanAsync(rows, ct), ct);
        preview.Count(batch);
        batch.Findings = ImportJson.Write(planner.Findings);
        batch.State = ImportState.Checked;
    }

    /// <summary>Stores the outcomes of a chunk; rows whose outcome is stored already are not written again.</summary>
    public async Task StoreAsync(List<ImportRow> rows, List<RowPlan> plans, CancellationToken ct)
    {
        List<ImportRow> changed = [];
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, plan) = (rows[i], plans[i]);
            switch (plan.Outcome)
            {
                case RowOutcome.Create: _creates++; break;
                case RowOutcome.Update: _updates++; break;
                case RowOutcome.Skip: _skips++; break;
                default: _looks++; break;
            }
            var reasons = plan.Reasons.Count == 0 ? "[]" : ImportJson.Write(plan.Reasons);
            if (row.Outcome == plan.Outcome && row.Reasons == reasons && row.Result == plan.Result) continue;
            (row.Outcome, row.Reasons, row.Result) = (plan.Outcome, reasons, plan.Result);
            changed.Add(row);
        }
        await BulkWriter.UpdateAsync(db, changed, [nameof(ImportRow.Outcome), nameof(ImportRow.Reasons), nameof(ImportRow.Result)], ct);
    }

    /// <summary>Lets go of staged rows, so that memory stays flat and a row can be read again.</summary>
    public static void Forget(TaskForceDb db)
    {
        foreach (var entry in db.ChangeTracker.Entries<ImportRow>().ToList()) entry.State = EntityState.Detached;
    }

    /// <summary>Writes the counts into the batch.</summary>
    public void Count(ImportBatch into)
    {
        (into.Creates, into.Updates, into.Skips, into.Looks) = (_creates, _updates, _skips, _looks);
        into.Rows = _creates + _updates + _skips + _looks;
    }
}
