namespace TaskForce.Core.Access;

/// <summary>
/// Tells the pages that are open in this process that an account's rights changed or a session ended, so that they close at once.
/// Other processes notice when they check the session again, within a minute.
/// </summary>
public sealed class AccessChanges
{
    /// <summary>The account, and the one session that ended or null when the whole account is concerned.</summary>
    public event Action<Guid, Guid?>? Happened;

    /// <summary>Says it to whoever listens.</summary>
    public void Tell(Guid accountId, Guid? sessionId = null) => Happened?.Invoke(accountId, sessionId);
}
