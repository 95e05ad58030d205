using TaskForce.Core.BuyIn;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Outreach;

/// <summary>The rule table of the next best step: a partner with whom all is well, and one thing after another that is not.</summary>
public class NextBestStepTests
{
    private static readonly DateOnly Today = new(2026, 11, 17);

    private static readonly StepFacts Well = new()
    {
        Today = Today,
        Name = "Harbor Clinic",
        Slug = "harbor-clinic",
        Stage = EngagementStage.Committed,
        LastContactOn = Today.AddDays(-10),
        Interval = new(45, 60),
        Leader = "Ines Carrow",
        Champion = "Tomas Brandvold",
        ChampionCanAct = true,
        Mou = MouPlace.InForce,
        Index = 70,
        Change = 2,
        HasSponsor = true,
        LastStatementOn = Today.AddDays(-100),
        PeopleKnown = 3,
    };

    public static TheoryData<string, StepFacts, BestStep> Table => new()
    {
        { "all is well", Well, BestStep.Recognize },
        { "new leader, not met", Well with { LeaderSince = Today.AddDays(-5) }, BestStep.MeetNewLeader },
        { "new leader, somebody else was talked with since", Well with { LeaderSince = Today.AddDays(-20), LastContactOn = Today.AddDays(-3) }, BestStep.MeetNewLeader },
        { "new leader, met on the first day", Well with { LeaderSince = Today.AddDays(-10), LeaderMetOn = Today.AddDays(-10) }, BestStep.Recognize },
        { "new leader, met before the post only", Well with { LeaderSince = Today.AddDays(-10), LeaderMetOn = Today.AddDays(-11) }, BestStep.MeetNewLeader },
        { "a leader to come is not met yet", Well with { LeaderSince = Today.AddDays(1) }, BestStep.Recognize },
        { "leader of 120 days, not met", Well with { LeaderSince = Today.AddDays(-120), LastContactOn = Today.AddDays(-121), Interval = new(200, 300) }, BestStep.MeetNewLeader },
        { "leader of 121 days is not new", Well with { LeaderSince = Today.AddDays(-121), LastContactOn = Today.AddDays(-122), Interval = new(200, 300) }, BestStep.Recognize },
        { "a message waits", Well with { MessageOn = Today }, BestStep.AnswerChampion },
        { "champion left lately", Well with { Champion = "", ChampionCanAct = false, ChampionLeftOn = Today.AddDays(-62) }, BestStep.NameChampion },
        { "never a champion", Well with { Champion = "", ChampionCanAct = false }, BestStep.NameChampion },
        { "no contact yet", Well with { LastContactOn = null }, BestStep.Talk },
        { "60 days are not too long", Well with { LastContactOn = Today.AddDays(-60) }, BestStep.Recognize },
        { "61 days are", Well with { LastContactOn = Today.AddDays(-61) }, BestStep.Talk },
        { "MOU ends", Well with { Mou = MouPlace.Ending, MouEndsOn = Today.AddDays(40) }, BestStep.RenewMou },
        { "MOU lapsed", Well with { Mou = MouPlace.Lapsed, MouEndsOn = Today.AddDays(-4) }, BestStep.RenewMou },
        { "barrier without counter-step", Well with { BarrierId = Guid.Empty, Barrier = BarrierCause.FearForReputation }, BestStep.AnswerBarrier },
        { "counter-step past its day", Well with { LateBarrierId = Guid.Empty, LateStep = "Lend a paralegal", LateStepDue = Today.AddDays(-1) }, BestStep.SeeToCounterStep },
        { "a promise was broken and something else is seen", Well with { Cooling = [Sign(CoolingKey.Silent), Sign(CoolingKey.BrokenPromise)] }, BestStep.AskAboutPromise },
        { "two signs of cooling", Well with { Cooling = [Sign(CoolingKey.Silent), Sign(CoolingKey.FewerHours)] }, BestStep.AskWhyLosingGround },
        { "fell by 5", Well with { Change = -5 }, BestStep.AskWhyLosingGround },
        { "fell by 4", Well with { Change = -4 }, BestStep.Recognize },
        { "champion left 121 days ago", Well with { Champion = "", ChampionCanAct = false, ChampionLeftOn = Today.AddDays(-121), HasSponsor = false }, BestStep.AskForSponsor },
        { "aware, leader not won", Well with { Stage = EngagementStage.Aware, HasSponsor = false }, BestStep.BriefLeader },
        { "talking, leader won", Well with { Stage = EngagementStage.Talking }, BestStep.OfferRole },
        { "taking part without sponsor", Well with { Stage = EngagementStage.TakingPart, HasSponsor = false }, BestStep.AskForSponsor },
        { "champion without authority", Well with { ChampionCanAct = false }, BestStep.BackChampion },
        { "stage not set, no sponsor", Well with { Stage = null, HasSponsor = false }, BestStep.AskForSponsor },
        { "nobody known", Well with { PeopleKnown = 0 }, BestStep.WidenTies },
        { "one person", Well with { PeopleKnown = 1 }, BestStep.WidenTies },
        { "nothing in writing", Well with { Mou = MouPlace.None }, BestStep.ProposeMou },
        { "no word of the leader", Well with { LastStatementOn = null }, BestStep.AskForStatement },
        { "a word of 366 days ago", Well with { LastStatementOn = Today.AddDays(-366) }, BestStep.AskForStatement },
        // What comes first when several are so.
        { "message before silence", Well with { MessageOn = Today, LastContactOn = null }, BestStep.AnswerChampion },
        { "silence before MOU", Well with { LastContactOn = null, Mou = MouPlace.Lapsed }, BestStep.Talk },
        { "MOU before barrier", Well with { Mou = MouPlace.Lapsed, MouEndsOn = Today.AddDays(-4), BarrierId = Guid.Empty, Barrier = BarrierCause.Other }, BestStep.RenewMou },
        { "what was agreed before what is not agreed yet", Well with { LateBarrierId = Guid.Empty, LateStep = "Call", LateStepDue = Today.AddDays(-1), BarrierId = Guid.Empty }, BestStep.SeeToCounterStep },
        { "barrier before loss", Well with { BarrierId = Guid.Empty, Barrier = BarrierCause.Other, Change = -20 }, BestStep.AnswerBarrier },
    };

