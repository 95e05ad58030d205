using System.Net;
using Microsoft.AspNetCore.StaticAssets;

namespace TaskForce.Web.Account;

/// <summary>Before the task force is set up everything leads to /setup; afterwards there is no such page.</summary>
public static class SetUpDoor
{
    public const string Address = "/setup";

    public static void UseSetUp(this WebApplication app) => app.Use((http, next) =>
    {
        var open = http.RequestServices.GetRequiredService<SetUp>().IsOpen;
        var there = http.Request.Path.StartsWithSegments(Address, StringComparison.OrdinalIgnoreCase);
        if (!open && there)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }
        if (open && !there && HttpMethods.IsGet(http.Request.Method) && !http.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase)
            && http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
        {
            http.Response.Redirect(Address);
            return Task.CompletedTask;
        }
        return next(http);
    });

    /// <summary>Whether the visitor sits at this computer. Behind a proxy nobody does.</summary>
    public static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && http.Request.Headers["X-Forwarded-For"].Count == 0 && http.Request.Headers["Forwarded"].Count == 0
        && http.Request.Headers["X-Original-For"].Count == 0;
}
