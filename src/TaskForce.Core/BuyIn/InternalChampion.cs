namespace TaskForce.Core.BuyIn;

/// <summary>A champion as the rule takes it.</summary>
/// <param name="Name">The person.</param>
/// <param name="HasAuthority">May act for the organization in its own right.</param>
/// <param name="HasBacking">Has the leadership's backing to act.</param>
/// <param name="From">First day as champion.</param>
/// <param name="Until">Last day, itself included; none while it lasts.</param>
/// <param name="Link">Local address of the record.</param>
public sealed record ChampionFact(string Name, bool HasAuthority, bool HasBacking, DateOnly From, DateOnly? Until, string? Link);

/// <summary>Internal champion: does somebody inside carry the effort, with authority or with the leadership's backing, and for how long?
/// An effort without such a person stalls after its first phase (CompStat360 material on departmental buy-in).</summary>
public static class InternalChampion
{
    public const int ForChampion = 40;
    public const int ForAuthorityOrBacking = 40;
    public const int ForStaying = 20;
    public const int StayingMonths = 6;

    /// <summary>40 for a named champion, 40 more with authority or the leadership's backing, 20 more after six months in the part.
    /// With several the strongest counts. No data until a champion was ever recorded; 0 while the post stands empty after one has left.</summary>
    public static IndicatorValue Of(IReadOnlyCollection<ChampionFact> champions, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(champions);
        var known = champions.Where(champion => champion.From <= day).ToList();
        if (known.Count == 0) return IndicatorValue.NoData(IndicatorKeys.InternalChampion, BuyInSentences.NoChampionRecorded);

        var best = known.Where(champion => champion.Until is null || champion.Until >= day)
            .OrderByDescending(champion => Worth(champion, day)).ThenBy(champion => champion.From).FirstOrDefault();
        if (best is not null)
        {
            return new(IndicatorKeys.InternalChampion, Worth(best, day),
                [new(BuyInSentences.Champion(best), best.From, BuyInSentences.People, best.Link)]);
        }

        var last = known.MaxBy(champion => champion.Until)!;
        return new(IndicatorKeys.InternalChampion, 0, [new(BuyInSentences.ChampionGone(last.Name), last.Until, BuyInSentences.People, last.Link)]);
    }

    private static int Worth(ChampionFact champion, DateOnly day) =>
        ForChampion
        + (champion.HasAuthority || champion.HasBacking ? ForAuthorityOrBacking : 0)
        + (champion.From.AddMonths(StayingMonths) <= day ? ForStaying : 0);
}
