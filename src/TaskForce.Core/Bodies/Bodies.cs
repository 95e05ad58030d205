using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Bodies;

/// <summary>A body in the list of committees.</summary>
/// <param name="Chair">Who chairs it, or null.</param>
/// <param name="Seats">Seats that exist today.</param>
/// <param name="Taken">Those of them with a holder.</param>
/// <param name="NextMeeting">The local date of the next meeting that is not cancelled.</param>
public sealed record BodyLine(Guid Id, string Name, string Slug, BodyKind Kind, string Purpose, string? Parent, string? Chair, int Seats, int Taken, PlanCount Plan, DateOnly? NextMeeting, Guid? NextMeetingId)
{
    public bool HasPlan => Kind.HasPlan();
}

/// <summary>What every page of one body needs.</summary>
public sealed record BodyHead(Guid Id, string Name, string Slug, BodyKind Kind, string Purpose, Guid? ParentId, string? Parent, bool Closed, bool Archived, Guid Version, int Seats, int Taken, int Voting, int Meetings, PlanCount Plan)
{
    public bool HasPlan => Kind.HasPlan();

    public BodyForm ToForm() => new() { Name = Name, Kind = Kind, Purpose = Purpose, ParentId = ParentId, Closed = Closed, Version = Version };
}

/// <summary>A body to choose from.</summary>
public sealed record BodyChoice(Guid Id, string Name, string Slug, BodyKind Kind, bool Closed);

/// <summary>Makes, changes and reads the bodies of the task force: the general body, the executives, committees.</summary>
public sealed class Bodies(Databases databases)
{
    /// <summary>Makes a committee.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="RefusedException">The name is taken, or there is one such body already.</exception>
    public async Task<Saved> CreateAsync(Actor actor, BodyForm form, CancellationToken ct = default)
    {
        await new BodyForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var body = new Body { Name = form.Name.Trim(), Slug = await Slugs.FreeAsync(db.Bodies.Select(b => b.Slug), form.Name, ct) };
        await PutAsync(db, body, form, ct);
        db.Bodies.Add(body);
        await db.SaveChangesAsync(ct);
        return new(body.Id, db.ChangeId, body.Slug);
    }

    /// <summary>Changes a body. Its address stays.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    /// <exception cref="RefusedException">The name is taken, or it would report to itself.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid bodyId, BodyForm form, CancellationToken ct = default)
    {
        await new BodyForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var body = await db.Bodies.FirstOrDefaultAsync(b => b.Id == bodyId, ct) ?? throw new NotFoundException("committee");
        body.DemandVersion(form.Version);
        var counted = body.Kind == BodyKind.Executives;
        await PutAsync(db, body, form, ct);
        // Meetings of the executives are an indicator of their own.
        if (counted != (body.Kind == BodyKind.Executives))
            await Standings.SaveAsync(db, await TouchedPartners.OfAsync(db, ct), ct: ct);
        else
            await db.SaveChangesAsync(ct);
        return new(body.Id, db.ChangeId, body.Slug);
    }

    /// <summary>A body as a form, with the version that is stored now.</summary>
    public async Task<BodyForm> FormAsync(Actor actor, Guid bodyId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.Bodies.AsNoTracking().Where(b => b.Id == bodyId)
            .Select(b => new BodyForm { Name = b.Name, Kind = b.Kind, Purpose = b.Purpose, ParentId = b.ParentId, Closed = b.Closed, Version = b.Version }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("committee");
    }

    /// <summary>Puts a committee away; its roster, plans and meetings stay readable.</summary>
    /// <exception cref="RefusedException">It is the general body or the executives.</exception>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid bodyId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var body = await db.Bodies.FirstOrDefaultAsync(b => b.Id == bodyId, ct) ?? throw new NotFoundException("committee");
        if (body.Kind is BodyKind.GeneralBody or BodyKind.Executives)
            throw new RefusedException($"{body.Name} belongs to every task force and cannot be archived. You can rename it.");
        body.ArchivedAt ??= databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(body.Id, db.ChangeId, body.Slug);
    }

    /// <summary>Takes an archived committee back into use.</summary>
    /// <exception cref="RefusedException">Another one has its name by now.</exception>
    public async Task<Saved> RestoreAsync(Actor actor, Guid bodyId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var body = await db.Bodies.FirstOrDefaultAsync(b => b.Id == bodyId, ct) ?? throw new NotFoundException("committee");
        await DemandFreeNameAsync(db, body.Id, body.Name, ct);
        body.ArchivedAt = null;
        await db.SaveChangesAsync(ct);
        return new(body.Id, db.ChangeId, body.Slug);
    }

