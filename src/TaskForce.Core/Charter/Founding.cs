using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.People;

namespace TaskForce.Core.Charter;

/// <summary>Founds the task force: once, at the first start.</summary>
public sealed class Founding(Databases databases)
{
    /// <summary>Whether there is a task force already.</summary>
    public async Task<bool> IsDoneAsync(CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("set-up"), ct);
        return await db.Profiles.AnyAsync(ct);
    }

    /// <summary>Writes the profile, the first charter, the shipped lists, the general body and the executives, and the administrator's place in the roster.</summary>
    /// <returns>The id of the administrator's person, whom the first account belongs to.</returns>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="RefusedException">The task force is set up already.</exception>
    public async Task<Guid> FoundAsync(FoundingForm form, CancellationToken ct = default)
    {
        await new FoundingForm.Rules().ValidateAndThrowAsync(form, ct);
        await using var db = await databases.OpenAsync(Actor.System("set-up"), ct);
        if (await db.Profiles.AnyAsync(ct))
            throw new RefusedException("This task force is set up already. Sign in instead.");

        var now = databases.Clock.UtcNow;
        db.Profiles.Add(new() { Name = form.Name.Trim(), Subtitle = form.Subtitle.Trim(), TimeZone = form.TimeZone, SetUpAt = now });
        db.Charters.Add(new() { From = new(1900, 1, 1) });
        db.PartnerKinds.AddRange(ShippedLists.PartnerKinds());
        db.Indicators.AddRange(ShippedLists.Indicators());
        db.ClauseTexts.AddRange(Agreements.ShippedClauses.All());
        db.Bodies.AddRange(
            new Body { Name = "General membership", Slug = "general-membership", Kind = BodyKind.GeneralBody, Purpose = "Everybody who takes part." },
            new Body { Name = "Executives", Slug = "executives", Kind = BodyKind.Executives, Purpose = "The leaders who commit their agencies. They meet twice a year." });

        var name = form.AdministratorName.Trim();
        var person = new Person { Name = name, KnownAs = name.Length == 0 ? form.AdministratorEmail.Trim() : "", Slug = Folding.Slug(name.Length == 0 ? "administrator" : name) };
        db.People.Add(person);
        db.PersonEmails.Add(new() { PersonId = person.Id, Address = form.AdministratorEmail.Trim() });
        await db.SaveChangesAsync(ct);
        databases.Clock.Zone = TimeZoneInfo.FindSystemTimeZoneById(form.TimeZone);
        return person.Id;
    }
}
