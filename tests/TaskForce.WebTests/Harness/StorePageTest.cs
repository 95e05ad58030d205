using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Tests;
using TaskForce.Web.Shell;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests;

/// <summary>A page test with the real verbs on a database file of its own. The clock stands on November 17, 2026; the coordinator looks, until <see cref="Who"/> is another.</summary>
public abstract class StorePageTest : BunitContext, IAsyncLifetime
{
    protected Store Store { get; private set; } = null!;
    protected Actor Who { get; set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        Store = await Store.OnAsync(DatabaseProvider.Sqlite);
        Who = Store.Coordinator;
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(Store.Time);
        Services.AddSingleton(Store.Clock);
        Services.AddSingleton(Store.Databases);
        foreach (var verbs in Storage.Verbs())
            Services.AddSingleton(verbs);
        Services.AddScoped<CurrentActor>(_ => new FixedActor(Who));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await Store.DisposeAsync();
    }
}
