using Microsoft.AspNetCore.Authentication.Cookies;

namespace TaskForce.Web.Account;

/// <summary>
/// Under HTTPS a cookie is named __Host-…, which browsers accept only from the host itself, whole path, secure. On plain HTTP, which is for this
/// computer only, no browser would keep such a name.
/// </summary>
public sealed class HostCookies : ICookieManager
{
    private readonly ChunkingCookieManager inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => inner.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => inner.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => inner.DeleteCookie(context, Name(context, key), options);

    /// <summary>The name under which a cookie travels with this request.</summary>
    public static string Name(HttpContext context, string key) => context.Request.IsHttps ? "__Host-" + key : key;
}
