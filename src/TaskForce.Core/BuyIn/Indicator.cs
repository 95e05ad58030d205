using TaskForce.Core.Data;

namespace TaskForce.Core.BuyIn;

/// <summary>One of the indicators of buy-in, as a row: its weight and rule can change with a date behind them.</summary>
public sealed class Indicator : Record
{
    /// <summary>The stable key, for one "leadership-backing".</summary>
    public required string Key { get; set; }
    public required string Name { get; set; }

    /// <summary>Its share in the index; the weights of all add up to 100.</summary>
    public int Weight { get; set; }

    /// <summary>Which version of its written rule computes it.</summary>
    public int RuleVersion { get; set; } = 1;
    public int Order { get; set; }
}

/// <summary>A partner's index in one half, worked out from shared records. Kept for trends and the review; rebuilt when a record of that half changes.</summary>
public sealed class PartnerHalf
{
    public Guid PartnerId { get; init; }

    /// <summary><see cref="Calendar.HalfYear.Key"/>: 20262 for H2 2026.</summary>
    public int Half { get; init; }
    public int? Index { get; set; }
    public int Confidence { get; set; }
    public int? Change { get; set; }

    /// <summary>Indicator key to value 0–100 (null: no data), as a JSON object.</summary>
    public string Values { get; set; } = "{}";
}
