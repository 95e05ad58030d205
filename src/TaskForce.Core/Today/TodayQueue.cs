using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Today;

/// <summary>What Today shows.</summary>
/// <param name="Rows">The queue in its order, without what was set aside.</param>
/// <param name="SetAside">What somebody set aside until a later day.</param>
/// <param name="Forming">How many of the nine key offices have a partner, while the task force is forming; else null.</param>
public sealed record TodayView(DateOnly Today, IReadOnlyList<QueueItem> Rows, IReadOnlyList<QueueItem> SetAside, int? Forming)
{
    /// <summary>The nine kinds of office that usually carry a task force.</summary>
    public const int KeyOffices = 9;
}

/// <summary>Puts the queue together: everything overdue, ending, cooling or missing, each with its one action. Coordinators see all of it; a chair sees the own bodies, the partners seated there and the own tasks.</summary>
public sealed class TodayQueue(Databases databases)
{
    /// <summary>The queue of the actor, as of today.</summary>
    /// <exception cref="NotAllowedException">Today is for the coordinator, administrators and chairs.</exception>
    public async Task<TodayView> ReadAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.SeeToday);
        await using var db = await databases.OpenAsync(actor, ct);
        var asking = new QueueAsking(db, actor, databases.Clock.Today, await Charters.OnAsync(db, databases.Clock.Today, ct), ct);
        List<QueueItem> rows = [.. await PartnerRows.ReadAsync(asking), .. await LeaderRows.ReadAsync(asking), .. await CoolingRows.ReadAsync(asking), .. await LeavingRows.ReadAsync(asking), .. await StageRows.ReadAsync(asking), .. await PromiseRows.StepsAsync(asking), .. await ApproachRows.ReadAsync(asking), .. await BarrierRows.ReadAsync(asking), .. await MessageRows.ReadAsync(asking), .. await BodyRows.ReadAsync(databases, asking)];
        int? forming = null;
        if (actor.SeesAllCandid)
        {
            rows.AddRange(await PromiseRows.MousAsync(asking));
            rows.AddRange(await PromiseRows.ApprovalsAsync(asking));
            rows.AddRange(await PromiseRows.OfficesAsync(asking));
            rows.AddRange(await RosterRows.ReadAsync(asking));
            (forming, var missing) = await RosterRows.OfficesAsync(asking);
            rows.AddRange(missing);
        }

        // A mark outlives its row; only those of today's rows are read.
        var keys = rows.ConvertAll(r => r.Key);
        var marks = await db.QueueMarks.AsNoTracking().Where(m => keys.Contains(m.Key)).ToDictionaryAsync(m => m.Key, ct);
        var owners = await NamesAsync(db, [.. rows.Select(r => r.OwnerId).Concat(marks.Values.Select(m => m.PersonId)).OfType<Guid>().Distinct()], ct);
        rows = rows.ConvertAll(r => Marked(actor, r, marks.GetValueOrDefault(r.Key), owners));
        var aside = rows.Where(r => r.NotNowUntil > asking.Today).ToList();
        return new(asking.Today, QueueOrder.Sorted(rows.Where(r => !(r.NotNowUntil > asking.Today))), QueueOrder.Sorted(aside), forming);
    }

    private static QueueItem Marked(Actor actor, QueueItem row, QueueMark? mark, Dictionary<Guid, string> owners)
    {
        var owner = mark?.PersonId ?? row.OwnerId;
        // Why a row waits is said in confidence, so not to the people of the partner that it is about.
        var closed = !actor.SeesAllCandid && row.PartnerId is { } partner && actor.IsOwn(partner);
        return row with
        {
            OwnerId = owner,
            Owner = owner is { } id && owners.TryGetValue(id, out var name) ? name : "",
            NotNowUntil = mark?.NotNowUntil,
            Because = closed ? "" : mark?.Because ?? "",
        };
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(TaskForceDb db, List<Guid> people, CancellationToken ct) => people.Count == 0
        ? []
        : await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
}

/// <summary>What every part of the queue needs to ask.</summary>
internal sealed record QueueAsking(TaskForceDb Db, Actor Actor, DateOnly Today, CharterRow Charter, CancellationToken Ct)
{
    /// <summary>A chair's bodies; null for those who see all.</summary>
    public IReadOnlyCollection<Guid>? Bodies => Actor.SeesAllCandid ? null : Actor.ChairedBodies;

    public int DaysOver(DateOnly due) => Today.DayNumber - due.DayNumber;
}
