using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster;

/// <summary>The part of the roster that a chunk of rows may touch, read with a handful of queries.</summary>
internal sealed class ImportRoster
{
    /// <summary>People by an e-mail address, lower case.</summary>
    public Dictionary<string, List<Guid>> ByEmail { get; } = new(StringComparer.Ordinal);

    /// <summary>People by partner and folded name.</summary>
    public Dictionary<(Guid Partner, string Name), Guid> ByName { get; } = [];

    /// <summary>The people found, with what is known of them.</summary>
    public Dictionary<Guid, ImportPerson> People { get; } = [];

    /// <summary>Seats without a holder by body and partner.</summary>
    public Dictionary<(Guid Body, Guid Partner), Queue<(Guid Seat, SeatClass Class)>> Vacant { get; } = [];

    /// <summary>The partners that exist and are named in the chunk.</summary>
    public Dictionary<Guid, Partners.Partner> Partners { get; } = [];

    /// <summary>The notes of those partners, by partner.</summary>
    public HashSet<(Guid Partner, string Text)> Notes { get; } = [];

    public static async Task<ImportRoster> LoadAsync(TaskForceDb db, ImportColumns columns, ImportAgencies agencies, List<IReadOnlyList<string>> lines, List<Guid> bodies, CancellationToken ct)
    {
        var roster = new ImportRoster();
        var emails = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var partners = new HashSet<Guid>();
        var records = new HashSet<Guid>();
        foreach (var line in lines)
        {
            foreach (var address in CellText.Emails(columns.Read(line, RosterField.Email)).Addresses) emails.Add(address.ToLowerInvariant());
            if (columns.Name(line) is { Length: > 0 } name) names.Add(Folding.Fold(name));
            if (Guid.TryParse(columns.Read(line, RosterField.PersonRecord), out var record)) records.Add(record);
            if (agencies.Find(ImportColumns.Clean(columns.Read(line, RosterField.Partner)))?.Root is { IsNew: false } agency) partners.Add(agency.Id);
        }
        await roster.PeopleAsync(db, [.. emails], [.. names], [.. partners], [.. records], ct);
        if (partners.Count == 0) return roster;
        List<Guid> ids = [.. partners];
        foreach (var partner in await db.Partners.AsNoTracking().Include(p => p.Tags).Where(p => ids.Contains(p.Id)).ToListAsync(ct)) roster.Partners[partner.Id] = partner;
        if (columns.Has(RosterField.Notes))
            foreach (var note in await db.PartnerNotes.AsNoTracking().Where(n => ids.Contains(n.PartnerId)).Select(n => new { n.PartnerId, n.Text }).ToListAsync(ct)) roster.Notes.Add((note.PartnerId, note.Text));
        if (columns.Has(RosterField.Bodies) && bodies.Count > 0) await roster.VacanciesAsync(db, ids, bodies, ct);
        return roster;
    }

    private async Task PeopleAsync(TaskForceDb db, List<string> emails, List<string> names, List<Guid> partners, List<Guid> records, CancellationToken ct)
    {
        // A post or a term may have a last day that is still to come.
        var today = db.Clock.Today;
        if (emails.Count > 0)
        {
            var found = await db.PersonEmails.AsNoTracking().Where(e => emails.Contains(e.Folded))
                .Join(db.People.Where(p => p.ArchivedAt == null), e => e.PersonId, p => p.Id, (e, p) => new { e.Folded, p.Id }).ToListAsync(ct);
            foreach (var one in found)
            {
                if (!ByEmail.TryGetValue(one.Folded, out var list)) ByEmail[one.Folded] = list = [];
                if (!list.Contains(one.Id)) list.Add(one.Id);
            }
        }
        if (names.Count > 0 && partners.Count > 0)
        {
            var found = await db.People.AsNoTracking().Where(p => p.ArchivedAt == null && p.Name != "" && names.Contains(p.SortName))
                .Join(db.Posts.Where(t => partners.Contains(t.PartnerId) && (t.To == null || t.To >= today)), p => p.Id, t => t.PersonId, (p, t) => new { p.SortName, t.PartnerId, p.Id }).ToListAsync(ct);
            foreach (var one in found) ByName.TryAdd((one.PartnerId, one.SortName), one.Id);
        }
        List<Guid> ids = [.. ByEmail.Values.SelectMany(l => l).Concat(ByName.Values).Concat(records).Distinct()];
        if (ids.Count == 0) return;
        var people = await db.People.AsNoTracking().Include(p => p.Emails).Include(p => p.Phones).Include(p => p.Posts.Where(t => t.To == null || t.To >= today)).Where(p => ids.Contains(p.Id) && p.ArchivedAt == null).ToListAsync(ct);
        foreach (var person in people)
        {
            var known = new ImportPerson(person.Id, isNew: false) { Name = person.Name, KnownAs = person.KnownAs, Languages = person.Languages, CanCommit = person.CanCommitAgency, Written = true };
            foreach (var email in person.Emails) known.Emails.Add(email.Address.Trim());
            foreach (var phone in person.Phones) known.Phones.Add(RowPlanner.Digits(phone.Number));
            foreach (var post in person.Posts) known.Posts.Add((post.PartnerId, post.Title, post.Id));
            People[person.Id] = known;
        }
        var seats = await db.SeatHoldings.AsNoTracking().Where(h => (h.To == null || h.To >= today) && (ids.Contains(h.PersonId) || (h.AlternateId != null && ids.Contains(h.AlternateId.Value))))
            .Join(db.Seats.Where(s => s.To == null || s.To >= today), h => h.SeatId, s => s.Id, (h, s) => new { h.PersonId, h.AlternateId, s.BodyId, s.PartnerId, s.Class, s.Id }).ToListAsync(ct);
        foreach (var seat in seats)
        {
            if (People.TryGetValue(seat.PersonId, out var holder)) holder.Seats.Add((seat.BodyId, seat.PartnerId, seat.Class, seat.Id));
            if (seat.AlternateId is { } alternate && People.TryGetValue(alternate, out var deputy)) deputy.Seats.Add((seat.BodyId, seat.PartnerId, SeatClass.Alternate, seat.Id));
        }
    }

    private async Task VacanciesAsync(TaskForceDb db, List<Guid> partners, List<Guid> bodies, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var vacant = await db.Seats.AsNoTracking().Where(s => s.PartnerId != null && partners.Contains(s.PartnerId.Value) && bodies.Contains(s.BodyId) && (s.To == null || s.To >= today))
            .Where(s => !db.SeatHoldings.Any(h => h.SeatId == s.Id && (h.To == null || h.To >= today)))
            .OrderBy(s => s.Id).Select(s => new { s.Id, s.BodyId, s.PartnerId, s.Class }).ToListAsync(ct);
        foreach (var seat in vacant)
        {
            var key = (seat.BodyId, seat.PartnerId!.Value);
            if (!Vacant.TryGetValue(key, out var queue)) Vacant[key] = queue = new();
            queue.Enqueue((seat.Id, seat.Class));
        }
    }
}
