using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Outreach;

/// <summary>Which contacts a list shows. Everything that is left out does not restrict it.</summary>
public sealed record ContactFilter
{
    public Guid? PartnerId { get; init; }

    /// <summary>The account that logged it.</summary>
    public Guid? AuthorId { get; init; }

    /// <summary>With partners whose relationship this person holds.</summary>
    public Guid? HolderId { get; init; }
    public ContactKind? Kind { get; init; }
    public Mood? Mood { get; init; }
    public bool? TwoWay { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }

    public bool IsEmpty => this == new ContactFilter();
}

/// <summary>A place in the list, from which to go on.</summary>
public readonly record struct ContactKey(DateOnly On, Guid Id)
{
    /// <summary>As it stands in an address.</summary>
    public override string ToString() => $"{On:yyyyMMdd}-{Id:N}";

    /// <summary>Reads what <see cref="ToString"/> wrote; nothing for anything else.</summary>
    public static ContactKey? Parse(string? text) =>
        text is { Length: 41 } && text[8] == '-'
            && DateOnly.TryParseExact(text.AsSpan(0, 8), "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var on)
            && Guid.TryParseExact(text[9..], "N", out var id) ? new(on, id) : null;
}

/// <summary>A partner of a contact.</summary>
/// <param name="IsOwn">Whether it is the reader's own agency, so that the contact is marked.</param>
public sealed record ContactRowPartner(Guid Id, string Name, string Slug, bool IsOwn);

/// <summary>One contact as the log shows it.</summary>
public sealed record ContactRow
{
    public required Guid Id { get; init; }
    public required Guid Version { get; init; }
    public required DateOnly On { get; init; }
    public required ContactKind Kind { get; init; }
    public required bool TheyAnswered { get; init; }
    public required string Line { get; init; }
    public required Mood? Mood { get; init; }
    public required Guid? AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required string NextStep { get; init; }
    public required DateOnly? NextStepOn { get; init; }
    public required Guid? NextStepPersonId { get; init; }
    public required DateTime? NextStepDoneAt { get; init; }
    public required DateTime? ArchivedAt { get; init; }
    public IReadOnlyList<ContactRowPartner> Partners { get; init; } = [];
    public IReadOnlyList<ContactRowPerson> People { get; init; } = [];
    public IReadOnlyList<BarrierCause> Barriers { get; init; } = [];
    public string BarrierNote { get; init; } = "";
    public bool CanEdit { get; init; }
    public bool IsTwoWay => Contact.TwoWayByNature(Kind) || TheyAnswered;
    public ContactKey Key => new(On, Id);
}

/// <summary>Somebody who was there.</summary>
public sealed record ContactRowPerson(Guid Id, string Name, string Slug);

/// <summary>A page of the log, newest first.</summary>
/// <param name="Total">How many there are with this filter, counted up to 1,000.</param>
/// <param name="TotalIsMore">There are more than that.</param>
public sealed record ContactPage(IReadOnlyList<ContactRow> Rows, ContactKey? Previous, ContactKey? Next, int Total, bool TotalIsMore);

/// <summary>What the opening sentence of the log says.</summary>
public sealed record OutreachFigures(int Contacts, int TwoWay, int Partners, int StepsDue);

/// <summary>Reads contacts: the log, one contact, the export. What the reader may not see is not there.</summary>
public sealed class ContactLists(Databases databases)
{
    // Contact.IsTwoWay as a question to the database.
    private static readonly System.Linq.Expressions.Expression<Func<Contact, bool>> TwoWay =
        c => c.TheyAnswered || c.Kind == ContactKind.Call || c.Kind == ContactKind.Coffee || c.Kind == ContactKind.Visit || c.Kind == ContactKind.Meeting;

    private static readonly string[] Headings =
        ["Day", "How", "Two-way", "Partners", "People", "What you learned", "How it went", "Barriers", "In their words", "Next step", "Next step on", "Next step done", "Logged by"];

    /// <summary>A page of the log, newest first.</summary>
    /// <param name="after">Goes on after this place.</param>
    /// <param name="before">Or ends before this place; <paramref name="after"/> wins.</param>
    /// <exception cref="NotAllowedException">The actor keeps no outreach.</exception>
    public async Task<ContactPage> PageAsync(Actor actor, ContactFilter filter, ContactKey? after = null, ContactKey? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var back = after is null && before is not null;
        var keys = await KeysAsync(db, actor, filter, back ? before : after, back, size + 1, ct);
        var more = keys.Count > size;
        keys = keys[..Math.Min(size, keys.Count)];
        if (back)
            keys.Reverse();
        var rows = await RowsAsync(db, actor, keys, ct);
        var total = await CountAsync(db, actor, filter, ct);
        return new(rows,
            rows.Count > 0 && (back ? more : after is not null) ? rows[0].Key : null,
            rows.Count > 0 && (!back ? more : true) ? rows[^1].Key : null,
            Math.Min(total, Paging.CountLimit), total > Paging.CountLimit);
    }

    /// <summary>Every contact with this filter, newest first, a chunk of rows at a time.</summary>
    public async IAsyncEnumerable<ContactRow> AllAsync(Actor actor, ContactFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        ContactKey? place = null;
        do
        {
            await using var db = await databases.OpenAsync(actor, ct);
            var keys = await KeysAsync(db, actor, filter, place, false, 500, ct);
            foreach (var row in await RowsAsync(db, actor, keys, ct))
                yield return row;
            place = keys.Count == 500 ? keys[^1] : null;
        }
        while (place is not null);
    }

    /// <summary>The same as a file: exactly as the page filters it, and with no contact that the page would not show.</summary>
    public async Task ExportAsync(Actor actor, ContactFilter filter, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        using var writer = SheetWriter.Create(target, format, "Outreach", Headings);
        await foreach (var row in AllAsync(actor, filter, ct))
        {
            writer.Write(row.On, OutreachSentences.Kind(row.Kind), row.IsTwoWay ? "yes" : "no", string.Join("; ", row.Partners.Select(p => p.Name)), string.Join("; ", row.People.Select(p => p.Name)), row.Line,
                row.Mood is { } mood ? OutreachSentences.Mood(mood) : "", string.Join("; ", row.Barriers.Select(OutreachSentences.Cause)), row.BarrierNote, row.NextStep, row.NextStepOn,
                row.NextStepOn is null ? "" : row.NextStepDoneAt is null ? "no" : "yes", row.AuthorName);
        }
    }

    /// <summary>One contact.</summary>
    /// <exception cref="NotFoundException">There is none, or the actor may not know of it.</exception>
    public async Task<ContactRow> ReadAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var on = await db.Contacts.Where(c => c.Id == id).Select(c => (DateOnly?)c.On).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("contact");
        return (await RowsAsync(db, actor, [new(on, id)], ct))[0];
    }

    /// <summary>The figures of the opening sentence: the last 30 days, and the next steps that are due.</summary>
    public async Task<OutreachFigures> FiguresAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var from = today.AddDays(-29);
        var shared = db.ContactPartners.Where(p => db.Contacts.Any(c => c.Id == p.ContactId && c.On >= from && c.On <= today && c.ArchivedAt == null));
        var contacts = db.Contacts.Where(c => c.On >= from && c.On <= today && c.ArchivedAt == null);
        return new(
            await contacts.CountAsync(ct),
            await contacts.CountAsync(TwoWay, ct),
            await shared.Where(p => p.On >= from && p.On <= today).Select(p => p.PartnerId).Distinct().CountAsync(ct),
            await db.Contacts.CountAsync(c => c.NextStepDoneAt == null && c.NextStepOn <= today && c.ArchivedAt == null, ct));
    }

    /// <summary>Who has logged contacts that the actor may see, for the filter.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> AuthorsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        if (!actor.SeesAllCandid && !actor.IsChair)
            return actor.AccountId is { } me ? [(me, actor.Name)] : [];
        await using var db = await databases.OpenAsync(actor, ct);
        var accounts = await db.Users.AsNoTracking().Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { a.Id, Name = p.Name.Length > 0 ? p.Name : p.KnownAs })
            .Where(a => db.Contacts.Any(c => c.AuthorId == a.Id)).OrderBy(a => a.Name).Take(200).ToListAsync(ct);
        return [.. accounts.Select(a => (a.Id, a.Name))];
    }

    // Whoever does not see everything is given their own sources, each with an index, instead of a walk through all contacts behind the filter.
    private static IEnumerable<IQueryable<Contact>> Sources(TaskForceDb db, Actor actor, ContactFilter filter)
    {
        var contacts = db.Contacts.AsNoTracking().Where(c => c.ArchivedAt == null);
        if (filter.HolderId is { } holder)
            contacts = contacts.Where(c => c.Partners.Any(p => db.Partners.Any(o => o.Id == p.PartnerId && o.HolderId == holder)));
        if (filter.PartnerId is { } partner)
        {
            yield return contacts.Where(c => db.ContactPartners.Where(p => p.PartnerId == partner).Select(p => p.ContactId).Contains(c.Id));
            yield break;
        }
        if (actor.SeesAllCandid)
        {
            yield return contacts;
            yield break;
        }
        var me = actor.AccountId;
        yield return contacts.Where(c => c.AuthorId == me);
        if (actor.CandidPartners is { Count: > 0 } seated)
            yield return contacts.Where(c => db.ContactPartners.Where(p => seated.Contains(p.PartnerId)).Select(p => p.ContactId).Contains(c.Id));
    }

    private static IQueryable<Contact> Filtered(IQueryable<Contact> contacts, ContactFilter filter)
    {
        if (filter.AuthorId is { } author)
            contacts = contacts.Where(c => c.AuthorId == author);
        if (filter.Kind is { } kind)
            contacts = contacts.Where(c => c.Kind == kind);
        if (filter.Mood is { } mood)
            contacts = contacts.Where(c => c.Mood == mood);
        if (filter.From is { } from)
            contacts = contacts.Where(c => c.On >= from);
        if (filter.To is { } to)
            contacts = contacts.Where(c => c.On <= to);
        return filter.TwoWay switch
        {
            true => contacts.Where(TwoWay),
            false => contacts.Where(c => !c.TheyAnswered && c.Kind != ContactKind.Call && c.Kind != ContactKind.Coffee && c.Kind != ContactKind.Visit && c.Kind != ContactKind.Meeting),
            _ => contacts,
        };
    }

    private static async Task<List<ContactKey>> KeysAsync(TaskForceDb db, Actor actor, ContactFilter filter, ContactKey? place, bool back, int count, CancellationToken ct)
    {
        HashSet<ContactKey> found = [];
        foreach (var source in Sources(db, actor, filter))
        {
            var query = Filtered(source, filter);
            if (place is { } at)
                query = back
                    ? query.Where(c => c.On > at.On || (c.On == at.On && c.Id.CompareTo(at.Id) > 0))
                    : query.Where(c => c.On < at.On || (c.On == at.On && c.Id.CompareTo(at.Id) < 0));
            query = back ? query.OrderBy(c => c.On).ThenBy(c => c.Id) : query.OrderByDescending(c => c.On).ThenByDescending(c => c.Id);
            found.UnionWith((await query.Take(count).Select(c => new { c.On, c.Id }).ToListAsync(ct)).Select(k => new ContactKey(k.On, k.Id)));
        }
        // Both databases compare an id by its digits from the left.
        var sorted = back ? found.OrderBy(k => k.On).ThenBy(k => k.Id.ToString("N"), StringComparer.Ordinal) : found.OrderByDescending(k => k.On).ThenByDescending(k => k.Id.ToString("N"), StringComparer.Ordinal);
        return [.. sorted.Take(count)];
    }

    private static async Task<int> CountAsync(TaskForceDb db, Actor actor, ContactFilter filter, CancellationToken ct)
    {
        var sources = Sources(db, actor, filter).ToList();
        if (sources.Count == 1)
            return await Filtered(sources[0], filter).Take(Paging.CountLimit + 1).CountAsync(ct);
        HashSet<Guid> found = [];
        foreach (var source in sources)
            found.UnionWith(await Filtered(source, filter).Take(Paging.CountLimit + 1).Select(c => c.Id).ToListAsync(ct));
        return found.Count;
    }

    private static async Task<List<ContactRow>> RowsAsync(TaskForceDb db, Actor actor, List<ContactKey> keys, CancellationToken ct)
    {
        if (keys.Count == 0)
            return [];
        var ids = keys.ConvertAll(k => k.Id);
        var contacts = await db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id)).Select(c => new ContactRow
        {
            Id = c.Id,
            Version = c.Version,
            On = c.On,
            Kind = c.Kind,
            TheyAnswered = c.TheyAnswered,
            Line = c.Line,
            Mood = c.Mood,
            AuthorId = c.AuthorId,
            AuthorName = c.AuthorName,
            NextStep = c.NextStep,
            NextStepOn = c.NextStepOn,
            NextStepPersonId = c.NextStepPersonId,
            NextStepDoneAt = c.NextStepDoneAt,
            ArchivedAt = c.ArchivedAt,
        }).ToDictionaryAsync(c => c.Id, ct);
        var partners = (await db.ContactPartners.Where(p => ids.Contains(p.ContactId)).Join(db.Partners, c => c.PartnerId, p => p.Id, (c, p) => new { c.ContactId, p.Id, p.Name, p.Slug, p.SortName })
            .OrderBy(p => p.SortName).ToListAsync(ct)).ToLookup(p => p.ContactId);
        var people = (await db.ContactPeople.Where(p => ids.Contains(p.ContactId)).Join(db.People, c => c.PersonId, p => p.Id, (c, p) => new { c.ContactId, p.Id, p.Name, p.KnownAs, p.Slug, p.SortName })
            .OrderBy(p => p.SortName).ToListAsync(ct)).ToLookup(p => p.ContactId);
        var barriers = (await db.Barriers.AsNoTracking().Where(b => b.ContactId != null && ids.Contains(b.ContactId.Value) && b.ArchivedAt == null)
            .Select(b => new { b.ContactId, b.Cause, b.Note }).ToListAsync(ct)).ToLookup(b => b.ContactId!.Value);
        await OwnAgency.LogAsync(db, actor, partners.SelectMany(p => p).Select(p => p.Id).Distinct(), ct);
        return [.. keys.Where(k => contacts.ContainsKey(k.Id)).Select(k => contacts[k.Id] with
        {
            Partners = [.. partners[k.Id].Select(p => new ContactRowPartner(p.Id, p.Name, p.Slug, actor.IsOwn(p.Id)))],
            People = [.. people[k.Id].Select(p => new ContactRowPerson(p.Id, p.Name.Length > 0 ? p.Name : p.KnownAs.Length > 0 ? p.KnownAs : "Name not known yet", p.Slug))],
            Barriers = [.. barriers[k.Id].Select(b => b.Cause).Distinct()],
            BarrierNote = barriers[k.Id].Select(b => b.Note).FirstOrDefault(n => n.Length > 0) ?? "",
            CanEdit = ContactRights.MayWrite(actor, contacts[k.Id].AuthorId, partners[k.Id].Select(p => p.Id)),
        })];
    }
}
