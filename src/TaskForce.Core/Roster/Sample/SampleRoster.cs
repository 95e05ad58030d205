using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Roster.Sample;

/// <summary>A partner of the sample as it was written: with its leader, its delegate, its office and the seats it has.</summary>
internal sealed record SampleMember(SamplePartner Story, Partner Partner, Person Leader, Person Delegate, Office Office)
{
    public Guid Id => Partner.Id;
    public List<Seat> Seats { get; } = [];
}

/// <summary>Partners, people, offices, bodies and seats of the sample.</summary>
internal sealed class SampleRoster
{
    public required DateOnly Today { get; init; }
    public required IReadOnlyList<SampleMember> Partners { get; init; }
    public required Person Coordinator { get; init; }
    public required Body General { get; init; }
    public required Body Executives { get; init; }

    /// <summary>By letter: L, V, J, O.</summary>
    public required IReadOnlyDictionary<char, Body> Committees { get; init; }
    public required IReadOnlyDictionary<Guid, List<(Seat Seat, SampleMember? Member)>> SeatsOf { get; init; }

    public HalfYear Half => HalfYear.Containing(Today);
    public DateOnly Beginning => Half.Previous.Previous.Start;

    public SampleMember Called(string name) => Partners.First(p => p.Partner.Called == name);

    public static async Task<SampleRoster> WriteAsync(TaskForceDb db, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var began = HalfYear.Containing(today).Previous.Previous.Start;
        var names = new SampleNames();
        var kinds = await db.PartnerKinds.ToDictionaryAsync(k => k.Name, ct);
        var slugs = new SampleSlugs([.. await db.Partners.Select(p => p.Slug).ToListAsync(ct), .. await db.People.Select(p => p.Slug).ToListAsync(ct), .. await db.Bodies.Select(b => b.Slug).ToListAsync(ct)]);
        var members = SamplePartner.All.Select(s => Member(db, s, kinds[s.Kind], names, slugs, began, today)).ToList();
        var coordinator = AddPerson(db, names.Next(), slugs, "coordinator@harbor.example.org");
        HandOut(members, coordinator, today);
        await db.SaveChangesAsync(ct);

        var general = await db.Bodies.FirstAsync(b => b.Kind == BodyKind.GeneralBody && b.ArchivedAt == null, ct);
        var executives = await db.Bodies.FirstAsync(b => b.Kind == BodyKind.Executives && b.ArchivedAt == null, ct);
        var committees = NewCommittees(db, slugs, executives);
        await db.SaveChangesAsync(ct);
        var seats = NewSeats(db, members, general, executives, committees, began, today);
        await db.SaveChangesAsync(ct);
        return new() { Today = today, Partners = members, Coordinator = coordinator, General = general, Executives = executives, Committees = committees, SeatsOf = seats };
    }

    // Who holds which relationship, and who takes part without meetings. Two are held by nobody.
    private static void HandOut(List<SampleMember> members, Person coordinator, DateOnly today)
    {
        SampleMember Called(string name) => members.First(m => m.Partner.Called == name);
        var (interfaith, services) = (Called("Interfaith Council"), Called("Harbor Survivor Services"));
        foreach (var member in members)
        {
            member.Partner.HolderId = member.Partner.Called switch
            {
                "School District" or "Public Health" => null,
                "Eastfield Faith Network" or "Southside Cultural Alliance" or "Day Labor Center" => interfaith.Delegate.Id,
                "Ellery Shelter Network" or "Domestic Violence Coalition" or "Harbor General Hospital" => services.Delegate.Id,
                _ => coordinator.Id,
            };
        }
        var (labor, faith) = (Called("Day Labor Center").Partner, Called("Eastfield Faith Network").Partner);
        (labor.WithoutMeetings, labor.TakesPartBy) = (true, "Advice on how workers are hired; sends people who ask for help");
        // It came to meetings before; those halves keep its attendance.
        labor.WithoutMeetingsSince = HalfYear.Containing(today).Previous.Start;
        (faith.WithoutMeetings, faith.TakesPartBy) = (true, "Knows which families trust whom; reads our leaflets before they are printed");
    }

    private static SampleMember Member(TaskForceDb db, SamplePartner story, PartnerKind kind, SampleNames names, SampleSlugs slugs, DateOnly began, DateOnly today)
    {
        var partner = new Partner { Name = story.Name, ShortName = story.Short, Slug = slugs.For(story.Name), KindId = kind.Id, Sector = kind.Sector, Level = story.Level, Tier = story.Tier, ServiceArea = "Harbor County" };
        db.Partners.Add(partner);
        db.Memberships.Add(new() { PartnerId = partner.Id, Kind = story.Stage >= EngagementStage.TakingPart ? MembershipKind.Member : story.Stage == EngagementStage.Aware ? MembershipKind.Supporter : MembershipKind.Affiliate, From = began.AddYears(-2) });
        db.PartnerJudgments.Add(new()
        {
            PartnerId = partner.Id,
            Stage = story.Stage,
            StageSince = began,
            StanceNow = story.Stance,
            StanceWanted = story.Stance == Stance.Leading ? Stance.Leading : Stance.Supportive,
            Enthusiasm = story.Stage >= EngagementStage.Committed ? ChampionEnthusiasm.Eager : ChampionEnthusiasm.Willing,
            Reach = story.Stage >= EngagementStage.Leading ? ChampionReach.WholeOrganization : ChampionReach.OwnUnit,
            ChampionJudgedOn = today,
        });

        var domain = Folding.Slug(partner.Called) + ".example.org";
        var leader = AddPerson(db, names.Next(), slugs, "office@" + domain, canCommit: story.Stage >= EngagementStage.Committed);
        var second = AddPerson(db, names.Next(), slugs, "delegate@" + domain);
        db.Posts.Add(new() { PersonId = leader.Id, PartnerId = partner.Id, Title = story.Leader, From = began.AddYears(-1) });
        db.Posts.Add(new() { PersonId = second.Id, PartnerId = partner.Id, Title = "Delegate to the task force", From = began.AddYears(-1) });
        var office = new Office { PartnerId = partner.Id, Title = story.Leader };
        db.Offices.Add(office);
        db.OfficeHoldings.Add(new() { OfficeId = office.Id, PersonId = leader.Id, From = began.AddYears(-1) });
        if (story.Sponsor)
            db.Sponsors.Add(new() { PartnerId = partner.Id, PersonId = leader.Id, OfficeId = story.Stage >= EngagementStage.Committed ? office.Id : null, From = began });
        AddChampion(db, story, partner, second, names, slugs, began, today);
        return new(story, partner, leader, second, office);
    }

