using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>
/// A canary in every text of every candid kind, and a walk through every exit as somebody whom it must not reach. The kinds are found by reflection, so that a new
/// one without a canary fails here before anybody writes in it.
/// </summary>
public abstract class CandourExitFacts(DatabaseFixture db)
{
    private const string Canary = "canary-exit-77";
    private const string DraftForm = "log-outreach";

    // A half knows its neighbors without end; what is worked out from other properties says nothing of its own.
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static IEnumerable<Type> Kinds => typeof(ICandid).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && typeof(ICandid).IsAssignableFrom(t));

    /// <summary>One of each kind about the partner; a record that another needs stands before it.</summary>
    private static List<object> OneOfEach(Store store, Partner partner, Partner other)
    {
        var today = store.Clock.Today;
        var contact = new Contact { On = today.AddDays(-1), Line = Canary, NextStep = Canary, NextStepOn = today, LoggedAt = store.Clock.UtcNow, AuthorName = "Somebody" };
        var person = A.Person("Ines Carrow");
        var plan = new ApproachPlan { PartnerId = partner.Id, Title = Canary, BegunOn = today };
        var body = A.Body("Services");
        var mou = new Mou { Title = "Memorandum" };
        var version = new MouVersion { MouId = mou.Id, Number = 1 };
        return
        [
            body, A.Meeting(body, "2026-11-20"), person, contact, new ContactPartner { ContactId = contact.Id, PartnerId = partner.Id, On = contact.On, TwoWay = true }, new ContactPerson { ContactId = contact.Id, PersonId = person.Id },
            new PartnerJudgment { PartnerId = partner.Id, Stage = EngagementStage.Talking },
            new PartnerNote { PartnerId = partner.Id, Text = Canary, WrittenAt = store.Clock.UtcNow, AuthorName = "Somebody" },
            mou, version, new MouObjection { VersionId = version.Id, PartnerId = partner.Id, Trouble = Canary, RaisedOn = today },
            new JudgedValue { PartnerId = partner.Id, Key = IndicatorKeys.Attendance, Value = 40, Reason = Canary, ByName = "Somebody", JudgedOn = today },
            new QueueMark { Key = "check-in:" + partner.Id, PartnerId = partner.Id, Because = Canary, NotNowUntil = today.AddDays(3) },
            plan, new ApproachStep { PlanId = plan.Id, PartnerId = partner.Id, Text = Canary, DueOn = today },
            new SupportTie { PartnerId = partner.Id, OnPartnerId = other.Id, Note = Canary },
            new Barrier { PartnerId = partner.Id, Cause = BarrierCause.LimitedResources, Note = Canary, NamedOn = today.AddDays(-9), CounterStep = Canary, DueOn = today.AddDays(-1), Result = Canary },
            new Incentive { PartnerId = partner.Id, Text = Canary, NamedOn = today },
            new ChampionMessage { PartnerId = partner.Id, Text = Canary, On = today.AddDays(-20) },
            new StepChoice { PartnerId = partner.Id, Step = BestStep.Recognize, On = today, Until = today.AddDays(9), Reason = Canary, ByName = "Somebody" },
            new CommunityProfile { PartnerId = partner.Id },
            new PathStep { PartnerId = partner.Id, Step = CommunityStep.TrustBuilt, On = today },
        ];
    }

    // Texts that are no words of a person: names and keys that records are found by.
    private static readonly string[] NoWords = [nameof(QueueMark.Key), nameof(ApproachPlan.Seat), nameof(StepChoice.ByName), nameof(Contact.AuthorName), nameof(Partner.SortName)];

    private static IEnumerable<PropertyInfo> Texts(Type kind) =>
        kind.GetProperties().Where(p => p.PropertyType == typeof(string) && p.SetMethod is not null && !NoWords.Contains(p.Name, StringComparer.Ordinal));

    private static async Task<(Partner Partner, List<object> Records)> WriteAsync(Store store)
    {
        var (partner, other) = (await store.PartnerAsync("Clinic"), await store.PartnerAsync("City hall"));
        var records = OneOfEach(store, partner, other);
        foreach (var record in records.OfType<ICandid>())
        {
            foreach (var text in Texts(record.GetType()))
                text.SetValue(record, $"{Canary} {record.GetType().Name}.{text.Name}");
        }
        await store.AddAsync([.. records]);
        var account = A.Account(records.OfType<Person>().Single(), Role.Coordinator);
        account.Id = store.Coordinator.AccountId!.Value;
        await store.AddAsync(account);
        await new Drafts(store.Databases).KeepAsync(store.Coordinator, DraftForm, partner.Id.ToString(), JsonSerializer.Serialize(new { Line = $"{Canary} draft" }), Ct);
        await new ReviewEditions(store.Databases).MakeAsync(store.Coordinator, HalfYear.Containing(store.Clock.Today), new() { Kind = EditionKind.Presented, AsOf = store.Clock.Today, Occasion = "Executive meeting" }, Ct);
        return (partner, records);
    }

    [Fact]
    public async Task Every_candid_kind_has_its_canary()
    {
        await using var store = await db.FreshAsync();
        var (_, records) = await WriteAsync(store);

        Assert.Empty(Kinds.Except(records.Select(r => r.GetType())).Select(t => t.Name));
        Assert.Contains(nameof(ChampionMessage.Answer), Texts(typeof(ChampionMessage)).Select(t => t.Name));
        Assert.Contains(nameof(CommunityProfile.PowerStructures), Texts(typeof(CommunityProfile)).Select(t => t.Name));
    }

    [Fact]
    public async Task No_text_of_a_candid_kind_leaves_by_any_exit_to_whom_it_must_not_reach()
    {
        await using var store = await db.FreshAsync();
        var (partner, records) = await WriteAsync(store);
        var own = Store.With(store.Member, own: [partner.Id], chairs: [Guid.NewGuid()], seated: [partner.Id]);
        var elsewhere = Store.With(A.Actor(Role.Member), chairs: [Guid.NewGuid()], seated: [Guid.NewGuid()]);
        var sees = await ExitsAsync(store, store.Coordinator, partner, records);

        // The walk reaches them all: what a coordinator never meets would prove nothing.
        var met = string.Concat(sees.Values);
        Assert.Contains($"{Canary} draft", sees["draft"], StringComparison.Ordinal);
        Assert.Contains($"{Canary} Contact.Line", sees["export of the outreach log"], StringComparison.Ordinal);
        Assert.Contains($"{Canary} PartnerNote.Text", sees["fields of PartnerNote to strike out"], StringComparison.Ordinal);
        // A review and its editions are shared: nothing candid is frozen in them, not even for those who may read it elsewhere.
        Assert.NotEmpty(sees["frozen edition"]);
        Assert.DoesNotContain(Canary, sees["frozen edition"] + sees["editions"] + sees["review"], StringComparison.Ordinal);
        Assert.All(records.OfType<ICandid>().SelectMany(r => Texts(r.GetType()).Select(t => $"{Canary} {r.GetType().Name}.{t.Name}")), c => Assert.Contains(c, met, StringComparison.Ordinal));
        foreach (var actor in (Actor[])[store.Executive, store.Reader, store.Member, Store.With(A.Actor(Role.Member), own: [partner.Id]), own, elsewhere, Store.With(A.Actor(Role.Executive), own: [partner.Id])])
            Assert.Empty((await ExitsAsync(store, actor, partner, records)).Where(e => e.Value.Contains(Canary, StringComparison.Ordinal)).Select(e => $"{actor.Role}: {e.Key}"));
    }

    [Fact]
    public async Task No_record_of_a_candid_kind_is_there_for_whom_it_must_not_reach()
    {
        await using var store = await db.FreshAsync();
        var (partner, _) = await WriteAsync(store);
        foreach (var (actor, reached) in ((Actor, bool)[])[(store.Coordinator, true), (store.Executive, false), (store.Reader, false), (store.Member, false),
            (Store.With(store.Member, own: [partner.Id], chairs: [Guid.NewGuid()], seated: [partner.Id]), false)])
        {
            await using var d = await store.OpenAsync(actor);
            foreach (var kind in Kinds)
                Assert.True(reached == await ((Task<bool>)typeof(CandourExitFacts).GetMethod(nameof(AnyAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(kind).Invoke(null, [d])!), $"{kind.Name}, {actor.Role}");
        }
    }

    private static Task<bool> AnyAsync<T>(TaskForceDb d) where T : class => d.Set<T>().AnyAsync(Ct);

    /// <summary>Everything that can be asked for, as this person gets it, by the name of the exit; nothing where it is refused.</summary>
    private static async Task<Dictionary<string, string>> ExitsAsync(Store store, Actor actor, Partner partner, List<object> records)
    {
        var d = store.Databases;
        Dictionary<string, string> exits = [];
        await AddAsync("record", async () => await new PartnerPages(d).ReadAsync(actor, partner.Slug, Ct));
        foreach (var part in Enum.GetValues<TimelinePart>())
            await AddAsync($"timeline, {part}", async () => await new PartnerTimelines(d).ReadAsync(actor, partner.Id, part, null, 200, Ct));
        await AddAsync("history", async () => await new Histories(d).OfAsync(actor, partner.Id, count: 200, ct: Ct));
        foreach (var record in records.OfType<IRecord>())
            await AddAsync($"history of {record.GetType().Name}", async () => await new Histories(d).OfAsync(actor, record.Id, ct: Ct));
        await AddAsync("person", async () => await new PersonPages(d).ReadAsync(actor, records.OfType<Person>().Single().Slug, Ct));
        await AddAsync("palette and search", async () => await new Searches(d).FindAsync(actor, Canary, 50, Ct));
        await AddAsync("words of search", async () => await store.ReadAsync(x => x.SearchEntries.ToListAsync(Ct), actor));
        await AddAsync("list of partners", async () => await new PartnerLists(d).PageAsync(actor, new(), ct: Ct));
        await AddAsync("export of partners", () => FileAsync(f => new ListExports(d).WritePartnersAsync(actor, new(), null, f, SheetFormat.Csv, Ct)));
        await AddAsync("export of people", () => FileAsync(f => new ListExports(d).WritePeopleAsync(actor, new(), null, f, SheetFormat.Csv, Ct)));
        await AddAsync("export of coverage", () => FileAsync(f => new Coverages(d).ExportAsync(actor, f, SheetFormat.Csv, Ct)));
        await AddAsync("export of check-ins", () => FileAsync(f => new CheckIns(d).ExportAsync(actor, null, f, SheetFormat.Csv, Ct)));
        await AddAsync("export of communities", () => FileAsync(f => new CommunityPages(d).ExportAsync(actor, new(), f, SheetFormat.Csv, Ct)));
        await AddAsync("communities", async () => await new CommunityPages(d).PageAsync(actor, new(), ct: Ct));
        await AddAsync("community", async () => await new CommunityPages(d).ReadAsync(actor, partner.Id, Ct));
        await AddAsync("overdue check-ins", async () => await new CheckIns(d).OverdueAsync(actor, ct: Ct));
        await AddAsync("outreach log", async () => await new ContactLists(d).PageAsync(actor, new(), ct: Ct));
        await AddAsync("export of the outreach log", () => FileAsync(f => new ContactLists(d).ExportAsync(actor, new(), f, SheetFormat.Csv, Ct)));
        await AddAsync("contact", async () => await new ContactLists(d).ReadAsync(actor, records.OfType<Contact>().Single().Id, Ct));
        await AddAsync("leaders", async () => await new Leaders(d).PageAsync(actor, ct: Ct));
        await AddAsync("export of leaders", () => FileAsync(f => new Leaders(d).ExportAsync(actor, f, SheetFormat.Csv, Ct)));
        await AddAsync("export of supporters", () => FileAsync(f => new Supporters(d).ExportAsync(actor, SupporterView.All, f, SheetFormat.Csv, Ct)));
        await AddAsync("supporters", async () => await new Supporters(d).PageAsync(actor, ct: Ct));
        await AddAsync("export of public communication", () => FileAsync(f => new PublicPages(d).ExportAsync(actor, new(), f, SheetFormat.Csv, Ct)));
        // What the coordinator typed and has not saved is the coordinator's own, whoever asks for it by the same name.
        await AddAsync("draft", async () => (object?)await new Drafts(d).FindAsync(actor, DraftForm, partner.Id.ToString(), Ct) ?? "");
        foreach (var record in records.OfType<ICandid>())
        {
            var type = record.GetType().Name;
            await AddAsync($"fields of {type} to strike out", async () => await new StrikeOuts(d).FieldsAsync(actor, type, ((IRecord)record).Id, Ct));
        }
        var editions = new ReviewEditions(d);
        var half = HalfYear.Containing(store.Clock.Today);
        await AddAsync("editions", async () => await editions.ListAsync(actor, half, Ct));
        foreach (var edition in await store.ReadAsync(x => x.ReviewEditions.Select(e => e.Id).ToListAsync(Ct)))
            await AddAsync("frozen edition", async () => await editions.OpenAsync(actor, edition, Ct));
        await AddAsync("approaches", async () => await new ApproachPages(d).PageAsync(actor, ct: Ct));
        await AddAsync("next best steps", async () => await new NextSteps(d).ListAsync(actor, Ct));
        await AddAsync("next best step", async () => await new NextSteps(d).OfPartnerAsync(actor, partner.Id, Ct));
        await AddAsync("coverage", async () => await new Coverages(d).ReadAsync(actor, Ct));
        await AddAsync("Today", async () => await new TodayQueue(d).ReadAsync(actor, Ct));
        await AddAsync("review", async () => await new ExecutiveReviews(d).ReadAsync(actor, HalfYear.Containing(store.Clock.Today), Ct));
        await AddAsync("buy-in", async () => await new Movements(d).OfAsync(actor, partner.Id, Ct));
        await AddAsync("feed", async () => await new CalendarFeeds(d).OfMeetingAsync(actor, records.OfType<Meeting>().Single().Id, "https://taskforce.example.org", Ct));
        return exits;

        async Task AddAsync(string name, Func<Task<object>> exit)
        {
            try
            {
                exits[name] = JsonSerializer.Serialize(await exit(), Json);
            }
            catch (Exception refused) when (refused is NotAllowedException or NotFoundException)
            {
                exits[name] = "";
            }
        }
    }

    private static async Task<object> FileAsync(Func<Stream, Task> write)
    {
        using var file = new MemoryStream();
        await write(file);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}

public sealed class CandourExitsOnSqlite(SqliteFixture db) : CandourExitFacts(db), IClassFixture<SqliteFixture>;

public sealed class CandourExitsOnPostgreSql(PostgreSqlFixture db) : CandourExitFacts(db), IClassFixture<PostgreSqlFixture>;
