using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using TaskForce.Core.Access;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Startup;

/// <summary>One live connection of a signed-in person.</summary>
internal sealed record LiveConnection(HubCallerContext Hub, Guid Account, Guid Session);

/// <summary>
/// Watches the live connections: at most eight for one person, none for an account that was closed, and an end to those whose session ended.
/// The page itself goes away first, politely; what is left after a second is cut.
/// </summary>
public sealed class CircuitGate : IHubFilter, IDisposable
{
    /// <summary>How many pages one person may have open.</summary>
    public const int Most = 8;

    /// <summary>How long an open page gets to leave by itself.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    // The framework's own names for beginning and resuming a page.
    private const string Start = "StartCircuit", Connect = "ConnectCircuit", Resume = "ResumeCircuit";

    private readonly ConcurrentDictionary<string, LiveConnection> open = new();
    private readonly Sessions sessions;
    private readonly AccessChanges changes;
    private readonly TimeProvider time;

    public CircuitGate(Sessions sessions, AccessChanges changes, TimeProvider time)
    {
        (this.sessions, this.changes, this.time) = (sessions, changes, time);
        changes.Happened += OnChanged;
    }

    /// <summary>How many pages an account has open in this process.</summary>
    public int Count(Guid account) => open.Values.Count(c => c.Account == account);

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        var (account, session) = CurrentActor.Of(context.Context.User ?? new());
        if (account is null || session is null)
        {
            context.Context.Abort();
            return;
        }
        open[context.Context.ConnectionId] = new(context.Context, account.Value, session.Value);
        await next(context);
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        open.TryRemove(context.Context.ConnectionId, out _);
        await next(context, exception);
    }

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName is Start or Connect or Resume && !await MayBeginAsync(invocationContext))
            return invocationContext.HubMethodName == Connect ? false : null;
        return await next(invocationContext);
    }

    private async Task<bool> MayBeginAsync(HubInvocationContext invocation)
    {
        if (!open.TryGetValue(invocation.Context.ConnectionId, out var connection))
            return false;
        var check = await sessions.CheckAsync(connection.Session, use: invocation.HubMethodName == Start, invocation.Context.ConnectionAborted);
        return check is { IsOpen: true, MustAddCode: false } && (invocation.HubMethodName != Start || Count(connection.Account) <= Most);
    }

    private void OnChanged(Guid account, Guid? session)
    {
        var concerned = open.Values.Where(c => c.Account == account && (session is null || c.Session == session)).ToList();
        if (concerned.Count > 0)
            _ = CutAsync(concerned);
    }

    private async Task CutAsync(List<LiveConnection> concerned)
    {
        await Task.Delay(Grace, time);
        foreach (var connection in concerned.Where(c => open.ContainsKey(c.Hub.ConnectionId)))
            connection.Hub.Abort();
    }

    public void Dispose() => changes.Happened -= OnChanged;
}
