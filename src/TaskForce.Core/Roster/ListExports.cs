using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Roster;

/// <summary>Writes lists as files, as filtered and as far as the reader may see them. The headings are those that an import knows, so that a file can come back.</summary>
public sealed class ListExports(Databases databases)
{
    private const int Chunk = 250;

    /// <summary>The partners that a filter leaves, in the order of the list.</summary>
    /// <param name="actor">Who reads; stages are there only for those who may see them.</param>
    /// <param name="filter">The list's filter.</param>
    /// <param name="only">Of these only; null for all.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="format">Its form.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task WritePartnersAsync(Actor actor, PartnerFilter filter, IReadOnlyCollection<Guid>? only, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        var stages = PartnerLists.SeesStages(actor);
        string[] headings =
        [
            RosterField.Partner.Label(), RosterField.PartnerShortName.Label(), RosterField.PartnerKind.Label(), "Sector", RosterField.PartnerLevel.Label(), RosterField.PartnerWebsite.Label(),
            RosterField.PartnerAddress.Label(), RosterField.PartnerServiceArea.Label(), RosterField.PartnerServices.Label(), RosterField.PartnerPopulations.Label(), RosterField.PartnerLanguages.Label(),
            RosterField.PartnerTags.Label(), .. stages ? (string[])["Engagement"] : [], "Buy-in", "Change", "MOU", "MOU ends on", "Champion", "Last contact on",
        ];
        using var writer = SheetWriter.Create(target, format, "Partners", headings);
        var waiting = new List<PartnerRow>(Chunk);
        await foreach (var row in new PartnerLists(databases).AllAsync(actor, filter, only, ct))
        {
            waiting.Add(row);
            if (waiting.Count < Chunk) continue;
            await WriteAsync(actor, waiting, stages, writer, ct);
            waiting.Clear();
        }
        await WriteAsync(actor, waiting, stages, writer, ct);
    }

    private async Task WriteAsync(Actor actor, List<PartnerRow> rows, bool stages, SheetWriter writer, CancellationToken ct)
    {
        if (rows.Count == 0) return;
        var ids = rows.ConvertAll(r => r.Id);
        await using var db = await databases.OpenAsync(actor, ct);
        var partners = await db.Partners.AsNoTracking().Include(p => p.Tags).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var row in rows)
        {
            if (!partners.TryGetValue(row.Id, out var partner)) continue;
            writer.Write(
            [
                partner.Name, partner.ShortName, row.Kind, PartnerWords.Of(row.Sector), PartnerWords.Of(row.Level), partner.Website, partner.Address, partner.ServiceArea, partner.ServicesOffered,
                string.Join(", ", partner.Populations), string.Join(", ", partner.Languages), string.Join(", ", partner.Tags.Select(t => t.Tag).Order(StringComparer.OrdinalIgnoreCase)),
                .. stages ? (object?[])[row.Stage is { } stage ? PartnerWords.Of(stage) : null] : [],
                row.Index, row.Change, PartnerWords.Of(row.Mou), row.MouEndsOn, row.Champion is ChampionPlace.Named or ChampionPlace.Leaving, row.LastContactOn,
            ]);
        }
    }

    /// <summary>The people that a filter leaves, one row for each of their posts. The last column is the record itself: a person whose name is not known comes back as that person.</summary>
    public async Task WritePeopleAsync(Actor actor, PersonFilter filter, IReadOnlyCollection<Guid>? only, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        string[] headings =
        [
            RosterField.PersonName.Label(), RosterField.Partner.Label(), RosterField.Post.Label(), RosterField.Email.Label(), RosterField.Phone.Label(), RosterField.CanCommit.Label(),
            RosterField.PersonLanguages.Label(), RosterField.Bodies.Label(), RosterField.SeatClass.Label(), RosterField.PersonRecord.Label(),
        ];
        using var writer = SheetWriter.Create(target, format, "People", headings);
        await foreach (var people in PeopleAsync(actor, filter, only, ct))
            foreach (var (person, posts) in people)
                foreach (var post in posts.Count > 0 ? posts : [new PostOut(Guid.Empty, "", "", [])])
                {
                    var classes = post.Seats.Select(s => s.Class).Distinct().ToList();
                    writer.Write(person.Name, post.Partner, post.Title, Joined(person.Emails.OrderBy(e => e.Order).Select(e => e.Address)), Joined(person.Phones.OrderBy(p => p.Order).Select(p => p.Number)), person.CanCommitAgency,
                        person.Languages, Joined(post.Seats.Select(s => s.Body)), classes.Count == 1 ? ImportSentences.Word(classes[0]) : "", person.Id.ToString());
                }
    }

    /// <summary>The same people as cards for an address book.</summary>
    public async Task WriteCardsAsync(Actor actor, PersonFilter filter, IReadOnlyCollection<Guid>? only, Stream target, VCardVersion version, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPeople);
        await using var text = new StreamWriter(target, new System.Text.UTF8Encoding(false), leaveOpen: true);
        await foreach (var people in PeopleAsync(actor, filter, only, ct))
            await text.WriteAsync(VCard.Of(people.Select(p => new VCardPerson(p.Person.Id, p.Person.Name, p.Person.KnownAs, p.Posts.Count > 0 ? p.Posts[0].Partner : "", p.Posts.Count > 0 ? p.Posts[0].Title : "",
                [.. p.Person.Emails.OrderBy(e => e.Order).Select(e => e.Address)], [.. p.Person.Phones.OrderBy(f => f.Order).Select(f => f.Number)])), version).AsMemory(), ct);
    }

    private sealed record PostOut(Guid PartnerId, string Partner, string Title, IReadOnlyList<(string Body, SeatClass Class)> Seats);

    private async IAsyncEnumerable<List<(Person Person, List<PostOut> Posts)>> PeopleAsync(Actor actor, PersonFilter filter, IReadOnlyCollection<Guid>? only, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var waiting = new List<Guid>(Chunk);
        await foreach (var row in new PeopleLists(databases).AllAsync(actor, filter, only, ct))
        {
            waiting.Add(row.Id);
            if (waiting.Count < Chunk) continue;
            yield return await DetailsAsync(actor, waiting, ct);
            waiting.Clear();
        }
        if (waiting.Count > 0) yield return await DetailsAsync(actor, waiting, ct);
    }

    private async Task<List<(Person, List<PostOut>)>> DetailsAsync(Actor actor, List<Guid> ids, CancellationToken ct)
    {
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var people = await db.People.AsNoTracking().Include(p => p.Emails).Include(p => p.Phones).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var posts = (await db.Posts.AsNoTracking().Where(t => ids.Contains(t.PersonId) && (t.To == null || t.To >= today))
            .Join(db.Partners, t => t.PartnerId, p => p.Id, (t, p) => new { t.PersonId, t.PartnerId, p.Name, t.Title, t.Id }).OrderBy(t => t.Id).ToListAsync(ct)).ToLookup(t => t.PersonId);
        var seats = (await db.SeatHoldings.AsNoTracking().Where(h => ids.Contains(h.PersonId) && h.From <= today && (h.To == null || h.To >= today))
            .Join(db.Seats, h => h.SeatId, s => s.Id, (h, s) => new { h.PersonId, s.PartnerId, s.BodyId, s.Class })
            .Join(db.Bodies, s => s.BodyId, b => b.Id, (s, b) => new { s.PersonId, s.PartnerId, b.Name, b.SortName, s.Class }).OrderBy(s => s.SortName).ToListAsync(ct)).ToLookup(s => s.PersonId);
        return [.. ids.Where(people.ContainsKey).Select(id => (people[id], posts[id].Select(t =>
            new PostOut(t.PartnerId, t.Name, t.Title, [.. seats[id].Where(s => s.PartnerId == t.PartnerId).Select(s => (s.Name, s.Class))])).ToList()))];
    }

    private static string Joined(IEnumerable<string> parts) => string.Join("; ", parts);
}
