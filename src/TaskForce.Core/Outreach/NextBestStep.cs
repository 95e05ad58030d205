using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;
using TaskForce.Core.Today;

namespace TaskForce.Core.Outreach;

/// <summary>One step, why, and where it is done.</summary>
/// <param name="Place">The row of the table that gave it, from 0; what stands higher comes first.</param>
/// <param name="Do">An imperative.</param>
/// <param name="Why">The facts that it rests on, going on from "Why:".</param>
/// <param name="Label">The words on the button.</param>
/// <param name="Href">The dialog or page on which it is done.</param>
public sealed record Suggestion(BestStep Step, int Place, string Do, string Why, string Label, string Href);

/// <summary>
/// The step that experience suggests for a partner: the first row of a table that applies and was not put off. Pure. It is a suggestion with its reason, never a
/// score, and enters no index and no review. docs/handbook/next-steps.md says the same in words, row by row.
/// </summary>
public static class NextBestStep
{
    /// <summary>A leader counts as new, and a champion as lately gone, for so many days.</summary>
    public const int NewForDays = 120;

    /// <summary>A fall by so many points is asked about.</summary>
    public const int FallOf = Cooling.FallPoints;

    /// <summary>A statement of the leadership carries for so many days.</summary>
    public const int StatementDays = 365;

    private sealed record Row(BestStep Step, Func<StepFacts, bool> Applies, Func<StepFacts, string> Do, Func<StepFacts, string> Why, Func<StepFacts, (string Label, string Href)> Where);

    private static readonly IReadOnlyList<Row> Table =
    [
        new(BestStep.MeetNewLeader, f => f.LeaderSince is { } since && Age(f, since) is >= 0 and <= NewForDays && !(f.LeaderMetOn >= since),
            f => $"Meet {Leader(f)} within two weeks and hand over what was agreed.", f => $"in the post since {Day(f, f.LeaderSince!.Value)}, and no talk with them is logged since.", f => Plan(f, ApproachReason.ReEngagement)),
        new(BestStep.AnswerChampion, f => f.MessageOn is not null, f => $"Answer {Champion(f)}.", f => $"what was passed on from inside on {Day(f, f.MessageOn!.Value)} has no answer yet.", f => ("Answer it", Opens(f, "message", f.MessageId))),
        new(BestStep.NameChampion, f => f.Champion.Length == 0 && f.ChampionLeftOn is { } left && Age(f, left) <= NewForDays,
            f => $"Call {Leader(f)} and ask for a champion with authority.", f => $"the champion left on {Day(f, f.ChampionLeftOn!.Value)}, and nobody has followed.", f => Plan(f, ApproachReason.ReEngagement)),
        new(BestStep.Talk, f => f.LastContactOn is null || Age(f, f.LastContactOn.Value) > f.Interval.LongestDays, f => $"Talk with {Inside(f)} this week.",
            f => f.LastContactOn is { } last ? $"the last two-way contact was on {Day(f, last)}, {TodaySentences.Days(Age(f, last))} ago; more than {f.Interval.LongestDays} should not pass." : "no two-way contact is logged yet.", Log),
        new(BestStep.RenewMou, f => f.Mou is MouPlace.Ending or MouPlace.Lapsed, f => f.Mou == MouPlace.Lapsed ? "Bring the MOU back into force." : "Begin the renewal of the MOU.",
            f => f.Mou == MouPlace.Lapsed ? $"it lapsed on {Day(f, f.MouEndsOn!.Value)}, and nobody is bound by it now." : $"it ends on {Day(f, f.MouEndsOn!.Value)}, in {TodaySentences.Days(-Age(f, f.MouEndsOn.Value))}.",
            f => ("Renew it", f.MouId is { } id ? $"/mous/{id}/renew" : $"/partners/{f.Slug}/commitments")),
        new(BestStep.SeeToCounterStep, f => f.LateBarrierId is not null, f => $"See to what was agreed: {f.LateStep}.", f => $"this counter-step was due on {Day(f, f.LateStepDue!.Value)}.", f => ("Say what came of it", Opens(f, "barrier", f.LateBarrierId))),
        new(BestStep.AnswerBarrier, f => f.BarrierId is not null, f => Counter(f.Barrier), f => $"they named “{OutreachSentences.CauseIn(f.Barrier)}”, and no counter-step is agreed.", f => ("Agree on a counter-step", Opens(f, "barrier", f.BarrierId))),
        new(BestStep.AskAboutPromise, f => Sign(f, CoolingKey.BrokenPromise) is not null, f => $"Ask {Inside(f)} what stood in the way of the promise.", f => Lower(Sign(f, CoolingKey.BrokenPromise)!.Text) + ".", Log),
        new(BestStep.AskWhyLosingGround, f => f.Cooling.Count > 0 || f.Change <= -FallOf, f => $"Ask {Inside(f)} what has changed.",
            f => f.Cooling.Count > 0 ? $"{DayWords.Number(f.Cooling.Count)} signs were seen together. {CoolingSentences.Together(f.Cooling)}" : $"buy-in is {f.Index}, {BuyInSentences.Moved(f.Change!.Value)}.", Log),
        new(BestStep.BriefLeader, f => Early(f) && !f.HasSponsor, f => $"Brief {Leader(f)} with the findings that concern the people they serve.", f => "they are in touch, and nobody in the lead has said yes yet.", f => Plan(f, ApproachReason.LeadersSupport)),
        new(BestStep.OfferRole, Early, f => "Offer one small role, and say what they get in return.", f => "a leader stands behind it; what they would do is not agreed yet.", Log),
        new(BestStep.AskForSponsor, f => !f.HasSponsor, f => $"Ask {Leader(f)} to be the executive sponsor.", f => "no leader commits the agency.", f => ("Name the sponsor", Opens(f, "sponsor"))),
        new(BestStep.NameChampion, f => f.Champion.Length == 0, f => $"Ask {Leader(f)} to name a champion with authority.", f => "nobody inside carries the work.", f => ("Name the champion", Opens(f, "champion"))),
        new(BestStep.BackChampion, f => !f.ChampionCanAct, f => $"Ask {Leader(f)} to back {f.Champion} openly.", f => "the champion carries the work without authority or the leadership's backing.", f => ("Write down the backing", Opens(f, "champion", f.ChampionId))),
        new(BestStep.WidenTies, f => f.PeopleKnown <= 1, f => "Get to know a second person there.",
            f => f.PeopleKnown == 1 ? "one person holds the whole tie; if they leave, it is gone." : "nobody there took part in a contact of the last year or holds a seat.", Log),
        new(BestStep.ProposeMou, f => f.Mou == MouPlace.None, f => "Propose an MOU, or a letter with a limited role.", f => "they take part, and nothing is in writing.", f => ("Begin an MOU", $"/mous/new?partner={f.PartnerId}")),
        new(BestStep.AskForStatement, f => f.LastStatementOn is null || Age(f, f.LastStatementOn.Value) > StatementDays, f => $"Ask {Leader(f)} for a word, inside or in public.",
            f => f.LastStatementOn is { } said ? $"the last one was on {Day(f, said)}." : "the leadership has not spoken for the effort yet.", f => ("Write down what was said", Opens(f, "statement"))),
        new(BestStep.Recognize, _ => true, f => $"Thank {Inside(f)}, and tell their leader what they gave this half.", f => "nothing is missing that the records can see; what is thanked for is kept up.", Log),
    ];

