using TaskForce.Core.Data;

namespace TaskForce.Web.Jobs;

/// <summary>At the start and once an hour: what has aged out goes, and the database looks at how its tables are filled.</summary>
public sealed class Housekeeping(Drafts drafts, Statistics statistics, TimeProvider time, ILogger<Housekeeping> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                await statistics.GatherAsync(stoppingToken);
                var removed = await drafts.RemoveOldAsync(stoppingToken);
                if (removed > 0)
                    log.LogInformation("Removed {Count} drafts older than 30 days", removed);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The next hour tries again; nobody waits for this.
                log.LogError(failure, "Housekeeping failed");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
