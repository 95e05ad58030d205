namespace TaskForce.Core.BuyIn;

/// <summary>What was seen, in one line, with the record behind it.</summary>
/// <param name="Text">One sentence without a full stop.</param>
/// <param name="Day">When; nothing when the line is about something absent.</param>
/// <param name="LinkText">What the link to the record reads.</param>
/// <param name="Link">Local address of the record, or nothing when there is none to open.</param>
public sealed record Evidence(string Text, DateOnly? Day = null, string? LinkText = null, string? Link = null);

/// <summary>One indicator of one partner on one day.</summary>
/// <param name="Key">One of <see cref="IndicatorKeys"/>.</param>
/// <param name="Value">0 to 100, or nothing when no record speaks to it ("no data yet"), which is not the same as 0.</param>
/// <param name="Evidence">The lines it rests on, the most telling first.</param>
public sealed record IndicatorValue(string Key, int? Value, IReadOnlyList<Evidence> Evidence)
{
    public static IndicatorValue NoData(string key, string because) => new(key, null, [new(because)]);
}
