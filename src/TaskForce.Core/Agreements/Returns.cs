using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Agreements;

/// <summary>What partners send in of what they promised: through a link for one person and one due day, or entered as told by somebody.</summary>
public sealed partial class Returns(Databases databases)
{
    /// <summary>For how many days after its due day a link still takes a return; it comes late then, and counts as late.</summary>
    public const int LinkDays = 60;

    /// <summary>Enters what a partner gave: its own people, or a coordinator as told by somebody. What is there already is replaced.</summary>
    /// <exception cref="ValidationException">Something is missing.</exception>
    /// <exception cref="RefusedException">Nothing is due on that day, or the file is none that is taken.</exception>
    public async Task<Saved> GiveAsync(Actor actor, Guid commitmentId, Guid partnerId, DateOnly dueOn, ReturnForm form, ReturnFile? file = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.GiveReturn, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        var (commitment, due) = await DueAsync(db, commitmentId, partnerId, dueOn, ct);
        await new ReturnForm.Rules(commitment.Gives!.Value, file is not null, told: !actor.IsOwn(partnerId), due.From, databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        return await PutAsync(db, commitment, partnerId, due, form, file, byLink: false, actor.IsOwn(partnerId) ? null : form.ToldOn, ct);
    }

    /// <summary>Makes a link with which one person sends in one return without signing in. An earlier link for it ends.</summary>
    /// <returns>The secret; only its hash is kept.</returns>
    public async Task<string> MakeLinkAsync(Actor actor, Guid commitmentId, Guid partnerId, Guid personId, DateOnly dueOn, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCommitments);
        await using var db = await databases.OpenAsync(actor, ct);
        var (_, due) = await DueAsync(db, commitmentId, partnerId, dueOn, ct);
        if (!await db.Posts.AnyAsync(p => p.PersonId == personId && p.PartnerId == partnerId, ct)) throw new RefusedException("This person is not at that partner. Choose one of its people.");
        var now = databases.Clock.UtcNow;
        foreach (var old in await db.ReturnLinks.Where(l => l.CommitmentId == commitmentId && l.PartnerId == partnerId && l.DueOn == dueOn && l.RevokedAt == null).ToListAsync(ct))
            old.RevokedAt = now;
        var secret = Secret.New();
        var last = due.On > databases.Clock.Today ? due.On : databases.Clock.Today;
        db.ReturnLinks.Add(new() { CommitmentId = commitmentId, PartnerId = partnerId, PersonId = personId, DueOn = dueOn, TokenHash = Secret.Hash(secret), CreatedAt = now, ExpiresAt = last.AddDays(LinkDays).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>What a link opens.</summary>
    /// <returns>Null where the link is unknown or ended, all alike.</returns>
    public async Task<ReturnView?> OpenLinkAsync(string secret, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Actor.System("return link"), ct);
        if (await FindAsync(db, secret, ct) is not { } link) return null;
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == link.PersonId, ct);
        try { return await ViewAsync(db, link.CommitmentId, link.PartnerId, link.DueOn, person.Called, ct); }
        // The promise was ended or changed since: nothing is asked on that day any more.
        catch (Exception moot) when (moot is RefusedException or NotFoundException) { return null; }
    }

    /// <summary>Sends in a return through a link, in the name of its person.</summary>
    /// <returns>False where the link is unknown or ended, all alike.</returns>
    public async Task<bool> GiveByLinkAsync(string secret, ReturnForm form, ReturnFile? file = null, CancellationToken ct = default)
    {
        Actor actor;
        ReturnLink link;
        await using (var db = await databases.OpenAsync(Actor.System("return link"), ct))
        {
            if (await FindAsync(db, secret, ct) is not { } found) return false;
            link = found;
            var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == link.PersonId, ct);
            actor = new Actor { PersonId = person.Id, Name = $"{person.Called} (by link)", Role = Role.Member, OwnPartners = [link.PartnerId] };
        }

        Permissions.Demand(actor, Act.GiveReturn, Subject.Partner(link.PartnerId));
        await using var own = await databases.OpenAsync(actor, ct);
        var (commitment, due) = await DueAsync(own, link.CommitmentId, link.PartnerId, link.DueOn, ct);
        await new ReturnForm.Rules(commitment.Gives!.Value, file is not null, told: false, due.From, databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        await PutAsync(own, commitment, link.PartnerId, due, form, file, byLink: true, toldOn: null, ct);
        return true;
    }

    private async Task<Saved> PutAsync(TaskForceDb db, Commitment commitment, Guid partnerId, CommitmentDue due, ReturnForm form, ReturnFile? file, bool byLink, DateOnly? toldOn, CancellationToken ct)
    {
        var today = databases.Clock.Today;
        if (due.From > today) throw new RefusedException("This period has not begun. Send it in once it has.");
        var given = await db.PartnerReturns.FirstOrDefaultAsync(r => r.CommitmentId == commitment.Id && r.PartnerId == partnerId && r.From == due.From, ct);
        // Whoever saw something else, or nothing, reads what came meanwhile before it is replaced.
        if (form.Seen is { } seen && seen != (given?.Version ?? Guid.Empty))
            throw new RefusedException(given is null ? "What had come was taken away meanwhile. Save again to enter what you wrote." : $"Meanwhile this came: {ReturnSentences.What(given)}. What you wrote still stands here; save again to replace what came.");
        var since = given?.ReceivedOn;
        // What is mended later came when it first came: nobody loses a kept promise by correcting a figure. Only the day on which it was told can be mended.
        if (given is null) db.Add(given = new() { CommitmentId = commitment.Id, PartnerId = partnerId, From = due.From, To = due.To, ReceivedOn = today });
        (given.Hours, given.Figures, given.ToldBy, given.ByLink) = (form.Hours, form.Figures.Trim(), byLink ? "" : form.ToldBy.Trim(), byLink);
        if (toldOn is { } on) given.ReceivedOn = on;
        if (file is not null) given.FileId = Keep(db, file);
        await Standings.SaveAsync(db, [partnerId], new[] { since ?? due.From, given.ReceivedOn, due.From }.Min(), ct);
        return new(given.Id, db.ChangeId);
    }

    private Guid Keep(TaskForceDb db, ReturnFile file)
    {
        var stored = Mous.Stored(file.Name, MouFileContent.Demand(file.Content), file.Content, databases.Clock.UtcNow);
        db.Add(stored);
        db.Add(new FileBytes { FileId = stored.Id, Bytes = file.Content });
        return stored.Id;
    }

    private static async Task<(Commitment Commitment, CommitmentDue Due)> DueAsync(TaskForceDb db, Guid commitmentId, Guid partnerId, DateOnly dueOn, CancellationToken ct)
    {
        var commitment = await db.Commitments.AsNoTracking().SingleOrDefaultAsync(c => c.Id == commitmentId && c.Kind == CommitmentKind.Return, ct) ?? throw new NotFoundException("promise");
        if ((commitment.PartnerId is { } only && only != partnerId) || !await db.MouParties.AnyAsync(p => p.PartnerId == partnerId && db.MouVersions.Any(v => v.Id == p.VersionId && v.MouId == commitment.MouId), ct))
            throw new NotFoundException("party");
        foreach (var due in CommitmentSchedule.Of(commitment, dueOn))
            if (due.On == dueOn) return (commitment, due);
        // What came for a day that the promise, ended or changed since, has no more can still be corrected.
        if (await db.PartnerReturns.AsNoTracking().Where(r => r.CommitmentId == commitmentId && r.PartnerId == partnerId).Select(r => new { r.From, r.To }).ToListAsync(ct) is var came
            && came.Find(r => r.To.AddDays(commitment.DueDays) == dueOn) is { } stored)
            return (commitment, new(stored.From, stored.To, dueOn));
        throw new RefusedException("Nothing is due on that day. Open the return from the list of what is due.");
    }

    private async Task<ReturnLink?> FindAsync(TaskForceDb db, string secret, CancellationToken ct)
    {
        var hash = Secret.Hash(secret);
        var now = databases.Clock.UtcNow;
        var link = await db.ReturnLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash && l.RevokedAt == null && l.ExpiresAt > now, ct);
        // Whoever left the partner, or was put away, sends in nothing for it any more.
        var today = databases.Clock.Today;
        return link is not null && await db.Posts.AnyAsync(p => p.PersonId == link.PersonId && p.PartnerId == link.PartnerId && (p.To == null || p.To >= today), ct)
            && await db.People.AnyAsync(p => p.Id == link.PersonId && p.ArchivedAt == null, ct) ? link : null;
    }
}
