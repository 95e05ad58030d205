using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.People;

/// <summary>One line of the list of people.</summary>
/// <param name="Seats">Seats held today, as "Victim services committee (chair)".</param>
public sealed record PersonRow(
    Guid Id, string Name, bool NameKnown, string Slug, string Title, string? Partner, string? PartnerSlug, int MorePosts, string? Email, string? Phone,
    bool CanCommit, IReadOnlyList<string> Seats, DateOnly? LeftOn, string LeftReason, bool Archived);

/// <summary>The counts above the list, each exact up to 1,000.</summary>
public sealed record PeopleCounts(int Total, int CanCommit, int NameUnknown, int Left)
{
    public int Of(PersonView view) => view switch { PersonView.CanCommit => CanCommit, PersonView.NameUnknown => NameUnknown, PersonView.Left => Left, _ => Total };
}

/// <summary>Reads the list of people. All of it is shared.</summary>
public sealed class PeopleLists(Databases databases)
{
    private sealed record Found(Guid Id, string Name, string KnownAs, string SortName, string Slug, bool CanCommit, DateOnly? LeftOn, string LeftReason, bool Archived);

    /// <summary>A page of the list, by name.</summary>
    public async Task<ListPage<PersonRow>> PageAsync(Actor actor, PersonFilter filter, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var all = Filtered(db, filter);
        var back = Paging.Read(before);
        var place = back ?? Paging.Read(after);
        size = Paging.Size(size);
        var found = await TakeAsync(all, filter, place, back is not null, size + 1, ct);
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        if (back is not null)
            found.Reverse();
        var total = await all.Take(Paging.CountLimit + 1).CountAsync(ct);
        var rows = await RowsAsync(db, found, ct);
        var from = rows.Count == 0 ? 0 : back is { } b ? Math.Max(1, b.Number - rows.Count) : place is { } a ? a.Number + 1 : 1;
        var hasPrevious = back is null ? place is not null : more;
        return new(rows, from, Math.Min(total, Paging.CountLimit), total > Paging.CountLimit,
            hasPrevious && rows.Count > 0 ? Paging.Write(found[0].SortName, found[0].Id, from) : null,
            (back is not null || more) && rows.Count > 0 ? Paging.Write(found[^1].SortName, found[^1].Id, from + rows.Count - 1) : null);
    }

    /// <summary>The counts of the views.</summary>
    public async Task<PeopleCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var (all, commit) = (await CountAsync(PersonView.All), await CountAsync(PersonView.CanCommit));
        return new(all, commit, await CountAsync(PersonView.NameUnknown), await CountAsync(PersonView.Left));

