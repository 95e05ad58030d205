using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using TaskForce.Core.Access;
using TaskForce.Web.Account;

namespace TaskForce.Web.Shell;

/// <summary>The session is over, or the account was closed, while a page was open. The page goes to /signed-out.</summary>
public sealed class SignedOutException(SessionEnd end) : Exception("Your session has ended. Sign in again to go on.")
{
    public SessionEnd End { get; } = end;

    /// <summary>Goes to the page that says why, and leads back here after a sign-in.</summary>
    public void Leave(NavigationManager nav) => nav.NavigateTo(SessionEndWords.Address(End, "/" + nav.ToBaseRelativePath(nav.Uri)), forceLoad: true);
}

/// <summary>
/// Who acts on this page. Read afresh for every operation, so that a right that was taken away is gone at the next click; the last reading is
/// kept for what the page shows or hides.
/// </summary>
public class CurrentActor(Actors actors, Sessions sessions, AuthenticationStateProvider authentication)
{
    private Actor? last;

    /// <summary>Who acted last; set before any page is shown.</summary>
    public Actor Actor => last ?? throw new InvalidOperationException("The actor was not read yet.");

    /// <summary>Who acted last, or null where nobody is signed in (the not-found page of a visitor).</summary>
    public Actor? Known => last;

    /// <summary>Reads the session and the rights afresh.</summary>
    /// <exception cref="SignedOutException">The session is over.</exception>
    public virtual Task<Actor> ReadAsync(CancellationToken ct = default) => ReadAsync(use: true, ct);

    /// <summary>The same without using the session: what an open page does that nobody touches.</summary>
    /// <exception cref="SignedOutException">The session is over.</exception>
    public virtual Task<Actor> LookAsync(CancellationToken ct = default) => ReadAsync(use: false, ct);

    private async Task<Actor> ReadAsync(bool use, CancellationToken ct)
    {
        var (account, session) = Of((await authentication.GetAuthenticationStateAsync()).User);
        if (account is null || session is null)
            throw new SignedOutException(SessionEnd.SignedOut);
        var check = await sessions.CheckAsync(session.Value, use, ct);
        if (!check.IsOpen)
            throw new SignedOutException(check.End);
        if (check.MustAddCode)
            throw new NotAllowedException(Act.OwnAccount);
        return last = await actors.ForAccountAsync(account.Value, ct) ?? throw new SignedOutException(SessionEnd.Closed);
    }

    /// <summary>For pages that are shown by somebody else's reading (static pages take the request's).</summary>
    public void Is(Actor actor) => last = actor;

    /// <summary>The account and the session in a principal.</summary>
    public static (Guid? Account, Guid? Session) Of(ClaimsPrincipal user) =>
        (Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account) ? account : null,
            Guid.TryParse(user.FindFirstValue("session"), out var session) ? session : null);
}
