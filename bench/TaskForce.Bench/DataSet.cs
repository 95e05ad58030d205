using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.Bench;

/// <summary>A database of a given size, seeded with the same data each time.</summary>
internal sealed class DataSet
{
    private static readonly string[] Firsts = ["Harbor", "Bayside", "North", "Mesa", "Canyon", "Mission", "Orchard", "Summit", "Valley", "Lake", "River", "Cedar"];
    private static readonly string[] Seconds = ["Police Department", "Shelter", "Legal Aid", "Hospital", "School District", "Prosecutor", "Outreach Center", "Family Services"];

    public required string Name { get; init; }
    public required DatabaseProvider Provider { get; init; }
    public required string Connection { get; init; }
    public required Databases Databases { get; init; }
    public required Actor Coordinator { get; init; }
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<string> Slugs { get; init; }

    /// <summary>Makes a data set, or takes the one that an earlier run left in the folder.</summary>
    public static async Task<DataSet> SeedAsync(DatabaseProvider provider, string folder, string name, int partners, int contacts, int years, bool recount)
    {
        var file = Path.Combine(folder, name + ".db");
        var isThere = provider == DatabaseProvider.Sqlite && File.Exists(file);
        var connection = provider == DatabaseProvider.Sqlite ? $"Data Source={file}" : await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        var databases = new Databases(DatabaseOptions.For(provider, connection), new TaskForceClock(TimeProvider.System) { Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") });
        var system = Actor.System("bench");
        await using (var db = await databases.OpenAsync(system))
            await db.Database.MigrateAsync();
        if (isThere)
            return await OfAsync(databases, name, provider, connection);
        await new Founding(databases).FoundAsync(new FoundingForm { Name = "Harbor County", TimeZone = "America/Los_Angeles", AdministratorName = "Mara Quill", AdministratorEmail = "mara@harbor.example" });
        var random = new Random(20261117);
        var today = databases.Clock.Today;
        List<Partner> made;
        await using (var db = await databases.OpenAsync(system))
        {
            made = await PartnersAsync(db, random, partners, today, years);
            await ContactsAsync(db, random, made, contacts, today, years);
            if (recount)
                await WorkAsync(db, random, made, today, years);
            else
                await StandingsAsync(db, random, made, today);
        }
        if (recount)
            await new Standings(databases).RebuildAsync();
        await using (var db = await databases.OpenAsync(system))
        {
            if (provider == DatabaseProvider.PostgreSql)
                await RawWriter.ExecuteAsync(db, "VACUUM ANALYZE");
        }
        // As the product does it for SQLite.
        await new Statistics(databases).GatherAsync();
        var data = await OfAsync(databases, name, provider, connection);
        if (recount)
            await PromiseData.CloseAsync(data);
        return data;
    }

    private static async Task<DataSet> OfAsync(Databases databases, string name, DatabaseProvider provider, string connection)
    {
        await using var db = await databases.OpenAsync(Actor.System("bench"));
        return new()
        {
            Name = name,
            Provider = provider,
            Connection = connection,
            Databases = databases,
            Today = databases.Clock.Today,
            Coordinator = new Actor { AccountId = Guid.CreateVersion7(), PersonId = await db.People.OrderBy(p => p.Id).Select(p => p.Id).FirstAsync(), Name = "Bench", Role = Role.Coordinator },
            Slugs = await db.Partners.OrderBy(p => p.Id).Select(p => p.Slug).ToListAsync(),
        };
    }

    /// <summary>An account of an executive, who reads the review and nothing else.</summary>
    /// <returns>The address to sign in with.</returns>
    public async Task<string> ExecutiveAsync(string password)
    {
        const string email = "executive@harbor.example";
        await using var db = await Databases.OpenAsync(Actor.System("bench"));
        if (await db.Users.AnyAsync(a => a.Email == email)) return email;
        var person = new Person { Name = "An executive", Slug = "an-executive" };
        db.People.Add(person);
        await db.SaveChangesAsync();
        await new Accounts(Databases, new AccessChanges(), new PasswordHasher<Account>()).CreateAsync(Actor.System("bench"), person.Id, email, Role.Executive, password);
        return email;
    }

    private static async Task<List<Partner>> PartnersAsync(TaskForceDb db, Random random, int count, DateOnly today, int years)
    {
        var kinds = await db.PartnerKinds.AsNoTracking().OrderBy(k => k.Order).ToListAsync();
        List<Partner> made = [];
        for (var i = 0; i < count; i++)
        {
            var name = $"{Firsts[random.Next(Firsts.Length)]} {Seconds[random.Next(Seconds.Length)]} {i.ToString(CultureInfo.InvariantCulture)}";
            var kind = kinds[i % kinds.Count];
            made.Add(new() { Name = name, Slug = Folding.Slug(name), KindId = kind.Id, Sector = kind.Sector, Tier = (Tier)(i % 3) });
        }
        foreach (var chunk in made.Chunk(10_000))
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await BulkWriter.AddAsync(db, chunk);
            await BulkWriter.AddAsync(db, [.. chunk.Select(p => new Membership { PartnerId = p.Id, Kind = MembershipKind.Member, From = today.AddYears(-years) })]);
            await transaction.CommitAsync();
        }
        return made;
    }

    private static async Task ContactsAsync(TaskForceDb db, Random random, List<Partner> partners, int count, DateOnly today, int years)
    {
        var days = years * 365;
        List<Contact> contacts = new(count);
        List<ContactPartner> ties = new(count);
        for (var i = 0; i < count; i++)
        {
            var on = today.AddDays(-random.Next(days));
            var kind = (ContactKind)random.Next(9);
            var contact = new Contact { On = on, Kind = kind, Line = "They asked about training for new officers.", LoggedAt = on.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), AuthorName = "Bench", Mood = (Mood)random.Next(5) };
            contacts.Add(contact);
            ties.Add(new() { ContactId = contact.Id, PartnerId = partners[i % partners.Count].Id, On = on, TwoWay = contact.IsTwoWay });
        }
        await RawWriter.InsertAsync(db, contacts);
        await RawWriter.InsertAsync(db, ties);
    }

