using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>Reads executive reviews.</summary>
public sealed class ExecutiveReviews(Databases databases)
{
    /// <summary>The half that runs today.</summary>
    public HalfYear Current => HalfYear.Containing(databases.Clock.Today);

    /// <summary>The review of a half. Who may not read the whole sees only the rows of their own agency, and nothing that counts the others.</summary>
    /// <exception cref="NotAllowedException">The actor may read no review.</exception>
    /// <exception cref="NotFoundException">The half has not begun yet.</exception>
    public async Task<Review> ReadAsync(Actor actor, HalfYear half, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadReview);
        await using var db = await databases.OpenConnectedAsync(actor, ct);
        return (await ComputeAsync(db, half, ct)).SeenBy(actor);
    }

    /// <summary>The one computation, as of today or the end of a past half.</summary>
    internal static async Task<Review> ComputeAsync(TaskForceDb db, HalfYear half, CancellationToken ct)
    {
        var today = db.Clock.Today;
        if (half.Start > today) throw new NotFoundException("review");
        return ReviewMath.Compute(await ReviewFactsReader.LoadAsync(db, half, half.End < today ? half.End : today, ct));
    }
}
