using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.SignalR;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Startup;

/// <summary>The live connections of pages: only for people who are signed in, only from our own pages, a few per person.</summary>
public static class LiveConnections
{
    private const string Path = "/_blazor";

    /// <summary>Whether a request belongs to a live connection.</summary>
    public static bool Is(HttpRequest request) => request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase);

    public static void AddLivePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(o =>
        {
            // The script cannot bring back what is kept longer; drafts do that.
            o.PersistedCircuitInMemoryMaxRetained = 0;
            o.DisconnectedCircuitMaxRetained = 200;
            o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(3);
            o.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(10);
        }).AddHubOptions(o =>
        {
            // A long paste into a text area is one message; at the usual 32 KB the connection would break without a word.
            o.MaximumReceiveMessageSize = 1_000_000;
            o.EnableDetailedErrors = false;
            o.AddFilter<CircuitGate>();
            o.AddFilter<SessionUse>();
        });
        builder.Services.AddScoped<CircuitHandler, HeardInOrder>();
        builder.Services.AddSingleton<CircuitGate>();
        builder.Services.AddSingleton<SessionUse>();
        builder.Services.AddSingleton<SilentSockets>();
        builder.Services.AddHostedService(s => s.GetRequiredService<SilentSockets>());
        builder.Services.Configure<CircuitOptions>(o => o.DetailedErrors = false);
    }

    /// <summary>Refuses connections that another site opened in the person's name, and ends those from which nothing comes.</summary>
    public static void UseLiveConnections(this WebApplication app)
    {
        app.UseWebSockets();
        app.Use((http, next) =>
        {
            // Not a branch of the pipeline: a branch has no routes of its own, and the page of a status would not be found.
            if (Is(http.Request) && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
                pages.Enabled = false;
            if (Is(http.Request) && http.Request.Headers.Origin is [{ Length: > 0 } origin] && !IsOwn(origin, http.Request))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
            if (Is(http.Request))
                http.RequestServices.GetRequiredService<SilentSockets>().Watch(http);
            return next(http);
        });
    }

    public static void MapLivePages(this WebApplication app)
    {
        var pages = app.MapRazorComponents<App>().AddInteractiveServerRenderMode(o =>
        {
            // Our own header says more; a second one would only repeat it.
            o.ContentSecurityFrameAncestorsPolicy = null;
            // What others wrote stands beside secrets in one stream: its size must not tell about them.
            o.DisableWebSocketCompression = true;
        });
        // The browser's good-bye carries no proof of sign-in that still holds when an account has just been closed; it knows the page's secret.
        pages.Add(e =>
        {
            if (e is RouteEndpointBuilder { RoutePattern.RawText: { } address } && address.TrimEnd('/') == Path + "/disconnect")
                e.Metadata.Add(new AllowAnonymousAttribute());
        });
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Scheme == request.Scheme
        && string.Equals(from.IsDefaultPort ? from.Host : $"{from.Host}:{from.Port}", request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
