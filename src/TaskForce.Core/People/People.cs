using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.People;

/// <summary>Changes of people: names, posts, e-mails and phones, leaving, archive.</summary>
public sealed class People(Databases databases)
{
    /// <summary>Adds a person; without a name, known by post.</summary>
    public async Task<Saved> CreateAsync(Actor actor, PersonForm form, CancellationToken ct = default)
    {
        await new PersonForm.Rules().ValidateAndThrowAsync(form, ct);
        DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        var partner = form.PartnerId is { } at ? await PartnerNameAsync(db, at, ct) : null;
        var name = form.Name.Trim();
        var knownAs = name.Length > 0 ? "" : KnownAs(form.Title, partner);
        var person = new Person
        {
            Name = name,
            KnownAs = knownAs,
            CanCommitAgency = form.CanCommitAgency,
            Languages = form.Languages.Trim(),
            Slug = await Slugs.FreeAsync(db.People.Select(p => p.Slug), name.Length > 0 ? name : knownAs, ct),
        };
        db.People.Add(person);
        SetDetails(person, form.Details);
        if (form.PartnerId is { } partnerId)
            db.Posts.Add(new() { PersonId = person.Id, PartnerId = partnerId, Title = form.Title.Trim(), From = form.Since });
        await db.SaveChangesAsync(ct);
        return new(person.Id, db.ChangeId, person.Slug);
    }

    /// <summary>Changes name, languages, authority, e-mails and phones. The address of the page stays.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it since the form was opened.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid id, PersonForm form, CancellationToken ct = default)
    {
        await new PersonForm.Rules().ValidateAndThrowAsync(form, ct);
        DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        var person = await FindAsync(db, id, ct);
        person.DemandVersion(form.Version ?? Guid.Empty);
        if (form.Name.Trim().Length == 0 && person.KnownAs.Length == 0)
        {
            var post = await db.Posts.Where(p => p.PersonId == id && p.To == null).Join(db.Partners, p => p.PartnerId, p => p.Id, (p, a) => new { p.Title, a.Name }).FirstOrDefaultAsync(ct);
            person.KnownAs = post is null
                ? throw new RefusedException("Without a post, a person needs a name. Give the name, or add a post first.", nameof(PersonForm.Name))
                : KnownAs(post.Title, post.Name);
        }
        (person.Name, person.CanCommitAgency, person.Languages) = (form.Name.Trim(), form.CanCommitAgency, form.Languages.Trim());
        SetDetails(person, form.Details);
        Touch(person);
        await Standings.SaveAsync(db, await SponsoredAsync(db, [id], ct), ct: ct);
        return new(person.Id, db.ChangeId, person.Slug);
    }

    /// <summary>Changes e-mails and phones: a member's own, or anybody's for a coordinator.</summary>
    public async Task<Saved> WriteOwnDetailsAsync(Actor actor, Guid personId, Guid version, ContactDetails details, CancellationToken ct = default)
    {
        await new ContactDetails.Rules().ValidateAndThrowAsync(details, ct);
        Permissions.Demand(actor, Act.WritePeople, Subject.Person(personId));
        await using var db = await databases.OpenAsync(actor, ct);
        var person = await FindAsync(db, personId, ct);
        person.DemandVersion(version);
        SetDetails(person, details);
        Touch(person);
        await db.SaveChangesAsync(ct);
        return new(person.Id, db.ChangeId, person.Slug);
    }

