using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.WebTests.Keeping;

/// <summary>The door through which a browser keeps what was typed.</summary>
public sealed partial class DraftEndpointTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_draft_is_kept_read_and_forgotten_by_its_writer_only()
    {
        var (writer, other) = (await app.SignedInAsync(Role.Member), await app.SignedInAsync(Role.Coordinator));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(writer, HttpMethod.Put, """{"Line":"half a sen"}""")).StatusCode);

        var kept = await writer.GetFromJsonAsync<Kept>("/drafts/contact/new");
        Assert.Equal("half a sen", kept!.Fields["Line"]);
        Assert.NotEqual(HttpStatusCode.OK, (await other.GetAsync("/drafts/contact/new")).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(writer, HttpMethod.Delete, null)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await writer.GetAsync("/drafts/contact/new")).StatusCode);
    }

    [Fact]
    public async Task Nobody_keeps_a_draft_without_signing_in()
    {
        // In numbers: a script asks, and would follow a way to the sign-in page in vain.
        var stranger = app.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/drafts/contact/new")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PutAsync("/drafts/contact/new", Json("{}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.DeleteAsync("/drafts/contact/new")).StatusCode);
    }

    [Fact]
    public async Task Another_site_cannot_write_a_draft_through_somebodys_browser()
    {
        var writer = await app.SignedInAsync(Role.Member);
        Assert.Equal(HttpStatusCode.BadRequest, (await writer.PutAsync("/drafts/contact/new", Json("""{"Line":"planted"}"""))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await writer.DeleteAsync("/drafts/contact/new")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await writer.GetAsync("/drafts/contact/new")).StatusCode);
    }

    [Fact]
    public async Task A_draft_that_is_too_large_or_no_draft_is_refused_with_a_sentence()
    {
        var writer = await app.SignedInAsync(Role.Member);
        var large = await SendAsync(writer, HttpMethod.Put, $$"""{"a":"{{new string('x', Drafts.MaximumBytes)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Contains("64 KB", await large.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(writer, HttpMethod.Put, "[]")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await writer.GetAsync("/drafts/No_such_form/new")).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, HttpMethod method, string? body)
    {
        var token = Token().Match(await browser.GetStringAsync("/account")).Groups[1].Value;
        Assert.NotEmpty(token);
        var request = new HttpRequestMessage(method, "/drafts/contact/new") { Content = body is null ? null : Json(body) };
        request.Headers.Add("RequestVerificationToken", WebUtility.HtmlDecode(token));
        return await browser.SendAsync(request);
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private sealed record Kept(DateTime At, Dictionary<string, string> Fields);

    [GeneratedRegex("name=\"request-token\" content=\"([^\"]+)\"")]
    private static partial Regex Token();
}
