using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Outreach;

/// <summary>Somebody to log a contact with: a partner, or a person and their partner.</summary>
/// <param name="Id">The partner's id, or the person's.</param>
/// <param name="IsPerson">Which of the two it is.</param>
/// <param name="Name">What is shown.</param>
/// <param name="Partner">A person's partner; empty for a partner.</param>
/// <param name="Slug">A partner's place in addresses.</param>
/// <param name="Short">A partner's short name; empty where it has none.</param>
public sealed record WhoChoice(Guid Id, bool IsPerson, string Name, string Partner = "", string Slug = "", string Short = "")
{
    /// <summary>The short name where there is one.</summary>
    public string Called => Short.Length > 0 ? Short : Name;

    /// <summary>As it stands in a form: "p:…" or "x:…".</summary>
    public string Value => (IsPerson ? "x:" : "p:") + Id.ToString("N");

    /// <summary>Reads a <see cref="Value"/>; nothing for anything else.</summary>
    public static (Guid Id, bool IsPerson)? Read(string? value) =>
        value is { Length: 34 } && value[1] == ':' && value[0] is 'p' or 'x' && Guid.TryParseExact(value[2..], "N", out var id) ? (id, value[0] == 'x') : null;
}

/// <summary>An open next step with a partner.</summary>
public sealed record OpenStep(Guid ContactId, string Step, DateOnly On);