    private static CoolingSign Sign(CoolingKey key) => new(key, "Something was seen", null);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_first_row_that_applies_gives_one_step_and_says_why(string what, StepFacts facts, BestStep step)
    {
        var suggestion = NextBestStep.Of(facts)!;

        Assert.True(step == suggestion.Step, what + ": " + suggestion.Step);
        Assert.Matches("^[A-Z].+\\.$", suggestion.Do);
        Assert.Matches("^[a-z].+\\.$", suggestion.Why);
        Assert.Matches("^/[a-z].*", suggestion.Href);
        Assert.NotEmpty(suggestion.Label);
    }

    [Fact]
    public void How_far_buy_in_fell_is_no_difference_of_two_indexes() =>
        Assert.Equal("buy-in is 70, down 5 since the half before, where both have data.", NextBestStep.Of(Well with { Change = -5 })!.Why);

    [Fact]
    public void A_step_that_was_put_off_gives_way_to_the_next()
    {
        var facts = Well with { LastContactOn = null, Mou = MouPlace.Lapsed, MouEndsOn = Today.AddDays(-4) };

        Assert.Equal(BestStep.RenewMou, NextBestStep.Of(facts, [BestStep.Talk])!.Step);
        Assert.Null(NextBestStep.Of(facts, Enum.GetValues<BestStep>()));
    }

    [Fact]
    public void To_propose_an_MOU_opens_the_form_with_the_partner_in_it() =>
        Assert.Equal($"/mous/new?partner={Well.PartnerId}", NextBestStep.Of(Well with { Mou = MouPlace.None })!.Href);

    [Fact]
    public void Each_cause_of_a_barrier_has_an_answer_of_its_own() =>
        Assert.Equal(7, Enum.GetValues<BarrierCause>().Select(c => NextBestStep.Of(Well with { BarrierId = Guid.Empty, Barrier = c })!.Do).Distinct().Count());

    [Fact]
    public void Each_step_has_words_of_its_own_and_what_stands_higher_comes_first()
    {
        var steps = Enum.GetValues<BestStep>();

        Assert.Equal(steps.Length, steps.Select(StepSentences.Of).Distinct().Count());
        Assert.Equal(0, NextBestStep.Of(Well with { LeaderSince = Today })!.Place);
        Assert.Equal(17, NextBestStep.Of(Well)!.Place);
    }

    [Fact]
    public void The_step_leads_to_where_it_is_done()
    {
        var (mou, barrier, plan) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        Assert.Equal($"/mous/{mou}/renew", Href(Well with { Mou = MouPlace.Lapsed, MouId = mou, MouEndsOn = Today.AddDays(-4) }));
        Assert.Equal($"/partners/harbor-clinic?open=barrier:{barrier}", Href(Well with { BarrierId = barrier }));
        Assert.Equal("/partners/harbor-clinic?open=sponsor", Href(Well with { HasSponsor = false }));
        Assert.Equal("/partners/harbor-clinic?log=new", Href(Well with { LastContactOn = null }));
        Assert.Equal($"/approaches/new?partner={Guid.Empty}&why=ReEngagement", Href(Well with { LeaderSince = Today.AddDays(-5) }));
        Assert.Equal("/approaches/" + plan, Href(Well with { LeaderSince = Today.AddDays(-5), PlanId = plan }));

        static string Href(StepFacts facts) => NextBestStep.Of(facts)!.Href;
    }

    [Theory]
    [InlineData("2025-04-03", 35, 41, 47, "Talk: tried Apr 3, 2025 by Mara Quill; buy-in stood at 35 that day. H1 2025, in which it was tried, ended at 41; H2 2025, the half after, ended at 47.")]
    [InlineData("2026-06-30", 35, 41, 47, "Talk: tried Jun 30 by Mara Quill; buy-in stood at 35 that day. H1 2026, in which it was tried, ended at 41; H2 2026, the half after, stands at 47 so far.")]
    [InlineData("2026-07-01", 41, 47, null, "Talk: tried Jul 1 by Mara Quill; buy-in stood at 41 that day. H2 2026, in which it was tried, stands at 47 so far; the half after has not begun.")]
    [InlineData("2025-04-03", null, null, 47, "Talk: tried Apr 3, 2025 by Mara Quill; there was no index that day. H1 2025, in which it was tried, ended without an index; H2 2025, the half after, ended at 47.")]
    [InlineData("2026-03-03", null, 41, null, "Talk: tried Mar 3 by Mara Quill; there was no index that day. H1 2026, in which it was tried, ended at 41; H2 2026, the half after, has no index so far.")]
    public void What_was_tried_stands_beside_the_half_in_which_it_was_and_the_half_after(string on, int? then, int? inHalf, int? after, string said) =>
        Assert.Equal(said, StepSentences.Tried(new(BestStep.Talk, A.Day(on), "Mara Quill", then, inHalf, after), Today));
}
