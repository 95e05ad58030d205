using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>An account as the administrator's list shows it.</summary>
public sealed record AccountRow(
    Guid Id, Guid PersonId, string Person, string Email, Role Role, bool IsDisabled, bool HasCode, bool NeedsCode, bool HasPasskey, bool IsLocked, DateTime? LastSeenAt, Guid Version);

/// <summary>Accounts: who signs in, in what role. Only administrators manage them; what a person does with their own is beside it.</summary>
public sealed class Accounts(Databases databases, AccessChanges changes, IPasswordHasher<Account> hasher)
{
    /// <summary>Makes an account for a person of the roster.</summary>
    /// <param name="codeMayWaitUntil">Until when a required one-time code may be put off, UTC.</param>
    /// <exception cref="RefusedException">The password is known to be bad, or the person or address has an account already.</exception>
    public async Task<Guid> CreateAsync(Actor actor, Guid personId, string email, Role role, string password, DateTime? codeMayWaitUntil = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        var account = await NewAsync(db, personId, email, role, password, ct);
        account.CodeMayWaitUntil = codeMayWaitUntil;
        await db.SaveChangesAsync(ct);
        return account.Id;
    }

    /// <summary>The same within another verb's save.</summary>
    internal async Task<Account> NewAsync(TaskForceDb db, Guid personId, string email, Role role, string password, CancellationToken ct)
    {
        email = email.Trim();
        await DemandGoodPasswordAsync(db, personId, email, password, ct);
        var folded = email.ToUpperInvariant();
        if (await db.Users.AnyAsync(a => a.NormalizedEmail == folded || a.PersonId == personId, ct))
            throw new RefusedException("This person has an account already. Make them a one-time link instead.");
        var account = new Account
        {
            PersonId = personId,
            Email = email,
            UserName = email,
            NormalizedEmail = folded,
            NormalizedUserName = folded,
            EmailConfirmed = true,
            LockoutEnabled = true,
            Role = role,
            SecurityStamp = Secret.New(),
        };
        account.PasswordHash = hasher.HashPassword(account, password);
        db.Users.Add(account);
        return account;
    }

