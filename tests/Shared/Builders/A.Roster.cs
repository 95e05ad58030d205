using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Tests;

public static partial class A
{
    /// <summary>An actor of a role, with an account and a person that have no rows.</summary>
    public static Actor Actor(Role role, string? name = null) => new()
    {
        AccountId = Guid.CreateVersion7(),
        PersonId = Guid.CreateVersion7(),
        Name = name ?? role.ToString(),
        Role = role,
    };

    /// <summary>A kind of partner; save it, or a partner that carries it, once.</summary>
    public static PartnerKind Kind(Sector sector = Sector.VictimServices, string? name = null) =>
        new() { Name = name ?? $"{sector} {Number()}", Sector = sector, Order = 100 };

    /// <summary>A partner of a kind that is already saved.</summary>
    public static Partner Partner(string name, PartnerKind kind) => new()
    {
        Name = name,
        Slug = $"{Folding.Slug(name)}-{Number()}",
        KindId = kind.Id,
        Sector = kind.Sector,
    };

    /// <summary>A person of the roster whose name is known.</summary>
    public static Person Person(string name) => new() { Name = name, Slug = $"{Folding.Slug(name)}-{Number()}" };

    /// <summary>An account of a person, without a password.</summary>
    public static Account Account(Person person, Role role)
    {
        var email = $"account{Number()}@example.org";
        return new Account
        {
            PersonId = person.Id,
            Role = role,
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            EmailConfirmed = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
    }
}
