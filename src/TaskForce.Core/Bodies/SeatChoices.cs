using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Bodies;

/// <summary>Whom a seat can be for.</summary>
/// <param name="OfficeId">The office, or null where it is the partner itself.</param>
public sealed record SeatFor(Guid PartnerId, Guid? OfficeId, string Name, string Sub);

/// <summary>Somebody to choose: for a seat, a task, the attendance.</summary>
public sealed record PersonChoice(Guid Id, string Name, string Partner);

/// <summary>Finds partners, offices and people by the beginnings of their words, for the forms of bodies and meetings.</summary>
public sealed class SeatChoices(Databases databases)
{
    private const int Most = 12;

    /// <summary>Partners, each followed by its offices.</summary>
    public async Task<IReadOnlyList<SeatFor>> ForAsync(Actor actor, string text, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var partners = await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).Beginning(db, text).OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(Most).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var ids = partners.Select(p => p.Id).ToList();
        var offices = (await db.Offices.AsNoTracking().Where(o => ids.Contains(o.PartnerId) && o.ArchivedAt == null).OrderBy(o => o.Title).Select(o => new { o.Id, o.PartnerId, o.Title }).ToListAsync(ct)).ToLookup(o => o.PartnerId);
        return [.. partners.SelectMany(p => offices[p.Id].Select(o => new SeatFor(p.Id, o.Id, o.Title, p.Name)).Prepend(new SeatFor(p.Id, null, p.Name, "")))];
    }

    /// <summary>People who have not left, with where they work. Those of one partner come first when nothing is typed.</summary>
    /// <param name="partnerId">The partner whose people come first, or null.</param>
    public async Task<IReadOnlyList<PersonChoice>> PeopleAsync(Actor actor, string text, Guid? partnerId = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var query = db.People.AsNoTracking().Where(p => p.ArchivedAt == null && (p.LeftOn == null || p.LeftOn >= today)).Beginning(db, text);
        if (partnerId is { } partner && Folding.Words(text).Count == 0)
            query = query.Where(p => p.Posts.Any(t => t.PartnerId == partner && (t.To == null || t.To >= today)));
        var people = await query.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(Most).Select(p => new { p.Id, Name = p.Name != "" ? p.Name : p.KnownAs }).ToListAsync(ct);
        var ids = people.Select(p => p.Id).ToList();
        var posts = (await db.Posts.AsNoTracking().Where(t => ids.Contains(t.PersonId) && (t.To == null || t.To >= today)).Join(db.Partners, t => t.PartnerId, p => p.Id, (t, p) => new { t.PersonId, p.Name }).ToListAsync(ct)).ToLookup(t => t.PersonId, t => t.Name);
        return [.. people.Select(p => new PersonChoice(p.Id, SeatReader.Name(p.Name), posts[p.Id].FirstOrDefault() ?? ""))];
    }

    /// <summary>What chosen people, partners and offices are called, for the comparison of two versions of a form.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(Actor actor, IEnumerable<Guid?> chosen, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var ids = chosen.OfType<Guid>().Distinct().ToList();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Name = p.Name != "" ? p.Name : p.KnownAs }).ToListAsync(ct);
        var partners = await db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(ct);
        var offices = await db.Offices.AsNoTracking().Where(o => ids.Contains(o.Id)).Join(db.Partners, o => o.PartnerId, p => p.Id, (o, p) => new { o.Id, Name = o.Title + ", " + p.Name }).ToListAsync(ct);
        return people.Select(p => (p.Id, Name: SeatReader.Name(p.Name))).Concat(partners.Select(p => (p.Id, p.Name))).Concat(offices.Select(o => (o.Id, o.Name))).ToDictionary(n => n.Id, n => n.Name);
    }
}
