using System.Diagnostics;

namespace TaskForce.Bench;

/// <summary>What one operation costs: processor time of the whole process, bytes allocated, bytes that would be sent.</summary>
internal readonly record struct Cost(double Milliseconds, double Kilobytes, double SentKilobytes);

/// <summary>Measures operations one after the other. Times are processor time, which other work on the machine hardly touches; not the clock's.</summary>
internal static class Measure
{
    /// <summary>The mean of many runs after a warm-up.</summary>
    /// <param name="operation">Does it once; gives the number of bytes that would be sent.</param>
    /// <param name="atLeast">For how much processor time to go on, so that the system's clock of 10 ms is fine enough.</param>
    public static async Task<Cost> MeanAsync(Func<int, Task<long>> operation, double atLeast = 1500)
    {
        for (var i = 0; i < 30; i++)
            await operation(i);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        long sent = 0;
        var runs = 0;
        TimeSpan used;
        do
        {
            for (var i = 0; i < 10; i++)
                sent += await operation(runs++);
            process.Refresh();
            used = process.TotalProcessorTime - before;
        }
        while (used.TotalMilliseconds < atLeast && runs < 5000);
        return new(used.TotalMilliseconds / runs, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / runs, sent / 1024.0 / runs);
    }

    /// <summary>One run, by the clock and by the processor, in milliseconds.</summary>
    public static async Task<(double Clock, double Processor)> OnceAsync(Func<Task> operation)
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await operation();
        var elapsed = clock.Elapsed.TotalMilliseconds;
        process.Refresh();
        return (elapsed, (process.TotalProcessorTime - before).TotalMilliseconds);
    }
}
