namespace TaskForce.Core.BuyIn;

/// <summary>Hours of staff time that a partner said it gave in a period, beside what it promised for it.</summary>
/// <param name="PromiseId">The promise that asks for them.</param>
/// <param name="Period">What the period is called: "Q3 2026".</param>
public sealed record HoursFact(Guid PromiseId, string Period, DateOnly To, DateOnly Received, int Given, int Promised, string? Link);

/// <summary>Staff time: of the hours that were promised, how many did the partner give, as its returns say?</summary>
public static class StaffTime
{
    public const int Periods = 2;
    public const int Months = 12;

    /// <summary>The hours given over the hours promised in the last two periods for which a return came, of those that ended in the last 12 months; at
    /// most 100. No data without a return, or where no number of hours was promised: a return that is missing is a matter of commitments kept.</summary>
    public static IndicatorValue Of(IReadOnlyCollection<HoursFact> hours, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(hours);
        var counted = hours.Where(h => h.Promised > 0 && h.Received <= day && h.To <= day && h.To > day.AddMonths(-Months))
            .GroupBy(h => h.To).OrderByDescending(period => period.Key).Take(Periods).SelectMany(period => period).ToList();
        if (counted.Count == 0) return IndicatorValue.NoData(IndicatorKeys.StaffTime, BuyInSentences.NoHours);
        var (given, promised) = (counted.Sum(h => h.Given), counted.Sum(h => h.Promised));
        return new(IndicatorKeys.StaffTime, Math.Min(100, BuyInIndex.Rounded(100 * given, promised)),
            [new(BuyInSentences.Hours(given, promised, counted), counted[0].Received, BuyInSentences.Return, counted[0].Link)]);
    }
}
