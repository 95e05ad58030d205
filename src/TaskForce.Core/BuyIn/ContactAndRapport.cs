namespace TaskForce.Core.BuyIn;

/// <summary>Contact and rapport: how long ago did both sides last talk, against the interval agreed for the partner's tier? Reads only the
/// shared days of two-way contact, never what was said.</summary>
public static class ContactAndRapport
{
    public const int AtLongest = 50;

    /// <summary>100 up to the ideal interval, falling evenly to 50 at the longest, and on to 0 at twice the longest. No data until the first
    /// two-way contact.</summary>
    /// <param name="lastTwoWay">Day of the last two-way contact on or before <paramref name="day"/>.</param>
    /// <param name="interval">The interval of the partner's tier.</param>
    /// <param name="day">The day for which to compute.</param>
    /// <param name="link">Local address of the partner's contacts.</param>
    /// <exception cref="ArgumentOutOfRangeException">The intervals are not 0 &lt; ideal ≤ longest.</exception>
    public static IndicatorValue Of(DateOnly? lastTwoWay, CheckInInterval interval, DateOnly day, string? link = null)
    {
        var (idealDays, longestDays) = interval;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(idealDays, nameof(interval));
        ArgumentOutOfRangeException.ThrowIfLessThan(longestDays, idealDays, nameof(interval));
        if (lastTwoWay is not { } last || last > day)
            return IndicatorValue.NoData(IndicatorKeys.ContactAndRapport, BuyInSentences.NoContact);
        var gone = day.DayNumber - last.DayNumber;
        var value = gone <= idealDays ? 100
            : gone <= longestDays ? 100 - BuyInIndex.Rounded((100 - AtLongest) * (gone - idealDays), longestDays - idealDays)
            : Math.Max(0, AtLongest - BuyInIndex.Rounded(AtLongest * (gone - longestDays), longestDays));
        return new(IndicatorKeys.ContactAndRapport, value, [new(BuyInSentences.LastTalked(gone, idealDays), last, BuyInSentences.Contacts, link)]);
    }
}