    /// <summary>Refuses a password that is short or known to be bad.</summary>
    /// <exception cref="RefusedException">With the sentence to show beside the field "Password".</exception>
    internal static async Task DemandGoodPasswordAsync(TaskForceDb db, Guid personId, string email, string password, CancellationToken ct)
    {
        var name = await db.People.Where(p => p.Id == personId).Select(p => p.Name).FirstOrDefaultAsync(ct);
        var profile = await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct);
        if (PasswordRules.Refusal(password, email, name, profile?.Name, profile?.Subtitle) is { } refusal)
            throw new RefusedException(refusal, "Password");
    }

    /// <summary>All accounts by name.</summary>
    public async Task<IReadOnlyList<AccountRow>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        var now = databases.Clock.UtcNow;
        var rows = await db.Users.AsNoTracking().Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { a, p }).OrderBy(x => x.p.SortName).Select(x => new
        {
            Account = x.a,
            x.p.Name,
            x.p.KnownAs,
            HasPasskey = db.UserPasskeys.Any(k => k.UserId == x.a.Id),
            LastSeenAt = db.Sessions.Where(s => s.AccountId == x.a.Id).Max(s => (DateTime?)s.LastSeenAt),
        }).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new AccountRow(r.Account.Id, r.Account.PersonId, r.Name.Length > 0 ? r.Name : r.KnownAs, r.Account.Email ?? "", r.Account.Role, r.Account.DisabledAt is not null,
                r.Account.TwoFactorEnabled, r.Account.Role is Role.Administrator or Role.Coordinator && !r.Account.TwoFactorEnabled, r.HasPasskey,
                r.Account.LockoutEnd > new DateTimeOffset(now), r.LastSeenAt, r.Account.Version)),
        ];
    }

    /// <summary>Closes an account: it cannot sign in, and its open pages end.</summary>
    /// <exception cref="RefusedException">It is the actor's own, or the last administrator's.</exception>
    public Task DisableAsync(Actor actor, Guid accountId, CancellationToken ct = default) => ChangeAsync(actor, accountId, async (db, account) =>
    {
        if (accountId == actor.AccountId)
            throw new RefusedException("You cannot close your own account. Ask another administrator.");
        account.DisabledAt ??= databases.Clock.UtcNow;
        await DemandAnAdministratorAsync(db, account, ct);
        await Sessions.EndAllAsync(db, accountId, null, ct);
    }, ct);

    /// <summary>Opens a closed account again. The person signs in as before.</summary>
    public Task EnableAsync(Actor actor, Guid accountId, CancellationToken ct = default) => ChangeAsync(actor, accountId, (_, account) =>
    {
        account.DisabledAt = null;
        return Task.CompletedTask;
    }, ct);

    /// <summary>Gives an account another role. Pages that it has open end, and open again with the new rights.</summary>
    /// <exception cref="RefusedException">It is the last administrator's.</exception>
    public Task ChangeRoleAsync(Actor actor, Guid accountId, Role role, CancellationToken ct = default) => ChangeAsync(actor, accountId, async (db, account) =>
    {
        if (role == Role.System)
            throw new RefusedException("Choose a role from the list.", nameof(Role));
        account.Role = role;
        await DemandAnAdministratorAsync(db, account, ct);
    }, ct);

    /// <summary>Takes the one-time code and recovery codes away, for somebody who lost their phone. Those who must have one add a new one at the next sign-in.</summary>
    public Task RemoveCodeAsync(Actor actor, Guid accountId, CancellationToken ct = default) => ChangeAsync(actor, accountId, async (db, account) =>
    {
        account.TwoFactorEnabled = false;
        account.CodeMayWaitUntil = null;
        db.UserTokens.RemoveRange(await db.UserTokens.Where(t => t.UserId == accountId).ToListAsync(ct));
        await Sessions.EndAllAsync(db, accountId, null, ct);
    }, ct);

    /// <summary>Changes the actor's own password and ends the other sessions.</summary>
    /// <param name="keep">The session that goes on.</param>
    /// <exception cref="RefusedException">The password of now is wrong (field "Current"), or the new one is bad (field "Password").</exception>
    public async Task ChangePasswordAsync(Actor actor, string current, string password, Guid? keep, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        IReadOnlyList<Guid> ended;
        await using (var db = await databases.OpenAsync(actor, ct))
        {
            var account = await db.Users.FirstOrDefaultAsync(a => a.Id == actor.AccountId, ct) ?? throw new NotFoundException("account");
            if (account.PasswordHash is null || hasher.VerifyHashedPassword(account, account.PasswordHash, current) == PasswordVerificationResult.Failed)
                throw new RefusedException("This is not your password now.", "Current");
            await DemandGoodPasswordAsync(db, account.PersonId, account.Email ?? "", password, ct);
            account.PasswordHash = hasher.HashPassword(account, password);
            account.SecurityStamp = Secret.New();
            account.ConcurrencyStamp = Guid.NewGuid().ToString();
            ended = await Sessions.EndAllAsync(db, account.Id, keep, ct);
            await db.SaveChangesAsync(ct);
        }
        foreach (var session in ended)
            changes.Tell(actor.AccountId!.Value, session);
    }

    private async Task ChangeAsync(Actor actor, Guid accountId, Func<TaskForceDb, Account, Task> change, CancellationToken ct)
    {
        Permissions.Demand(actor, Act.ManageAccounts);
        await using (var db = await databases.OpenAsync(actor, ct))
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await RowLock.AccountsAsync(db, ct);
            var account = await db.Users.FirstOrDefaultAsync(a => a.Id == accountId, ct) ?? throw new NotFoundException("account");
            await change(db, account);
            account.ConcurrencyStamp = Guid.NewGuid().ToString();
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        changes.Tell(accountId);
    }

    /// <summary>At least one administrator must be able to come in.</summary>
    private static async Task DemandAnAdministratorAsync(TaskForceDb db, Account changed, CancellationToken ct)
    {
        if (changed is { Role: Role.Administrator, DisabledAt: null })
            return;
        if (!await db.Users.AnyAsync(a => a.Id != changed.Id && a.Role == Role.Administrator && a.DisabledAt == null, ct))
            throw new RefusedException("This is the last administrator. Make another one first.");
    }
}
