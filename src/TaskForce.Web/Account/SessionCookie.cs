using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;
using TaskForce.Core.Access;
using TaskForce.Web.Shell;
using TaskForce.Web.Startup;

namespace TaskForce.Web.Account;

/// <summary>The cookie of a signed-in browser. It points at a row of sessions, and that row is asked at every request.</summary>
public static class SessionCookie
{
    private static readonly object CheckKey = new(), ActorKey = new();

    internal static void Configure(CookieAuthenticationOptions cookie)
    {
        AccountServices.Shape(cookie, "taskforce");
        cookie.LoginPath = "/sign-in";
        cookie.AccessDeniedPath = "/status/403";
        cookie.ReturnUrlParameter = "returnUrl";
        // The row decides when a session ends, not the cookie; it goes on for a day so that the row can still be asked why.
        cookie.ExpireTimeSpan = Sessions.Longest + TimeSpan.FromDays(1);
        cookie.SlidingExpiration = false;
        cookie.Events.OnValidatePrincipal = ValidateAsync;
        cookie.Events.OnRedirectToLogin = context =>
        {
            var why = SessionEndWords.Word(CheckOf(context.HttpContext)?.End ?? SessionEnd.None);
            if (LiveConnections.Is(context.Request) || !HttpMethods.IsGet(context.Request.Method) || context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ForScriptAttribute>() is not null)
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                context.Response.Headers["Session-End"] = why;
                // A script reads the number. The page of a status would be asked for in turn, and be a way to sign-in again.
                if (context.HttpContext.Features.Get<IStatusCodePagesFeature>() is { } pages)
                    pages.Enabled = false;
            }
            else
            {
                context.Response.Redirect(why.Length == 0 ? context.RedirectUri : $"{context.RedirectUri}&ended={why}");
            }
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        // Scripts and fonts are the same for everybody.
        if (context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            return;
        var (account, session) = CurrentActor.Of(context.Principal!);
        if (account is null || session is null)
        {
            context.RejectPrincipal();
            return;
        }

        // Looking how long the session lasts is not use of it, nor is a live connection by itself: its clicks are.
        var isUse = !LiveConnections.Is(context.Request) && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<NotUseAttribute>() is null;
        var check = await context.HttpContext.RequestServices.GetRequiredService<Sessions>().CheckAsync(session.Value, isUse, context.HttpContext.RequestAborted);
        context.HttpContext.Items[CheckKey] = check;
        if (check.IsOpen && check.AccountId == account)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    /// <summary>How the session of this request stands; null where there is none.</summary>
    public static SessionCheck? CheckOf(HttpContext http) => http.Items[CheckKey] as SessionCheck?;

    /// <summary>For a request that the product itself makes, without a session.</summary>
    internal static void Is(this HttpContext http, Actor product)
    {
        http.Items[ActorKey] = product;
        http.RequestServices.GetRequiredService<CurrentActor>().Is(product);
    }

    /// <summary>Who makes this request, with the rights of this moment; null for the anonymous.</summary>
    public static async Task<Actor?> ActorAsync(this HttpContext http)
    {
        if (http.Items[ActorKey] is not Actor actor)
        {
            if (CurrentActor.Of(http.User).Account is not { } account || await http.RequestServices.GetRequiredService<Actors>().ForAccountAsync(account, http.RequestAborted) is not { } read)
                return null;
            http.Items[ActorKey] = actor = read;
        }
        // Every time: the page of a status runs in a scope of its own.
        http.RequestServices.GetRequiredService<CurrentActor>().Is(actor);
        return actor;
    }
}

/// <summary>A request that is not use of the session, as asking when it ends.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NotUseAttribute : Attribute;

/// <summary>An address that scripts ask: who is not signed in gets 401 there and no way to the sign-in page, whatever the method.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ForScriptAttribute : Attribute;
