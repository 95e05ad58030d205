using Microsoft.AspNetCore.SignalR;
using TaskForce.Core.Access;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Startup;

/// <summary>
/// What a person does on a live page is use of the session; noted at most once a minute, and beside what was done. A page's messages are heard in the order in which
/// they come: one that waited here would be overtaken by the next, and a key that was pressed could reach a field that is no longer there.
/// </summary>
public sealed partial class SessionUse(Sessions sessions, TimeProvider time, ILogger<SessionUse> log) : IHubFilter
{
    // The framework's own names for an event and for a move to another page. What the script answers by itself when the server draws is nobody's use.
    private const string Event = "BeginInvokeDotNetFromJS", Move = "OnLocationChanged";

    private static readonly object Last = new();

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.HubMethodName is Event or Move && CurrentActor.Of(invocationContext.Context.User ?? new()).Session is { } session && IsDue(invocationContext.Context))
            _ = Task.Run(() => NoteAsync(session));
        return next(invocationContext);
    }

    private bool IsDue(HubCallerContext connection)
    {
        if (connection.Items.TryGetValue(Last, out var last) && time.GetElapsedTime((long)last!) < Sessions.TouchEvery)
            return false;
        connection.Items[Last] = time.GetTimestamp();
        return true;
    }

    private async Task NoteAsync(Guid session)
    {
        try
        {
            // Whether the session is over is found out by the page itself, which leaves.
            await sessions.CheckAsync(session, use: true);
        }
        catch (Exception failure)
        {
            NotNoted(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "That a session is in use could not be noted. It ends when nothing else is noted before its time; check the database.")]
    private partial void NotNoted(Exception failure);
}
