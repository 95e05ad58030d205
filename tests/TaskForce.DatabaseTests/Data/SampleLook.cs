using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Learning;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>What a coordinator reads in a task force, page by page, through the reads of the pages themselves.</summary>
internal sealed class SampleLook
{
    public DateOnly Today { get; private init; }
    public required MouList Register { get; init; }
    public required IReadOnlyList<MouPage> Mous { get; init; }
    public required IReadOnlyList<ApprovalLine> Waiting { get; init; }
    public required IReadOnlyList<ObjectionLine> Objections { get; init; }
    public required IReadOnlyList<CommitmentLine> Promises { get; init; }
    public required IReadOnlyList<ReturnDue> Returns { get; init; }
    public required IReadOnlyList<ReturnPage> Given { get; init; }
    public required CheckInList CheckIns { get; init; }
    public required IReadOnlyList<ApproachView> Approaches { get; init; }
    public required LeaderList Leaders { get; init; }
    public required IReadOnlyList<CommunityRow> Communities { get; init; }
    public required IReadOnlyList<PartnerPage> Partners { get; init; }
    public required IReadOnlyList<NextStepRow> Steps { get; init; }
    public required IReadOnlyList<NextStepView> StepViews { get; init; }
    public required IReadOnlyList<SupporterRow> Supporters { get; init; }
    public required IReadOnlyList<PublicRow> Public { get; init; }
    public required SuccessEffect Followed { get; init; }
    public required CoverageView Coverage { get; init; }
    public required IReadOnlyDictionary<Guid, BuyInPage> BuyIn { get; init; }
    public required ILookup<Guid, JudgedLine> Judged { get; init; }
    public required IReadOnlyList<QueueItem> Queue { get; init; }
    public required IReadOnlyList<OpenedEdition> Editions { get; init; }
    public required Review Review { get; init; }
    public required IReadOnlyList<AskLine> Asks { get; init; }
    public required IReadOnlyList<ProtocolPage> Protocols { get; init; }
    public required IReadOnlyList<TrainingLine> Trainings { get; init; }
    public required IReadOnlyList<SurveyLine> Surveys { get; init; }

    public IEnumerable<CommitmentMark> Marks => Promises.SelectMany(p => p.Parties).SelectMany(p => p.Marks).Select(m => m.Mark);
    public IEnumerable<PromiseMark> OfExecutives => Review.Promise.Rows.SelectMany(r => r.Marks);
    public IEnumerable<BarrierLine> Barriers => Partners.SelectMany(p => p.Barriers);

    public static async Task<SampleLook> ReadAsync(Store store, CancellationToken ct)
    {
        var (d, actor) = (store.Databases, store.Coordinator);
        var mous = new Mous(d);
        var register = await mous.ListAsync(actor, new(), ct);
        var (approvals, commitments) = (new Approvals(d), new Commitments(d));
        List<MouPage> pages = [];
        List<ObjectionLine> objections = [];
        List<CommitmentLine> promises = [];
        foreach (var row in register.Rows)
        {
            pages.Add(await mous.PageAsync(actor, row.Id, ct));
            objections.AddRange(await approvals.ObjectionsAsync(actor, row.Id, ct));
            promises.AddRange(await commitments.OfMouAsync(actor, row.Id, ct));
        }

        var (returns, asked, judgments, movements, partnerPages) = (new Returns(d), new NextSteps(d), new JudgedValues(d), new Movements(d), new PartnerPages(d));
        var steps = await asked.ListAsync(actor, ct);
        List<PartnerPage> partners = [];
        List<NextStepView> views = [];
        List<ReturnDue> dues = [];
        List<(Guid Partner, JudgedLine Line)> judged = [];
        Dictionary<Guid, BuyInPage> buyIn = [];
        foreach (var step in steps)
        {
            partners.Add(await partnerPages.ReadAsync(actor, step.Slug, ct));
            views.Add(await asked.OfPartnerAsync(actor, step.PartnerId, ct));
            dues.AddRange(await returns.OfPartnerAsync(actor, step.PartnerId, ct));
            judged.AddRange((await judgments.OfPartnerAsync(actor, step.PartnerId, ct)).Select(line => (step.PartnerId, line)));
            buyIn[step.PartnerId] = await movements.OfAsync(actor, step.PartnerId, ct);
        }

        var (plans, protocols, editions, reviews) = (new ApproachPages(d), new Protocols(d), new ReviewEditions(d), new ExecutiveReviews(d));
        var now = await reviews.ReadAsync(actor, reviews.Current, ct);
        return new()
        {
            Today = store.Clock.Today,
            Register = register,
            Mous = pages,
            Waiting = (await approvals.WaitingAsync(actor, ct: ct)).Rows,
            Objections = objections,
            Promises = promises,
            Returns = dues,
            Given = await EachAsync(dues.Where(due => due.ReturnId is not null), due => returns.PageAsync(actor, due.ReturnId!.Value, ct)),
            CheckIns = await new CheckIns(d).OverdueAsync(actor, ct: ct),
            Approaches = await EachAsync((await plans.PageAsync(actor, ct: ct)).Rows, row => plans.ReadAsync(actor, row.Id, ct)),
            Leaders = await new Leaders(d).PageAsync(actor, ct: ct),
            Communities = (await new CommunityPages(d).PageAsync(actor, new(), ct: ct)).Rows,
            Partners = partners,
            Steps = steps,
            StepViews = views,
            Supporters = (await new Supporters(d).PageAsync(actor, ct: ct)).Rows,
            Public = (await new PublicPages(d).PageAsync(actor, new(), ct: ct)).Rows,
            Followed = await new PublicPages(d).EffectAsync(actor, ct),
            Coverage = await new Coverages(d).ReadAsync(actor, ct),
            BuyIn = buyIn,
            Judged = judged.ToLookup(j => j.Partner, j => j.Line),
            Queue = (await new TodayQueue(d).ReadAsync(actor, ct)).Rows,
            Editions = await EachAsync(await editions.ListAsync(actor, ct: ct), line => editions.OpenAsync(actor, line.Id, ct)),
            Review = now,
            Asks = [.. now.Asks, .. (await reviews.ReadAsync(actor, reviews.Current.Previous, ct)).Asks],
            Protocols = await EachAsync(await protocols.ListAsync(actor, ct), row => protocols.PageAsync(actor, row.Id, ct)),
            Trainings = (await new Trainings(d).ListAsync(actor, size: 100, ct: ct)).Rows,
            Surveys = (await new Trainings(d).SurveysAsync(actor, size: 100, ct: ct)).Rows,
        };
    }

    private static async Task<IReadOnlyList<TPage>> EachAsync<TRow, TPage>(IEnumerable<TRow> rows, Func<TRow, Task<TPage>> read)
    {
        List<TPage> pages = [];
        foreach (var row in rows) pages.Add(await read(row));
        return pages;
    }
}
