using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Reviews;

namespace TaskForce.Core.Agreements;

/// <summary>The mark of a due day as the closing edition of its half has it.</summary>
/// <param name="Half">The half that was closed.</param>
/// <param name="Kind">What had become of the due day by the records of then.</param>
public sealed record ClosedMark(HalfYear Half, MarkKind Kind);

/// <summary>The marks of closed halves, as their closing editions keep them: what a mark of today was corrected from.</summary>
internal sealed class ClosedMarks
{
    private readonly Dictionary<(Guid CommitmentId, Guid PartnerId, DateOnly DueOn), ClosedMark> marks;

    private ClosedMarks(Dictionary<(Guid, Guid, DateOnly), ClosedMark> marks) => this.marks = marks;

    /// <summary>Stores what became of every due day of the edition's half, as of its end. The edition must be stored, and a transaction open.</summary>
    public static async Task KeepAsync(TaskForceDb db, ReviewEdition edition, CancellationToken ct)
    {
        var half = HalfYear.FromKey(edition.Half);
        await BulkWriter.AddAsync<EditionMark>(db, [.. (await CommitmentReader.OfAllAsync(db, ct)).SelectMany(p => p.Marks(half.End, half.Start).Where(mark => half.Contains(mark.Due.On)).Select(mark => new EditionMark
        {
            EditionId = edition.Id,
            CommitmentId = p.Commitment.Id,
            PartnerId = p.PartnerId,
            DueOn = mark.Due.On,
            Half = edition.Half,
            Kind = mark.Kind,
        }))], ct);
    }

    /// <summary>Reads what closing editions said of promises, in one query.</summary>
    public static async Task<ClosedMarks> LoadAsync(TaskForceDb db, IReadOnlyCollection<Guid> commitmentIds, IReadOnlyCollection<Guid> partnerIds, CancellationToken ct)
    {
        var rows = await (from mark in db.EditionMarks.AsNoTracking()
                          join edition in db.ReviewEditions on mark.EditionId equals edition.Id
                          where commitmentIds.Contains(mark.CommitmentId) && partnerIds.Contains(mark.PartnerId) && edition.Kind == EditionKind.Closing && edition.ArchivedAt == null
                              // Since another partner became part of this one, its records are those of two: that corrects nothing.
                              && !db.Partners.Any(p => p.MergedIntoId == mark.PartnerId && p.ArchivedAt > edition.MadeAt)
                          select new { mark.CommitmentId, mark.PartnerId, mark.DueOn, mark.Half, mark.Kind }).ToListAsync(ct);
        return new(rows.ToDictionary(r => (r.CommitmentId, r.PartnerId, r.DueOn), r => new ClosedMark(HalfYear.FromKey(r.Half), r.Kind)));
    }

    /// <summary>What the closing edition said of a mark, where the records say otherwise now; nothing where it said the same or knew nothing of that due day.</summary>
    public ClosedMark? CorrectedTo(CommitmentMark now, Guid commitmentId, Guid partnerId) =>
        marks.GetValueOrDefault((commitmentId, partnerId, now.Due.On)) is { } then && then.Kind != now.Kind ? then : null;
}
