using Microsoft.AspNetCore.Identity;
using TaskForce.Core.Data;

namespace TaskForce.Core.Access;

/// <summary>What a person signs in with. It belongs to exactly one person of the roster.</summary>
public sealed class Account : IdentityUser<Guid>, IRecord
{
    public Account() => Id = Guid.CreateVersion7();

    public Guid Version { get; set; } = Guid.CreateVersion7();
    public Guid PersonId { get; set; }
    public Role Role { get; set; } = Role.Reader;

    /// <summary>When an administrator closed the account, UTC; null while it is open.</summary>
    public DateTime? DisabledAt { get; set; }

    /// <summary>Until when a one-time code may still be put off, UTC (accounts that were made by a setting).</summary>
    public DateTime? CodeMayWaitUntil { get; set; }
}

/// <summary>A signed-in browser. Touched by page loads and by live pages; the account's sessions can be ended one by one or all at once.</summary>
public sealed class Session
{
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public Guid AccountId { get; set; }
    public DateTime StartedAt { get; set; }
    public DateTime LastSeenAt { get; set; }
    public DateTime? EndedAt { get; set; }

    /// <summary>The kind of browser, shortened, so that a person recognizes the session.</summary>
    public string Browser { get; set; } = "";
}

/// <summary>An invitation to take up an account, sent or copied as a link; good once, for seven days.</summary>
public sealed class Invitation : Record
{
    public required string Email { get; set; }
    public Guid PersonId { get; set; }
    public Role Role { get; set; }
    [NotInHistory] public required string TokenHash { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }
    public DateTime? RevokedAt { get; set; }
}

/// <summary>A link that works once and for a time: a new password, a first sign-in. Only the hash of its secret is kept.</summary>
public sealed class OneTimeLink
{
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public required string Purpose { get; set; }
    public Guid AccountId { get; set; }
    public required string TokenHash { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }
}

/// <summary>One reading of candid facts about the reader's own agency, by a coordinator or administrator. Kept so that it can be asked about.</summary>
public sealed class OwnAgencyReading
{
    public Guid Id { get; set; } = Guid.CreateVersion7();
    public Guid AccountId { get; set; }
    public Guid PartnerId { get; set; }
    public DateTime At { get; set; }
}
