using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Agreements;

/// <summary>What stands above the list of approvers that are waited for. Each is exact up to 1,000.</summary>
/// <param name="Waiting">Signatures that wait.</param>
/// <param name="Met">Those whose approver has met and said nothing yet.</param>
/// <param name="Unknown">Those of whose approver the next meeting is not known.</param>
public sealed record ApprovalCounts(int Waiting, int Met, int Unknown);

/// <summary>Who is waited for, of all MOUs in use.</summary>
public sealed partial class Approvals
{
    // Only the place of those without a day; their order is that of their keys.
    private static readonly DateOnly Undated = new(2000, 1, 1);

    /// <summary>A page of the steps that wait; the approver that meets next comes first, those without a day last.</summary>
    public async Task<ListPage<ApprovalLine>> WaitingAsync(Actor actor, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var page = await Paging.KeysAsync(after, before, size, Paging.InParts(
            (from, back, count) => Paging.ByDayAsync(Waiting(db).Where(s => s.NextMeetingOn != null).Select(s => new DayKey { On = s.NextMeetingOn!.Value, Id = s.Id }), latestFirst: false, from, back, count, ct),
            (from, back, count) => Paging.ByDayAsync(Waiting(db).Where(s => s.NextMeetingOn == null).Select(s => new DayKey { On = Undated, Id = s.Id }), latestFirst: false, from, back, count, ct)),
            () => Counted(Waiting(db), ct));
        List<Guid> ids = [.. page.Rows.Select(k => k.Id)];
        var lines = (await LinesAsync(db, db.ApprovalSteps.Where(s => ids.Contains(s.Id)), ct)).ToDictionary(l => l.Id);
        return page.Of([.. ids.Where(lines.ContainsKey).Select(id => lines[id])]);
    }

    /// <summary>How many wait, and what is to be done about them.</summary>
    public async Task<ApprovalCounts> WaitingCountsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMous);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        return new(await Counted(Waiting(db), ct), await Counted(Waiting(db).Where(s => s.NextMeetingOn < today), ct), await Counted(Waiting(db).Where(s => s.NextMeetingOn == null), ct));
    }

    /// <summary>The steps whose approver meets by a day, or has met, the first first.</summary>
    internal static Task<IReadOnlyList<ApprovalLine>> DueAsync(TaskForceDb db, DateOnly by, int most, CancellationToken ct) =>
        LinesAsync(db, Waiting(db).Where(s => s.NextMeetingOn <= by).OrderBy(s => s.NextMeetingOn).ThenBy(s => s.Id).Take(most), ct);

    // A party that signed all the same, or is none any more, waits for nobody.
    private static IQueryable<ApprovalStep> Waiting(TaskForceDb db) => db.ApprovalSteps.AsNoTracking().Where(s =>
        s.Outcome == ApprovalOutcome.Waiting && db.MouParties.Any(p => p.VersionId == s.VersionId && p.PartnerId == s.PartnerId && p.SignedOn == null)
        && db.MouVersions.Any(v => v.Id == s.VersionId && v.FileId == null && db.Mous.Any(m => m.Id == v.MouId && m.ArchivedAt == null && m.WithdrawnOn == null)));

    private static Task<int> Counted(IQueryable<ApprovalStep> steps, CancellationToken ct) => steps.Take(Paging.CountLimit + 1).CountAsync(ct);
}
