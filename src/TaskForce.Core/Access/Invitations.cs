using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>An invitation that waits for an answer.</summary>
public sealed record InvitationRow(Guid Id, string Person, string Email, Role Role, DateTime ExpiresAt, bool IsExpired);

/// <summary>What the page behind an invitation's link says.</summary>
public sealed record InvitationSight(string Person, string Email, Role Role);

/// <summary>Somebody of the roster who has no account yet.</summary>
public sealed record Invitable(Guid PersonId, string Name, string Email);

/// <summary>Invitations: a link for one person of the roster that works once, for seven days.</summary>
public sealed class Invitations(Databases databases, Accounts accounts)
{
    /// <summary>How long an invitation works.</summary>
    public static readonly TimeSpan Works = TimeSpan.FromDays(7);

    private static readonly Actor Product = Actor.System("account");

    /// <summary>Invites somebody. An earlier invitation of the same person stops working.</summary>
    /// <returns>The secret of the link, which is shown once and kept nowhere.</returns>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="RefusedException">The person or the address has an account already.</exception>
    public async Task<string> InviteAsync(Actor actor, InvitationForm form, CancellationToken ct = default)
    {
        await new InvitationForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        var (person, email, now) = (form.PersonId!.Value, form.Email.Trim(), databases.Clock.UtcNow);
        if (!await db.People.AnyAsync(p => p.Id == person && p.ArchivedAt == null, ct))
            throw new RefusedException("This person is not in the roster any more.", nameof(form.PersonId));
        if (await db.Users.AnyAsync(a => a.PersonId == person, ct))
            throw new RefusedException("This person has an account already. Make them a one-time link instead.", nameof(form.PersonId));
        var folded = email.ToUpperInvariant();
        if (await db.Users.AnyAsync(a => a.NormalizedEmail == folded, ct))
            throw new RefusedException("Another account signs in with this e-mail.", nameof(form.Email));

        foreach (var earlier in await db.Invitations.Where(i => i.PersonId == person && i.UsedAt == null && i.RevokedAt == null).ToListAsync(ct))
            earlier.RevokedAt = now;
        var secret = Secret.New();
        db.Invitations.Add(new() { PersonId = person, Email = email, Role = form.Role, TokenHash = Secret.Hash(secret), ExpiresAt = now + Works });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    /// <summary>Takes an invitation back; its link stops working.</summary>
    public async Task RevokeAsync(Actor actor, Guid invitationId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        var invitation = await db.Invitations.FirstOrDefaultAsync(i => i.Id == invitationId && i.UsedAt == null, ct) ?? throw new NotFoundException("invitation");
        invitation.RevokedAt ??= databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Invitations without an answer, the latest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> OpenOnesAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        var now = databases.Clock.UtcNow;
        return await db.Invitations.AsNoTracking().Where(i => i.UsedAt == null && i.RevokedAt == null).Join(db.People, i => i.PersonId, p => p.Id, (i, p) => new { i, p })
            .OrderByDescending(x => x.i.ExpiresAt).Take(200)
            .Select(x => new InvitationRow(x.i.Id, x.p.Name != "" ? x.p.Name : x.p.KnownAs, x.i.Email, x.i.Role, x.i.ExpiresAt, x.i.ExpiresAt <= now)).ToListAsync(ct);
    }

    /// <summary>People of the roster without an account whose name or e-mail begins with what was typed, at most twenty.</summary>
    public async Task<IReadOnlyList<Invitable>> WhoAsync(Actor actor, string typed, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        // Each word that is typed begins some word: a whole name finds its person too.
        return await db.People.AsNoTracking().Where(p => p.ArchivedAt == null && !db.Users.Any(a => a.PersonId == p.Id)).Beginning(db, typed)
            .OrderBy(p => p.SortName).Take(20)
            .Select(p => new Invitable(p.Id, p.Name != "" ? p.Name : p.KnownAs, p.Emails.OrderBy(e => e.Order).Select(e => e.Address).FirstOrDefault() ?? "")).ToListAsync(ct);
    }

    /// <summary>What a link's page says, or null when the link does not work (used, taken back, older than seven days).</summary>
    public async Task<InvitationSight?> SeeAsync(string secret, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var invitation = await FindAsync(db, secret, ct);
        if (invitation is null)
            return null;
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == invitation.PersonId, ct);
        return new(person.Called, invitation.Email, invitation.Role);
    }

    /// <summary>Takes an invitation up: makes the account with the password that the person chose.</summary>
    /// <returns>The account.</returns>
    /// <exception cref="RefusedException">The link does not work any more, or the password is bad; then the link can be used again.</exception>
    public async Task<Guid> AcceptAsync(string secret, string password, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var invitation = await FindAsync(db, secret, ct) ?? throw new RefusedException("This invitation does not work any more. Ask for a new one.");
        invitation.UsedAt = databases.Clock.UtcNow;
        var account = await accounts.NewAsync(db, invitation.PersonId, invitation.Email, invitation.Role, password, ct);
        await db.SaveChangesAsync(ct);
        return account.Id;
    }

    private static Task<Invitation?> FindAsync(TaskForceDb db, string secret, CancellationToken ct)
    {
        var (hash, now) = (Secret.Hash(secret), db.Clock.UtcNow);
        return db.Invitations.FirstOrDefaultAsync(i => i.TokenHash == hash && i.UsedAt == null && i.RevokedAt == null && i.ExpiresAt > now, ct);
    }
}
