using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>Reads action items with their owners, meetings and bodies.</summary>
internal static class ActionReader
{
    /// <summary>The items that a meeting gave out, in the order in which they were written.</summary>
    public static async Task<IReadOnlyList<ActionRow>> OfMeetingAsync(TaskForceDb db, Actor actor, Guid meetingId, CancellationToken ct) =>
        [.. (await RowsAsync(db, actor, db.ActionItems.AsNoTracking().Where(a => a.MeetingId == meetingId), ct)).OrderBy(a => a.Id)];

    /// <summary>The items of a query, in no order.</summary>
    public static async Task<List<ActionRow>> RowsAsync(TaskForceDb db, Actor actor, IQueryable<ActionItem> items, CancellationToken ct)
    {
        var rows = await (from item in items
                          join person in db.People on item.PersonId equals (Guid?)person.Id into people
                          from person in people.DefaultIfEmpty()
                          join meeting in db.Meetings on item.MeetingId equals (Guid?)meeting.Id into meetings
                          from meeting in meetings.DefaultIfEmpty()
                          join body in db.Bodies on (item.BodyId ?? (meeting == null ? null : (Guid?)meeting.BodyId)) equals (Guid?)body.Id into bodies
                          from body in bodies.DefaultIfEmpty()
                          select new
                          {
                              Item = item,
                              Owner = person == null ? null : person.Name != "" ? person.Name : person.KnownAs,
                              MeetingOn = meeting == null ? null : (DateOnly?)meeting.On,
                              BodyId = body == null ? null : (Guid?)body.Id,
                              Body = body == null ? null : body.Name,
                              Slug = body == null ? null : body.Slug,
                          }).ToListAsync(ct);
        return [.. rows.Select(r => new ActionRow(r.Item.Id, r.Item.Version, r.Item.Title, r.Item.PersonId, r.Item.PersonId is null ? null : SeatReader.Name(r.Owner), r.Item.DueOn, r.Item.DoneAt, r.Item.DoneBy,
            r.Item.MeetingId, r.MeetingOn, r.BodyId, r.Body, r.Slug, Permissions.Allow(actor, Act.DoTask, SubjectOf(r.Item.PersonId, r.BodyId))))];
    }

    /// <summary>Whose task it is and of which body. Without a body no chair's right reaches it.</summary>
    public static Subject SubjectOf(Guid? personId, Guid? bodyId) => new(PersonId: personId ?? Guid.Empty, BodyId: bodyId ?? Guid.Empty);
}
