using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Tests;
using TaskForce.Web.Shell;

namespace TaskForce.WebTests.Shell;

/// <summary>A page whose address changes while it still reads for the one before.</summary>
public sealed class FollowingTests : BunitContext, IAsyncLifetime
{
    private Store store = null!;

    public async ValueTask InitializeAsync()
    {
        store = await Store.OnAsync(DatabaseProvider.Sqlite);
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(store.Time);
        Services.AddSingleton(new Histories(store.Databases));
        Services.AddScoped<CurrentActor>(_ => new FixedActor(A.Actor(Role.Coordinator)));
        Services.AddScoped<Begun>();
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await store.DisposeAsync();
    }

    [Fact]
    public void What_the_address_asks_for_last_is_what_is_shown_also_while_another_reading_is_under_way()
    {
        var slow = new TaskCompletionSource();
        var page = Render<Reading>(p => p.Add(x => x.Of, "A"));
        page.WaitForAssertion(() => Assert.Equal("A", page.Markup));
        page.Render(p => p.Add(x => x.Of, "B").Add(x => x.Until, slow.Task));
        page.Render(p => p.Add(x => x.Of, "C").Add(x => x.Until, Task.CompletedTask));
        page.Render(p => p.Add(x => x.Of, "A").Add(x => x.Until, Task.CompletedTask));
        slow.SetResult();
        page.WaitForAssertion(() => Assert.Equal(["A", "B", "C", "A"], page.Instance.Read.ToList()));
        Assert.Equal("A", page.Markup);
    }

    [Fact]
    public async Task What_is_pressed_while_something_runs_is_done_once()
    {
        var slow = new TaskCompletionSource();
        var page = Render<Reading>(p => p.Add(x => x.Of, "A"));
        page.WaitForAssertion(() => Assert.Equal("A", page.Markup));
        var first = page.InvokeAsync(() => page.Instance.PressAsync(slow.Task));
        Assert.False(await page.InvokeAsync(() => page.Instance.PressAsync(Task.CompletedTask)));
        slow.SetResult();
        Assert.True(await first);
    }

    [Fact]
    public void Another_record_is_another_page_and_a_drawing_of_the_same_is_not()
    {
        var begun = Services.GetRequiredService<Begun>();
        var view = Render<RecordView>(p => p.Add(v => v.RouteData, Route("A")));
        view.Render(p => p.Add(v => v.RouteData, Route("A")));
        Assert.Equal(1, begun.Count);
        view.Render(p => p.Add(v => v.RouteData, Route("B")));
        Assert.Equal(2, begun.Count);
        view.WaitForAssertion(() => Assert.Equal("B", view.Markup));

        static RouteData Route(string of) => new(typeof(Reading), new Dictionary<string, object?> { [nameof(Reading.Of)] = of });
    }

    private sealed class Begun
    {
        public int Count { get; set; }
    }

    private sealed class Reading : PageBase
    {
        private string shown = "";

        [Inject] private Begun Begun { get; set; } = default!;
        [Parameter] public string Of { get; set; } = "";
        [Parameter] public Task Until { get; set; } = Task.CompletedTask;

        public List<string> Read { get; } = [];

        protected override void OnInitialized() => Begun.Count++;

        protected override Task OnParametersSetAsync()
        {
            var (of, until) = (Of, Until);
            return RunAsync(async () =>
            {
                await until;
                Read.Add(shown = of);
            });
        }

        public Task<bool> PressAsync(Task until) => RunAsync(() => until);

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            ArgumentNullException.ThrowIfNull(builder);
            builder.AddContent(0, shown);
        }
    }
}