    // Executives that met twice a year, MOUs with what each partner promised in them, and what it gave.
    private static async Task WorkAsync(TaskForceDb db, Random random, List<Partner> partners, DateOnly today, int years)
    {
        var executives = await db.Bodies.FirstOrDefaultAsync(b => b.Kind == BodyKind.Executives);
        if (executives is null)
            db.Add(executives = new Body { Name = "Executive board", Slug = "executive-board", Kind = BodyKind.Executives });
        await db.SaveChangesAsync();
        List<Seat> seats = [.. partners.Take(30).Select(p => new Seat { BodyId = executives.Id, PartnerId = p.Id, From = today.AddYears(-years), AttendanceExpected = true })];
        List<Meeting> meetings = [];
        List<Attendance> attendance = [];
        for (var day = today.AddYears(-years).AddDays(40); day < today; day = day.AddMonths(6))
        {
            var meeting = new Meeting { BodyId = executives.Id, Title = "Executive meeting", On = day, Starts = new(10, 0), TimeZone = "America/Los_Angeles", AttendanceClosedAt = day.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc) };
            meetings.Add(meeting);
            attendance.AddRange(seats.Where(_ => random.Next(5) > 0).Select(s => new Attendance { MeetingId = meeting.Id, SeatId = s.Id, PartnerId = s.PartnerId, Expected = true, Presence = Presence.Present }));
        }
        await RawWriter.InsertAsync(db, seats);
        await RawWriter.InsertAsync(db, meetings);
        await RawWriter.InsertAsync(db, attendance);
        await PromiseData.WriteAsync(db, random, partners, today, years);
    }

    // What a recount would write, made up: the wide data set is for lists, which only read it.
    private static async Task StandingsAsync(TaskForceDb db, Random random, List<Partner> partners, DateOnly today)
    {
        var half = HalfYear.Containing(today);
        await RawWriter.InsertAsync(db, partners.Select(p => new PartnerStanding
        {
            PartnerId = p.Id,
            AsOf = today,
            LastContactOn = today.AddDays(-random.Next(200)),
            CheckInDueOn = today.AddDays(random.Next(120) - 20),
            Index = random.Next(101),
            Change = random.Next(41) - 20,
            Confidence = 75,
            Recent = RecentIndex.Write(half, Enumerable.Range(0, RecentIndex.Halves).Select(_ => (int?)random.Next(101))),
            Figures = "{}",
            FiguresBefore = "{}",
        }));
        await RawWriter.InsertAsync(db, partners.SelectMany(p => half.Last(6).Select(h => new PartnerHalf { PartnerId = p.Id, Half = h.Key, Index = random.Next(101), Confidence = 75 })));
    }
}
