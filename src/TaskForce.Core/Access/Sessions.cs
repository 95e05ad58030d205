using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>A signed-in browser, as its owner sees it.</summary>
public sealed record SessionRow(Guid Id, string Browser, DateTime StartedAt, DateTime LastSeenAt);

/// <summary>
/// Signed-in browsers as rows. A session ends after the charter's minutes without use, after twelve hours whatever happens, and when somebody
/// ends it. The limits follow OWASP ASVS 5.0, 7.3.
/// </summary>
public sealed class Sessions(Databases databases, AccessChanges changes)
{
    /// <summary>After how long a session ends however busy it is.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How often at most a session in use is written.</summary>
    public static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>How long ended sessions are kept so that their owner can look back.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly Actor Product = Actor.System("account");

    /// <summary>Begins a session and forgets those of the account that ended long ago.</summary>
    public async Task<Guid> StartAsync(Guid accountId, string browser, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var now = databases.Clock.UtcNow;
        var oldest = now - Kept;
        db.Sessions.RemoveRange(await db.Sessions.Where(s => s.AccountId == accountId && s.LastSeenAt < oldest).ToListAsync(ct));
        var session = new Session { AccountId = accountId, StartedAt = now, LastSeenAt = now, Browser = browser };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(ct);
        return session.Id;
    }

    /// <summary>How a session stands.</summary>
    /// <param name="use">Whether this is use of the session, which puts off its end.</param>
    public async Task<SessionCheck> CheckAsync(Guid sessionId, bool use, CancellationToken ct = default)
    {
        await using var db = await databases.OpenAsync(Product, ct);
        var found = await db.Sessions.Where(s => s.Id == sessionId)
            .Join(db.Users, s => s.AccountId, a => a.Id, (s, a) => new { Session = s, a.DisabledAt, a.Role, a.TwoFactorEnabled, a.CodeMayWaitUntil })
            .FirstOrDefaultAsync(ct);
        if (found is null)
            return new(SessionEnd.SignedOut, default, default, default, false, false);

        var now = databases.Clock.UtcNow;
        var idle = TimeSpan.FromMinutes((await Charters.OnAsync(db, databases.Clock.Today, ct)).IdleMinutes);
        var session = found.Session;
        var latest = session.StartedAt + Longest;
        var end = found.DisabledAt is not null ? SessionEnd.Closed
            : session.EndedAt is not null ? SessionEnd.SignedOut
            : now >= latest ? SessionEnd.TooLong
            : now >= session.LastSeenAt + idle ? SessionEnd.Idle
            : SessionEnd.None;
        if (end == SessionEnd.None && use && now - session.LastSeenAt >= TouchEvery)
        {
            session.LastSeenAt = now;
            await db.SaveChangesAsync(ct);
        }

        var ends = session.LastSeenAt + idle;
        var should = found.Role is Role.Administrator or Role.Coordinator && !found.TwoFactorEnabled;
        return new(end, session.AccountId, ends < latest ? ends : latest, latest, should && (found.CodeMayWaitUntil is null || found.CodeMayWaitUntil <= now), should);
    }

    /// <summary>The account's sessions that are open now, the latest used first.</summary>
    public async Task<IReadOnlyList<SessionRow>> OpenOnesAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        var now = databases.Clock.UtcNow;
        var (started, seen) = (now - Longest, now.AddMinutes(-(await Charters.OnAsync(db, databases.Clock.Today, ct)).IdleMinutes));
        return await db.Sessions.AsNoTracking().Where(s => s.AccountId == actor.AccountId && s.EndedAt == null && s.StartedAt > started && s.LastSeenAt > seen)
            .OrderByDescending(s => s.LastSeenAt).Select(s => new SessionRow(s.Id, s.Browser, s.StartedAt, s.LastSeenAt)).ToListAsync(ct);
    }

    /// <summary>Ends one of the actor's own sessions.</summary>
    /// <exception cref="NotFoundException">It is not the actor's.</exception>
    public async Task EndAsync(Actor actor, Guid sessionId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.OwnAccount);
        await using var db = await databases.OpenAsync(actor, ct);
        var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.AccountId == actor.AccountId, ct) ?? throw new NotFoundException("session");
        session.EndedAt ??= databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        changes.Tell(session.AccountId, session.Id);
    }

    /// <summary>Ends every session of an account: the actor's own, or another's for who manages accounts.</summary>
    /// <param name="except">The session that goes on, or null.</param>
    public async Task EndAllAsync(Actor actor, Guid accountId, Guid? except = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, accountId == actor.AccountId ? Act.OwnAccount : Act.ManageAccounts);
        await using var db = await databases.OpenAsync(actor, ct);
        var ended = await EndAllAsync(db, accountId, except, ct);
        await db.SaveChangesAsync(ct);
        foreach (var id in ended)
            changes.Tell(accountId, id);
    }

    /// <summary>The same within another verb's save; that verb tells <see cref="AccessChanges"/> afterwards.</summary>
    internal static async Task<IReadOnlyList<Guid>> EndAllAsync(TaskForceDb db, Guid accountId, Guid? except, CancellationToken ct)
    {
        var open = await db.Sessions.Where(s => s.AccountId == accountId && s.EndedAt == null && s.Id != except).ToListAsync(ct);
        foreach (var session in open)
            session.EndedAt = db.Clock.UtcNow;
        return [.. open.Select(s => s.Id)];
    }
}
