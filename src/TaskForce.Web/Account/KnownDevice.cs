using Microsoft.AspNetCore.DataProtection;
using TaskForce.Core.Access;

namespace TaskForce.Web.Account;

/// <summary>The cookie by which a browser is recognized in which somebody has signed in before.</summary>
public sealed class KnownDevice(IDataProtectionProvider protection, KnownDevices devices)
{
    private const string Cookie = "taskforce-device";
    private readonly IDataProtector protector = protection.CreateProtector("TaskForce.KnownDevice");

    /// <summary>The device's name, if this account has signed in here before and has tries left.</summary>
    public async Task<string?> OfAsync(HttpContext http, Guid accountId)
    {
        if (Read(http) is not var (account, device) || account != accountId)
            return null;
        return await devices.IsKnownAsync(accountId, device, http.RequestAborted) ? device : null;
    }

    /// <summary>Counts a wrong password from a known browser.</summary>
    public Task FailAsync(Guid accountId, string name) => devices.FailAsync(accountId, name);

    /// <summary>Remembers that the account has signed in here.</summary>
    public async Task RememberAsync(HttpContext http, Guid accountId)
    {
        var device = Read(http) is var (account, known) && account == accountId ? known : Core.Access.Secret.New();
        await devices.RememberAsync(accountId, device, http.RequestAborted);
        http.Response.Cookies.Append(HostCookies.Name(http, Cookie), protector.Protect($"{accountId}|{device}"), new()
        {
            HttpOnly = true,
            Secure = http.Request.IsHttps,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            MaxAge = TimeSpan.FromDays(180),
            IsEssential = true,
        });
    }

    private (Guid Account, string Device)? Read(HttpContext http)
    {
        if (http.Request.Cookies[HostCookies.Name(http, Cookie)] is not { Length: > 0 } cookie)
            return null;
        try
        {
            return protector.Unprotect(cookie).Split('|') is [var account, var device] && Guid.TryParse(account, out var id) ? (id, device) : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
