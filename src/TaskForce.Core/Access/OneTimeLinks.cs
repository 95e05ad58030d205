using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>Links that let somebody choose a new password, once.</summary>
public sealed class OneTimeLinks(Databases databases, AccessChanges changes, IPasswordHasher<Account> hasher)
{
    /// <summary>How long a link from an administrator works.</summary>
    public static readonly TimeSpan FromAdministrator = TimeSpan.FromHours(24);

    /// <summary>How long a link works that somebody asked for by mail.</summary>
    public static readonly TimeSpan ByMail = TimeSpan.FromHours(1);

    /// <summary>How long after one mail the next is sent at the earliest, so that nobody's mailbox can be filled.</summary>
    private static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(5);

    private const string NewPassword = "password", NewPasswordByMail = "password by mail";
    private static readonly Actor Product = Actor.System("account");

    /// <summary>Makes a link for an account; earlier ones stop working.</summary>
    /// <returns>The secret of the link, which is shown once and kept nowhere.</returns>
    public async Task<string> MakeAsync(Actor actor, Guid accountId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Users.AnyAsync(a => a.Id == accountId && a.DisabledAt == null, ct))
            throw new RefusedException("This account is closed. Open it again first.");
        return await AddAsync(db, accountId, NewPassword, FromAdministrator, ct);
    }

    /// <summary>Makes a link for whoever has this address; null when nobody has, or when one was made just now.</summary>
    public async Task<string?> MakeForAsync(string email, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var folded = email.Trim().ToUpperInvariant();
        var account = await db.Users.Where(a => a.NormalizedEmail == folded && a.DisabledAt == null).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        var recent = databases.Clock.UtcNow + ByMail - BetweenMails;
        return account is { } id && !await db.OneTimeLinks.AnyAsync(l => l.AccountId == id && l.Purpose == NewPasswordByMail && l.ExpiresAt > recent, ct)
            ? await AddAsync(db, id, NewPasswordByMail, ByMail, ct) : null;
    }

    /// <summary>Whether a link works now.</summary>
    public async Task<bool> WorksAsync(string secret, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        return await FindAsync(db, secret, ct) is not null;
    }

    /// <summary>Uses the link: sets the password, takes a lock away, ends all sessions and makes known devices unknown.</summary>
    /// <exception cref="RefusedException">The link does not work any more, or the password is bad; then the link can be used again.</exception>
    public async Task SetPasswordAsync(string secret, string password, CancellationToken ct = default)
    {
        Guid id;
        await using (var db = await databases.OpenAsync(Product, ct))
        {
            var link = await FindAsync(db, secret, ct) ?? throw new RefusedException("This link does not work any more. Ask an administrator for a new one.");
            var account = await db.Users.FirstAsync(a => a.Id == link.AccountId, ct);
            await Accounts.DemandGoodPasswordAsync(db, account.PersonId, account.Email ?? "", password, ct);
            link.UsedAt = databases.Clock.UtcNow;
            account.PasswordHash = hasher.HashPassword(account, password);
            account.SecurityStamp = Secret.New();
            account.ConcurrencyStamp = Guid.NewGuid().ToString();
            account.AccessFailedCount = 0;
            account.LockoutEnd = null;
            await KnownDevices.ForgetAsync(db, account.Id, ct);
            await Sessions.EndAllAsync(db, account.Id, null, ct);
            await db.SaveChangesAsync(ct);
            id = account.Id;
        }
        changes.Tell(id);
    }

    private async Task<string> AddAsync(TaskForceDb db, Guid accountId, string purpose, TimeSpan works, CancellationToken ct)
    {
        db.OneTimeLinks.RemoveRange(await db.OneTimeLinks.Where(l => l.AccountId == accountId && l.Purpose == purpose).ToListAsync(ct));
        var secret = Secret.New();
        db.OneTimeLinks.Add(new() { Purpose = purpose, AccountId = accountId, TokenHash = Secret.Hash(secret), ExpiresAt = databases.Clock.UtcNow + works });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    private static Task<OneTimeLink?> FindAsync(TaskForceDb db, string secret, CancellationToken ct)
    {
        var (hash, now) = (Secret.Hash(secret), db.Clock.UtcNow);
        return db.OneTimeLinks.FirstOrDefaultAsync(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now
            && db.Users.Any(a => a.Id == l.AccountId && a.DisabledAt == null), ct);
    }
}
