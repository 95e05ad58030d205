using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TaskForce.Tests;

namespace TaskForce.BrowserTests;

/// <summary>
/// A journey in a real browser. Each test has browser contexts of its own (own cookies); at its end what the browser complained about fails the
/// test, and of a test that failed every page is left as a picture in TestResults.
/// </summary>
public abstract partial class BrowserTest : IAsyncLifetime
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly List<Regex> _forgiven = [];

    /// <inheritdoc />
    public virtual ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A page in a context of its own.</summary>
    /// <param name="address">Where relative addresses start.</param>
    /// <param name="width">1440 is a desk, 390 a phone.</param>
    /// <param name="signedIn">The cookies of a person who is signed in, from an earlier sign-in.</param>
    protected async Task<IPage> NewPageAsync(string address, int width = 1440, string? signedIn = null)
    {
        var browser = await Chromium.GetAsync();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = address,
            ViewportSize = new() { Width = width, Height = width < 700 ? 844 : 900 },
            HasTouch = width < 700,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "en-US",
            TimezoneId = "America/Los_Angeles",
            StorageState = signedIn,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(15_000);
        // What a page shows in the end is awaited as long as it takes on a busy machine; a test that waits for nothing fails later, not wrongly.
        Assertions.SetDefaultExpectTimeout(15_000);
        context.SetDefaultNavigationTimeout(30_000);
        _contexts.Add(context);
        context.Console += (_, message) =>
        {
            if (message.Type == "error" && !RunningApp.IsGone(message.Page?.Url ?? ""))
                _complaints.Enqueue($"console: {message.Text} ({message.Location})");
        };
        context.WebError += (_, error) =>
        {
            if (!RunningApp.IsGone(error.Page?.Url ?? ""))
                _complaints.Enqueue($"script: {error.Error}");
        };
        return await context.NewPageAsync();
    }

    /// <summary>Says that the browser may complain about this, as about the 404 of a page that a test asked for on purpose.</summary>
    protected void Forgive(string pattern) => _forgiven.Add(new Regex(pattern, RegexOptions.IgnoreCase));

    /// <summary>What the browser has complained about so far (content policy, missing files, script errors) and the test did not forgive.</summary>
    protected IReadOnlyList<string> Complaints => [.. _complaints.Where(c => !_forgiven.Any(f => f.IsMatch(c)))];

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (TestContext.Current.TestState?.Result == TestResult.Failed || Complaints.Count > 0)
            await PhotographAsync();
        foreach (var context in _contexts)
            await context.CloseAsync();
        Assert.Empty(Complaints);
    }

    private async Task PhotographAsync()
    {
        foreach (var complaint in _complaints)
            TestContext.Current.TestOutputHelper?.WriteLine(complaint);
        var folder = Directory.CreateDirectory(Repository.PathOf("TestResults", "pictures")).FullName;
        var name = NotForFiles().Replace(TestContext.Current.Test?.TestDisplayName ?? GetType().Name, "_");
        var pages = _contexts.SelectMany(c => c.Pages).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            var path = Path.Combine(folder, $"{(name.Length > 120 ? name[..120] : name)}-{i + 1}.png");
            try
            {
                await pages[i].ScreenshotAsync(new() { Path = path, FullPage = true, Timeout = 10_000 });
                TestContext.Current.TestOutputHelper?.WriteLine($"{pages[i].Url} is pictured in {path}");
            }
            catch (PlaywrightException problem)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{pages[i].Url} could not be pictured: {problem.Message}");
            }
        }
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex NotForFiles();
}
