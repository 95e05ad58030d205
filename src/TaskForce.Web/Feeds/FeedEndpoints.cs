using TaskForce.Core.Access;
using TaskForce.Core.Meetings;
using TaskForce.Web.Account;

namespace TaskForce.Web.Feeds;

/// <summary>Calendars: one meeting as a file for whoever is signed in, all of a person's meetings at a secret address.</summary>
public static class FeedEndpoints
{
    public const string ContentType = "text/calendar; charset=utf-8";

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/meetings/{id:guid}.ics", MeetingAsync).WithMetadata(new NeedsAttribute(Act.ReadMeetings));
        // Calendar programs cannot sign in: the address itself is the secret.
        routes.MapGet("/feeds/{secret}.ics", FeedAsync).AllowAnonymous();
    }

    private static async Task<IResult> MeetingAsync(Guid id, CalendarFeeds feeds, PublicAddress address, HttpContext http, CancellationToken ct)
    {
        try
        {
            var file = await feeds.OfMeetingAsync((await http.ActorAsync())!, id, Root(address, http), ct);
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(System.Text.Encoding.UTF8.GetBytes(file.Text), ContentType, file.Name + ".ics");
        }
        catch (NotFoundException)
        {
            return Results.NotFound();
        }
    }

    private static async Task<IResult> FeedAsync(string secret, CalendarFeeds feeds, PublicAddress address, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers["X-Robots-Tag"] = "noindex";
        if (await feeds.ReadAsync(secret, Root(address, http), ct) is not { } feed)
            return Results.Text("This calendar address has ended. Make a new one on your account page.", statusCode: StatusCodes.Status404NotFound);
        var tag = $"\"{feed.Tag}\"";
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        if (http.Request.Headers.IfNoneMatch.Any(sent => sent is not null && sent.Split(',', StringSplitOptions.TrimEntries).Any(t => t == tag || t == "W/" + tag || t == "*")))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        return Results.Text(feed.Text, ContentType);
    }

    private static string Root(PublicAddress address, HttpContext http) => address.ForCopying($"{http.Request.Scheme}://{http.Request.Host}/").TrimEnd('/');
}
