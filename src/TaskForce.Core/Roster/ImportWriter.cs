using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Roster;

/// <summary>Writes what the plans of a chunk of rows say: new records in bulk, changes of records that exist one by one, all in the transaction of the context.</summary>
internal sealed class ImportWriter(TaskForceDb db, IReadOnlyDictionary<Guid, PartnerKind> kinds)
{
    private readonly DateOnly _today = db.Clock.Today;
    private readonly DateTime _now = db.Clock.UtcNow;
    private readonly HashSet<string> _partnerSlugs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _personSlugs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bodySlugs = new(StringComparer.Ordinal);
    private readonly HashSet<Guid> _bodies = [];

    /// <summary>The partners that were made or touched: their standing is worked out anew at the end.</summary>
    public HashSet<Guid> Touched { get; } = [];

    /// <summary>Writes a chunk.</summary>
    public async Task WriteAsync(List<RowPlan> plans, CancellationToken ct)
    {
        var going = plans.FindAll(p => p.Outcome is RowOutcome.Create or RowOutcome.Update);
        if (going.Count == 0) return;
        await FreeSlugsAsync(going, ct);
        List<Partner> partners = [];
        List<Membership> memberships = [];
        List<PartnerTag> tags = [];
        List<Person> people = [];
        List<PersonEmail> emails = [];
        List<PersonPhone> phones = [];
        List<Post> posts = [];
        List<Body> bodies = [];
        List<Seat> seats = [];
        List<SeatHolding> holdings = [];
        List<PartnerNote> notes = [];
        foreach (var plan in going)
        {
            var agency = plan.Agency!;
            Touched.Add(agency.Id);
            if (plan.MakesPartner)
            {
                partners.Add(Partner(plan, agency));
                // Somebody who stands in the roster of the task force belongs to it, from the earliest day that the file gives.
                memberships.Add(new Membership { PartnerId = agency.Id, Kind = MembershipKind.Member, From = agency.Since ?? _today });
            }
            tags.AddRange(plan.NewTags.Select(t => new PartnerTag { PartnerId = agency.Id, Tag = t }));
            if (plan.Note.Length > 0)
                notes.Add(new PartnerNote { PartnerId = agency.Id, Text = plan.Note, WrittenAt = _now, AuthorId = db.Actor!.AccountId, AuthorName = db.Actor.Name });
            if (plan.Person is not { } person) continue;
            if (plan.MakesPerson) people.Add(Person(plan, person));
            if (plan.MakesPost) posts.Add(new Post { Id = plan.PostId, PersonId = person.Id, PartnerId = agency.Id, Title = plan.Title });
            emails.AddRange(plan.NewEmails.Select((e, i) => new PersonEmail { PersonId = person.Id, Address = e, Order = i }));
            phones.AddRange(plan.NewPhones.Select((p, i) => new PersonPhone { PersonId = person.Id, Number = p, Order = i }));
            foreach (var seat in plan.Seats) Seat(plan, seat, person, bodies, seats, holdings);
        }
        await BulkWriter.AddAsync(db, partners, ct);
        await BulkWriter.AddAsync(db, memberships, ct);
        await BulkWriter.AddAsync(db, tags, ct);
        await BulkWriter.AddAsync(db, people, ct);
        await BulkWriter.AddAsync(db, emails, ct);
        await BulkWriter.AddAsync(db, phones, ct);
        await BulkWriter.AddAsync(db, posts, ct);
        await BulkWriter.AddAsync(db, bodies, ct);
        await BulkWriter.AddAsync(db, seats, ct);
        await BulkWriter.AddAsync(db, holdings, ct);
        await BulkWriter.AddAsync(db, notes, ct);
        await ChangeAsync(going, ct);
    }

    private Partner Partner(RowPlan plan, ImportAgency agency)
    {
        var kind = kinds[agency.KindId!.Value];
        var partner = new Partner { Id = agency.Id, Name = agency.Name, Slug = Slug(_partnerSlugs, agency.Name), KindId = kind.Id, Sector = kind.Sector, Level = agency.Level };
        foreach (var (field, value) in plan.PartnerChanges) PartnerValue.Set(partner, field, value);
        return partner;
    }

    private Person Person(RowPlan plan, ImportPerson planned)
    {
        var person = new Person
        {
            Id = planned.Id,
            Name = plan.Name,
            KnownAs = plan.Name.Length > 0 ? "" : planned.KnownAs,
            Slug = Slug(_personSlugs, plan.Name.Length > 0 ? plan.Name : planned.KnownAs),
            Languages = plan.PersonLanguages,
            CanCommitAgency = plan.CanCommit ?? false,
        };
        // Only for the words of search: the addresses themselves are written with the other e-mails.
        person.Emails.AddRange(plan.NewEmails.Select(e => new PersonEmail { PersonId = person.Id, Address = e }));
        return person;
    }

