using Microsoft.AspNetCore.Antiforgery;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Web.Account;

namespace TaskForce.Web.Keeping;

/// <summary>Where js/drafts.js keeps what was typed: one's own drafts only, with the antiforgery token, at most 64 KB each.</summary>
public static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder routes)
    {
        var drafts = routes.MapGroup("/drafts/{form}/{record}").WithMetadata(new NeedsAttribute(Act.KeepDrafts), new ForScriptAttribute()).DisableAntiforgery();
        drafts.MapGet("", FindAsync);
        drafts.MapPut("", KeepAsync);
        drafts.MapDelete("", ForgetAsync);
    }

    private static Task<IResult> FindAsync(string form, string record, Drafts drafts, HttpContext http, CancellationToken ct) => AnswerAsync(async () =>
    {
        http.Response.Headers.CacheControl = "no-store";
        var draft = await drafts.FindAsync((await http.ActorAsync())!, form, record, ct);
        return draft is null ? Results.NoContent() : Results.Json(new { at = draft.SavedAt, fields = System.Text.Json.Nodes.JsonNode.Parse(draft.Fields) });
    });

    private static Task<IResult> KeepAsync(string form, string record, Drafts drafts, IAntiforgery antiforgery, HttpContext http, CancellationToken ct) => AnswerAsync(async () =>
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.BadRequest("The page is too old to keep drafts. Load it again.");
        if (http.Request.ContentLength is not <= Drafts.MaximumBytes)
            return Results.Text("A draft holds 64 KB. Save the form, or shorten the text.", statusCode: StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(http.Request.Body);
        await drafts.KeepAsync((await http.ActorAsync())!, form, record, await reader.ReadToEndAsync(ct), ct);
        return Results.NoContent();
    });

    private static Task<IResult> ForgetAsync(string form, string record, Drafts drafts, IAntiforgery antiforgery, HttpContext http, CancellationToken ct) => AnswerAsync(async () =>
    {
        if (!await antiforgery.IsRequestValidAsync(http))
            return Results.BadRequest("The page is too old to keep drafts. Load it again.");
        await drafts.ForgetAsync((await http.ActorAsync())!, form, record, ct);
        return Results.NoContent();
    });

    private static async Task<IResult> AnswerAsync(Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (RefusedException refused)
        {
            return Results.BadRequest(refused.Message);
        }
    }
}