    /// <summary>All bodies with what their line in the list says, the executives and the general body first, then by name.</summary>
    public async Task<IReadOnlyList<BodyLine>> ListAsync(Actor actor, bool archived = false, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var bodies = await db.Bodies.AsNoTracking().Where(b => archived ? b.ArchivedAt != null : b.ArchivedAt == null)
            .Select(b => new
            {
                b.Id,
                b.Name,
                b.Slug,
                b.SortName,
                b.Kind,
                b.Purpose,
                Parent = db.Bodies.Where(p => p.Id == b.ParentId).Select(p => p.Name).FirstOrDefault(),
                Next = db.Meetings.Where(m => m.BodyId == b.Id && m.On >= today && m.CancelledAt == null && m.ArchivedAt == null)
                    .OrderBy(m => m.On).ThenBy(m => m.Starts).Select(m => new { m.Id, m.On }).FirstOrDefault(),
            }).ToListAsync(ct);
        var seats = (await SeatReader.OnDayAsync(db, bodies.Select(b => b.Id).ToList(), today, ct)).ToLookup(s => s.BodyId);
        var plans = (await PlanReader.StatesAsync(db, bodies.Select(b => b.Id).ToList(), today, ct)).ToLookup(a => a.BodyId, a => a.State);
        return [.. bodies.OrderBy(b => Order(b.Kind)).ThenBy(b => b.SortName, StringComparer.Ordinal).Select(b => new BodyLine(
            b.Id, b.Name, b.Slug, b.Kind, b.Purpose, b.Parent, seats[b.Id].FirstOrDefault(s => s.IsChair && s.Holder is not null)?.Holder?.Name,
            seats[b.Id].Count(), seats[b.Id].Count(s => s.Holder is not null), PlanCount.Of(plans[b.Id]), b.Next?.On, b.Next?.Id))];
    }

    /// <summary>One body by its address.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<BodyHead> HeadAsync(Actor actor, string slug, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var body = await db.Bodies.AsNoTracking().Where(b => b.Slug == slug).Select(b => new
        {
            Body = b,
            Parent = db.Bodies.Where(p => p.Id == b.ParentId).Select(p => p.Name).FirstOrDefault(),
            Meetings = db.Meetings.Count(m => m.BodyId == b.Id && m.ArchivedAt == null),
        }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("committee");
        var b = body.Body;
        var seats = await SeatReader.OnDayAsync(db, [b.Id], today, ct);
        var plan = await PlanReader.StatesAsync(db, [b.Id], today, ct);
        return new(b.Id, b.Name, b.Slug, b.Kind, b.Purpose, b.ParentId, body.Parent, b.Closed, b.ArchivedAt is not null, b.Version,
            seats.Count, seats.Count(s => s.Holder is not null), seats.Count(s => s.Class == SeatClass.Voting), body.Meetings, PlanCount.Of(plan.Select(a => a.State)));
    }

    /// <summary>The bodies in use, to choose from.</summary>
    public async Task<IReadOnlyList<BodyChoice>> ChoicesAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var bodies = await db.Bodies.AsNoTracking().Where(b => b.ArchivedAt == null).OrderBy(b => b.SortName)
            .Select(b => new BodyChoice(b.Id, b.Name, b.Slug, b.Kind, b.Closed)).ToListAsync(ct);
        return [.. bodies.OrderBy(b => Order(b.Kind))];
    }

    private static int Order(BodyKind kind) => kind switch { BodyKind.Executives => 0, BodyKind.GeneralBody => 1, _ => 2 };

    private static async Task PutAsync(TaskForceDb db, Body body, BodyForm form, CancellationToken ct)
    {
        var name = form.Name.Trim();
        await DemandFreeNameAsync(db, body.Id, name, ct);
        if (form.Kind is BodyKind.GeneralBody or BodyKind.Executives && await db.Bodies.AnyAsync(b => b.Id != body.Id && b.Kind == form.Kind, ct))
            throw new RefusedException($"There is one such body already, and a task force has one: “{BodySentences.KindWord(form.Kind)}”. Choose committee, subcommittee or working group.", nameof(BodyForm.Kind));
        if (form.ParentId is { } parent && await IsUnderAsync(db, parent, body.Id, ct))
            throw new RefusedException("A body cannot report to itself or to one that reports to it. Choose another.", nameof(BodyForm.ParentId));
        (body.Name, body.Kind, body.Purpose, body.ParentId, body.Closed) = (name, form.Kind, form.Purpose.Trim(), form.ParentId, form.Closed);
    }

    private static async Task DemandFreeNameAsync(TaskForceDb db, Guid bodyId, string name, CancellationToken ct)
    {
        var folded = Folding.Fold(name);
        if (await db.Bodies.AnyAsync(b => b.Id != bodyId && b.SortName == folded && b.ArchivedAt == null, ct))
            throw new RefusedException($"There is a body called {name} already. Choose another name, or open that one.", nameof(BodyForm.Name));
    }

    /// <summary>Whether a body is another one or stands under it.</summary>
    private static async Task<bool> IsUnderAsync(TaskForceDb db, Guid bodyId, Guid otherId, CancellationToken ct)
    {
        var parents = await db.Bodies.AsNoTracking().Select(b => new { b.Id, b.ParentId }).ToDictionaryAsync(b => b.Id, b => b.ParentId, ct);
        Guid? at = bodyId;
        for (var steps = 0; at is { } id && steps <= parents.Count; steps++, at = parents.GetValueOrDefault(id))
        {
            if (id == otherId)
                return true;
        }
        return false;
    }
}
