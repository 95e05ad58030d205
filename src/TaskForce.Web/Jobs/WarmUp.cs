using System.Security.Claims;
using TaskForce.Core.Access;
using TaskForce.Core.Charter;
using TaskForce.Core.Partners;
using TaskForce.Core.Reviews;
using TaskForce.Core.Today;
using TaskForce.Web.Account;

namespace TaskForce.Web.Jobs;

/// <summary>
/// Shortly after a start reads what people open first, and sends the page of the executive review to nobody: the first question of each kind is translated
/// and its code made ready, which takes longer than all that follow. An executive who opens the review from a mail after a night's update does not wait for that.
/// Then it sends the page over and over with pauses: what has run often enough is compiled as it stays.
/// </summary>
public sealed partial class WarmUp(
    IServiceScopeFactory scopes, Pipeline pipeline, Sessions sessions, Accounts accounts, Actors actors, Charters charters, ExecutiveReviews reviews, PartnerLists lists, PartnerPages pages, PartnerTimelines timelines, TodayQueue queue,
    TimeProvider time, ILogger<WarmUp> log) : BackgroundService
{
    // The first page after the start goes first.
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3);

    // Code is compiled as it stays after thirty runs, and where it is watched for what it does most, after thirty more; the pauses leave the
    // processor to whoever is there already.
    private const int Rounds = 80;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly Actor Nobody = Actor.System("start");

    // Nobody either, with what an executive may: who else opens the review reads the drawer's figures of Today as well, which would be read each time.
    private static readonly Actor NoExecutive = new() { AccountId = Guid.Empty, Name = "start", Role = Role.Executive };

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
        // The door: whether the session holds, and who comes.
        await sessions.CheckAsync(Guid.Empty, use: false, ct);
        if (await accounts.ListAsync(Nobody, ct) is [var somebody, ..])
            await actors.ForAccountAsync(somebody.Id, ct);
        await SendReviewAsync(Stream.Null, ct);
        await queue.ReadAsync(Nobody, ct);
        await lists.CountsAsync(Nobody, ct);
        if ((await lists.PageAsync(Nobody, new PartnerFilter(), ct: ct)).Rows is not [var first, ..])
            return;
        await pages.ReadAsync(Nobody, first.Slug, ct);
        await timelines.ReadAsync(Nobody, first.Id, ct: ct);
        for (var round = 0; round < Rounds; round++)
        {
            await Task.Delay(Pause, time, ct);
            await SendReviewAsync(Stream.Null, ct);
        }
    }

    /// <summary>Sends the whole page of the review, by the way that every request takes, to an executive who is signed in and whom there is not.</summary>
    public async Task SendReviewAsync(Stream to, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = ct };
        http.User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, NoExecutive.AccountId.ToString()!)], nameof(WarmUp)));
        (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.Path) = (HttpMethods.Get, Uri.UriSchemeHttps, new("localhost"), "/review/" + reviews.Current.Slug);
        http.Response.Body = to;
        http.Is(NoExecutive);
        await pipeline.SendAsync(http);
        if (http.Response.StatusCode != StatusCodes.Status200OK)
            throw new InvalidOperationException($"The review was answered with {http.Response.StatusCode}.");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pages that are opened first could not be made ready.")]
    private static partial void Failed(ILogger log, Exception failure);
}
