using System.Globalization;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>Things that people took on. Each follows its person until done.</summary>
public sealed class ActionItems(Databases databases)
{
    /// <summary>How many items a page of the list holds.</summary>
    public const int PageSize = 50;

    // Nobody works through more in a day; beyond it those are kept that are due the longest.
    private const int MostDue = 500;

    /// <summary>Gives somebody something to do at a meeting.</summary>
    /// <exception cref="RefusedException">The meeting is cancelled, or a closed session.</exception>
    public async Task<Saved> AddAsync(Actor actor, Guid meetingId, ActionForm form, CancellationToken ct = default)
    {
        await new ActionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadOpenAsync(db, actor, meetingId, ct);
        var item = new ActionItem { MeetingId = meeting.Id, BodyId = meeting.BodyId, Title = form.Title.Trim(), PersonId = form.PersonId, DueOn = form.DueOn };
        db.ActionItems.Add(item);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>Gives somebody something to do between meetings.</summary>
    /// <exception cref="NotAllowedException">Neither a coordinator nor the chair of the body that it is for.</exception>
    public async Task<Saved> AddAsync(Actor actor, ActionForm form, CancellationToken ct = default)
    {
        await new ActionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings, Subject.Body(form.BodyId ?? Guid.Empty));
        await using var db = await databases.OpenAsync(actor, ct);
        var item = new ActionItem { BodyId = form.BodyId, Title = form.Title.Trim(), PersonId = form.PersonId, DueOn = form.DueOn };
        db.ActionItems.Add(item);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>Changes what, who or when.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid itemId, ActionForm form, CancellationToken ct = default)
    {
        await new ActionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var item = await LoadAsync(db, actor, itemId, Act.WriteMeetings, ct);
        item.DemandVersion(form.Version);
        (item.Title, item.PersonId, item.DueOn) = (form.Title.Trim(), form.PersonId, form.DueOn);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>An item as a form, with the version that is stored now.</summary>
    public async Task<ActionForm> FormAsync(Actor actor, Guid itemId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var a = await LoadAsync(db, actor, itemId, Act.WriteMeetings, ct);
        return new() { Title = a.Title, PersonId = a.PersonId, DueOn = a.DueOn, BodyId = a.BodyId, Version = a.Version };
    }

    /// <summary>Marks an item done, or open again.</summary>
    /// <exception cref="NotAllowedException">Not the actor's own, and the actor neither keeps the body nor coordinates.</exception>
    public async Task<Saved> SetDoneAsync(Actor actor, Guid itemId, bool done, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.DoTask);
        await using var db = await databases.OpenAsync(actor, ct);
        var item = await LoadAsync(db, actor, itemId, Act.DoTask, ct);
        if (!done)
            (item.DoneAt, item.DoneBy) = (null, "");
        else if (item.DoneAt is null)
            (item.DoneAt, item.DoneBy) = (databases.Clock.UtcNow, actor.Name);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>Removes an item that was written by mistake.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid itemId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var item = await LoadAsync(db, actor, itemId, Act.WriteMeetings, ct);
        db.ActionItems.Remove(item);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>The list of action items: open ones by due day, those without one last; done ones by when they were done, latest first.</summary>
    /// <param name="personId">Only this person's, or null for everybody's.</param>
    /// <param name="after">Where the page starts: <see cref="ActionList.Next"/> of the page before.</param>
    public async Task<ActionList> ListAsync(Actor actor, bool done = false, Guid? personId = null, Guid? bodyId = null, string? after = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var all = Visible(db).Where(a => (personId == null || a.PersonId == personId) && (bodyId == null || a.BodyId == bodyId));
        var query = all.Where(a => done ? a.DoneAt != null : a.DoneAt == null);
        if (Guid.TryParseExact(after, "N", out var last) && await db.ActionItems.AsNoTracking().FirstOrDefaultAsync(a => a.Id == last, ct) is { } from)
        {
            query = done ? query.Where(a => a.DoneAt < from.DoneAt || (a.DoneAt == from.DoneAt && a.Id.CompareTo(from.Id) < 0))
                : from.DueOn is { } due ? query.Where(a => a.DueOn > due || a.DueOn == null || (a.DueOn == due && a.Id.CompareTo(from.Id) > 0))
                : query.Where(a => a.DueOn == null && a.Id.CompareTo(from.Id) > 0);
        }
        query = done ? query.OrderByDescending(a => a.DoneAt).ThenByDescending(a => a.Id) : query.OrderBy(a => a.DueOn == null).ThenBy(a => a.DueOn).ThenBy(a => a.Id);
        var ids = await query.Take(PageSize + 1).Select(a => a.Id).ToListAsync(ct);
        var page = ids.Take(PageSize).ToList();
        var rows = (await ActionReader.RowsAsync(db, actor, db.ActionItems.AsNoTracking().Where(a => page.Contains(a.Id)), ct)).ToDictionary(a => a.Id);
        return new([.. page.Select(id => rows[id])], ids.Count > PageSize ? page[^1].ToString("N", CultureInfo.InvariantCulture) : null,
            await all.CountAsync(a => a.DoneAt == null, ct), await all.CountAsync(a => a.DoneAt == null && a.DueOn < today, ct));
    }

    /// <summary>Open items that are due by a day, the longest due first. Today shows the reader's own last.</summary>
    /// <param name="until">The last due day that counts.</param>
    /// <param name="personId">Only this person's, or null for everybody's.</param>
    /// <param name="bodies">Only of these bodies, or null for all; with a person given, that person's items of other bodies come too.</param>
    public async Task<IReadOnlyList<ActionRow>> DueAsync(Actor actor, DateOnly until, Guid? personId = null, IReadOnlyCollection<Guid>? bodies = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var query = Visible(db).Where(a => a.DoneAt == null && a.DueOn != null && a.DueOn <= until
            && (bodies == null || (a.BodyId != null && bodies.Contains(a.BodyId.Value)) || a.PersonId == personId) && (personId == null || bodies != null || a.PersonId == personId));
        return [.. (await ActionReader.RowsAsync(db, actor, query.OrderBy(a => a.DueOn).ThenBy(a => a.Id).Take(MostDue), ct)).OrderBy(a => a.DueOn).ThenBy(a => a.Id)];
    }

    /// <summary>Items of meetings that were put away are put away with them.</summary>
    internal static IQueryable<ActionItem> Visible(TaskForceDb db) =>
        db.ActionItems.AsNoTracking().Where(a => a.MeetingId == null || db.Meetings.Any(m => m.Id == a.MeetingId && m.ArchivedAt == null && !m.Closed));

    private static async Task<ActionItem> LoadAsync(TaskForceDb db, Actor actor, Guid itemId, Act act, CancellationToken ct)
    {
        var item = await db.ActionItems.FirstOrDefaultAsync(a => a.Id == itemId, ct) ?? throw new NotFoundException("action item");
        Permissions.Demand(actor, act, ActionReader.SubjectOf(item.PersonId, item.BodyId));
        return item;
    }
}
