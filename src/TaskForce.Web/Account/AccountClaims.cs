using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>What a cookie says: which account, and how the person is called. Rights are never in it; they are read afresh.</summary>
public sealed class AccountClaims(Databases databases) : IUserClaimsPrincipalFactory<UserAccount>
{
    public async Task<ClaimsPrincipal> CreateAsync(UserAccount user)
    {
        await using var db = await databases.OpenAsync(Actor.System("account"));
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == user.PersonId);
        return new(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(ClaimTypes.Name, person is { IsNameKnown: true } ? person.Name : user.Email ?? "")],
            IdentityConstants.ApplicationScheme));
    }
}
