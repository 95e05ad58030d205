using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Tests;
using TaskForce.Web.Shell;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Ui;

/// <summary>Renders components of the kit as on a live page, with a clock that the test moves.</summary>
public abstract class KitContext : BunitContext
{
    protected ManualTime Time { get; } = new(new DateTime(2026, 10, 15, 17, 0, 0, DateTimeKind.Utc));

    protected KitContext()
    {
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(Time);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    /// <summary>Lets the pause after typing pass, as often as it takes until the work is done.</summary>
    protected async Task PassAsync(Task work)
    {
        while (!work.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }
        await work;
    }

    /// <summary>As on a static page, which has no live connection.</summary>
    protected void Static() => SetRendererInfo(new RendererInfo("Static", isInteractive: false));
}
