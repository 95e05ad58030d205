using System.Diagnostics;

namespace TaskForce.Bench;

/// <summary>What one operation costs: processor time of the whole process, bytes allocated, bytes that would be sent.</summary>
internal readonly record struct Cost(double Milliseconds, double Kilobytes, double SentKilobytes);

/// <summary>Something that is measured: it does it once and gives the number of bytes that would be sent.</summary>
internal delegate Task<long> Operation(int run);

/// <summary>
/// Measures operations in turn. Times are processor time, not the clock's, which other work on the machine moves. What is compared is measured
/// in the same rounds, one after the other, so that whatever else happens on the machine happens to both.
/// </summary>
internal static class Measure
{
    private const int Rounds = 9;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(150), WarmUp = TimeSpan.FromMilliseconds(700);

    /// <summary>The median round of each operation; a round is at least 150 ms of processor time.</summary>
    public static async Task<Cost[]> InTurnAsync(params Operation[] operations)
    {
        var next = new int[operations.Length];
        for (var i = 0; i < operations.Length; i++)
            next[i] = await WarmAsync(operations[i]);
        var costs = operations.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < operations.Length; i++)
            {
                (var cost, next[i]) = await RoundAsync(operations[i], next[i]);
                costs[i].Add(cost);
            }
        }
        return [.. costs.Select(c => new Cost(Median(c.Select(x => x.Milliseconds)), Median(c.Select(x => x.Kilobytes)), Median(c.Select(x => x.SentKilobytes))))];
    }

    /// <summary>One run, by the clock and by the processor, in milliseconds.</summary>
    public static async Task<(double Clock, double Processor)> OnceAsync(Func<Task> operation)
    {
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await operation();
        return (clock.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    // Long enough for the code to be compiled as it will stay.
    private static async Task<int> WarmAsync(Operation operation)
    {
        var run = 0;
        for (var part = 0; part < 3; part++)
        {
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < 40 || (Environment.CpuUsage.TotalTime - before < WarmUp && i < 2000); i++)
                await operation(run++);
            await Task.Delay(250);
        }
        return run;
    }

    private static async Task<(Cost Cost, int Next)> RoundAsync(Operation operation, int run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var first = run;
        long sent = 0;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var before = Environment.CpuUsage.TotalTime;
        TimeSpan used;
        do
        {
            for (var i = 0; i < 5; i++)
                sent += await operation(run++);
            used = Environment.CpuUsage.TotalTime - before;
        }
        while (used < RoundTime);
        var runs = run - first;
        return (new(used.TotalMilliseconds / runs, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / runs, sent / 1024.0 / runs), run);
    }

    /// <summary>The middle of some figures.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
