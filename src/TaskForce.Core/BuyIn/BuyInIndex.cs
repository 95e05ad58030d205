namespace TaskForce.Core.BuyIn;

/// <summary>An indicator's figure with its weight, as the index takes it.</summary>
public readonly record struct WeighedValue(string Key, int Weight, int? Value);

/// <summary>The buy-in index of one partner on one day.</summary>
/// <param name="Value">0 to 100, the weighted mean of the indicators with data; nothing when too little is known.</param>
/// <param name="Confidence">0 to 100: the share of the weight that has data.</param>
public readonly record struct BuyInIndex(int? Value, int Confidence)
{
    /// <summary>Partners at or above this index count as committed or leading in the executive review.</summary>
    public const int StrongFrom = 60;

    /// <summary>Computes the index. Weights are any positive whole numbers; indicators without data are left out, never counted as 0.</summary>
    /// <param name="values">The indicators.</param>
    /// <param name="minimumConfidence">Percent of the weight that must have data for there to be an index (the charter's, 50 as shipped).</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside 0–100 or a weight is negative.</exception>
    public static BuyInIndex Of(IEnumerable<WeighedValue> values, int minimumConfidence)
    {
        ArgumentNullException.ThrowIfNull(values);
        int all = 0, known = 0, sum = 0;
        foreach (var value in values)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value.Weight, nameof(values));
            all += value.Weight;
            if (value.Value is not { } figure) continue;
            ArgumentOutOfRangeException.ThrowIfNegative(figure, nameof(values));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(figure, 100, nameof(values));
            known += value.Weight;
            sum += value.Weight * figure;
        }

        return new(IsEnough(known, all, minimumConfidence) ? Rounded(sum, known) : null, Percent(known, all));
    }

    // Compared before rounding: 49.6% known is not half.
    internal static bool IsEnough(int known, int all, int minimumConfidence) => known > 0 && known * 100 >= all * minimumConfidence;

    internal static int Rounded(int sum, int weight) => (int)Math.Round((double)sum / weight, MidpointRounding.AwayFromZero);

    // Rounded down, so that a confidence of 50 shown is a confidence of 50 had.
    private static int Percent(int part, int whole) => whole == 0 ? 0 : part * 100 / whole;
}
