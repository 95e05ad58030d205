using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;

namespace TaskForce.Core.BuyIn;

/// <summary>An MOU to which the partner is a party, as the rule takes it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Versions">The terms of its versions that name the partner, oldest first.</param>
/// <param name="Link">Local address of the record.</param>
public sealed record MouFact(string Title, IReadOnlyList<MouTerms> Versions, string? Link);

/// <summary>A promise of the partner, as the rule takes it.</summary>
/// <param name="Title">What was promised.</param>
/// <param name="Bound">The days on which it binds.</param>
/// <param name="Marks">Its settled marks with the name of their period, oldest first.</param>
public sealed record PromiseFact(string Title, IReadOnlyList<Term> Bound, IReadOnlyList<(string Period, CommitmentMark Mark)> Marks);

/// <summary>Commitments kept. Version 1 of the rule asked only whether there is an MOU in force; version 2 asks what was kept of what was promised.</summary>
public static class CommitmentsKept
{
    public const int InForce = 100;
    public const int ReviewOverdue = 75;

    /// <summary>How far back the second version looks, in months.</summary>
    public const int Months = 12;

    // Every figure stands beside what was seen; more than this nobody reads.
    private const int MissedShown = 2;

    /// <summary>Version 1. 100 with an MOU in force, 75 while its review is due, 0 when the last one lapsed or was withdrawn. No data when the partner
    /// never had one in force: nobody has promised anything yet, so there is nothing to keep.</summary>
    public static IndicatorValue Of(IReadOnlyCollection<MouFact> mous, DateOnly day, int noticeDays)
    {
        ArgumentNullException.ThrowIfNull(mous);
        var best = mous.Select(mou => (Mou: mou, State: MouState.On(mou.Versions, day, noticeDays), Worth: Worth(mou, day, noticeDays)))
            .Where(entry => entry.Worth is not null).OrderByDescending(entry => entry.Worth).FirstOrDefault();
        return best.Worth is { } worth
            ? new(IndicatorKeys.CommitmentsKept, worth, [new(BuyInSentences.Mou(best.Mou.Title, best.State), null, BuyInSentences.MouRecord, best.Mou.Link)])
            : IndicatorValue.NoData(IndicatorKeys.CommitmentsKept, mous.Count == 0 ? BuyInSentences.NoMou : BuyInSentences.NoMouInForceYet);
    }

    /// <summary>Version 2. Of the marks that fell due in the last 12 months and count, the share that was kept, by the executive or a deputy. Where an MOU
    /// without a promise is in force, and where none is, version 1 speaks. Promises of which none counts yet are no data.</summary>
    /// <param name="promises">The partner's promises with their marks.</param>
    /// <param name="mous">Its MOUs.</param>
    /// <param name="day">The day: marks that fell due later are not seen.</param>
    /// <param name="noticeDays">For version 1.</param>
    /// <param name="link">Local address of the partner's page of promises.</param>
    public static IndicatorValue Of(IReadOnlyCollection<PromiseFact> promises, IReadOnlyCollection<MouFact> mous, DateOnly day, int noticeDays, string? link)
    {
        ArgumentNullException.ThrowIfNull(promises);
        var first = Of(mous, day, noticeDays);
        var since = day.AddMonths(-Months);
        var binding = promises.Where(promise => promise.Bound.Any(term => term.From <= day && !(term.To <= since))).ToList();
        // A lapse stays a lapse, whatever was kept before it.
        if (first.Value is null or 0 || binding.Count == 0) return first;
        var counted = binding.SelectMany(promise => promise.Marks.Select(mark => (promise.Title, mark.Period, mark.Mark)))
            .Where(mark => mark.Mark.Counts && mark.Mark.Due.On > since && mark.Mark.Due.On <= day).OrderByDescending(mark => mark.Mark.Due.On).ToList();
        if (counted.Count == 0) return IndicatorValue.NoData(IndicatorKeys.CommitmentsKept, BuyInSentences.NothingCameDue);
        var kept = counted.Count(mark => mark.Mark.IsKept);
        return new(IndicatorKeys.CommitmentsKept, BuyInIndex.Rounded(100 * kept, counted.Count),
        [
            new(BuyInSentences.PromisesKept(kept, counted.Count), null, BuyInSentences.Promises, link),
            .. counted.Where(mark => !mark.Mark.IsKept).Take(MissedShown).Select(mark => new Evidence(BuyInSentences.PromiseMissed(mark.Title, mark.Period, mark.Mark.Reason))),
        ]);
    }

    private static int? Worth(MouFact mou, DateOnly day, int noticeDays) => MouState.On(mou.Versions, day, noticeDays).Kind switch
    {
        MouStateKind.InForce or MouStateKind.Ending => InForce,
        MouStateKind.ReviewDue => ReviewOverdue,
        // A lapse only counts against a partner that had promised: a text whose term ran out unsigned bound nobody.
        _ when mou.Versions.Any(version => version.HasTakenEffectBy(day)) => 0,
        _ => null,
    };
}
