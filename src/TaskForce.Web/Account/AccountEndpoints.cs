using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Web.Startup;
using UserAccount = TaskForce.Core.Access.Account;

namespace TaskForce.Web.Account;

/// <summary>Addresses of sign-in that scripts ask: how long the session lasts, and what a passkey must answer.</summary>
public static class AccountEndpoints
{
    /// <summary>How a session stands, in whole seconds.</summary>
    /// <param name="Left">Until it ends if nothing is done.</param>
    /// <param name="Final">Whether that end cannot be put off.</param>
    public sealed record SessionAnswer(int Left, bool Final);

    public static void MapAccountEndpoints(this WebApplication app)
    {
        app.MapGet("/account/session", Stand).WithMetadata(new NeedsAttribute(Act.OwnAccount), new BeforeCodeAttribute(), new NotUseAttribute(), new ForScriptAttribute());
        app.MapPost("/account/session", Stand).WithMetadata(new NeedsAttribute(Act.OwnAccount), new BeforeCodeAttribute(), new ForScriptAttribute());
        app.MapPost("/account/passkeys/options", OfferAsync).WithMetadata(new NeedsAttribute(Act.OwnAccount), new ForScriptAttribute());
        app.MapMailStops();
        app.MapPost("/sign-in/passkey/options", AskAsync).WithMetadata(new AllowAnonymousAttribute());
    }

    private static IResult Stand(HttpContext http, TaskForceClock clock) => SessionCookie.CheckOf(http) is { IsOpen: true } check
        ? Results.Json(new SessionAnswer((int)(check.EndsAt - clock.UtcNow).TotalSeconds, check.EndsAt >= check.LatestEnd))
        : Results.Unauthorized();

    private static async Task<IResult> OfferAsync(HttpContext http, IAntiforgery antiforgery, SignIns signIns, UserManager<UserAccount> users)
    {
        if (!await antiforgery.IsRequestValidAsync(http) || await users.GetUserAsync(http.User) is not { } account)
            return Results.BadRequest();
        var options = await signIns.MakePasskeyCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.Email ?? "", DisplayName = http.User.Identity?.Name ?? "" });
        return Results.Content(options, "application/json");
    }

    private static async Task<IResult> AskAsync(HttpContext http, IAntiforgery antiforgery, SignIns signIns) =>
        // For no account in particular: the browser offers what it has, and nothing is told about who exists.
        await antiforgery.IsRequestValidAsync(http) ? Results.Content(await signIns.MakePasskeyRequestOptionsAsync(null), "application/json") : Results.BadRequest();
}
