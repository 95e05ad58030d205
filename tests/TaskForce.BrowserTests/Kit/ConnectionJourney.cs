using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TaskForce.BrowserTests.Kit;

/// <summary>A line that breaks: one strip instead of a veil, nothing typed is lost, a press that was not sent is said to be lost.</summary>
public sealed class ConnectionJourney : BrowserTest
{
    [Fact]
    public async Task What_is_typed_while_the_line_is_down_reaches_the_server_when_it_is_back()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await NewPageAsync(app.Address);
        var line = new BrokenLine();
        await line.WatchAsync(page);
        await page.SignInAsync();
        await page.AddInitScriptAsync(WaitingTries);
        await page.OpenLiveAsync("/ui?part=forms");
        Forgive("WebSocket|disconnect|connection|Failed to|reconnect|ERR_");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Components");

        line.Cut();
        await Expect(page.Locator("#conn-strip")).ToContainTextAsync("Reconnecting");
        await Axe.CheckOnceAsync(page);
        var day = page.GetByLabel("Next step", new() { Exact = true });
        await day.FillAsync("in 2 weeks");
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Harbor Clinic");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("#conn-strip")).ToContainTextAsync("that press was not sent");

        // Whoever comes back to the window three times asks in place of the try that waits, and begins no second chain beside it.
        for (var i = 0; i < 3; i++)
            Assert.Equal(0, await page.EvaluateAsync<int>(ComeBack));

        line.Mend();
        await Expect(page.Locator("html")).ToHaveAttributeAsync("data-circuit", "up");
        await Expect(page.Locator("#conn-strip")).ToBeHiddenAsync();
        // Only the server turns the words into a day.
        await Expect(day).ToHaveValueAsync("Oct 29");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved.", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task After_a_restart_of_the_server_the_page_comes_back_by_itself()
    {
        await using var app = await SigningIn.StartAsync();
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.OpenLiveAsync("/ui");
        Forgive("WebSocket|disconnect|connection|Failed to|reconnect|ERR_|404|500|503");
        await page.EvaluateAsync("document.body.dataset.old = 'yes'");

        await app.RestartAsync();
        await page.Locator("body[data-old]").WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = 40_000 });
        await page.CircuitUpAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Components");
    }

    /// <summary>Counts the tries to reconnect that wait for their time.</summary>
    private const string WaitingTries = """
        window.waitingTries = new Set();
        const [set, clear] = [window.setTimeout, window.clearTimeout];
        window.setTimeout = (act, ...rest) => {
          const timer = set((...given) => { waitingTries.delete(timer); act(...given); }, ...rest);
          if (act.name === 'reconnect') waitingTries.add(timer);
          return timer;
        };
        window.clearTimeout = timer => { waitingTries.delete(timer); clear(timer); };
        """;

    /// <summary>Comes back to the window while a try waits; how many wait then.</summary>
    private const string ComeBack = """
        () => new Promise(done => {
          const look = () => {
            if (waitingTries.size === 0) return requestAnimationFrame(look);
            document.dispatchEvent(new Event('visibilitychange'));
            done(waitingTries.size);
          };
          look();
        })
        """;

    /// <summary>Stands between the page and the server's live connection.</summary>
    private sealed class BrokenLine
    {
        private readonly List<IWebSocketRoute> open = [];
        private volatile bool cut;

        public async Task WatchAsync(IPage page)
        {
            await page.RouteWebSocketAsync("**/_blazor**", socket =>
            {
                if (cut)
                {
                    _ = socket.CloseAsync();
                    return;
                }
                lock (open) open.Add(socket);
                socket.ConnectToServer();
            });
            await page.RouteAsync("**/_blazor/**", route => cut ? route.AbortAsync("connectionfailed") : route.ContinueAsync());
        }

        public void Cut()
        {
            cut = true;
            lock (open)
            {
                foreach (var socket in open)
                    _ = socket.CloseAsync();
                open.Clear();
            }
        }

        public void Mend() => cut = false;
    }
}
