using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace TaskForce.BrowserTests;

/// <summary>No page has an accessibility violation that a machine can see: at desk and phone width, in both themes.</summary>
public static class Axe
{
    private static readonly AxeRunOptions ViolationsOnly = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Checks the page as it is at 1440 and 390 pixels, light and dark; leaves it at the width and theme that it had.</summary>
    public static async Task CheckAsync(IPage page)
    {
        var found = await FindAsync(page);
        Assert.True(found.Count == 0, $"{page.Url}\n{string.Join('\n', found)}");
    }

    /// <summary>What <see cref="CheckAsync"/> would object to; empty where there is nothing.</summary>
    public static async Task<List<string>> FindAsync(IPage page)
    {
        var before = page.ViewportSize;
        var theme = await page.EvaluateAsync<string?>("document.documentElement.getAttribute('data-theme')");
        var found = new List<string>();
        foreach (var (width, height) in ((int, int)[])[(1440, 900), (390, 844)])
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (var name in (string[])["light", "dark"])
            {
                await SetThemeAsync(page, name);
                found.AddRange(await ViolationsAsync(page, $"{width} {name}"));
            }
        }
        await SetThemeAsync(page, theme ?? "light");
        if (before is not null)
            await page.SetViewportSizeAsync(before.Width, before.Height);
        return found;
    }

    /// <summary>Checks the page as it is now.</summary>
    public static async Task CheckOnceAsync(IPage page)
    {
        var found = await ViolationsAsync(page, "as it is");
        Assert.True(found.Count == 0, $"{page.Url}\n{string.Join('\n', found)}");
    }

    private static async Task SetThemeAsync(IPage page, string theme) =>
        // Two frames, so that the colors that are measured are those of the new theme.
        await page.EvaluateAsync("theme => { document.documentElement.setAttribute('data-theme', theme); return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))); }", theme);

    private static async Task<List<string>> ViolationsAsync(IPage page, string how)
    {
        var result = await page.RunAxe(ViolationsOnly);
        return
        [
            .. result.Violations.SelectMany(v => v.Nodes.Select(n =>
                $"[{how}] {v.Id}: {v.Help}\n    {n.Target}\n    {n.Html}\n    {string.Join("; ", n.Any.Concat(n.All).Concat(n.None).Select(c => c.Message))}")),
        ];
    }
}