        Task<int> CountAsync(PersonView view) => Filtered(db, new() { View = view }).Take(Paging.CountLimit + 1).CountAsync(ct);
    }

    /// <summary>Everybody whom the filter leaves, for an export: page by page, so that memory stays flat.</summary>
    public async IAsyncEnumerable<PersonRow> AllAsync(Actor actor, PersonFilter filter, IReadOnlyCollection<Guid>? only = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var all = Filtered(db, filter);
        if (only is not null)
            all = all.Where(p => only.Contains(p.Id));
        Place? place = null;
        while (true)
        {
            var found = await TakeAsync(all, filter, place, false, 500, ct);
            foreach (var row in await RowsAsync(db, found, ct))
                yield return row;
            if (found.Count < 500)
                yield break;
            place = new(found[^1].SortName, found[^1].Id, 0);
        }
    }

    private static IQueryable<Person> Filtered(TaskForceDb db, PersonFilter filter)
    {
        var today = db.Clock.Today;
        var query = db.People.AsNoTracking();
        query = filter.Archived ? query.Where(p => p.ArchivedAt != null && p.MergedIntoId == null) : query.Where(p => p.ArchivedAt == null);
        query = filter.View switch
        {
            PersonView.CanCommit => query.Where(p => p.CanCommitAgency && (p.LeftOn == null || p.LeftOn >= today)),
            PersonView.NameUnknown => query.Where(p => p.Name == "" && (p.LeftOn == null || p.LeftOn >= today)),
            PersonView.Left => query.Where(p => p.LeftOn != null && p.LeftOn < today),
            _ => filter.Archived ? query : query.Where(p => p.LeftOn == null || p.LeftOn >= today),
        };
        if (filter.PartnerId is { } partner)
            query = query.Where(p => p.Posts.Any(t => t.PartnerId == partner && (t.From == null || t.From <= today) && (t.To == null || t.To >= today)));
        return query.Beginning(db, filter.Text);
    }

    private static async Task<List<Found>> TakeAsync(IQueryable<Person> query, PersonFilter filter, Place? place, bool backward, int count, CancellationToken ct)
    {
        var up = filter.Descending == backward;
        if (place is { Value: { } name, Id: var id })
        {
            query = up
                ? query.Where(p => p.SortName.CompareTo(name) >= 0 && (p.SortName.CompareTo(name) > 0 || p.Id > id))
                : query.Where(p => p.SortName.CompareTo(name) <= 0 && (p.SortName.CompareTo(name) < 0 || p.Id < id));
        }
        query = up ? query.OrderBy(p => p.SortName).ThenBy(p => p.Id) : query.OrderByDescending(p => p.SortName).ThenByDescending(p => p.Id);
        return await query.Take(count).Select(p => new Found(p.Id, p.Name, p.KnownAs, p.SortName, p.Slug, p.CanCommitAgency, p.LeftOn, p.LeftReason, p.ArchivedAt != null)).ToListAsync(ct);
    }

    private static async Task<List<PersonRow>> RowsAsync(TaskForceDb db, List<Found> found, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var ids = found.Select(f => f.Id).ToList();
        var posts = (await db.Posts.AsNoTracking().Where(t => ids.Contains(t.PersonId))
            .Join(db.Partners, t => t.PartnerId, p => p.Id, (t, p) => new { t.PersonId, t.Title, t.From, t.To, p.Name, p.Slug }).ToListAsync(ct)).ToLookup(t => t.PersonId);
        var emails = (await db.PersonEmails.AsNoTracking().Where(e => ids.Contains(e.PersonId)).Select(e => new { e.PersonId, e.Order, e.Address }).ToListAsync(ct)).ToLookup(e => e.PersonId);
        var phones = (await db.PersonPhones.AsNoTracking().Where(f => ids.Contains(f.PersonId)).Select(f => new { f.PersonId, f.Order, f.Number }).ToListAsync(ct)).ToLookup(f => f.PersonId);
        var seats = (await db.SeatHoldings.AsNoTracking().Where(h => ids.Contains(h.PersonId) && h.From <= today && (h.To == null || h.To >= today))
            .Join(db.Seats, h => h.SeatId, s => s.Id, (h, s) => new { h.PersonId, s.BodyId, s.IsChair })
            .Join(db.Bodies.Where(b => b.ArchivedAt == null), s => s.BodyId, b => b.Id, (s, b) => new { s.PersonId, b.Name, s.IsChair }).ToListAsync(ct)).ToLookup(s => s.PersonId);
        return [.. found.Select(f =>
        {
            var current = posts[f.Id].Where(t => !(t.From > today) && !(t.To < today)).OrderByDescending(t => t.From).ToList();
            var shown = current.Count > 0 ? current[0] : posts[f.Id].OrderByDescending(t => t.To).FirstOrDefault();
            var phone = phones[f.Id].OrderBy(p => p.Order).FirstOrDefault();
            return new PersonRow(f.Id, f.Name.Length > 0 ? f.Name : f.KnownAs.Length > 0 ? f.KnownAs : "Name not known yet", f.Name.Length > 0, f.Slug, shown?.Title ?? "", shown?.Name, shown?.Slug,
                Math.Max(0, current.Count - 1), emails[f.Id].OrderBy(e => e.Order).FirstOrDefault()?.Address, phone?.Number, f.CanCommit,
                [.. seats[f.Id].Select(s => s.IsChair ? s.Name + " (chair)" : s.Name).Distinct().Order(StringComparer.Ordinal)], f.LeftOn, f.LeftReason, f.Archived);
        })];
    }
}
