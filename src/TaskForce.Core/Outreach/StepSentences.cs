using TaskForce.Core.Calendar;

namespace TaskForce.Core.Outreach;

/// <summary>Next best steps in words.</summary>
public static class StepSentences
{
    /// <summary>The step by its kind: "Name a champion".</summary>
    public static string Of(BestStep step) => step switch
    {
        BestStep.MeetNewLeader => "Meet the new leader",
        BestStep.NameChampion => "Ask for a champion",
        BestStep.BackChampion => "Have the champion backed",
        BestStep.AnswerBarrier => "Answer a barrier",
        BestStep.SeeToCounterStep => "See to a counter-step",
        BestStep.Talk => "Talk",
        BestStep.AnswerChampion => "Answer the champion",
        BestStep.RenewMou => "Renew the MOU",
        BestStep.AskAboutPromise => "Ask about a promise",
        BestStep.AskWhyLosingGround => "Ask what has changed",
        BestStep.WidenTies => "Know a second person",
        BestStep.BriefLeader => "Brief the leader",
        BestStep.OfferRole => "Offer a role",
        BestStep.AskForSponsor => "Ask for a sponsor",
        BestStep.ProposeMou => "Propose an MOU",
        BestStep.AskForStatement => "Ask for a word",
        _ => "Thank them",
    };

    /// <summary>What was tried, and the index of the half in which it was and of the half after. Beside each other, never one because of the other.</summary>
    public static string Tried(TriedLine tried, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(tried);
        var half = HalfYear.Containing(tried.On);
        var day = tried.IndexThen is { } then ? $"buy-in stood at {then} that day" : "there was no index that day";
        return $"{Of(tried.Step)}: tried {DayWords.Short(tried.On, today)} by {tried.ByName}; {day}. {half}, in which it was tried, {Stood(half, tried.InHalf, today)}; "
            + (half.Next.Start > today ? "the half after has not begun." : $"{half.Next}, the half after, {Stood(half.Next, tried.HalfAfter, today)}.");
    }

    private static string Stood(HalfYear half, int? index, DateOnly today) => (half.End < today, index) switch
    {
        (true, { } at) => $"ended at {at}",
        (true, null) => "ended without an index",
        (false, { } at) => $"stands at {at} so far",
        _ => "has no index so far",
    };

    /// <summary>What endangers the tie, each in a sentence; none where nothing does.</summary>
    public static IReadOnlyList<string> Flags(StepFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        List<string> flags = [];
        if (facts.IsStalled)
            flags.Add(!facts.HasSponsor ? "Stalled: no champion carries the work and no leader commits the agency."
                : $"Stalled: no champion carries the work, and it stands at “{Partners.PartnerWords.Of(facts.Stage ?? default)}” since {DayWords.Short(facts.StageSince!.Value, facts.Today)}.");
        if (facts.IsTiedByOne)
            flags.Add(facts.PeopleKnown == 1 ? "Tied by one person: if they leave, the tie is gone." : "Nobody there took part in a contact of the last year or holds a seat.");
        return flags;
    }

    /// <summary>The opening sentence of the list.</summary>
    public static string Lead(IReadOnlyCollection<NextStepRow> rows)
    {
        if (rows.Count == 0)
            return "There is no partner yet for whom a step could be suggested.";
        var open = rows.Count(r => r.Next is { Step: not BestStep.Recognize });
        return open == 0 ? "Nothing is missing that the records can see. Thank those who give."
            : open == 1 ? "For one partner the records suggest a step; the others want a word of thanks."
            : $"For {DayWords.Number(open)} of {DayWords.Number(rows.Count)} partners the records suggest a step.";
    }
}
