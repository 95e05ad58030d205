namespace TaskForce.BrowserTests;

/// <summary>The harness finds what it is there to find.</summary>
public sealed class HarnessTests : BrowserTest
{
    [Fact]
    public async Task Axe_names_the_rule_and_the_node_that_breaks_it()
    {
        var page = await NewPageAsync("about:blank");
        await page.SetContentAsync("<!doctype html><html lang=en><title>Bad</title><main><h1>Bad</h1><img id=nameless src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></main></html>");
        var problem = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => Axe.CheckAsync(page));

        Assert.Contains("image-alt", problem.Message);
        Assert.Contains("#nameless", problem.Message);
        Assert.Contains("390 dark", problem.Message);
    }

    [Fact]
    public async Task Axe_is_content_with_a_good_page()
    {
        var page = await NewPageAsync("about:blank");
        await page.SetContentAsync("<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1><p>Words</p></main></html>");
        await Axe.CheckAsync(page);

        Assert.Equal(1440, page.ViewportSize!.Width);
    }

    [Fact]
    public async Task What_the_content_policy_blocks_is_noticed()
    {
        var page = await NewPageAsync("about:blank");
        await page.RouteAsync("**/*", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Headers = new Dictionary<string, string> { ["Content-Security-Policy"] = "default-src 'self'" },
            Body = "<!doctype html><title>Policy</title><p style='color:red'>Red</p><script>alert(1)</script>",
        }));
        await page.GotoAsync("http://policy.test/");

        Assert.Equal(2, Complaints.Count);
        Assert.All(Complaints, c => Assert.Contains("Content Security Policy", c));
        Forgive("Content Security Policy");
    }

    [Fact]
    public async Task A_page_that_is_too_wide_is_noticed()
    {
        var page = await NewPageAsync("about:blank", width: 390);
        await page.SetContentAsync("<!doctype html><meta name=viewport content='width=device-width'><p>Narrow</p>");
        Assert.False(await page.ScrollsSidewaysAsync());
        await page.SetContentAsync("<!doctype html><meta name=viewport content='width=device-width'><div style='width:900px'>Wide</div>");
        Assert.True(await page.ScrollsSidewaysAsync());
    }
}
