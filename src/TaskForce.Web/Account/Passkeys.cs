using System.Buffers.Text;
using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using TaskForce.Core.Access;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>A passkey as its owner sees it.</summary>
public sealed record PasskeyRow(string Id, string Name, DateTimeOffset AddedAt);

/// <summary>Passkeys of a person's own account.</summary>
public sealed class Passkeys(UserManager<UserAccount> users, SignIns signIns)
{
    /// <summary>How many an account may have.</summary>
    public const int Most = 10;

    /// <summary>All, the oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyRow>> OfAsync(ClaimsPrincipal person)
    {
        if (await users.GetUserAsync(person) is not { } account)
            return [];
        return [.. (await users.GetPasskeysAsync(account)).OrderBy(p => p.CreatedAt).Select(p => new PasskeyRow(Base64Url.EncodeToString(p.CredentialId), p.Name ?? "Passkey", p.CreatedAt))];
    }

    /// <summary>Adds what the browser made for the options that it was given.</summary>
    /// <exception cref="RefusedException">The answer does not fit, or there are ten already.</exception>
    public async Task AddAsync(ClaimsPrincipal person, string credential, string name)
    {
        if (await users.GetUserAsync(person) is not { } account)
            return;
        if ((await users.GetPasskeysAsync(account)).Count >= Most)
            throw new RefusedException($"You have {Most} passkeys. Remove one that you do not use any more.");
        var made = await signIns.PerformPasskeyAttestationAsync(credential);
        if (!made.Succeeded)
            throw new RefusedException("The passkey could not be added. Try again, and confirm with your finger, face or PIN when the browser asks.");
        made.Passkey.Name = Clean(name);
        await users.AddOrUpdatePasskeyAsync(account, made.Passkey);
    }

    /// <summary>Gives a passkey another name.</summary>
    public async Task RenameAsync(ClaimsPrincipal person, string id, string name)
    {
        if (await users.GetUserAsync(person) is not { } account || await users.GetPasskeyAsync(account, Base64Url.DecodeFromChars(id)) is not { } passkey)
            throw new NotFoundException("passkey");
        passkey.Name = Clean(name);
        await users.AddOrUpdatePasskeyAsync(account, passkey);
    }

    /// <summary>Removes a passkey; it signs nobody in any more.</summary>
    public async Task RemoveAsync(ClaimsPrincipal person, string id)
    {
        if (await users.GetUserAsync(person) is { } account)
            await users.RemovePasskeyAsync(account, Base64Url.DecodeFromChars(id));
    }

    private static string Clean(string name) => name.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, 60)] : "Passkey";
}
