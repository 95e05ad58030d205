using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using TaskForce.Core.Access;
using TaskForce.Tests;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests;

/// <summary>The door of live connections, knocked at without a browser: who comes in, and who is put out again.</summary>
public sealed class LiveConnectionTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_stranger_gets_no_live_connection_however_they_ask()
    {
        var browser = app.Browser();
        foreach (var (method, address) in new[] { ("POST", "/_blazor/negotiate?negotiateVersion=1"), ("GET", "/_blazor"), ("GET", "/_blazor?id=x"), ("POST", "/_blazor?id=x"), ("GET", "/_blazor/initializers") })
        {
            using var request = new HttpRequestMessage(new(method), address);
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(request)).StatusCode);
        }
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync("/_blazor", cookie: null));
        Assert.Equal(0, app.Get<SilentSockets>().Count);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost:81")]
    [InlineData("https://localhost")]
    [InlineData("null")]
    public async Task Another_sites_page_is_refused_on_every_way_in(string origin)
    {
        var browser = await app.SignedInAsync(Role.Member);
        foreach (var (method, address) in new[] { ("POST", "/_blazor/negotiate?negotiateVersion=1"), ("GET", "/_blazor"), ("POST", "/_blazor/disconnect") })
        {
            using var request = new HttpRequestMessage(new(method), address) { Headers = { { "Origin", origin } } };
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(request)).StatusCode);
        }
    }

    [Fact]
    public async Task Who_opens_a_connection_and_says_nothing_is_cut_off_after_a_minute_and_who_speaks_is_not()
    {
        var (silent, speaking) = (await ConnectAsync(), await ConnectAsync());
        var sockets = app.Get<SilentSockets>();
        Assert.Equal(2, sockets.Count);
        for (var second = 0; second < 60; second += 15)
        {
            app.Time.Advance(TimeSpan.FromSeconds(15));
            await SpeakAsync(speaking);
        }
        Assert.Equal(2, sockets.Count);

        // The next looks are at 75 and 90 seconds.
        app.Time.Advance(TimeSpan.FromSeconds(15));
        await SpeakAsync(speaking);
        app.Time.Advance(TimeSpan.FromSeconds(15));
        await EndedAsync(silent);
        Assert.Equal(1, sockets.Count);
        Assert.Equal(WebSocketState.Open, speaking.State);
    }

    [Fact]
    public async Task A_closed_account_loses_its_connections_after_one_second()
    {
        var (email, account, _) = await TestAccounts.AddAsync(app.Databases, Role.Member);
        var (own, other) = (await ConnectAsync(email), await ConnectAsync());
        Assert.Equal(1, app.Get<CircuitGate>().Count(account));
        await app.Get<Accounts>().DisableAsync(Actor.System("test"), account);

        app.Time.Advance(CircuitGate.Grace);
        await EndedAsync(own);
        Assert.Equal(WebSocketState.Open, other.State);
    }

    [Fact]
    public async Task Signing_out_everywhere_else_ends_the_other_browsers_connections_only()
    {
        var (email, account, _) = await TestAccounts.AddAsync(app.Databases, Role.Member);
        var there = await ConnectAsync(email);
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        var first = db.Sessions.Single(s => s.AccountId == account).Id;
        var here = await ConnectAsync(email);
        var mine = db.Sessions.Single(s => s.AccountId == account && s.Id != first).Id;
        await app.Get<Sessions>().EndAllAsync(Actor.System("test"), account, except: mine);

        app.Time.Advance(CircuitGate.Grace);
        await EndedAsync(there);
        Assert.Equal(WebSocketState.Open, here.State);
    }

    // Signs in, asks for a connection as the framework's script does, and shakes hands.
    private async Task<WebSocket> ConnectAsync(string email = TestAccounts.Administrator)
    {
        var browser = app.Browser();
        var answer = await WebApp.PostAsync(browser, "/sign-in", "sign-in", new() { ["Email"] = email, ["Password"] = TestAccounts.Password });
        var cookie = answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]).Single(c => c.StartsWith("taskforce=", StringComparison.Ordinal));
        var negotiated = await (await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).Content.ReadFromJsonAsync<Negotiated>();
        var socket = await OpenAsync("/_blazor?id=" + negotiated!.ConnectionToken, cookie);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, default);
        var hello = await socket.ReceiveAsync(new byte[100], default);
        Assert.Equal(3, hello.Count);
        return socket;
    }

    private Task<WebSocket> OpenAsync(string address, string? cookie)
    {
        var client = app.Server.CreateWebSocketClient();
        client.ConfigureRequest = request =>
        {
            request.Headers.Origin = "http://localhost";
            if (cookie is not null)
                request.Headers.Cookie = cookie;
        };
        return client.ConnectAsync(new Uri("http://localhost" + address), default);
    }

    // Calls what there is not, [1,{},"1","Nope",[],[]], and waits for the refusal: then the server has heard it.
    private static async Task SpeakAsync(WebSocket socket)
    {
        await socket.SendAsync(new byte[] { 12, 0x96, 1, 0x80, 0xA1, (byte)'1', 0xA4, (byte)'N', (byte)'o', (byte)'p', (byte)'e', 0x90, 0x90 }, WebSocketMessageType.Binary, true, default);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var (buffer, said) = (new byte[4096], "");
        while (!said.Contains("Nope", StringComparison.Ordinal))
            said += Encoding.Latin1.GetString(buffer, 0, (await socket.ReceiveAsync(buffer, limit.Token)).Count);
    }

    private static async Task EndedAsync(WebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            WebSocketReceiveResult received;
            do
                received = await socket.ReceiveAsync(new byte[4096], limit.Token);
            while (received.MessageType != WebSocketMessageType.Close);
        }
        catch (Exception cut) when (cut is WebSocketException or IOException or ObjectDisposedException)
        {
            return;
        }
    }

    private sealed record Negotiated(string ConnectionToken);
}
