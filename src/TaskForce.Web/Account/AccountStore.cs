using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>
/// The sign-in library's store. It works as the product itself, on a context of its own that goes away with it. What an authenticator app shares
/// with it and the recovery codes are sealed: whoever reads the database can make no code from them.
/// </summary>
public sealed class AccountStore(Databases databases, KeyFile file) : UserOnlyStore<UserAccount, TaskForceDb, Guid>(databases.Open(Actor.System("account"))), IDisposable
{
    /// <summary>Under what name the library keeps the secrets of apps and the recovery codes.</summary>
    internal const string Own = "[AspNetUserStore]";

    public override Task SetTokenAsync(UserAccount user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : file.Seal(value, Place(user, name)), cancellationToken);

    public override async Task<string?> GetTokenAsync(UserAccount user, string loginProvider, string name, CancellationToken cancellationToken) =>
        file.Open(await base.GetTokenAsync(user, loginProvider, name, cancellationToken), Place(user, name));

    // Bound to the account: a secret that is copied to another account's row opens nothing there.
    private static string Place(UserAccount user, string name) => $"{user.Id:N} {name}";

    void IDisposable.Dispose()
    {
        Context.Dispose();
        Dispose();
    }
}
