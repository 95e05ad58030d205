using System.Net;
using TaskForce.Core.Access;

namespace TaskForce.Web.Operations;

/// <summary>Passwords and cookies go over plain HTTP to this computer only.</summary>
public static class Listening
{
    /// <summary>Refuses settings that would serve plain HTTP to other computers with no proxy in front that speaks HTTPS.</summary>
    /// <exception cref="RefusedException">The settings do.</exception>
    public static void DemandSafeAddresses(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrWhiteSpace(builder.Configuration["Proxy:Trusted"]))
            return;
        if (Addresses(builder.Configuration).FirstOrDefault(IsPlainAndWide) is { } wide)
            throw new RefusedException(
                $"{wide} would let other computers in without HTTPS. Listen on https:// with a certificate, or put a proxy that speaks HTTPS in front and name it in the setting Proxy:Trusted, or listen on http://localhost only.");
    }

    /// <summary>Whether an address is reached from other computers in the clear.</summary>
    public static bool IsPlainAndWide(string address)
    {
        if (!address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return false;
        var host = address["http://".Length..].TrimEnd('/');
        if (host.StartsWith("unix:", StringComparison.OrdinalIgnoreCase))
            return false;
        if (host.LastIndexOf(':') is > 0 and var colon && !host.EndsWith(']'))
            host = host[..colon];
        host = host.Trim('[', ']');
        return !host.Equals("localhost", StringComparison.OrdinalIgnoreCase) && !(IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
    }

    private static IEnumerable<string> Addresses(ConfigurationManager settings)
    {
        foreach (var address in (settings["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            yield return address;
        foreach (var port in (settings["HTTP_PORTS"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            yield return $"http://*:{port}";
        foreach (var endpoint in settings.GetSection("Kestrel:Endpoints").GetChildren())
            if (endpoint["Url"] is { } url)
                yield return url;
    }
}
