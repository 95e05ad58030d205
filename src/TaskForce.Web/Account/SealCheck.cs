using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Web.Account;

/// <summary>Whether the key file fits the database, which it does not after a restore without it.</summary>
public static class SealCheck
{
    /// <summary>How many accounts have a one-time code that this key file does not open.</summary>
    public static async Task<int> UnreadableAsync(Databases databases, KeyFile file, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("keys"), ct);
        var beginning = file.Beginning;
        return await db.Users.CountAsync(a => a.TwoFactorEnabled && db.UserTokens.Any(t => t.UserId == a.Id && t.LoginProvider == AccountStore.Own && t.Value != null && !t.Value.StartsWith(beginning)), ct);
    }

    /// <summary>The same in a sentence that says what to do; null when it fits.</summary>
    public static async Task<string?> SayAsync(Databases databases, KeyFile file, CancellationToken ct = default) => await UnreadableAsync(databases, file, ct) is > 0 and var accounts
        ? $"The key file {file.Path} is not the one that this database was sealed with, so the one-time codes of {accounts} {(accounts == 1 ? "account" : "accounts")} cannot be read. "
            + "Put the right file there and start again; or, if it is lost, use --reset-admin EMAIL for an administrator, who removes the codes of the others on the accounts page. They add new ones."
        : null;
}