    private static void AddChampion(TaskForceDb db, SamplePartner story, Partner partner, Person second, SampleNames names, SampleSlugs slugs, DateOnly began, DateOnly today)
    {
        if (story.Champion == SampleChampion.None)
            return;
        if (story.Champion is SampleChampion.WithAuthority or SampleChampion.BackedByLeadership)
        {
            db.Champions.Add(new() { PartnerId = partner.Id, PersonId = second.Id, HasAuthority = story.Champion == SampleChampion.WithAuthority, LeadershipBacks = true, From = began.AddMonths(-2) });
            return;
        }

        // A champion who left this half is why a partner loses ground; where one left long ago the post still stands empty.
        var left = story.Champion == SampleChampion.LeftThisHalf ? today.AddDays(-70) : began.AddDays(40);
        var gone = AddPerson(db, names.Next(), slugs, "former@" + Folding.Slug(partner.Called) + ".example.org");
        (gone.LeftOn, gone.LeftReason) = (left, "Took a post in another county");
        db.Posts.Add(new() { PersonId = gone.Id, PartnerId = partner.Id, Title = "Deputy director", From = began.AddYears(-1), To = left, EndReason = gone.LeftReason });
        db.Champions.Add(new() { PartnerId = partner.Id, PersonId = gone.Id, HasAuthority = true, LeadershipBacks = true, From = began.AddMonths(-4), To = left });
    }

    private static Person AddPerson(TaskForceDb db, string name, SampleSlugs slugs, string email, bool canCommit = false)
    {
        var person = new Person { Name = name, Slug = slugs.For(name), CanCommitAgency = canCommit };
        db.People.Add(person);
        db.PersonEmails.Add(new() { PersonId = person.Id, Address = email });
        db.PersonPhones.Add(new() { PersonId = person.Id, Number = $"555-01{name.Sum(c => c) % 100:00}" });
        return person;
    }

    private static Dictionary<char, Body> NewCommittees(TaskForceDb db, SampleSlugs slugs, Body executives)
    {
        (char Letter, string Name, string Purpose)[] list =
        [
            ('L', "Law Enforcement", "Joint operations are planned elsewhere; here agencies agree how to work together."),
            ('V', "Victim Services", "Every person who is identified finds a bed, an advocate and a plan."),
            ('J', "Legal Services", "Immigration relief, orders and records, close to where people are."),
            ('O', "Community Outreach and Education", "The people who see it first know what they see and whom to call."),
        ];
        return list.ToDictionary(c => c.Letter, c =>
        {
            var body = new Body { Name = c.Name, Slug = slugs.For(c.Name), Purpose = c.Purpose, ParentId = executives.Id };
            db.Bodies.Add(body);
            return body;
        });
    }

    private static Dictionary<Guid, List<(Seat, SampleMember?)>> NewSeats(TaskForceDb db, List<SampleMember> members, Body general, Body executives, Dictionary<char, Body> committees, DateOnly began, DateOnly today)
    {
        var seats = new Dictionary<Guid, List<(Seat, SampleMember?)>>();
        Seat Take(Body body, SampleMember? member, Person? holder, bool chair = false, bool byOffice = false, DateOnly? to = null, string title = "")
        {
            var seat = new Seat { BodyId = body.Id, PartnerId = member?.Id, OfficeId = byOffice ? member!.Office.Id : null, IsChair = chair, Title = title, From = began, To = to };
            db.Seats.Add(seat);
            if (holder is not null)
                db.SeatHoldings.Add(new() { SeatId = seat.Id, PersonId = holder.Id, From = began, To = to });
            member?.Seats.Add(seat);
            if (!seats.TryGetValue(body.Id, out var list))
                seats[body.Id] = list = [];
            list.Add((seat, member));
            return seat;
        }

        foreach (var member in members)
        {
            if (member.Story.Stage >= EngagementStage.Talking)
                Take(general, member, member.Delegate);
            foreach (var letter in member.Story.Committees)
            {
                var chairs = char.IsUpper(letter);
                // One chair's second term ends soon: Today says so.
                var ends = chairs && letter == 'V' ? today.AddDays(16) : (DateOnly?)null;
                Take(committees[char.ToUpperInvariant(letter)], member, member.Delegate, chairs, to: ends);
            }
        }
        foreach (var name in (string[])["U.S. Attorney's Office", "Sheriff's Office", "FBI", "Harbor Survivor Services", "District Attorney", "HSI, Port office"])
            Take(executives, members.First(m => m.Partner.Called == name), members.First(m => m.Partner.Called == name).Leader, name == "U.S. Attorney's Office", byOffice: true);
        Take(committees['O'], null, null, title: "Survivor advisor");
        return seats;
    }
}
