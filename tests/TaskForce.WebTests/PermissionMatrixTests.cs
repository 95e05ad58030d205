using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using TaskForce.Core.Access;
using TaskForce.Tests;

namespace TaskForce.WebTests;

/// <summary>Every page, export and handler says which act it needs, is in this table, and answers each role accordingly.</summary>
public sealed partial class PermissionMatrixTests : IDisposable
{
    private static readonly string[] OpenToAnybody =
    [
        "/account/forgotten", "/account/reset/{Token}", "/account/welcome/{Token}", "/error", "/mail/stop/{Token}", "/mail/stop/{token}/now", "/not-found", "/reply/{Token}", "/return/{Token}", "/review/shared/{Secret}", "/setup", "/sign-in", "/sign-in/code",
        "/signed-out", "/status/403", "/status/404", "/feeds/{secret}.ics", "/health/live", "/health/ready", "/sign-in/passkey/options",
    ];

    // When it runs from what was built, not published, the framework has an address for styles and scripts that were added since it was built. It says nothing of
    // what it needs, so the door lets nobody through.
    private const string FromSource = "/{**path:file}";

    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public void Every_address_says_what_it_needs_or_is_known_to_be_open()
    {
        var silent = Addresses().Where(e => e.Metadata.GetMetadata<NeedsAttribute>() is null && !OpenToAnybody.Contains(Path(e), StringComparer.OrdinalIgnoreCase)).Select(Path).Distinct().Except([FromSource]).ToList();

        Assert.Empty(silent);
    }

    [Fact]
    public void Nothing_is_open_to_anybody_that_is_not_known_to_be()
    {
        var open = Addresses().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Path).Except(OpenToAnybody, StringComparer.OrdinalIgnoreCase).ToList();

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("/appsettings.json")]
    [InlineData("/Program.cs")]
    [InlineData("/data/taskforce.db")]
    [InlineData("/secrets.key")]
    [InlineData("/%2e%2e/appsettings.json")]
    [InlineData("/css/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/..%2f..%2fTaskForce.sln")]
    [InlineData("/css/..%5c..%5cappsettings.json")]
    public async Task A_stranger_gets_nothing_from_beside_the_styles_and_scripts(string address)
    {
        var answer = await app.Browser().GetAsync(address);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Executive)]
    [InlineData(Role.Member)]
    [InlineData(Role.Reader)]
    public async Task Each_page_and_each_file_opens_to_a_role_as_the_table_of_permissions_says(Role role)
    {
        var browser = await app.SignedInAsync(role);
        var wrong = new List<string>();
        foreach (var page in Addresses().Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods: { } methods } || methods.Contains("GET")).Where(e => Path(e) != "/"))
        {
            if (page.Metadata.GetMetadata<NeedsAttribute>() is not { } needs)
                continue;
            var allowed = Permissions.Allow(A.Actor(role), needs.Act);
            var status = (await browser.GetAsync(Filled(Path(page)))).StatusCode;
            if (allowed == (status == HttpStatusCode.Forbidden) || status == HttpStatusCode.InternalServerError)
                wrong.Add($"{Path(page)}: {status}, {needs.Act}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData(Role.Coordinator)]
    [InlineData(Role.Executive)]
    [InlineData(Role.Member)]
    [InlineData(Role.Reader)]
    public async Task What_a_role_may_not_open_takes_nothing_from_it_either(Role role)
    {
        var browser = await app.SignedInAsync(role);
        var (asked, wrong) = (0, new List<string>());
        foreach (var address in Addresses().Where(e => Path(e) != "/" && e.Metadata.GetMetadata<NeedsAttribute>() is { } needs && !Permissions.Allow(A.Actor(role), needs.Act)))
        {
            foreach (var method in (address.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["POST"]).Where(m => m is not ("GET" or "HEAD")))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), Filled(Path(address))) { Content = new FormUrlEncodedContent([]) };
                var status = (await browser.SendAsync(request)).StatusCode;
                asked++;
                if (status != HttpStatusCode.Forbidden)
                    wrong.Add($"{method} {Path(address)}: {status}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(asked > 3, $"Only {asked} addresses were asked.");
    }

    [Fact]
    public async Task The_anonymous_are_sent_to_sign_in_and_get_no_live_connection()
    {
        var browser = app.Browser();

        Assert.StartsWith("/sign-in", (await browser.GetAsync("/partners")).Headers.Location!.PathAndQuery);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode);
    }

    [Fact]
    public async Task A_live_connection_from_another_site_is_refused()
    {
        var browser = await app.SignedInAsync(Role.Member);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", "https://evil.example" } } };

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request)).StatusCode);
    }

    private IEnumerable<RouteEndpoint> Addresses() => app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !Path(e).StartsWith("/_", StringComparison.Ordinal));

    /// <summary>An address at which there is nothing to be found: whether it opens is asked before.</summary>
    private static string Filled(string route) =>
        Part().Replace(route, p => p.Value == "{ending}" ? "csv" : p.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.Empty.ToString() : "nothing");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Part();

    private static string Path(RouteEndpoint endpoint) => "/" + (endpoint.RoutePattern.RawText ?? "").Trim('/');
}
