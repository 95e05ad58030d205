using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Core.Roster.Sample;
using TaskForce.Core.Today;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>
/// Whoever looks around in the sample task force finds every state that the product knows of agreements, promises, outreach, coverage, buy-in and reviews, on
/// whatever day it was loaded. Each state is looked for on the page on which a coordinator would meet it.
/// </summary>
public abstract class SampleStatesFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly (string State, Func<SampleLook, bool> Shows)[] States =
    [
        .. Enum.GetValues<MouStateKind>().Select(kind => ($"MOU: {kind}", (Func<SampleLook, bool>)(s => s.Register.Rows.Any(r => r.State.Kind == kind)))),
        ("MOU: days left are counted", s => s.Register.Rows.Any(r => r.State.DaysLeft > 0)),
        ("MOU: open-ended, with a review day", s => s.Mous.Any(m => m.AtWork is { ExpiresOn: null, ReviewOn: not null } && m.State.IsInForce)),
        ("MOU: a paper without its executed copy extends nothing", s => s.Register.Rows.Any(r => r is { WantsCopy: true, Waiting: not null } && r.State.IsInForce)),
        ("MOU: signed by all, and no executed copy", s => s.Register.Rows.Any(r => r is { WantsCopy: true, Waiting: null, State.Kind: MouStateKind.BeingSigned })),
        ("MOU: an addendum", s => s.Mous.Any(m => m.Versions.Any(v => v.Kind == MouVersionKind.Addendum))),
        ("MOU: parties joined between two versions", s => s.Mous.Any(m => m.Holding is { Number: > 1 } now && m.Versions.Any(v => v.Number < now.Number && now.Parties.Select(p => p.PartnerId).Except(v.Parties.Select(p => p.PartnerId)).Any()))),
        ("MOU: one party withdrew, the others go on", s => s.Mous.Any(m => m.State.IsInForce && m.AtWork.Parties.Any(p => p.WithdrawnOn <= s.Today))),
        ("MOU: a gap in cover", s => s.Mous.Any(m => m.Gaps.Count > 0)),
        ("MOU: an objection is open", s => s.Objections.Any(o => o.ResolvedOn is null)),
        ("MOU: an approver is waited for, and meets", s => s.Waiting.Any(w => w.NextMeetingOn > s.Today)),
        ("MOU: a signing office has another holder", s => s.Mous.Any(m => m.State.IsInForce && m.AtWork.Parties.Any(p => p.HolderNow is { Length: > 0 }))),

        .. Enum.GetValues<MarkKind>().Select(kind => ($"promise: {kind}", (Func<SampleLook, bool>)(s => s.Marks.Any(m => m.Kind == kind)))),
        ("promise: judged by a person", s => s.Promises.Any(p => p.Kind == CommitmentKind.Judged && p.Parties.Any(x => x.Marks.Any(m => m.HasRuling)))),
        ("promise: a mark opens its evidence", s => s.Marks.Any(m => m.Evidence.Any(e => e.Link is not null))),
        ("return: given by link", s => s.Given.Any(r => r.ByLink)),
        ("return: entered as told by somebody", s => s.Given.Any(r => r.ToldBy.Length > 0)),
        ("return: outstanding", s => s.Returns.Any(r => r.ReturnId is null && r.DueOn < s.Today)),
        .. ((PromiseMark[])[PromiseMark.Came, PromiseMark.Deputy, PromiseMark.Missed, PromiseMark.Confirmed, PromiseMark.NoReply])
            .Select(mark => ($"executives: {mark}", (Func<SampleLook, bool>)(s => s.OfExecutives.Contains(mark)))),

        ("outreach: a check-in is overdue", s => s.CheckIns.Page.Rows.Any(r => r.Clock.DaysOver > 0 && r.Last is not null)),
        ("outreach: nobody holds the relationship", s => s.Partners.Any(p => p.Holder is null)),
        ("outreach: an approach is under way", s => s.Approaches.Any(a => a.EndedOn is null && a.Steps.Any(x => x.DoneOn is not null) && a.Next is not null)),
        ("outreach: a plan to come back after a change", s => s.Approaches.Any(a => a is { Reason: ApproachReason.ReEngagement, EndedOn: null })),
        ("outreach: findings were presented to a leader, with material and an answer", s => s.Approaches.Any(a => a.Leader is not null && a.Steps.Any(x => x is { Findings.Length: > 0, Material.Length: > 0, Answer.Length: > 0 }))),
        .. ((LeaderState[])[LeaderState.New, LeaderState.Gone, LeaderState.Cooling]).Select(state => ($"leader: {state}, and partners hang on that support", (Func<SampleLook, bool>)(s => s.Leaders.Page.Rows.Any(r => r.Warns && r.Now.State == state)))),
        .. Enum.GetValues<CommunityStep>().Select(step => ($"community: {step} was taken", (Func<SampleLook, bool>)(s => s.Communities.Any(c => c.Taken[(int)step] is not null)))),
        ("community: on the way, with several steps", s => s.Communities.Any(c => c.Taken.Count(t => t is not null) > 1 && c.Next is not null)),
        ("community: a relation that rests on one event", s => s.Communities.Any(c => c.Basis == RelationBase.OneEvent)),
        ("community: takes part without meetings", s => s.Communities.Any(c => c.TakesPartBy is { Length: > 0 })),
        .. Enum.GetValues<BarrierCause>().Select(cause => ($"barrier: {cause}", (Func<SampleLook, bool>)(s => s.Barriers.Any(b => b.Cause == cause)))),
        .. Enum.GetValues<BarrierState>().Select(state => ($"counter-step: {state}", (Func<SampleLook, bool>)(s => s.Barriers.Any(b => b.StateOn(s.Today) == state)))),
        .. Enum.GetValues<IncentiveKind>().Select(kind => ($"incentive: {kind}", (Func<SampleLook, bool>)(s => s.Partners.Any(p => p.Incentives.Any(i => i.Kind == kind))))),
        ("next best step: put off until a day", s => s.StepViews.Any(v => v.PutOff.Any(p => p.Until > s.Today && p.Reason.Length > 0))),
        ("next best step: tried, with the index of then", s => s.StepViews.Any(v => v.Tried.Any(t => t.IndexThen is not null))),
        ("next best step: of several kinds", s => s.Steps.Select(r => r.Next?.Step).Distinct().Count() >= 5),
        ("partner: tied by one person only", s => s.Steps.Any(r => r.IsTiedByOne)),
        ("partner: a stalled effort", s => s.Steps.Any(r => r.IsStalled)),
        ("champion: with a statement of the leadership and a success passed on", s => s.Partners.Any(p => p.Champion is not null && p.Statements.Count > 0 && p.Messages.Any(m => m.IsSuccess && m.AnsweredOn is not null))),
        ("champion: judged, eager and willing", s => s.Partners.Any(p => p.Enthusiasm == ChampionEnthusiasm.Eager && p.Reach is not null) && s.Partners.Any(p => p.Enthusiasm == ChampionEnthusiasm.Willing)),
        ("approver: takes part meanwhile", s => s.Waiting.Any(w => w.Meanwhile is not null)),
        ("champion: a request without an answer", s => s.Partners.Any(p => p.Champion is not null && p.Messages.Any(m => !m.IsSuccess && m.AnsweredOn is null))),
        ("champion: gone, and nobody followed", s => s.Partners.Any(p => p.Champion is null && p.ChampionEndedOn is not null)),
        ("statement: inside", s => s.Partners.Any(p => p.Statements.Any(x => !x.InPublic))),
        ("statement: in public", s => s.Partners.Any(p => p.Statements.Any(x => x.InPublic))),
        ("supporter: an offer that waits", s => s.Supporters.Any(x => x.Waiting > 0)),
        ("supporter: an offer that was used", s => s.Supporters.Any(x => x.Offers.Any(o => o.UsedOn is not null))),
        .. Enum.GetValues<PublicKind>().Select(kind => ($"in public: {kind}", (Func<SampleLook, bool>)(s => s.Public.Any(p => p.Kind == kind)))),
        ("in public: tied to what a plan accomplished", s => s.Public.Any(p => p.Activity is not null && p.Accomplished.Length > 0)),

        ("in public: what followed when a success was told", s => s.Followed.Compares),

        ("coverage: an empty seat", s => s.Coverage.Sectors.Any(x => x.IsEmpty)),
        ("coverage: an empty seat with an approach", s => s.Coverage.Empty.Any(x => x.Plan is not null)),
        ("coverage: a community that the assessment names, without a voice", s => s.Coverage.Communities.Any(x => x.IsEmpty)),
        ("coverage: partners who work together", s => s.Coverage.Ties.Any(t => t is { Committees: > 0, Mous: > 0 })),

        .. IndicatorDefinition.Shipped.Select(i => ($"buy-in: {i.Key} has data", (Func<SampleLook, bool>)(s => s.BuyIn.Values.Any(b => b.Rows.Any(r => r.Key == i.Key && r.Value is not null))))),
        ("buy-in: a judged value beside an indicator without data", s => s.BuyIn.Any(b => s.Judged[b.Key].Any(j => b.Value.Rows.Any(r => r.Key == j.Key && r.Value is null)))),
        ("buy-in: early warning of cooling", s => s.Queue.Any(q => q.Reason == QueueReason.Cooling) && s.StepViews.Any(v => v.Cooling.Count >= Cooling.SignsWanted)),
        ("buy-in: early warning of a person who may leave", s => s.Queue.Any(q => q.Reason == QueueReason.MayLeave)),
        ("buy-in: stage and index differ for two halves", s => s.Queue.Any(q => q.Reason == QueueReason.StageDiffers) && s.Partners.Any(p => p.StageGap is not null)),
        .. ((Direction[])[Direction.Gaining, Direction.Steady, Direction.LosingGround]).Select(way => ($"buy-in: {way}", (Func<SampleLook, bool>)(s => s.BuyIn.Values.Any(b => Movement.Of(b.Change) == way)))),
        ("buy-in: what moved an index most", s => s.BuyIn.Values.Any(b => b.Moved.Any(m => m.Change != 0))),
        ("buy-in: a trend with events on it", s => s.BuyIn.Values.Any(b => b.Trend.Count(t => t.Index is not null) >= 3 && b.Events.Count > 0)),

        .. Enum.GetValues<EditionKind>().Select(kind => ($"review: a {kind} edition", (Func<SampleLook, bool>)(s => s.Editions.Any(e => e.Line.Kind == kind)))),
        ("review: corrected since it was closed", s => s.Editions.Any(e => e.Line.Kind == EditionKind.Closing && e.Corrections.Count > 0)),
        .. Enum.GetValues<AskAnswer>().Select(answer => ($"ask: {answer}", (Func<SampleLook, bool>)(s => s.Asks.Any(a => a.Answer == answer)))),
        ("ask: for all executives to decide", s => s.Asks.Any(a => a.IsDecision)),
        ("ask: of one agency", s => s.Asks.Any(a => a.PartnerId is not null)),

        ("protocol: a draft", s => s.Protocols.Any(p => p.InUse is null)),
        ("protocol: in its second version, with people trained on the first only", s => s.Protocols.Any(p => p.InUse > 1 && p.Untrained.Count > 0 && p.Trained.Any(t => t.Number == p.InUse))),
        ("protocol: a review is due", s => s.Protocols.Any(p => p.ReviewOn < s.Today)),
        ("training: hosted by a partner, and others came", s => s.Trainings.Any(t => t.Host is not null && t.Partners.Count > 1)),
        ("survey: answered by some", s => s.Surveys.Any(x => x.Answered > 0 && x.Answered < x.Asked)),
        ("survey: answered by nobody", s => s.Surveys.Any(x => x.Answered == 0)),
        .. ((QueueReason[])[QueueReason.ExecutiveReplies, QueueReason.MouPromise, QueueReason.NextStepDue, QueueReason.LeaderChanged, QueueReason.CheckInOverdue, QueueReason.SeatOrTerm, QueueReason.ActionItemDue])
            .Select(reason => ($"Today: {reason}", (Func<SampleLook, bool>)(s => s.Queue.Any(q => q.Reason == reason)))),
    ];

    [Theory]
    [InlineData("2026-01-01")]
    [InlineData("2026-11-30")]
    public Task Every_state_is_in_it(string day) => ShowsAsync(day);

    /// <summary>Loads the sample on a day and names the states that are missing.</summary>
    protected async Task ShowsAsync(string day)
    {
        await using var store = await db.FreshAsync();
        store.Time.GoTo(A.Day(day));
        await new Founding(store.Databases).FoundAsync(new() { Name = "Harbor County", TimeZone = "America/Los_Angeles", AdministratorName = "Ada Minster", AdministratorEmail = "ada@example.org" }, Ct);
        await new SampleTaskForce(store.Databases).LoadAsync(store.Administrator, Ct);
        var look = await SampleLook.ReadAsync(store, Ct);

        Assert.Equal(24, look.Partners.Count);
        Assert.Empty(States.Where(s => !s.Shows(look)).Select(s => s.State));
    }
}

public sealed class SampleStatesOnSqlite(SqliteFixture db) : SampleStatesFacts(db), IClassFixture<SqliteFixture>
{
    /// <summary>The other days on which something begins or ends: of the sample's own dates nothing depends on the database.</summary>
    [Theory]
    [InlineData("2026-03-31")]
    [InlineData("2026-06-30")]
    [InlineData("2026-07-01")]
    [InlineData("2027-10-03")]
    [InlineData("2028-02-29")]
    public Task Every_state_is_in_it_on_other_days(string day) => ShowsAsync(day);
}

public sealed class SampleStatesOnPostgreSql(PostgreSqlFixture db) : SampleStatesFacts(db), IClassFixture<PostgreSqlFixture>;