    private void Seat(RowPlan plan, SeatPlan seat, ImportPerson person, List<Body> bodies, List<Seat> seats, List<SeatHolding> holdings)
    {
        if (seat.ChangedSeat is not null) return;
        var body = seat.Body;
        if (!body.IsWritten)
        {
            body.IsWritten = true;
            bodies.Add(new Body { Id = body.Id, Name = body.Name, Slug = Slug(_bodySlugs, body.Name), Kind = body.NewKind ?? BodyKind.Committee });
        }
        var from = plan.Since ?? _today;
        if (seat.VacantSeat is null)
            seats.Add(new Seat { Id = seat.SeatId, BodyId = body.Id, PartnerId = plan.Agency!.Id, Class = seat.Class, From = from, AttendanceExpected = seat.Class is SeatClass.Voting or SeatClass.Nonvoting });
        // Whoever takes over a vacant seat holds it from today: the day in the file may lie before the last holder left.
        holdings.Add(new SeatHolding { SeatId = seat.SeatId, PersonId = person.Id, From = seat.VacantSeat is null ? from : _today });
    }

    /// <summary>Changes records that exist through the ordinary save, so that their history shows before and after.</summary>
    private async Task ChangeAsync(List<RowPlan> plans, CancellationToken ct)
    {
        var partnerPlans = plans.FindAll(p => p.PartnerChanges.Count > 0 && !p.MakesPartner);
        var personPlans = plans.FindAll(p => p.Person is not null && !p.MakesPerson && (p.SetsName || p.PersonLanguages.Length > 0 || p.CanCommit is not null));
        var postPlans = plans.FindAll(p => p.RetitledPost is not null);
        var seatPlans = plans.SelectMany(p => p.Seats).Where(s => s.ChangedSeat is not null).ToList();
        var vacant = plans.SelectMany(p => p.Seats).Where(s => s.VacantSeat is not null).ToList();
        if (partnerPlans.Count + personPlans.Count + postPlans.Count + seatPlans.Count + vacant.Count == 0) return;
        var partnerIds = partnerPlans.ConvertAll(p => p.Agency!.Id);
        var partners = await db.Partners.Where(p => partnerIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var plan in partnerPlans)
            foreach (var (field, value) in plan.PartnerChanges) PartnerValue.Set(partners[plan.Agency!.Id], field, value);
        var personIds = personPlans.ConvertAll(p => p.Person!.Id);
        var people = await db.People.Include(p => p.Emails).Where(p => personIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var plan in personPlans)
        {
            var person = people[plan.Person!.Id];
            if (plan.SetsName) (person.Name, person.KnownAs) = (plan.Name, "");
            if (plan.PersonLanguages.Length > 0) person.Languages = plan.PersonLanguages;
            if (plan.CanCommit is { } can) person.CanCommitAgency = can;
        }
        var postIds = postPlans.ConvertAll(p => p.RetitledPost!.Value);
        var posts = await db.Posts.Where(p => postIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var plan in postPlans) posts[plan.RetitledPost!.Value].Title = plan.Title;
        var seatIds = seatPlans.Concat(vacant).Select(s => s.SeatId).ToList();
        var seats = await db.Seats.Where(s => seatIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        foreach (var seat in seatPlans.Concat(vacant)) seats[seat.SeatId].Class = seat.Class;
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
    }

    // One query for each kind of record tells which of the wanted addresses are taken; what is taken gets a number.
    private async Task FreeSlugsAsync(List<RowPlan> plans, CancellationToken ct)
    {
        var partners = plans.Where(p => p.MakesPartner).Select(p => Folding.Slug(p.Agency!.Name)).Distinct().ToList();
        var people = plans.Where(p => p.MakesPerson).Select(p => Folding.Slug(p.Name.Length > 0 ? p.Name : p.Person!.KnownAs)).Distinct().ToList();
        var bodies = plans.SelectMany(p => p.Seats).Where(s => !s.Body.IsWritten && _bodies.Add(s.Body.Id)).Select(s => Folding.Slug(s.Body.Name)).Distinct().ToList();
        if (partners.Count > 0) _partnerSlugs.UnionWith(await TakenAsync(db.Partners.Select(p => p.Slug), partners, ct));
        if (people.Count > 0) _personSlugs.UnionWith(await TakenAsync(db.People.Select(p => p.Slug), people, ct));
        if (bodies.Count > 0) _bodySlugs.UnionWith(await TakenAsync(db.Bodies.Select(b => b.Slug), bodies, ct));
    }

    private static async Task<List<string>> TakenAsync(IQueryable<string> slugs, List<string> wanted, CancellationToken ct)
    {
        var taken = await slugs.Where(s => wanted.Contains(s)).ToListAsync(ct);
        if (taken.Count == 0) return taken;
        // Names that are taken may be taken with a number as well.
        var numbered = taken.SelectMany(s => Enumerable.Range(2, 20).Select(n => $"{s}-{n}")).ToList();
        taken.AddRange(await slugs.Where(s => numbered.Contains(s)).ToListAsync(ct));
        return taken;
    }

    private static string Slug(HashSet<string> taken, string name)
    {
        var slug = Folding.Slug(name);
        if (taken.Add(slug)) return slug;
        for (var n = 2; n <= 20; n++)
            if (taken.Add($"{slug}-{n}")) return $"{slug}-{n}";
        // Beyond twenty of one name a number tells nothing and could be taken in the database.
        var free = $"{slug}-{Guid.NewGuid().ToString("N")[..8]}";
        taken.Add(free);
        return free;
    }
}
