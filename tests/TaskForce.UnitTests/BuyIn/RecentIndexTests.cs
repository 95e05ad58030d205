using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;

namespace TaskForce.UnitTests.BuyIn;

public sealed class RecentIndexTests
{
    private static readonly HalfYear Newest = new(2026, 2);

    [Fact]
    public void What_is_written_is_read_back_with_its_gaps()
    {
        int?[] figures = [null, 0, 7, null, 100, 61];
        var text = RecentIndex.Write(Newest, figures);
        Assert.Equal("20262:,0,7,,100,61", text);
        Assert.Equal(figures, RecentIndex.Read(text, Newest));
    }

    [Theory]
    [InlineData(2027, 1, new[] { 2, 3, 4, 5, 6, -1 })]
    [InlineData(2027, 2, new[] { 3, 4, 5, 6, -1, -1 })]
    [InlineData(2029, 2, new[] { -1, -1, -1, -1, -1, -1 })]
    [InlineData(2026, 1, new[] { -1, 1, 2, 3, 4, 5 })]
    public void What_was_written_in_another_half_stands_in_its_own_place(int year, int number, int[] places)
    {
        var text = RecentIndex.Write(Newest, [1, 2, 3, 4, 5, 6]);
        Assert.Equal(places.Select(p => p < 0 ? (int?)null : p), RecentIndex.Read(text, new(year, number)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Nothing_written_is_six_gaps(string? text) => Assert.Equal(new int?[6], RecentIndex.Read(text, Newest));
}