/// <summary>Whom a contact can be logged with. Own agencies are left out for those to whom they are closed.</summary>
public sealed class WhoChoices(Databases databases)
{
    /// <summary>Partners and people by the beginnings of their words, at most 20, partners first.</summary>
    public async Task<IReadOnlyList<WhoChoice>> FindAsync(Actor actor, string text, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        if (Folding.Words(text).Count == 0)
            return [];
        var closed = Closed(actor);
        var today = databases.Clock.Today;
        var partners = Open(db, actor).Where(p => p.ArchivedAt == null).Beginning(db, text);
        var people = db.People.AsNoTracking().Where(p => p.ArchivedAt == null && (p.LeftOn == null || p.LeftOn >= today)).Beginning(db, text);
        var found = await partners.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(10).Select(p => new WhoChoice(p.Id, false, p.Name, "", p.Slug, p.ShortName)).ToListAsync(ct);
        var persons = await people.OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(20).Select(p => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs }).ToListAsync(ct);
        var posts = await PostsAsync(db, [.. persons.Select(p => p.Id)], today, ct);
        return [.. found, .. persons.Where(p => posts.ContainsKey(p.Id) && !closed.Contains(posts[p.Id].Partner)).Select(p => new WhoChoice(p.Id, true, p.Name, posts[p.Id].Name)).Take(20 - found.Count)];
    }

    /// <summary>The partners that the actor was last in touch with; the longest overdue where there are none.</summary>
    public async Task<IReadOnlyList<WhoChoice>> RecentAsync(Actor actor, int count = 5, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var me = actor.AccountId;
        var last = await db.Contacts.Where(c => c.AuthorId == me && c.ArchivedAt == null).OrderByDescending(c => c.On).ThenByDescending(c => c.Id).Take(30)
            .Select(c => new { c.Id, c.LoggedAt }).ToListAsync(ct);
        var order = last.OrderByDescending(c => c.LoggedAt).Select(c => c.Id).ToList();
        var with = await db.ContactPartners.Where(p => order.Contains(p.ContactId)).Select(p => new { p.ContactId, p.PartnerId }).ToListAsync(ct);
        var ids = with.OrderBy(p => order.IndexOf(p.ContactId)).Select(p => p.PartnerId).Distinct().Take(count).ToList();
        if (ids.Count == 0)
            return await Open(db, actor).Where(p => p.ArchivedAt == null && p.Standing!.CheckInDueOn != null).OrderBy(p => p.Standing!.CheckInDueOn).ThenBy(p => p.Id).Take(count)
                .Select(p => new WhoChoice(p.Id, false, p.Name, "", p.Slug, p.ShortName)).ToListAsync(ct);
        var partners = await Open(db, actor).Where(p => ids.Contains(p.Id) && p.ArchivedAt == null).Select(p => new WhoChoice(p.Id, false, p.Name, "", p.Slug, p.ShortName)).ToListAsync(ct);
        return [.. partners.OrderBy(p => ids.IndexOf(p.Id))];
    }

    /// <summary>The partner at an address, when the actor may log with it; for <c>?log=slug</c>.</summary>
    public async Task<WhoChoice?> PartnerAsync(Actor actor, string slug, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        return await Open(db, actor).Where(p => p.Slug == slug).Select(p => new WhoChoice(p.Id, false, p.Name, "", p.Slug, p.ShortName)).FirstOrDefaultAsync(ct);
    }

    /// <summary>What the values of a form stand for, in their order; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<WhoChoice>> NamedAsync(Actor actor, IReadOnlyList<Guid> partners, IReadOnlyList<Guid> people, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var named = partners.Count == 0 ? [] : await db.Partners.AsNoTracking().Where(p => partners.Contains(p.Id)).Select(p => new WhoChoice(p.Id, false, p.Name, "", p.Slug, p.ShortName)).ToListAsync(ct);
        var persons = people.Count == 0 ? [] : await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs }).ToListAsync(ct);
        var posts = await PostsAsync(db, people, databases.Clock.Today, ct);
        return [.. named, .. persons.Select(p => new WhoChoice(p.Id, true, p.Name, posts.TryGetValue(p.Id, out var post) ? post.Name : ""))];
    }

    /// <summary>The people who work at the partners today, for "who was there".</summary>
    public async Task<IReadOnlyList<WhoChoice>> PeopleOfAsync(Actor actor, IReadOnlyList<Guid> partners, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var found = await db.Posts.AsNoTracking().Where(t => partners.Contains(t.PartnerId) && (t.From == null || t.From <= today) && (t.To == null || t.To >= today))
            .Join(db.People.Where(p => p.ArchivedAt == null && (p.LeftOn == null || p.LeftOn >= today)), t => t.PersonId, p => p.Id, (t, p) => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs, t.Title, p.SortName })
            .OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(50).ToListAsync(ct);
        return [.. found.DistinctBy(p => p.Id).Select(p => new WhoChoice(p.Id, true, p.Name, p.Title))];
    }

    /// <summary>Open next steps with the partners that are due within a month, soonest first.</summary>
    public async Task<IReadOnlyList<OpenStep>> OpenStepsAsync(Actor actor, IReadOnlyList<Guid> partners, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        if (partners.Count == 0)
            return [];
        await using var db = await databases.OpenAsync(actor, ct);
        var until = databases.Clock.Today.AddDays(31);
        return await db.Contacts.AsNoTracking().Where(c => c.NextStepDoneAt == null && c.NextStepOn <= until && c.ArchivedAt == null && c.Partners.Any(p => partners.Contains(p.PartnerId)))
            .OrderBy(c => c.NextStepOn).Take(3).Select(c => new OpenStep(c.Id, c.NextStep, c.NextStepOn!.Value)).ToListAsync(ct);
    }

    /// <summary>Who can take on a next step: everybody with an open account.</summary>
    public async Task<IReadOnlyList<(Guid PersonId, string Name)>> OwnersAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.LogOutreach);
        await using var db = await databases.OpenAsync(actor, ct);
        var found = await db.Users.AsNoTracking().Where(a => a.DisabledAt == null && a.Role != Role.Reader).Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { p.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs, p.SortName })
            .OrderBy(p => p.SortName).Take(100).ToListAsync(ct);
        return [.. found.Select(p => (p.Id, p.Name))];
    }

    private static IReadOnlyList<Guid> Closed(Actor actor) => actor.SeesAllCandid ? [] : actor.OwnPartners;

    private static IQueryable<Partner> Open(TaskForceDb db, Actor actor)
    {
        var closed = Closed(actor).ToList();
        return closed.Count == 0 ? db.Partners.AsNoTracking() : db.Partners.AsNoTracking().Where(p => !closed.Contains(p.Id));
    }

    private static async Task<Dictionary<Guid, (Guid Partner, string Name)>> PostsAsync(TaskForceDb db, IReadOnlyList<Guid> people, DateOnly today, CancellationToken ct)
    {
        if (people.Count == 0)
            return [];
        var posts = await db.Posts.AsNoTracking().Where(t => people.Contains(t.PersonId) && (t.From == null || t.From <= today) && (t.To == null || t.To >= today))
            .Join(db.Partners, t => t.PartnerId, p => p.Id, (t, p) => new { t.PersonId, p.Id, p.Name }).ToListAsync(ct);
        return posts.GroupBy(p => p.PersonId).ToDictionary(g => g.Key, g => (g.First().Id, g.First().Name));
    }
}
