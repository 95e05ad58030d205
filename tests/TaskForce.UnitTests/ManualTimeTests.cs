using TaskForce.Tests;

namespace TaskForce.UnitTests;

public class ManualTimeTests
{
    [Fact]
    public void The_clock_stands_still_until_it_is_moved()
    {
        var time = new ManualTime();
        var before = time.GetUtcNow();
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(before + TimeSpan.FromMinutes(5), time.GetUtcNow());
    }

    [Fact]
    public void A_timer_fires_once_for_each_period_that_is_passed_over()
    {
        var time = new ManualTime();
        var fired = new List<DateTime>();
        using var timer = time.CreateTimer(_ => fired.Add(time.Now), null, TimeSpan.FromHours(1), TimeSpan.FromHours(2));
        var start = time.Now;
        time.Advance(TimeSpan.FromHours(5.5));

        Assert.Equal([start.AddHours(1), start.AddHours(3), start.AddHours(5)], fired);
    }
}
