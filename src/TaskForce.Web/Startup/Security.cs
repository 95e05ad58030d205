using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using TaskForce.Core.Access;

namespace TaskForce.Web.Startup;

/// <summary>One content policy for everything that is served, and the headers beside it.</summary>
public static class Security
{
    /// <summary>Nothing inline, nothing from elsewhere.</summary>
    public const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'";

    /// <summary>Sends the headers with every answer; secret pages are not kept by browsers or proxies.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";
            if (http.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(http);
    });

    /// <summary>Believes what a proxy says about the visitor only when the settings name that proxy.</summary>
    /// <exception cref="RefusedException">The setting names something that is no address.</exception>
    public static void UseProxy(this WebApplication app)
    {
        var trusted = app.Configuration["Proxy:Trusted"]?.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (trusted.Length == 0)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var proxy in trusted)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
                options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                throw new RefusedException($"The setting Proxy:Trusted names \"{proxy}\". It has to hold addresses such as 10.0.0.1 or networks such as 10.0.0.0/8, parted by commas.");
        }
        app.UseForwardedHeaders(options);
    }
}
