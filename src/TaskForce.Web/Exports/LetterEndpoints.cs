using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Reviews;

namespace TaskForce.Web.Exports;

/// <summary>Letters of thanks as files, made from the records when they are asked for.</summary>
public static class LetterEndpoints
{
    public static void MapLetters(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/review/{slug}/letters.zip", (HttpContext http, string slug, Letters letters, CancellationToken ct) =>
            SendAsync(http, slug, (actor, half) => letters.WriteAllAsync(actor, half, ct))).WithMetadata(new NeedsAttribute(Act.WriteLetters));
        routes.MapGet("/review/{slug}/letters/{partner}.docx", (HttpContext http, string slug, string partner, Letters letters, CancellationToken ct) =>
            SendAsync(http, slug, (actor, half) => letters.WriteAsync(actor, half, partner, ct))).WithMetadata(new NeedsAttribute(Act.WriteLetters));
    }

    private static async Task<IResult> SendAsync(HttpContext http, string slug, Func<Actor, HalfYear, Task<LetterFile>> write)
    {
        if (!HalfYear.TryParse(slug, out var half))
            return Results.NotFound();
        try
        {
            var letter = await write(await ExportEndpoints.ActorAsync(http), half);
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(letter.Bytes, letter.ContentType, letter.Name);
        }
        catch (NotFoundException)
        {
            return Results.NotFound();
        }
        catch (RefusedException nothing)
        {
            return Results.Text(nothing.Message, statusCode: StatusCodes.Status409Conflict);
        }
    }
}
