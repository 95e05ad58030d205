using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;

namespace TaskForce.Web.Jobs;

/// <summary>Brings every partner's standing up to date at the change of day, and once after a start that came a day late: days since the last contact and ends of MOUs move without anybody doing anything.</summary>
public sealed partial class StandingJob(Standings standings, Mous mous, TaskForceClock clock, TimeProvider time, ILogger<StandingJob> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        DateOnly? done = null;
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            try
            {
                var today = clock.Today;
                if (done == today) continue;
                var partners = await standings.RebuildStaleAsync(stoppingToken);
                await mous.SettleNamesAsync(stoppingToken);
                done = today;
                Rebuilt(log, partners, today);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // The next look tries again; until then the figures are those of yesterday and say so by their day.
                Failed(log, problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The standing of {Partners} partners was brought up to {Today}.")]
    private static partial void Rebuilt(ILogger log, int partners, DateOnly today);

    [LoggerMessage(Level = LogLevel.Error, Message = "The standing of the partners could not be brought up to date.")]
    private static partial void Failed(ILogger log, Exception problem);
}