    /// <summary>The form of a person, as it is stored now.</summary>
    public async Task<PersonForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePeople, Subject.Person(id));
        await using var db = await databases.OpenAsync(actor, ct);
        var p = await db.People.AsNoTracking().Include(x => x.Emails).Include(x => x.Phones).FirstOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("person");
        return new()
        {
            Version = p.Version,
            Name = p.Name,
            CanCommitAgency = p.CanCommitAgency,
            Languages = p.Languages,
            Details = new()
            {
                Emails = string.Join('\n', p.Emails.OrderBy(e => e.Order).Select(e => e.Address)),
                Phones = string.Join('\n', p.Phones.OrderBy(f => f.Order).Select(f => f.Label.Length > 0 ? f.Label + " " + f.Number : f.Number)),
            },
        };
    }

    /// <summary>Adds or changes a post.</summary>
    public async Task<Saved> SavePostAsync(Actor actor, PostForm form, CancellationToken ct = default)
    {
        await new PostForm.Rules().ValidateAndThrowAsync(form, ct);
        DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        await PartnerNameAsync(db, form.PartnerId!.Value, ct);
        if (!await db.People.AnyAsync(p => p.Id == form.PersonId, ct))
            throw new NotFoundException("person");
        Post post;
        if (form.Id is { } id)
        {
            post = await db.Posts.FirstOrDefaultAsync(p => p.Id == id && p.PersonId == form.PersonId, ct) ?? throw new NotFoundException("post");
            post.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            db.Posts.Add(post = new() { PersonId = form.PersonId });
        }
        (post.PartnerId, post.Title, post.From, post.To, post.EndReason) = (form.PartnerId.Value, form.Title.Trim(), form.From, form.To, form.EndReason.Trim());
        await db.SaveChangesAsync(ct);
        return new(post.Id, db.ChangeId);
    }

    /// <summary>Takes a post away that was entered by mistake.</summary>
    public async Task<Saved> RemovePostAsync(Actor actor, Guid personId, Guid postId, CancellationToken ct = default)
    {
        DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        db.Posts.Remove(await db.Posts.FirstOrDefaultAsync(p => p.Id == postId && p.PersonId == personId, ct) ?? throw new NotFoundException("post"));
        await db.SaveChangesAsync(ct);
        return new(postId, db.ChangeId);
    }

    /// <summary>Somebody leaves: every post, seat, office and championship that still runs ends on the day, with the reason.</summary>
    /// <returns>The one change, for undo.</returns>
    public async Task<Saved> LeaveAsync(Actor actor, LeaveForm form, CancellationToken ct = default)
    {
        await new LeaveForm.Rules().ValidateAndThrowAsync(form, ct);
        DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        var person = await FindAsync(db, form.PersonId, ct);
        person.DemandVersion(form.Version ?? Guid.Empty);
        var (on, why) = (form.On!.Value, form.Reason.Trim());
        (person.LeftOn, person.LeftReason) = (on, why);
        foreach (var post in await db.Posts.Where(p => p.PersonId == person.Id && (p.To == null || p.To > on)).ToListAsync(ct))
            (post.From, post.To, post.EndReason) = (post.From > on ? on : post.From, on, why);
        foreach (var seat in await db.SeatHoldings.Where(h => h.PersonId == person.Id && (h.To == null || h.To > on)).ToListAsync(ct))
        {
            // What would only begin after the day never comes about.
            if (seat.From > on)
                db.SeatHoldings.Remove(seat);
            else
                (seat.To, seat.EndReason) = (on, why);
        }
        foreach (var seat in await db.SeatHoldings.Where(h => h.AlternateId == person.Id && (h.To == null || h.To > on)).ToListAsync(ct))
            seat.AlternateId = null;
        List<OfficeHolding> ended = [];
        List<Partners.Champion> gone = [];
        foreach (var office in await db.OfficeHoldings.Where(h => h.PersonId == person.Id && (h.To == null || h.To > on)).ToListAsync(ct))
        {
            if (office.From > on)
                db.OfficeHoldings.Remove(office);
            else
            {
                office.To = on;
                ended.Add(office);
            }
        }
        foreach (var sponsor in await db.Sponsors.Where(s => s.PersonId == person.Id && (s.To == null || s.To > on)).ToListAsync(ct))
        {
            if (sponsor.From > on)
                db.Sponsors.Remove(sponsor);
            else
                sponsor.To = on;
        }
        foreach (var champion in await db.Champions.Where(c => c.PersonId == person.Id && (c.To == null || c.To > on)).ToListAsync(ct))
        {
            if (champion.From > on)
                db.Champions.Remove(champion);
            else
            {
                champion.To = on;
                gone.Add(champion);
            }
        }
        foreach (var office in ended)
            await Outreach.ReEngagements.HolderEndsAsync(db, office.OfficeId, office.PersonId, on, ct);
        foreach (var champion in gone)
            await Outreach.ReEngagements.ChampionEndsAsync(db, champion, ct);
        await Standings.SaveAsync(db, await SponsoredAsync(db, [person.Id], ct), ct: ct);
        return new(person.Id, db.ChangeId, person.Slug);
    }

    /// <summary>Puts people away, all in one change that can be undone.</summary>
    public Task<Saved> ArchiveAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct = default) => PutAwayAsync(actor, ids, databases.Clock.UtcNow, ct);

    /// <summary>Takes an archived person back into the lists.</summary>
    public Task<Saved> RestoreAsync(Actor actor, Guid id, CancellationToken ct = default) => PutAwayAsync(actor, [id], null, ct);

    /// <summary>People who may be meant already: the same name (its beginning), or an e-mail address that is known. At most five.</summary>
    public async Task<IReadOnlyList<AlikePerson>> AlikeAsync(Actor actor, string name, string emails = "", Guid? except = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var db = await databases.OpenAsync(actor, ct);
        var folded = Folding.Fold(name);
        var addresses = new ContactDetails { Emails = emails }.EmailList.Select(e => e.ToLowerInvariant()).ToList();
        var found = new List<AlikePerson>();
        var people = db.People.AsNoTracking().Where(p => p.MergedIntoId == null && p.Id != except);
        if (addresses.Count > 0)
        {
            found.AddRange(await people.Where(p => p.Emails.Any(e => addresses.Contains(e.Folded))).OrderBy(p => p.SortName).Take(5)
                .Select(p => new AlikePerson(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, p.ArchivedAt != null, true)).ToListAsync(ct));
        }
        if (folded.Length >= 3)
        {
            var after = Folding.After(folded);
            found.AddRange(await people.Where(p => p.SortName.CompareTo(folded) >= 0 && p.SortName.CompareTo(after) < 0).OrderBy(p => p.SortName).Take(5)
                .Select(p => new AlikePerson(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs, p.Slug, p.ArchivedAt != null, false)).ToListAsync(ct));
        }
        return [.. found.DistinctBy(p => p.Id).Take(5)];
    }

    private async Task<Saved> PutAwayAsync(Actor actor, IReadOnlyCollection<Guid> ids, DateTime? at, CancellationToken ct)
    {
        DemandWrite(actor);
        await using var db = await databases.OpenAsync(actor, ct);
        var people = await db.People.Include(p => p.Emails).Where(p => ids.Contains(p.Id)).ToListAsync(ct);
        if (people.Count == 0)
            throw new NotFoundException("person");
        if (at is null && people.Exists(p => p.MergedIntoId != null))
            throw new RefusedException("This person was merged into another. Undo the merge in the history instead.");
        foreach (var person in people)
            person.ArchivedAt = at is null ? null : person.ArchivedAt ?? at;
        await db.SaveChangesAsync(ct);
        return new(people[0].Id, db.ChangeId, people[0].Slug);
    }

    // Everybody who may write people in general; own details go through their own verb.
    internal static void DemandWrite(Actor actor)
    {
        if (!actor.SeesAllCandid)
            throw new NotAllowedException(Act.WritePeople);
        Permissions.Demand(actor, Act.WritePeople);
    }

    private static async Task<Person> FindAsync(TaskForceDb db, Guid id, CancellationToken ct) =>
        await db.People.Include(p => p.Emails).Include(p => p.Phones).FirstOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException("person");

    private static async Task<string> PartnerNameAsync(TaskForceDb db, Guid id, CancellationToken ct) =>
        await db.Partners.Where(p => p.Id == id && p.ArchivedAt == null).Select(p => p.Name).FirstOrDefaultAsync(ct)
        ?? throw new RefusedException("This partner is not in the list any more. Choose another.", nameof(PersonForm.PartnerId));

    /// <summary>What lists show for somebody whose name is not known: title and agency.</summary>
    public static string KnownAs(string title, string? partner) => string.Join(", ", new[] { (title ?? "").Trim(), partner ?? "" }.Where(t => t.Length > 0));

    // A person whose own columns did not change must still be searched and versioned anew when an e-mail did.
    private static void Touch(Person person) => person.Version = Guid.CreateVersion7();

    private static void SetDetails(Person person, ContactDetails details)
    {
        var emails = details.EmailList;
        foreach (var gone in person.Emails.Where(e => !emails.Contains(e.Address, StringComparer.OrdinalIgnoreCase)).ToList())
            person.Emails.Remove(gone);
        for (var i = 0; i < emails.Count; i++)
        {
            if (person.Emails.Find(e => string.Equals(e.Address, emails[i], StringComparison.OrdinalIgnoreCase)) is { } known)
                (known.Address, known.Order) = (emails[i], i);
            else
                person.Emails.Add(new() { PersonId = person.Id, Address = emails[i], Order = i });
        }
        var phones = details.PhoneList;
        foreach (var gone in person.Phones.Where(f => !phones.Any(p => p.Number == f.Number)).ToList())
            person.Phones.Remove(gone);
        for (var i = 0; i < phones.Count; i++)
        {
            if (person.Phones.Find(f => f.Number == phones[i].Number) is { } known)
                (known.Label, known.Order) = (phones[i].Label, i);
            else
                person.Phones.Add(new() { PersonId = person.Id, Number = phones[i].Number, Label = phones[i].Label, Order = i });
        }
    }

    internal static async Task<List<Guid>> SponsoredAsync(TaskForceDb db, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var sponsored = await db.Sponsors.Where(s => s.PersonId != null && people.Contains(s.PersonId.Value)).Select(s => s.PartnerId).ToListAsync(ct);
        var championed = await db.Champions.Where(c => people.Contains(c.PersonId)).Select(c => c.PartnerId).ToListAsync(ct);
        return [.. sponsored.Concat(championed).Distinct()];
    }
}

/// <summary>A person who may be meant already.</summary>
/// <param name="ByEmail">Whether an e-mail address is the same, which makes it the same person.</param>
public sealed record AlikePerson(Guid Id, string Name, string Slug, bool Archived, bool ByEmail);
