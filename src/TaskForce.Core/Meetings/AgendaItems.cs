using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>The agenda of a meeting.</summary>
public sealed class AgendaItems(Databases databases)
{
    /// <summary>Adds an item at the end.</summary>
    /// <exception cref="RefusedException">The meeting is cancelled or closed.</exception>
    public async Task<Saved> AddAsync(Actor actor, Guid meetingId, AgendaForm form, CancellationToken ct = default)
    {
        await new AgendaForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadOpenAsync(db, actor, meetingId, ct);
        var last = await db.AgendaItems.Where(a => a.MeetingId == meetingId).MaxAsync(a => (int?)a.Order, ct) ?? 0;
        var item = new AgendaItem { MeetingId = meeting.Id, Title = form.Title.Trim(), Purpose = form.Purpose.Trim(), Minutes = form.Minutes, Order = last + 1 };
        db.AgendaItems.Add(item);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>Changes an item.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid itemId, AgendaForm form, CancellationToken ct = default)
    {
        await new AgendaForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var item = await LoadAsync(db, actor, itemId, ct);
        item.DemandVersion(form.Version);
        (item.Title, item.Purpose, item.Minutes) = (form.Title.Trim(), form.Purpose.Trim(), form.Minutes);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    /// <summary>An item as a form, with the version that is stored now.</summary>
    public async Task<AgendaForm> FormAsync(Actor actor, Guid itemId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var a = await LoadAsync(db, actor, itemId, ct);
        return new() { Title = a.Title, Purpose = a.Purpose, Minutes = a.Minutes, Version = a.Version };
    }

    /// <summary>Moves an item one place up or down; at the end of the list nothing happens.</summary>
    public async Task<Saved> MoveAsync(Actor actor, Guid itemId, bool up, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var item = await LoadAsync(db, actor, itemId, ct);
        var items = await db.AgendaItems.Where(a => a.MeetingId == item.MeetingId).OrderBy(a => a.Order).ThenBy(a => a.Id).ToListAsync(ct);
        var at = items.FindIndex(a => a.Id == itemId);
        var to = up ? at - 1 : at + 1;
        if (to >= 0 && to < items.Count)
        {
            (items[at], items[to]) = (items[to], items[at]);
            for (var i = 0; i < items.Count; i++)
                items[i].Order = i + 1;
            await db.SaveChangesAsync(ct);
        }
        return new(item.Id, db.ChangeId);
    }

    /// <summary>Takes an item off the agenda.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid itemId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var item = await LoadAsync(db, actor, itemId, ct);
        db.AgendaItems.Remove(item);
        await db.SaveChangesAsync(ct);
        return new(item.Id, db.ChangeId);
    }

    private static async Task<AgendaItem> LoadAsync(TaskForceDb db, Actor actor, Guid itemId, CancellationToken ct)
    {
        var item = await db.AgendaItems.FirstOrDefaultAsync(a => a.Id == itemId, ct) ?? throw new NotFoundException("agenda item");
        await MeetingReader.LoadAsync(db, actor, item.MeetingId, ct);
        return item;
    }
}
