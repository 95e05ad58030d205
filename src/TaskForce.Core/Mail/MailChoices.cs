using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Mail;

/// <summary>Which mails a person wants: chosen on the account page, or through the link at the foot of a mail.</summary>
public sealed class MailChoices(Databases databases)
{
    /// <summary>Each kind, and whether the actor wants it.</summary>
    public async Task<IReadOnlyList<MailChoiceRow>> OfAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        var off = await db.MailChoices.Where(c => c.PersonId == actor.PersonId).Select(c => c.Kind).ToListAsync(ct);
        return [.. Enum.GetValues<MailKind>().Select(k => new MailChoiceRow(k, !off.Contains(k)))];
    }

    /// <summary>Turns a kind of mail on or off for the actor.</summary>
    public Task ChooseAsync(Actor actor, MailKind kind, bool wanted, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        return PutAsync(actor, actor.PersonId ?? throw new NotAllowedException(Act.OwnAccount), kind, wanted, byLink: false, ct);
    }

    /// <summary>What the page of a stop link says; null where the person is not in the roster any more.</summary>
    /// <param name="personId">From the link, whose signature was checked.</param>
    public async Task<StopView?> SeeAsync(Guid personId, MailKind kind, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("mail link"), ct);
        return await FindAsync(db, personId, ct) is { } found ? new(found.Name, kind, !await db.MailChoices.AnyAsync(c => c.PersonId == found.Id && c.Kind == kind, ct)) : null;
    }

    /// <summary>Turns a kind of mail on or off through the link in a mail, in the name of its person. The link is the whole right: it opens nothing else.</summary>
    /// <param name="personId">From the link, whose signature was checked.</param>
    /// <returns>False where the person is not in the roster any more.</returns>
    public async Task<bool> ChooseByLinkAsync(Guid personId, MailKind kind, bool wanted, CancellationToken ct = default)
    {
        (Guid Id, string Name)? found;
        await using (var db = await databases.OpenAsync(Actor.System("mail link"), ct))
            found = await FindAsync(db, personId, ct);
        if (found is not { } person)
            return false;
        var actor = new Actor { PersonId = person.Id, Name = $"{person.Name} (by link)", Role = Role.Reader };
        Permissions.Demand(actor, Act.OwnAccount);
        await PutAsync(actor, person.Id, kind, wanted, byLink: true, ct);
        return true;
    }

    /// <summary>The person of a link; whoever became one with another is found as that one.</summary>
    private static async Task<(Guid Id, string Name)?> FindAsync(TaskForceDb db, Guid personId, CancellationToken ct)
    {
        HashSet<Guid> passed = [];
        while (passed.Add(personId))
        {
            var id = personId;
            var person = await db.People.AsNoTracking().Where(p => p.Id == id).Select(p => new { Name = p.Name != "" ? p.Name : p.KnownAs, p.ArchivedAt, p.MergedIntoId }).FirstOrDefaultAsync(ct);
            if (person is { ArchivedAt: null })
                return (id, person.Name);
            if (person?.MergedIntoId is not { } into)
                return null;
            personId = into;
        }
        return null;
    }

    private async Task PutAsync(Actor actor, Guid personId, MailKind kind, bool wanted, bool byLink, CancellationToken ct)
    {
        await using var db = await databases.OpenAsync(actor, ct);
        var off = await db.MailChoices.FirstOrDefaultAsync(c => c.PersonId == personId && c.Kind == kind, ct);
        if (wanted == off is null)
            return;
        if (off is not null)
            db.MailChoices.Remove(off);
        else
            db.MailChoices.Add(new() { PersonId = personId, Kind = kind, OffSince = databases.Clock.UtcNow, ByLink = byLink });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Exception same) when (same is DbUpdateException or StaleRecordException)
        {
            // Pressed twice: the other press did it.
        }
    }
}
