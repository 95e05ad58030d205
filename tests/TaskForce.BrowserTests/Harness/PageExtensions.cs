using Microsoft.Playwright;

namespace TaskForce.BrowserTests;

/// <summary>What every journey needs of a page.</summary>
public static class PageExtensions
{
    /// <summary>Waits until the live connection is up: the marker that start.js sets, never a span of time.</summary>
    public static async Task CircuitUpAsync(this IPage page) =>
        // Not by a script that waits: the content policy forbids evaluating one.
        await page.Locator("html[data-circuit=up]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Opens an address of the application whose page is live, and waits until it is.</summary>
    public static async Task OpenLiveAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.CircuitUpAsync();
        // The page itself comes after its right was read.
        await page.Locator("h1").First.WaitForAsync();
    }

    /// <summary>Whether anything makes the page scroll sideways, which no page may at any width.</summary>
    public static async Task<bool> ScrollsSidewaysAsync(this IPage page) =>
        await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
