using System.Security.Claims;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Tests;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests;

/// <summary>How what happens on a live page is noted as use of the session.</summary>
public sealed class SessionUseTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(nameof(Page.BeginInvokeDotNetFromJS))]
    [InlineData(nameof(Page.OnLocationChanged))]
    public async Task What_a_person_does_is_heard_at_once_while_the_database_is_busy_and_noted_when_it_is_free(string message)
    {
        var page = await OpenAsync();
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await using (var db = await app.Databases.OpenAsync(Actor.System("test")))
        await using (await db.Database.BeginTransactionAsync())
        {
            await db.Sessions.ExecuteUpdateAsync(s => s.SetProperty(x => x.Browser, "busy"));
            var heard = new TaskCompletionSource();
            _ = Task.Run(() => SayAsync(page, message, heard));
            // An answer that waited for the database would come after thirty seconds, with a failure.
            await heard.Task.WaitAsync(TimeSpan.FromSeconds(15));
            Assert.True(await SeenAsync(page.Session) < app.Time.Now.AddMinutes(-1));
        }

        await NotedAsync(page);
    }

    [Fact]
    public async Task It_is_noted_once_a_minute_and_what_the_script_answers_by_itself_is_not()
    {
        var page = await OpenAsync();
        await SayAsync(page, nameof(Page.OnRenderCompleted), new());
        Assert.Empty(page.Items);

        await SayAsync(page, nameof(Page.BeginInvokeDotNetFromJS), new());
        var first = Assert.Single(page.Items).Value;
        app.Time.Advance(TimeSpan.FromSeconds(59));
        await SayAsync(page, nameof(Page.BeginInvokeDotNetFromJS), new());
        Assert.Equal(first, Assert.Single(page.Items).Value);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        await SayAsync(page, nameof(Page.BeginInvokeDotNetFromJS), new());
        Assert.NotEqual(first, Assert.Single(page.Items).Value);
        await NotedAsync(page);
    }

    private async Task<Connection> OpenAsync()
    {
        var (_, account, _) = await TestAccounts.AddAsync(app.Databases, Role.Member);
        return new(account, await app.Get<Sessions>().StartAsync(account, "Firefox on Linux"));
    }

    private async Task<DateTime> SeenAsync(Guid session)
    {
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        return await db.Sessions.Where(s => s.Id == session).Select(s => s.LastSeenAt).SingleAsync();
    }

    private async Task NotedAsync(Connection page)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await SeenAsync(page.Session) < app.Time.Now.AddSeconds(-1))
            limit.Token.ThrowIfCancellationRequested();
    }

    private async Task SayAsync(Connection page, string message, TaskCompletionSource heard)
    {
        using var hub = new Page();
        await app.Get<SessionUse>().InvokeMethodAsync(new(page, app.Services, hub, typeof(Page).GetMethod(message)!, []), _ =>
        {
            heard.SetResult();
            return default;
        });
    }

    /// <summary>The framework's hub, as far as its names are listened for.</summary>
    private sealed class Page : Hub
    {
        public static void BeginInvokeDotNetFromJS() { }
        public static void OnLocationChanged() { }
        public static void OnRenderCompleted() { }
    }

    private sealed class Connection(Guid account, Guid session) : HubCallerContext
    {
        public Guid Session => session;
        public override string ConnectionId => "page";
        public override string? UserIdentifier => null;
        public override ClaimsPrincipal User { get; } = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, account.ToString()), new("session", session.ToString())], "test"));
        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();
        public override IFeatureCollection Features { get; } = new FeatureCollection();
        public override CancellationToken ConnectionAborted => default;
        public override void Abort() { }
    }
}
