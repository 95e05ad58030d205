using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>The sign-in library's store. It works as the product itself, on a context of its own that goes away with it.</summary>
public sealed class AccountStore(Databases databases) : UserOnlyStore<UserAccount, TaskForceDb, Guid>(databases.Open(Actor.System("account"))), IDisposable
{
    void IDisposable.Dispose()
    {
        Context.Dispose();
        Dispose();
    }
}
