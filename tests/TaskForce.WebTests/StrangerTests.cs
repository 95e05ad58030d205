using System.Net;

namespace TaskForce.WebTests;

/// <summary>What somebody without an account is told: always words, inside a page, without a live connection that they would not get.</summary>
public sealed class StrangerTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("/review/shared/never-was", "This link does not open")]
    [InlineData("/reply/never-was", "This link has ended")]
    [InlineData("/return/never-was", "This link has ended")]
    [InlineData("/mail/stop/never-was", "This link does not open")]
    [InlineData("/account/welcome/never-was", "This invitation does not work")]
    [InlineData("/account/reset/never-was", "This link does not work")]
    [InlineData("/setup", "There is no page here")]
    [InlineData("/status/404", "There is no page here")]
    [InlineData("/not-found", "There is no page here")]
    public async Task A_link_that_opens_nothing_says_so_in_a_page(string address, string words)
    {
        var answer = await app.Browser().GetAsync(address);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(address is "/status/404" or "/not-found" ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(words, html);
        Assert.Contains("<main", html);
        Assert.Contains("Harbor County", html);
        // The mark of a live page: a stranger's would never come up.
        Assert.DoesNotContain("id=\"boot\"", html);
        Assert.DoesNotContain("\"type\":\"server\"", html);
    }

    [Fact]
    public async Task An_unknown_address_leads_a_stranger_to_sign_in_and_a_member_to_words()
    {
        var stranger = await app.Browser().GetAsync("/no/such/page");
        Assert.StartsWith("/sign-in", stranger.Headers.Location!.PathAndQuery);

        var member = await app.SignedInAsync(TaskForce.Core.Access.Role.Member);
        Assert.Equal(HttpStatusCode.NotFound, (await member.GetAsync("/no/such/page")).StatusCode);
        var closed = await member.GetAsync("/admin/accounts");
        var html = await closed.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.Contains("This is not open to you", html);
        // Inside the whole shell, so that the way on is at hand.
        Assert.Contains("class=\"appbar\"", html);
    }

    [Fact]
    public async Task A_script_that_is_not_signed_in_is_told_in_a_number()
    {
        var stranger = app.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/account/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/account/session", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync("/account/passkeys/options", null)).StatusCode);
    }
}
