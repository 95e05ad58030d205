using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>
/// Browsers in which an account has signed in before. They have their own five tries, so that somebody who guesses passwords elsewhere, and thereby
/// locks the account against new browsers, cannot lock its owner out (OWASP's "device cookies"). Kept as tokens of the account.
/// </summary>
public sealed class KnownDevices(Databases databases)
{
    /// <summary>Wrong tries after which a browser is no longer known.</summary>
    public const int Tries = 5;

    private const string Provider = "device";
    private const int Most = 10;
    private static readonly Actor Product = Actor.System("account");

    /// <summary>Whether the account has signed in with this device, and it has tries left.</summary>
    public async Task<bool> IsKnownAsync(Guid accountId, string device, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        return await Of(db, accountId).AnyAsync(t => t.Name == device, ct);
    }

    /// <summary>Remembers a device after a full sign-in, its tries renewed. The oldest goes when there are more than ten.</summary>
    public async Task RememberAsync(Guid accountId, string device, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var known = await Of(db, accountId).ToListAsync(ct);
        var now = databases.Clock.UtcNow.Ticks;
        var mine = known.FirstOrDefault(t => t.Name == device);
        if (mine is null)
            db.UserTokens.Add(new IdentityUserToken<Guid> { UserId = accountId, LoginProvider = Provider, Name = device, Value = Write(0, now) });
        else
            mine.Value = Write(0, now);
        db.UserTokens.RemoveRange(known.Where(t => t.Name != device).OrderByDescending(t => Read(t.Value).Since).Skip(Most - 1));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Counts a wrong password from a known device; the fifth makes it unknown.</summary>
    public async Task FailAsync(Guid accountId, string device, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        if (await Of(db, accountId).FirstOrDefaultAsync(t => t.Name == device, ct) is not { } token)
            return;
        var (failed, since) = Read(token.Value);
        if (failed + 1 >= Tries)
            db.UserTokens.Remove(token);
        else
            token.Value = Write(failed + 1, since);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Makes all devices of an account unknown, within another verb's save.</summary>
    internal static async Task ForgetAsync(TaskForceDb db, Guid accountId, CancellationToken ct) =>
        db.UserTokens.RemoveRange(await Of(db, accountId).ToListAsync(ct));

    private static IQueryable<IdentityUserToken<Guid>> Of(TaskForceDb db, Guid accountId) => db.UserTokens.Where(t => t.UserId == accountId && t.LoginProvider == Provider);

    private static string Write(int failed, long since) => string.Create(CultureInfo.InvariantCulture, $"{failed}|{since}");

    private static (int Failed, long Since) Read(string? value) =>
        value?.Split('|') is [var failed, var since] && int.TryParse(failed, CultureInfo.InvariantCulture, out var f) && long.TryParse(since, CultureInfo.InvariantCulture, out var s) ? (f, s) : (0, 0);
}
