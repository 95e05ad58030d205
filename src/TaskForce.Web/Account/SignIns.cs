using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TaskForce.Core.Access;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>What came of trying to sign in.</summary>
public enum Came
{
    /// <summary>In.</summary>
    In,

    /// <summary>The password is right; the one-time code is still to be given.</summary>
    NeedsCode,

    /// <summary>No. Why is never said: unknown address, wrong password, locked and closed all look the same.</summary>
    No,
}

/// <summary>
/// Signing in. Five wrong passwords lock an account for fifteen minutes against browsers that it does not know. A browser that it knows has its own
/// five tries, and passkeys are never locked: nobody can lock another person out by guessing.
/// </summary>
public sealed class SignIns(
    UserManager<UserAccount> users, IHttpContextAccessor contexts, IUserClaimsPrincipalFactory<UserAccount> claims, IOptions<IdentityOptions> options, ILogger<SignIns> log,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<UserAccount> confirmation, Sessions sessions, KnownDevice device, TryOneAtATime turns, IPasswordHasher<UserAccount> hasher, TimeProvider time)
    : SignInManager<UserAccount>(users, contexts, claims, options, log, schemes, confirmation)
{
    private const string CodeProvider = "code", LastCode = "last";
    private static readonly UserAccount Nobody = new();
    private static string? nobodysHash;

    /// <summary>Tries an address and a password.</summary>
    public Task<Came> WithPasswordAsync(string email, string password) => turns.RunAsync(email, async () =>
    {
        password = password.Length > PasswordRules.Longest ? password[..PasswordRules.Longest] : password;
        if (await UserManager.FindByEmailAsync(email.Trim()) is not { } account)
        {
            // As much work as for an account that exists, so that the time tells nothing.
            hasher.VerifyHashedPassword(Nobody, nobodysHash ??= hasher.HashPassword(Nobody, Secret.New()), password);
            return Came.No;
        }

        var known = await device.OfAsync(Context, account.Id);
        var locked = known is null && await UserManager.IsLockedOutAsync(account);
        if (!await UserManager.CheckPasswordAsync(account, password))
        {
            await FailAsync(account, known, locked);
            return Came.No;
        }
        if (locked || account.DisabledAt is not null)
            return Came.No;

        // The count goes back only when all steps are done, else the second step could be tried for ever.
        if ((await SignInOrTwoFactorAsync(account, isPersistent: false)).RequiresTwoFactor)
            return Came.NeedsCode;
        await ArriveAsync(account);
        return Came.In;
    }, Context.RequestAborted);

    /// <summary>Tries the one-time code, or a recovery code, after the password.</summary>
    public async Task<Came> WithCodeAsync(string code)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { Email: { } email } pending)
            return Came.No;
        return await turns.RunAsync(email, async () =>
        {
            var account = await UserManager.FindByIdAsync(pending.Id.ToString());
            var known = account is null ? null : await device.OfAsync(Context, account.Id);
            if (account is not { DisabledAt: null } || (known is null && await UserManager.IsLockedOutAsync(account)))
                return Came.No;
            if (!await IsRightCodeAsync(account, code))
            {
                await FailAsync(account, known, locked: false);
                return Came.No;
            }
            await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
            await SignInAsync(account, isPersistent: false, "code");
            await ArriveAsync(account);
            return Came.In;
        }, Context.RequestAborted);
    }

    /// <summary>Signs in with what the browser's passkey answered. A lock does not touch it: a passkey cannot be guessed.</summary>
    public async Task<Came> WithPasskeyAsync(string credential)
    {
        var assertion = await PerformPasskeyAssertionAsync(credential);
        if (!assertion.Succeeded || assertion.User is not { DisabledAt: null } account || !(await UserManager.AddOrUpdatePasskeyAsync(account, assertion.Passkey)).Succeeded)
            return Came.No;
        await SignInAsync(account, isPersistent: false, "passkey");
        await ArriveAsync(account);
        return Came.In;
    }

    /// <summary>Whether a code of the account's authenticator app is right and was not used before, or a recovery code is left that is this one.</summary>
    public async Task<bool> IsRightCodeAsync(UserAccount account, string code)
    {
        code = new string([.. code.Where(char.IsLetterOrDigit)]);
        if (code.Length != 6 || !code.All(char.IsAsciiDigit))
            return code.Length == 10 && (await UserManager.RedeemTwoFactorRecoveryCodeAsync(account, $"{code[..5]}-{code[5..]}".ToUpperInvariant())).Succeeded;
        if (!await UserManager.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code))
            return false;
        // A code works once (OWASP ASVS 5.0, 6.5.1): the next one comes within half a minute.
        var now = time.GetUtcNow();
        var last = await UserManager.GetAuthenticationTokenAsync(account, CodeProvider, LastCode);
        if (last?.Split('|') is [var used, var at] && used == code && long.TryParse(at, CultureInfo.InvariantCulture, out var ticks) && now.Ticks - ticks < TimeSpan.FromMinutes(10).Ticks)
            return false;
        await UserManager.SetAuthenticationTokenAsync(account, CodeProvider, LastCode, string.Create(CultureInfo.InvariantCulture, $"{code}|{now.Ticks}"));
        return true;
    }

    /// <summary>Begins the session of somebody who has just proved who they are in another way (took up an invitation, founded the task force).</summary>
    public async Task BeginAsync(Guid accountId)
    {
        var account = await UserManager.FindByIdAsync(accountId.ToString()) ?? throw new NotFoundException("account");
        await SignInAsync(account, isPersistent: false);
        await ArriveAsync(account);
    }

    /// <inheritdoc />
    public override async Task SignInWithClaimsAsync(UserAccount user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await sessions.StartAsync(user.Id, Browsers.Name(Context.Request.Headers.UserAgent), Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new("session", session.ToString())]);
    }

    private async Task FailAsync(UserAccount account, string? known, bool locked)
    {
        if (known is not null)
            await device.FailAsync(account.Id, known);
        else if (!locked)
            await UserManager.AccessFailedAsync(account);
    }

    private async Task ArriveAsync(UserAccount account)
    {
        await UserManager.ResetAccessFailedCountAsync(account);
        await device.RememberAsync(Context, account.Id);
    }
}
