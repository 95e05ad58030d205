using System.Net;
using TaskForce.Core.Access;

namespace TaskForce.WebTests;

/// <summary>What an address that was mistyped or cut opens: its page without what cannot be read, or words that there is none; never a failure.</summary>
public sealed class MistypedAddressTests : IDisposable
{
    private readonly WebApp app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("/review/2026-h9")]
    [InlineData("/review/1200-h1")]
    [InlineData("/review/1200-h1/share")]
    [InlineData("/review/9999-h2/share")]
    [InlineData("/review/1200-h1/editions")]
    [InlineData("/review/2026-h9/letters")]
    [InlineData("/review/2026-h9/asks")]
    [InlineData("/mous/01a22a20-0000-7000-8000-000000000000/file?number=x")]
    [InlineData("/protocols/01a22a20-0000-7000-8000-000000000000/file")]
    public async Task A_page_that_is_not_there_says_so(string address)
    {
        var answer = await (await app.SignedInAsync(Role.Coordinator)).GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is no page here", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/returns/new?promise=x&partner=y&due=tomorrow", "Nothing is due here")]
    [InlineData("/outreach/new?saved=x", "Log outreach")]
    [InlineData("/review/compare?a=x&b=y", "Compare two editions")]
    public async Task What_cannot_be_read_in_an_address_is_left_out(string address, string words)
    {
        var answer = await (await app.SignedInAsync(Role.Coordinator)).GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync());
    }
}
