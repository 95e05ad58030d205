namespace TaskForce.Core.Access;

/// <summary>Why a session is over.</summary>
public enum SessionEnd
{
    /// <summary>It is not over.</summary>
    None,

    /// <summary>Nothing was done for as long as the charter allows.</summary>
    Idle,

    /// <summary>It lasted twelve hours.</summary>
    TooLong,

    /// <summary>Signed out, here or from elsewhere.</summary>
    SignedOut,

    /// <summary>The account was closed.</summary>
    Closed,
}

/// <summary>How a session stands.</summary>
/// <param name="End">Why it is over, or <see cref="SessionEnd.None"/>.</param>
/// <param name="AccountId">Whose it is; empty where the session is not known.</param>
/// <param name="EndsAt">When it ends if nothing more is done, UTC.</param>
/// <param name="LatestEnd">When it ends whatever is done, UTC.</param>
/// <param name="MustAddCode">Whether the account may do nothing before it has added a one-time code.</param>
/// <param name="ShouldAddCode">Whether the account has still to add one, now or later.</param>
public readonly record struct SessionCheck(SessionEnd End, Guid AccountId, DateTime EndsAt, DateTime LatestEnd, bool MustAddCode, bool ShouldAddCode)
{
    public bool IsOpen => End == SessionEnd.None;
}
