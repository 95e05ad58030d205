using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Core.Today;
using TaskForce.Web.Areas.Reviews;

namespace TaskForce.Web.Jobs;

/// <summary>
/// Shortly after a start reads what people open first, and draws the executive review once for nobody: the first question of each kind is translated
/// and its code made ready, which takes longer than all that follow. An executive who opens the review from a mail after a night's update does not wait for that.
/// Then it draws the review over and over with pauses: what has run often enough is compiled as it stays.
/// </summary>
public sealed partial class WarmUp(
    IServiceScopeFactory scopes, Charters charters, ExecutiveReviews reviews, PartnerLists lists, PartnerPages pages, PartnerTimelines timelines, TodayQueue queue,
    TimeProvider time, ILoggerFactory logs, ILogger<WarmUp> log) : BackgroundService
{
    // The first page after the start goes first.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3);

    // Code is compiled as it stays after thirty runs; the pauses leave the processor to whoever is there already.
    private const int Rounds = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(After, time, stoppingToken);
            if (await charters.ProfileAsync(stoppingToken) is not null)
                await ReadAsync(stoppingToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Nobody asked for this, and whoever asks next is told what is wrong.
            Failed(log, failure);
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var nobody = Actor.System("start");
        await DrawReviewAsync(nobody, ct);
        await queue.ReadAsync(nobody, ct);
        await lists.CountsAsync(nobody, ct);
        if ((await lists.PageAsync(nobody, new PartnerFilter(), ct: ct)).Rows is not [var first, ..])
            return;
        await pages.ReadAsync(nobody, first.Slug, ct);
        await timelines.ReadAsync(nobody, first.Id, ct: ct);
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(Pause, time, ct);
            await DrawReviewAsync(nobody, ct);
        }
    }

    private async Task DrawReviewAsync(Actor actor, CancellationToken ct)
    {
        var review = await reviews.ReadAsync(actor, reviews.Current, ct);
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<ReviewBody>(ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(ReviewBody.Review)] = review,
            [nameof(ReviewBody.RowsHref)] = (Func<FigureKind, string>)(kind => $"/review/{review.Half.Slug}/rows/{ReviewLook.Slug(kind)}"),
            [nameof(ReviewBody.Linked)] = true,
        }))).WriteHtmlTo(TextWriter.Null));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pages that are opened first could not be made ready.")]
    private static partial void Failed(ILogger log, Exception failure);
}
