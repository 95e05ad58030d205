using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Tests;
using TaskForce.Web.Shell;
using TaskForce.Web.Ui;

namespace TaskForce.WebTests.Shell;

/// <summary>Undo on the toast that a page shows after saving, with the real history on a database file.</summary>
public sealed class UndoTests : BunitContext, IAsyncLifetime
{
    private Store store = null!;
    private Partner partner = null!;
    private Guid change;

    private Toasts Toasts => Services.GetRequiredService<Toasts>();

    private Notices Notices => Services.GetRequiredService<Notices>();

    public async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        store = await Store.OnAsync(DatabaseProvider.Sqlite);
        partner = await store.PartnerAsync("Old name");
        change = await RenameAsync("New name");
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(store.Time);
        Services.AddSingleton(new Histories(store.Databases));
        Services.AddScoped<CurrentActor>(_ => new FixedActor(store.Coordinator));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await store.DisposeAsync();
    }

    private async Task<Guid> RenameAsync(string name)
    {
        await using var db = await store.Databases.OpenAsync(store.Coordinator);
        (await db.Partners.SingleAsync(p => p.Id == partner.Id)).Name = name;
        await db.SaveChangesAsync();
        return db.ChangeId;
    }

    private Task<string> NameAsync() => store.ReadAsync(d => d.Partners.Where(p => p.Id == partner.Id).Select(p => p.Name).SingleAsync());

    [Fact]
    public async Task Undo_takes_the_change_back_and_the_page_reads_itself_anew()
    {
        var page = Render<Saving>().Instance;
        page.Offer(change);
        await page.PressAsync(Toasts);

        Assert.Equal((1, "Old name"), (page.Reads, await NameAsync()));
    }

    [Fact]
    public async Task Undo_while_the_page_is_busy_is_done_and_the_page_reads_itself_when_it_is_idle()
    {
        var (page, slow) = (Render<Saving>().Instance, new TaskCompletionSource());
        page.Offer(change);
        var work = page.WorkAsync(slow.Task);
        Assert.False(await page.WorkAsync(Task.CompletedTask));
        var undo = page.PressAsync(Toasts);
        while (await NameAsync() != "Old name")
            await Task.Yield();
        Assert.Equal(0, page.Reads);
        slow.SetResult();
        await undo;

        Assert.True(await work);
        Assert.Equal(1, page.Reads);
    }

    [Fact]
    public async Task A_page_that_was_left_begins_nothing()
    {
        var page = Render<Saving>().Instance;
        page.Dispose();

        Assert.False(await page.WorkAsync(Task.CompletedTask));
    }

    [Fact]
    public async Task Undo_works_when_the_page_is_left()
    {
        var page = Render<Saving>().Instance;
        page.Offer(change);
        await DisposeComponentsAsync();
        await Toasts.Current!.Undo!();

        Assert.Equal((0, "Old name"), (page.Reads, await NameAsync()));
    }

    [Fact]
    public async Task A_refused_undo_leaves_its_notice_on_the_page()
    {
        var (host, page) = (Render<ToastHost>(), Render<Saving>().Instance);
        page.Offer(change);
        await RenameAsync("Newer name");
        host.WaitForElement("[data-undo]").Click();

        host.WaitForAssertion(() => Assert.Equal("That could not be undone", Notices.Current?.Title));
        Assert.Equal((0, "Newer name"), (page.Reads, await NameAsync()));
    }

    private sealed class Saving : PageBase
    {
        public int Reads { get; private set; }

        public void Offer(Guid change) => Undoable("Saved.", change, () => RunAsync(() => Task.FromResult(Reads++)));

        public async Task<bool> WorkAsync(Task work)
        {
            var went = false;
            await InvokeAsync(async () => went = await RunAsync(() => work));
            return went;
        }

        public Task PressAsync(Toasts toasts) => InvokeAsync(toasts.Current!.Undo!);
    }
}
