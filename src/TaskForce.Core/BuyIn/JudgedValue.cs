using TaskForce.Core.Data;

namespace TaskForce.Core.BuyIn;

/// <summary>What a named person thinks an indicator would be that no record speaks to. Candid: it stands beside the indicator, never enters the
/// index, and is gone after a half-year.</summary>
public sealed class JudgedValue : Record, ICandid
{
    public Guid PartnerId { get; set; }

    /// <summary>One of <see cref="IndicatorKeys"/>.</summary>
    public required string Key { get; init; }

    /// <summary>0 to 100.</summary>
    public int Value { get; set; }
    public required string Reason { get; set; }
    public required string ByName { get; set; }
    public DateOnly JudgedOn { get; set; }
    public override Guid? OwnerId => PartnerId;
    Guid? ICandid.AboutPartnerId => PartnerId;

    /// <summary>The last day on which it is shown: half a year after it was given.</summary>
    public DateOnly Until => JudgedOn.AddMonths(6).AddDays(-1);
}
