using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.People;

namespace TaskForce.Tests;

/// <summary>Accounts for tests that sign in, made by the real verbs.</summary>
public static class TestAccounts
{
    /// <summary>The password of every account that a test makes; words that have nothing to do with each other.</summary>
    public const string Password = "plum gravel orbit lantern";

    /// <summary>The administrator whom the unattended set-up makes.</summary>
    public const string Administrator = "mara@harbor.example";

    /// <summary>The settings of an unattended first start: Harbor County, Pacific time, an administrator who may add a one-time code later.</summary>
    public static IReadOnlyDictionary<string, string> SetUp { get; } = new Dictionary<string, string>
    {
        ["Setup:TaskForceName"] = "Harbor County",
        ["Setup:TimeZone"] = "America/Los_Angeles",
        ["Setup:AdminName"] = "Mara Quill",
        ["Setup:AdminEmail"] = Administrator,
        ["Setup:AdminPassword"] = Password,
    };

    /// <summary>Makes an account of a role for a new person of the roster (or one who is there). A required one-time code may wait a week.</summary>
    /// <returns>The address to sign in with, and the account.</returns>
    public static async Task<(string Email, Guid AccountId, Guid PersonId)> AddAsync(Databases databases, Role role, string? name = null, Guid? personId = null)
    {
        var number = A.Number();
        var person = personId;
        if (person is null)
        {
            var added = A.Person(name ?? $"{role} {number}");
            person = added.Id;
            await using var db = await databases.OpenAsync(Actor.System("test"));
            db.People.Add(added);
            await db.SaveChangesAsync();
        }
        var email = $"{role.ToString().ToLowerInvariant()}{number}@harbor.example";
        var accounts = new Accounts(databases, new AccessChanges(), new PasswordHasher<Account>());
        var account = await accounts.CreateAsync(Actor.System("test"), person.Value, email, role, Password, databases.Clock.UtcNow.AddDays(7));
        return (email, account, person.Value);
    }
}
