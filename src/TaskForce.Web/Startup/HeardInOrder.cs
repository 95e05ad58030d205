using Microsoft.AspNetCore.Components.Server.Circuits;

namespace TaskForce.Web.Startup;

/// <summary>
/// Everything that a page's script says takes its turn, also its word that what the server drew is shown. By itself the framework heeds that word the moment it comes,
/// and puts away the handlers that the drawing had replaced: a key that had been pressed before, but waited for the drawing to end, then reached nobody and its letter
/// was lost. That happened where a drawing took long, as on a server that was just started.
/// </summary>
public sealed class HeardInOrder : CircuitHandler
{
    private SynchronizationContext? page;

    /// <inheritdoc />
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        // Where the page's turns are taken: one after the other, in the order in which they were asked for.
        page = SynchronizationContext.Current;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context => page is null || page == SynchronizationContext.Current ? next(context) : TakeTurnAsync(page, next, context);

    private static Task TakeTurnAsync(SynchronizationContext page, Func<CircuitInboundActivityContext, Task> next, CircuitInboundActivityContext context)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.Post(async _ =>
        {
            try
            {
                await next(context);
                heard.SetResult();
            }
            catch (Exception failure)
            {
                heard.SetException(failure);
            }
        }, null);
        return heard.Task;
    }
}
