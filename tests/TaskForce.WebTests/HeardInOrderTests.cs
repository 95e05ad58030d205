using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests;

/// <summary>In which order a page hears what its script says.</summary>
public sealed class HeardInOrderTests
{
    private readonly Turns turns = new();
    private readonly List<string> heard = [];

    [Fact]
    public async Task Nothing_is_heard_before_what_came_earlier_has_had_its_turn()
    {
        var pages = await OpenAsync();
        turns.Post(_ => heard.Add("a drawing that was under way"), null);
        var key = Say(pages, "a key");
        var shown = Say(pages, "what was drawn is shown");
        Assert.Empty(heard);

        turns.TakeAll();
        await Task.WhenAll(key, shown);
        Assert.Equal(["a drawing that was under way", "a key", "what was drawn is shown"], heard);
    }

    [Fact]
    public async Task What_is_said_within_a_turn_is_heard_in_it()
    {
        var pages = await OpenAsync();
        turns.Post(_ =>
        {
            _ = Say(pages, "at once");
            heard.Add("afterwards");
        }, null);
        turns.TakeAll();

        Assert.Equal(["at once", "afterwards"], heard);
    }

    [Fact]
    public async Task Before_the_page_is_open_nothing_waits_and_a_failure_reaches_whoever_asked()
    {
        var pages = new HeardInOrder();
        await Say(pages, "the page begins");
        Assert.Equal(["the page begins"], heard);

        pages = await OpenAsync();
        var failing = pages.CreateInboundActivityHandler(_ => throw new InvalidOperationException("The message is not known."))(null!);
        turns.TakeAll();
        Assert.Equal("The message is not known.", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);
    }

    [Fact]
    public void Every_page_hears_so_and_each_for_itself()
    {
        using var app = new WebApp();
        using var one = app.Services.CreateScope();
        using var other = app.Services.CreateScope();

        var here = Assert.Single(one.ServiceProvider.GetServices<CircuitHandler>().OfType<HeardInOrder>());
        Assert.NotSame(here, Assert.Single(other.ServiceProvider.GetServices<CircuitHandler>().OfType<HeardInOrder>()));
    }

    private async Task<HeardInOrder> OpenAsync()
    {
        var pages = new HeardInOrder();
        var opened = Task.CompletedTask;
        turns.Post(_ => opened = pages.OnCircuitOpenedAsync(null!, TestContext.Current.CancellationToken), null);
        turns.TakeAll();
        await opened;
        return pages;
    }

    private Task Say(HeardInOrder pages, string what) => pages.CreateInboundActivityHandler(_ =>
    {
        heard.Add(what);
        return Task.CompletedTask;
    })(null!);

    /// <summary>Turns as a page has them: one after the other, when the test says so.</summary>
    private sealed class Turns : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Do, object? With)> waiting = new();

        public override void Post(SendOrPostCallback d, object? state) => waiting.Enqueue((d, state));

        public void TakeAll()
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                while (waiting.TryDequeue(out var next))
                    next.Do(next.With);
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }
}
