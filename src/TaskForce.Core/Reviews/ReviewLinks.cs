using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>A link as the coordinator sees it.</summary>
/// <param name="HasLeft">Whether its person has left: it opens nothing then.</param>
/// <param name="Openings">When it was opened, newest first, UTC.</param>
public sealed record ReviewLinkLine(Guid Id, string Person, bool HasLeft, DateTime ExpiresAt, DateTime? RevokedAt, IReadOnlyList<DateTime> Openings)
{
    public bool IsOpenAt(DateTime now) => RevokedAt is null && ExpiresAt > now && !HasLeft;
}

/// <summary>What a link opens, and for whom.</summary>
public sealed record OpenedReview(Review Review, string Person, DateTime ExpiresAt);

/// <summary>Makes, opens and revokes links that show one review to one executive without an account.</summary>
public sealed class ReviewLinks(Databases databases)
{
    /// <summary>How long a link opens.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Makes a link for one person to one review.</summary>
    /// <returns>The secret part of the address. It is shown once: only its hash is kept.</returns>
    public async Task<string> CreateAsync(Actor actor, HalfYear half, Guid personId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ShareReview);
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.People.AnyAsync(p => p.Id == personId && p.ArchivedAt == null, ct)) throw new NotFoundException("person");
        var secret = Secret.New();
        db.Add(new ReviewLink { Half = half.Key, PersonId = personId, TokenHash = Secret.Hash(secret), ExpiresAt = databases.Clock.UtcNow + Lifetime });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Opens a link, and writes down that it was opened.</summary>
    /// <returns>The review, or nothing when the link is unknown, over or revoked, or its person has left: these look the same from outside.</returns>
    public async Task<OpenedReview?> OpenAsync(string? secret, CancellationToken ct = default)
    {
        if (secret is not { Length: > 20 and < 100 }) return null;
        var now = databases.Clock.UtcNow;
        await using var db = await databases.OpenAsync(Actor.System("review link"), ct);
        var hash = Secret.Hash(secret);
        var link = await db.ReviewLinks.AsNoTracking().SingleOrDefaultAsync(l => l.TokenHash == hash, ct);
        if (link is null || link.RevokedAt is not null || link.ExpiresAt <= now) return null;
        var today = databases.Clock.Today;
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == link.PersonId && p.ArchivedAt == null && (p.LeftOn == null || p.LeftOn >= today), ct);
        if (person is null) return null;
        db.Add(new ReviewLinkOpening { LinkId = link.Id, At = now });
        await db.SaveChangesAsync(ct);
        return new(await ExecutiveReviews.ComputeAsync(db, HalfYear.FromKey(link.Half), ct), person.Called, link.ExpiresAt);
    }

    /// <summary>Ends a link at once.</summary>
    public async Task RevokeAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ShareReview);
        await using var db = await databases.OpenAsync(actor, ct);
        var link = await db.ReviewLinks.SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw new NotFoundException("link");
        link.RevokedAt ??= databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The links to one review, newest first.</summary>
    public async Task<IReadOnlyList<ReviewLinkLine>> ListAsync(Actor actor, HalfYear half, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ShareReview);
        await using var db = await databases.OpenAsync(actor, ct);
        var (key, today) = (half.Key, databases.Clock.Today);
        return await (from link in db.ReviewLinks.AsNoTracking()
                      join person in db.People on link.PersonId equals person.Id
                      where link.Half == key
                      orderby link.Id descending
                      select new ReviewLinkLine(link.Id, person.Name == "" ? person.KnownAs : person.Name, person.ArchivedAt != null || person.LeftOn < today, link.ExpiresAt, link.RevokedAt,
                          link.Openings.OrderByDescending(o => o.At).Select(o => o.At).ToList())).ToListAsync(ct);
    }

    /// <summary>The people whom a link may be made for: who holds an executive seat or a leading post today.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> ExecutivesAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ShareReview);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var seated = db.SeatHoldings.Where(h => h.From <= today && (h.To == null || h.To >= today))
            .Where(h => db.Seats.Any(s => s.Id == h.SeatId && db.Bodies.Any(b => b.Id == s.BodyId && b.Kind == Bodies.BodyKind.Executives))).Select(h => h.PersonId);
        var leading = db.OfficeHoldings.Where(h => h.From <= today && (h.To == null || h.To >= today)).Select(h => h.PersonId);
        var people = await db.People.AsNoTracking().Where(p => p.ArchivedAt == null && (seated.Contains(p.Id) || leading.Contains(p.Id))).OrderBy(p => p.SortName)
            .Select(p => new { p.Id, Name = p.Name == "" ? p.KnownAs : p.Name }).ToListAsync(ct);
        return [.. people.Select(p => (p.Id, p.Name))];
    }
}
