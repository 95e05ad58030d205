using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>One-time codes of a person's own account (RFC 6238) and the recovery codes beside them.</summary>
public sealed class OneTimeCodes(UserManager<UserAccount> users, SignIns signIns)
{
    /// <summary>How many recovery codes there are.</summary>
    public const int Recovery = 10;

    /// <summary>A secret that waits for its first code.</summary>
    /// <param name="Key">The secret in groups of four, to be typed.</param>
    /// <param name="Address">The same as an otpauth address, to be scanned.</param>
    public sealed record Pending(string Key, string Address);

    /// <summary>The secret to put into an app; null when the account has one-time codes already.</summary>
    public async Task<Pending?> PendingAsync(ClaimsPrincipal person, string issuer)
    {
        if (await users.GetUserAsync(person) is not { TwoFactorEnabled: false } account)
            return null;
        var key = await users.GetAuthenticatorKeyAsync(account);
        if (string.IsNullOrEmpty(key))
        {
            await users.ResetAuthenticatorKeyAsync(account);
            key = await users.GetAuthenticatorKeyAsync(account);
        }
        var (label, from) = (Uri.EscapeDataString($"{issuer}:{account.Email}"), Uri.EscapeDataString(issuer));
        return new(string.Join(' ', key!.Chunk(4).Select(c => new string(c))), $"otpauth://totp/{label}?secret={key}&issuer={from}&digits=6&period=30");
    }

    /// <summary>Adds one-time codes when the first one is right.</summary>
    /// <returns>The recovery codes, shown once; null when the code was wrong.</returns>
    public async Task<IReadOnlyList<string>?> AddAsync(ClaimsPrincipal person, string code)
    {
        if (await users.GetUserAsync(person) is not { TwoFactorEnabled: false } account || code.Count(char.IsAsciiDigit) != 6 || !await signIns.IsRightCodeAsync(account, code))
            return null;
        await users.SetTwoFactorEnabledAsync(account, true);
        return [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, Recovery) ?? []];
    }

    /// <summary>Whether this is the account's next code, or a recovery code.</summary>
    public async Task<bool> IsRightAsync(ClaimsPrincipal person, string code) => await users.GetUserAsync(person) is { TwoFactorEnabled: true } account && await signIns.IsRightCodeAsync(account, code);

    /// <summary>Makes new recovery codes; the old ones stop working.</summary>
    public async Task<IReadOnlyList<string>> RenewRecoveryAsync(ClaimsPrincipal person) =>
        await users.GetUserAsync(person) is { TwoFactorEnabled: true } account ? [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, Recovery) ?? []] : [];

    /// <summary>Whether codes are asked for at sign-in.</summary>
    public async Task<bool> IsOnAsync(ClaimsPrincipal person) => await users.GetUserAsync(person) is { TwoFactorEnabled: true };

    /// <summary>How many recovery codes are left.</summary>
    public async Task<int> LeftAsync(ClaimsPrincipal person) => await users.GetUserAsync(person) is { } account ? await users.CountRecoveryCodesAsync(account) : 0;

    /// <summary>Takes the codes away, for roles that need none, or to add them anew from another phone.</summary>
    public async Task RemoveAsync(ClaimsPrincipal person)
    {
        if (await users.GetUserAsync(person) is not { } account)
            return;
        await users.SetTwoFactorEnabledAsync(account, false);
        await users.RemoveAuthenticationTokenAsync(account, AccountStore.Own, "AuthenticatorKey");
        await users.RemoveAuthenticationTokenAsync(account, AccountStore.Own, "RecoveryCodes");
    }
}
