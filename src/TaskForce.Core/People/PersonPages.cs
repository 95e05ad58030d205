using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.People;

/// <summary>What a person's page shows. Contacts come only as far as the reader may see them.</summary>
public sealed record PersonPage
{
    /// <summary>How many contacts a page holds at most; the newest, and the page says so.</summary>
    public const int Most = 200;

    public required Guid Id { get; init; }
    public required Guid Version { get; init; }

    /// <summary>The name, or what stands for it.</summary>
    public required string Called { get; init; }
    public required bool NameKnown { get; init; }
    public required string Slug { get; init; }
    public required bool CanCommit { get; init; }
    public required string Languages { get; init; }
    public required DateOnly? LeftOn { get; init; }
    public required string LeftReason { get; init; }
    /// <summary>By the wall clock of the task force.</summary>
    public required DateTime? ArchivedAt { get; init; }
    public required string? MergedInto { get; init; }
    public IReadOnlyList<PostLine> Posts { get; init; } = [];
    public IReadOnlyList<PostLine> PostsNow { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<PhoneLine> Phones { get; init; } = [];
    public IReadOnlyList<RoleLine> Offices { get; init; } = [];
    public IReadOnlyList<RoleLine> Seats { get; init; } = [];

    /// <summary>Partners that this person champions or sponsors.</summary>
    public IReadOnlyList<RoleLine> Backs { get; init; } = [];
    public IReadOnlyList<PersonContactLine> Contacts { get; init; } = [];
    public bool IsMe { get; init; }
}

public sealed record PostLine(Guid Id, Guid Version, Guid PartnerId, string Partner, string PartnerSlug, string Title, DateOnly? From, DateOnly? To, string EndReason);

public sealed record PhoneLine(string Number, string Label);

/// <summary>An office, a seat or a backing, with where it opens.</summary>
public sealed record RoleLine(string Title, string Where, string Href, DateOnly? From, DateOnly? To);

public sealed record PersonContactLine(Guid Id, DateOnly On, Outreach.ContactKind Kind, string Line);

/// <summary>A person to choose.</summary>
public sealed record PersonChoice(Guid Id, string Name, string? Sub);

/// <summary>Reads a person's page.</summary>
public sealed class PersonPages(Databases databases)
{
    /// <summary>The page of a person.</summary>
    /// <exception cref="NotFoundException">There is nobody at this address.</exception>
    public async Task<PersonPage> ReadAsync(Actor actor, string slug, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var page = await db.People.AsNoTracking().Where(p => p.Slug == slug).Select(p => new PersonPage
        {
            Id = p.Id,
            Version = p.Version,
            Called = p.Name.Length > 0 ? p.Name : p.KnownAs.Length > 0 ? p.KnownAs : "Name not known yet",
            NameKnown = p.Name.Length > 0,
            Slug = p.Slug,
            CanCommit = p.CanCommitAgency,
            Languages = p.Languages,
            LeftOn = p.LeftOn,
            LeftReason = p.LeftReason,
            ArchivedAt = p.ArchivedAt,
            MergedInto = p.MergedIntoId == null ? null : db.People.Where(o => o.Id == p.MergedIntoId).Select(o => o.Slug).FirstOrDefault(),
        }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("person");
        page = page with { ArchivedAt = page.ArchivedAt is { } at ? databases.Clock.Local(at) : null };
        var id = page.Id;
        var posts = await db.Posts.AsNoTracking().Where(t => t.PersonId == id)
            .Join(db.Partners, t => t.PartnerId, p => p.Id, (t, p) => new PostLine(t.Id, t.Version, p.Id, p.Name, p.Slug, t.Title, t.From, t.To, t.EndReason)).ToListAsync(ct);
        posts = [.. posts.OrderByDescending(t => t.To ?? DateOnly.MaxValue).ThenByDescending(t => t.From)];
        var offices = await db.OfficeHoldings.AsNoTracking().Where(h => h.PersonId == id).Join(db.Offices, h => h.OfficeId, o => o.Id, (h, o) => new { h.From, h.To, o.Title, o.PartnerId })
            .Join(db.Partners, x => x.PartnerId, p => p.Id, (x, p) => new RoleLine(x.Title, p.Name, "/partners/" + p.Slug, x.From, x.To)).ToListAsync(ct);
        var seats = await db.SeatHoldings.AsNoTracking().Where(h => h.PersonId == id || h.AlternateId == id)
            .Join(db.Seats, h => h.SeatId, s => s.Id, (h, s) => new { h.From, h.To, Alternate = h.AlternateId == id, s.IsChair, s.Class, s.BodyId })
            .Join(db.Bodies, x => x.BodyId, b => b.Id, (x, b) => new { x.From, x.To, x.Alternate, x.IsChair, x.Class, b.Name, b.Slug }).ToListAsync(ct);
        var champions = await db.Champions.AsNoTracking().Where(c => c.PersonId == id).Join(db.Partners, c => c.PartnerId, p => p.Id, (c, p) => new RoleLine("Internal champion", p.Name, "/partners/" + p.Slug, c.From, c.To)).ToListAsync(ct);
        var sponsors = await db.Sponsors.AsNoTracking().Where(s => s.PersonId == id).Join(db.Partners, s => s.PartnerId, p => p.Id, (s, p) => new RoleLine("Executive sponsor", p.Name, "/partners/" + p.Slug, s.From, s.To)).ToListAsync(ct);
        return page with
        {
            Posts = posts,
            PostsNow = [.. posts.Where(t => !(t.From > today) && !(t.To < today))],
            Emails = await db.PersonEmails.AsNoTracking().Where(e => e.PersonId == id).OrderBy(e => e.Order).Select(e => e.Address).ToListAsync(ct),
            Phones = await db.PersonPhones.AsNoTracking().Where(f => f.PersonId == id).OrderBy(f => f.Order).Select(f => new PhoneLine(f.Number, f.Label)).ToListAsync(ct),
            Offices = [.. offices.OrderByDescending(o => o.From)],
            Seats = [.. seats.OrderByDescending(s => s.From).Select(s => new RoleLine(s.Alternate ? "Alternate" : s.IsChair ? "Chair" : SeatWord(s.Class), s.Name, "/committees/" + s.Slug, s.From, s.To))],
            Backs = [.. champions.Concat(sponsors).OrderByDescending(b => b.From)],
            Contacts = await ContactsAsync(db, actor, id, ct),
            IsMe = actor.PersonId == id,
        };
    }

    /// <summary>People for a form that chooses one: by the beginning of a word in name or e-mail.</summary>
    /// <param name="partnerId">Those with a post there come alone when nothing is typed.</param>
    public async Task<IReadOnlyList<PersonChoice>> ChoicesAsync(Actor actor, string? text, Guid? partnerId = null, int count = 20, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var query = db.People.AsNoTracking().Where(p => p.ArchivedAt == null);
        if (partnerId is { } at && Folding.Words(text).Count == 0)
            query = query.Where(p => p.Posts.Any(t => t.PartnerId == at && (t.To == null || t.To >= today)));
        return await query.Beginning(db, text).OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(count).Select(p => new PersonChoice(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs,
            p.Posts.Where(t => t.To == null || t.To >= today).Join(db.Partners, t => t.PartnerId, a => a.Id, (t, a) => a.Name).FirstOrDefault())).ToListAsync(ct);
    }

    private static async Task<List<PersonContactLine>> ContactsAsync(TaskForceDb db, Actor actor, Guid id, CancellationToken ct)
    {
        var contacts = await db.ContactPeople.AsNoTracking().Where(c => c.PersonId == id)
            .Join(db.Contacts.Where(c => c.ArchivedAt == null), p => p.ContactId, c => c.Id, (p, c) => c)
            .OrderByDescending(c => c.On).ThenByDescending(c => c.Id).Take(PersonPage.Most).Select(c => new PersonContactLine(c.Id, c.On, c.Kind, c.Line)).ToListAsync(ct);
        if (contacts.Count > 0 && actor.OwnPartners.Count > 0)
        {
            var shown = contacts.Select(c => c.Id).ToList();
            var about = await db.ContactPartners.AsNoTracking().Where(p => shown.Contains(p.ContactId)).Select(p => p.PartnerId).Distinct().ToListAsync(ct);
            await OwnAgency.LogAsync(db, actor, about, ct);
        }
        return contacts;
    }

    private static string SeatWord(Bodies.SeatClass seat) =>
        Bodies.BodySentences.ClassWord(seat) + (seat is Bodies.SeatClass.Alternate or Bodies.SeatClass.Visitor ? "" : " member");
}
