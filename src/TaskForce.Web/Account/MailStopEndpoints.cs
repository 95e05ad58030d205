using Microsoft.AspNetCore.Authorization;
using TaskForce.Core.Mail;

namespace TaskForce.Web.Account;

/// <summary>What a mail program posts when its reader presses "unsubscribe" (RFC 8058). It comes from no page of ours, so the signed link is its only proof.</summary>
public static class MailStopEndpoints
{
    public static void MapMailStops(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/mail/stop/{token}/now", StopAsync).WithMetadata(new AllowAnonymousAttribute());
        // Somebody opened that address in a browser: opening changes nothing and leads to the page that asks.
        routes.MapGet("/mail/stop/{token}/now", (string token) => Results.LocalRedirect($"/mail/stop/{Uri.EscapeDataString(token)}")).WithMetadata(new AllowAnonymousAttribute());
    }

    private static async Task<IResult> StopAsync(string token, MailStops stops, MailChoices choices, CancellationToken ct) =>
        stops.Read(token) is { } held && await choices.ChooseByLinkAsync(held.PersonId, held.Kind, wanted: false, ct) ? Results.Ok() : Results.NotFound();
}
