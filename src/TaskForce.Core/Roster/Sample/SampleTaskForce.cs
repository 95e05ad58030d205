using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster.Sample;

/// <summary>
/// "Harbor County": an invented task force with three half-years behind it, in which some partners gain ground and some lose it. Written as one
/// import batch; undoing that batch removes it.
/// </summary>
public sealed class SampleTaskForce(Databases databases)
{
    private const string FileName = "Sample task force: Harbor County";

    /// <summary>The batch of a sample that is loaded now, or null.</summary>
    public async Task<Guid?> LoadedAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("sample task force"), ct);
        return await db.ImportBatches.Where(b => b.IsSampleData && b.State == ImportState.Imported).Select(b => (Guid?)b.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Writes the sample as of today.</summary>
    /// <returns>The batch; undo it to remove the sample.</returns>
    /// <exception cref="RefusedException">It is loaded already.</exception>
    public async Task<Guid> LoadAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageSampleData);
        if (await LoadedAsync(ct) is not null)
            throw new RefusedException("The sample task force is loaded already. Remove it first.");

        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var now = databases.Clock.UtcNow;
        var batch = new ImportBatch { FileName = FileName, State = ImportState.Imported, UploadedAt = now, ImportedAt = now, IsSampleData = true, Rows = SamplePartner.All.Count, Creates = SamplePartner.All.Count };
        db.ImportBatches.Add(batch);
        await db.SaveChangesAsync(ct);
        db.BatchId = batch.Id;

        var roster = await SampleRoster.WriteAsync(db, ct);
        await SampleAgreements.WriteAsync(db, roster, ct);
        await SampleMeetings.WriteAsync(db, roster, ct);
        await SamplePromises.WriteAsync(db, roster, ct);
        await SampleOutreach.WriteAsync(db, roster, ct);
        await SampleWays.WriteAsync(db, roster, ct);
        await SamplePlans.WriteAsync(db, roster, ct);
        await SampleCoverage.WriteAsync(db, roster, ct);
        await SampleCommunity.WriteAsync(db, roster, ct);
        await SampleVoice.WriteAsync(db, roster, ct);
        await Standings.RefreshAsync(db, [.. roster.Partners.Select(p => p.Id)], ct: ct);
        await SampleReviews.WriteAsync(db, roster, actor.Name, ct);
        await transaction.CommitAsync(ct);
        return batch.Id;
    }
}
