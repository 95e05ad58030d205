using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Mail;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Mail;

/// <summary>What the facts of mail have in common.</summary>
internal static class Outbox
{
    public static readonly MailLinks Links = new("https://tf.harborcounty.gov/", (person, kind) => $"https://tf.harborcounty.gov/mail/stop/{kind}");

    /// <summary>A person whom mail can reach.</summary>
    public static async Task<Person> ReachableAsync(Store store, string name, string? address = null)
    {
        var person = A.Person(name);
        await store.AddAsync(person, new PersonEmail { PersonId = person.Id, Address = address ?? $"{person.Slug}@harborcounty.gov", Folded = "" });
        return person;
    }

    /// <summary>The one mail that there is.</summary>
    public static Task<OutgoingMail> OnlyAsync(Store store) => store.ReadAsync(d => d.OutgoingMail.AsNoTracking().SingleAsync());
}
