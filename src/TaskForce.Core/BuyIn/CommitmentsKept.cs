using TaskForce.Core.Agreements;

namespace TaskForce.Core.BuyIn;

/// <summary>An MOU to which the partner is a party, as the rule takes it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Versions">The terms of its versions that name the partner, oldest first.</param>
/// <param name="Link">Local address of the record.</param>
public sealed record MouFact(string Title, IReadOnlyList<MouTerms> Versions, string? Link);

/// <summary>Commitments kept, in its first form: is there an MOU in force?</summary>
public static class CommitmentsKept
{
    public const int InForce = 100;
    public const int ReviewOverdue = 75;

    /// <summary>100 with an MOU in force, 75 while its review is due, 0 when the last one lapsed or was withdrawn. No data when the partner
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

    private static int? Worth(MouFact mou, DateOnly day, int noticeDays) => MouState.On(mou.Versions, day, noticeDays).Kind switch
    {
        MouStateKind.InForce or MouStateKind.Ending => InForce,
        MouStateKind.ReviewDue => ReviewOverdue,
        // A lapse only counts against a partner that had promised: a text whose term ran out unsigned bound nobody.
        _ when mou.Versions.Any(version => version.HasTakenEffectBy(day)) => 0,
        _ => null,
    };
}