    /// <summary>The first step that applies and was not set aside; null when all that apply are.</summary>
    /// <param name="facts">What is known.</param>
    /// <param name="aside">Steps that somebody put off until a day that has not come, or that were just tried.</param>
    public static Suggestion? Of(StepFacts facts, IReadOnlyCollection<BestStep>? aside = null)
    {
        ArgumentNullException.ThrowIfNull(facts);
        for (var place = 0; place < Table.Count; place++)
        {
            var row = Table[place];
            if (aside?.Contains(row.Step) == true || !row.Applies(facts))
                continue;
            var (label, href) = row.Where(facts);
            return new(row.Step, place, row.Do(facts), row.Why(facts), label, href);
        }
        return null;
    }

    /// <summary>What usually helps against a barrier, as a step.</summary>
    private static string Counter(BarrierCause cause) => cause switch
    {
        BarrierCause.LimitedResources => "Offer a role that costs an hour a month, or somebody's time.",
        BarrierCause.ConflictWithOtherProviders => "Bring both providers to one table over one referral path, with a neutral chair.",
        BarrierCause.FearForReputation => "Offer a written statement of what is shared and what never is.",
        BarrierCause.CompetingPriorities => "Show where this serves what they have to do anyway.",
        BarrierCause.OnePopulationBeforeAnother => "Bring findings on the population that they serve.",
        BarrierCause.ConflictWithPrimaryMission => "Agree on a limited role that leaves their mission alone.",
        _ => "Agree on a counter-step, with a day and somebody who sees to it.",
    };

    private static bool Early(StepFacts f) => f.Stage is EngagementStage.Aware or EngagementStage.Talking;
    private static CoolingSign? Sign(StepFacts f, CoolingKey key) => f.Cooling.FirstOrDefault(s => s.Key == key);
    private static (string, string) Log(StepFacts f) => ("Log the talk", $"/partners/{f.Slug}?log=new");
    private static (string, string) Plan(StepFacts f, ApproachReason why) => f.PlanId is { } plan ? ("Open the plan", "/approaches/" + plan) : ("Plan the approach", $"/approaches/new?partner={f.PartnerId}&why={why}");
    private static string Opens(StepFacts f, string what, Guid? id = null) => $"/partners/{f.Slug}?open={what}{(id is null ? "" : ":" + id)}";
    private static string Leader(StepFacts f) => Named(f.Leader, "the leader");
    private static string Champion(StepFacts f) => Named(f.Champion, "the champion");
    private static string Inside(StepFacts f) => Named(f.Champion, Leader(f));
    private static int Age(StepFacts f, DateOnly day) => f.Today.DayNumber - day.DayNumber;
    private static string Day(StepFacts f, DateOnly day) => DayWords.Short(day, f.Today);
    private static string Named(string name, string otherwise) => name.Length > 0 ? name : otherwise;
    private static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}
