using Microsoft.AspNetCore.Components.Server.Circuits;
using TaskForce.Core.Access;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Startup;

/// <summary>What a person does on a live page is use of the session; noted at most once a minute.</summary>
public sealed class SessionUse(CurrentActor me, TimeProvider time) : CircuitHandler
{
    private long last;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        if (last == 0 || time.GetElapsedTime(last) >= Sessions.TouchEvery)
        {
            last = time.GetTimestamp();
            try
            {
                await me.ReadAsync();
            }
            catch (Exception over) when (over is SignedOutException or NotAllowedException)
            {
                // The page itself finds out and leaves.
            }
        }
        await next(context);
    };
}
