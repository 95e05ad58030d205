namespace TaskForce.Core.BuyIn;

/// <summary>Which way a partner moves over a half-year.</summary>
public enum Direction
{
    Unknown,
    LosingGround,
    Steady,
    Gaining,
}

/// <summary>The change of a partner's buy-in between two halves.</summary>
/// <param name="Change">Points, signed; nothing when too little is known in both halves.</param>
/// <param name="Causes">The indicators that changed, with their own change in points, the one that moved the index most first.</param>
public sealed record Movement(int? Change, IReadOnlyList<MovementCause> Causes)
{
    /// <summary>A change of this many points or fewer reads "steady".</summary>
    public const int SteadyWithin = 1;

    /// <summary>An indicator that fell by this many points or more is marked in the review.</summary>
    public const int MarkedFall = 10;

    public static Movement Unknown { get; } = new(null, []);

    public Direction Direction => Of(Change);

    public static Direction Of(int? change) => change switch
    {
        null => Direction.Unknown,
        > SteadyWithin => Direction.Gaining,
        < -SteadyWithin => Direction.LosingGround,
        _ => Direction.Steady,
    };

    /// <summary>Compares two sets of indicators. Only indicators with data in both count, so that learning something new about a partner
    /// never reads as a change in it; when those carry less than the minimum confidence nothing is said.</summary>
    public static Movement Between(IEnumerable<WeighedValue> before, IEnumerable<WeighedValue> now, int minimumConfidence)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        List<(MovementCause Cause, int Pull)> causes = [];
        if (Compare(before, now, minimumConfidence, causes) is not { } change) return Unknown;
        var sorted = causes.OrderByDescending(entry => Math.Abs(entry.Pull)).ThenBy(entry => entry.Cause.Key, StringComparer.Ordinal);
        return new(change, [.. sorted.Select(entry => entry.Cause)]);
    }

    /// <summary>The change alone, where nobody asks what caused it.</summary>
    public static int? ChangeBetween(IReadOnlyList<WeighedValue> before, IReadOnlyList<WeighedValue> now, int minimumConfidence) => Compare(before, now, minimumConfidence, null);

    private static int? Compare(IEnumerable<WeighedValue> before, IEnumerable<WeighedValue> now, int minimumConfidence, List<(MovementCause Cause, int Pull)>? causes)
    {
        var earlier = before as IReadOnlyList<WeighedValue> ?? [.. before];
        int at = 0, all = 0, shared = 0, sumNow = 0, sumBefore = 0;
        foreach (var value in now)
        {
            all += value.Weight;
            if (value.Value is not { } current || Past(earlier, value.Key, ref at) is not { } past) continue;
            shared += value.Weight;
            sumNow += value.Weight * current;
            sumBefore += value.Weight * past;
            if (current != past) causes?.Add((new(value.Key, current - past), value.Weight * (current - past)));
        }

        return BuyInIndex.IsEnough(shared, all, minimumConfidence) ? BuyInIndex.Rounded(sumNow - sumBefore, shared) : null;
    }

    // Both stand in the order of the task force's indicators, so the next one is nearly always meant.
    private static int? Past(IReadOnlyList<WeighedValue> earlier, string key, ref int at)
    {
        for (var passed = 0; passed < earlier.Count; passed++)
        {
            var i = (at + passed) % earlier.Count;
            if (!string.Equals(earlier[i].Key, key, StringComparison.Ordinal)) continue;
            at = i + 1;
            return earlier[i].Value;
        }

        return null;
    }
}

/// <summary>One indicator's part in a movement.</summary>
/// <param name="Key">One of <see cref="IndicatorKeys"/>.</param>
/// <param name="Change">Its own change in points, signed, not 0.</param>
public sealed record MovementCause(string Key, int Change);
