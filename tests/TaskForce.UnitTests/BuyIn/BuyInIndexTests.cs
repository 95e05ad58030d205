using FsCheck;
using FsCheck.Fluent;
using TaskForce.Core.BuyIn;

namespace TaskForce.UnitTests.BuyIn;

public class BuyInIndexTests
{
    private static readonly int[] Weights = [15, 15, 10, 10, 10, 15, 10, 5, 10];

    private static WeighedValue[] Values(params int?[] values) => [.. values.Select((value, i) => new WeighedValue($"i{i}", Weights[i], value))];

    private static BuyInIndex Index(IEnumerable<WeighedValue> values) => BuyInIndex.Of(values, 50);

    private static Movement Between(IEnumerable<WeighedValue> before, IEnumerable<WeighedValue> now) => Movement.Between(before, now, 50);

    private static Arbitrary<WeighedValue[]> Nine =>
        (from known in Gen.ArrayOf(Gen.Elements(true, true, false), Weights.Length)
         from figures in Gen.ArrayOf(Gen.Choose(0, 100), Weights.Length)
         select Values([.. known.Zip(figures, (has, figure) => has ? figure : (int?)null)])).ToArbitrary();

    [Fact]
    public void The_shipped_weights_make_100_and_are_the_nine_agreed()
    {
        Assert.Equal(Weights, IndicatorDefinition.Shipped.Select(indicator => indicator.Weight));
        Assert.Equal(100, IndicatorDefinition.Shipped.Sum(indicator => indicator.Weight));
        Assert.Equal(9, IndicatorDefinition.Shipped.Select(indicator => indicator.Key).Distinct().Count());
    }

    [Fact]
    public void The_index_is_the_weighted_mean_of_what_is_known()
    {
        // 15·60 + 15·0 + 10·50 + 10·58 + 15·100 = 3480, over 65.
        var index = Index(Values(60, 0, 50, null, 58, 100, null, null, null));
        Assert.Equal(new BuyInIndex(54, 65), index);
    }

    [Theory]
    [InlineData(10, 100, 50, 10)] // weights 50 of 100 known
    [InlineData(10, 101, 49, null)]
    [InlineData(10, 99, 50, 10)]
    public void Below_a_confidence_of_50_there_is_no_index(int value, int all, int confidence, int? expected) =>
        Assert.Equal(new BuyInIndex(expected, confidence), Index([new("known", 50, value), new("unknown", all - 50, null)]));

    [Theory]
    [InlineData(25, 80)]
    [InlineData(26, null)]
    public void How_much_must_be_known_is_the_charters(int minimumConfidence, int? expected) =>
        Assert.Equal(expected, BuyInIndex.Of([new("known", 25, 80), new("unknown", 75, null)], minimumConfidence).Value);

    [Fact]
    public void With_nothing_known_there_is_no_index_and_no_division_by_zero()
    {
        Assert.Equal(new BuyInIndex(null, 0), Index([]));
        Assert.Equal(new BuyInIndex(null, 0), Index(Values(new int?[9])));
        Assert.Equal(new BuyInIndex(null, 0), Index([new("weightless", 0, 80)]));
    }

    [Fact]
    public void A_value_outside_0_to_100_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Index([new("i", 10, 101)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Index([new("i", 10, -1)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Index([new("i", -1, 1)]));
    }

    [Fact]
    public void The_index_lies_between_the_lowest_and_the_highest_indicator() => Prop.ForAll(Nine, values =>
        Index(values).Value is not { } index
        || (index >= values.Min(value => value.Value) && index <= values.Max(value => value.Value))).QuickCheckThrowOnFailure();

    [Fact]
    public void Raising_one_indicator_never_lowers_the_index() => Prop.ForAll(Nine, Gen.Choose(0, 8).ToArbitrary(), (values, at) =>
    {
        if (values[at].Value is not { } old) return true;
        WeighedValue[] raised = [.. values];
        raised[at] = values[at] with { Value = Math.Min(100, old + 25) };
        return Index(values).Value is null || Index(raised).Value >= Index(values).Value;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Confidence_is_the_weight_with_data_and_decides_whether_there_is_an_index() => Prop.ForAll(Nine, values =>
    {
        var index = Index(values);
        return index.Confidence == values.Where(value => value.Value is not null).Sum(value => value.Weight)
            && index.Value is not null == index.Confidence >= 50;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_indicators_does_not_matter() => Prop.ForAll(Nine, values =>
        Index(values) == Index(values.Reverse())).QuickCheckThrowOnFailure();

    [Fact]
    public void Movement_compares_only_indicators_with_data_in_both_halves()
    {
        var before = Values(80, 80, 50, null, 75, null, 100, null, null);
        var now = Values(60, 0, 50, 100, null, 100, 100, null, null);
        // 15·(−20) + 15·(−80) + 0 + 0 = −1500, over 15+15+10+10 = 50.
        var movement = Between(before, now);
        Assert.Equal(-30, movement.Change);
        Assert.Equal(Direction.LosingGround, movement.Direction);
        Assert.Equal([new("i1", -80), new("i0", -20)], movement.Causes);
    }

    [Fact]
    public void Learning_something_new_about_a_partner_is_not_a_movement() =>
        Assert.Equal(0, Between(Values(60, 60, 60, null, null, 60, null, null, null), Values(60, 60, 60, null, null, 60, 0, 0, 0)).Change);

    [Fact]
    public void With_less_than_half_of_the_weight_in_common_nothing_is_said() =>
        Assert.Same(Movement.Unknown, Between(Values(60, 60, 60, null, null, null, null, null, null), Values(0, 0, 0, 0, 0, 0, 0, 0, 0)));

    [Theory]
    [InlineData(null, Direction.Unknown)]
    [InlineData(-14, Direction.LosingGround)]
    [InlineData(-2, Direction.LosingGround)]
    [InlineData(-1, Direction.Steady)]
    [InlineData(0, Direction.Steady)]
    [InlineData(1, Direction.Steady)]
    [InlineData(2, Direction.Gaining)]
    public void A_change_of_1_or_less_is_steady(int? change, Direction expected) => Assert.Equal(expected, Movement.Of(change));

    [Fact]
    public void Going_back_undoes_a_movement() => Prop.ForAll(Nine, Nine, (before, now) =>
        Between(before, now).Change == -Between(now, before).Change).QuickCheckThrowOnFailure();

    [Fact]
    public void Where_both_halves_know_the_same_the_change_is_the_difference_of_the_two() => Prop.ForAll(Nine, Nine, (before, now) =>
    {
        // The same indicators known: take the second set's gaps for both. Each figure is rounded once, so they may differ by one.
        WeighedValue[] masked = [.. before.Zip(now, (past, current) => past with { Value = current.Value is null ? null : past.Value ?? 0 })];
        var difference = Index(now).Value - Index(masked).Value;
        var change = Between(masked, now).Change;
        return (difference is null && change is null) || Math.Abs(difference!.Value - change!.Value) <= 1;
    }).QuickCheckThrowOnFailure();
}
