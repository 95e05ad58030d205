using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.StaticAssets;
using TaskForce.Core.Access;
using TaskForce.Web.Account;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Startup;

/// <summary>The table of permissions at the door: an address without [Needs] is closed unless it is open to everybody.</summary>
public static class Needs
{
    /// <summary>Refuses with 403 what the table does not allow, and sends whoever must add a one-time code to do that first.</summary>
    public static void UseNeeds(this WebApplication app) => app.Use(async (http, next) =>
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null || IsOpen(endpoint) || IsAnswer(http))
        {
            await next(http);
            return;
        }

        if (SessionCookie.CheckOf(http) is { MustAddCode: true } && endpoint.Metadata.GetMetadata<BeforeCodeAttribute>() is null)
        {
            if (HttpMethods.IsGet(http.Request.Method) && !LiveConnections.Is(http.Request))
                http.Response.Redirect("/account/codes/new?returnUrl=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            else
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        if (LiveConnections.Is(http.Request) || IsFrameworks(http.Request))
        {
            await next(http);
            return;
        }

        if (IsLivePage(endpoint) && HttpMethods.IsGet(http.Request.Method) && CurrentActor.Of(http.User).Account is { } account
            && http.RequestServices.GetRequiredService<CircuitGate>().Count(account) >= CircuitGate.Most)
        {
            http.Response.Redirect("/too-many-windows?returnUrl=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
            return;
        }

        var actor = await http.ActorAsync();
        if (actor is not null && endpoint.Metadata.GetMetadata<NeedsAttribute>() is { } needs && Permissions.Allow(actor, needs.Act))
            await next(http);
        else if (actor is not null && http.Request.Path == "/" && HttpMethods.IsGet(http.Request.Method))
            http.Response.Redirect(Landing.For(actor));
        else
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
    });

    /// <summary>Whether an address is open to everybody.</summary>
    public static bool IsOpen(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null || endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static bool IsLivePage(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null && endpoint.Metadata.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is null;

    // Running the page of a status again must not be refused a second time.
    private static bool IsAnswer(HttpContext http) => http.Features.Get<Microsoft.AspNetCore.Diagnostics.IStatusCodeReExecuteFeature>() is not null;

    // The framework's own address for redirects of enhanced forms. It holds nothing of ours and needs a sign-in.
    private static bool IsFrameworks(HttpRequest request) => request.Path.StartsWithSegments("/_framework/opaque-redirect");
}

/// <summary>A page that may be used before the required one-time code is added: adding it, and signing out.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class BeforeCodeAttribute : Attribute;
