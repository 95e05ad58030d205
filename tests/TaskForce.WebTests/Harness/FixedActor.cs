using TaskForce.Core.Access;
using TaskForce.Web.Shell;

namespace TaskForce.WebTests;

/// <summary>Stands for the signed-in person in a page test: <c>Services.AddSingleton&lt;CurrentActor&gt;(new FixedActor(actor))</c>.</summary>
public sealed class FixedActor : CurrentActor
{
    private readonly Actor actor;

    public FixedActor(Actor actor) : base(null!, null!, null!)
    {
        this.actor = actor;
        Is(actor);
    }

    public override Task<Actor> ReadAsync(CancellationToken ct = default) => Task.FromResult(actor);

    public override Task<Actor> LookAsync(CancellationToken ct = default) => Task.FromResult(actor);
}
