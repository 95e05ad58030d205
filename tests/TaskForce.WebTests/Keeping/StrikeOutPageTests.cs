using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskForce.Core.Data;
using TaskForce.Tests;
using TaskForce.Web.Areas.Keeping;
using TaskForce.Web.Shell;

namespace TaskForce.WebTests.Keeping;

/// <summary>The page on which what must not be kept is struck out, with the real verbs on a database file.</summary>
public sealed class StrikeOutPageTests : BunitContext, IAsyncLifetime
{
    private Store store = null!;

    public async ValueTask InitializeAsync()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        store = await Store.OnAsync(DatabaseProvider.Sqlite);
        Services.AddShell();
        Services.AddSingleton<TimeProvider>(store.Time);
        Services.AddSingleton(new Histories(store.Databases));
        Services.AddSingleton(new StrikeOuts(store.Databases));
        Services.AddScoped<CurrentActor>(_ => new FixedActor(store.Coordinator));
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_struck_out_whole_with_a_reason()
    {
        var file = new StoredFile { Name = "interview-ana.pdf", ContentType = "application/pdf", Hash = "0", Size = 3 };
        await store.AddAsync(file, new FileBytes { FileId = file.Id, Bytes = [1, 2, 3] });
        var page = Render<StrikeOutPage>(p => p.Add(s => s.Type, nameof(StoredFile)).Add(s => s.Id, file.Id));
        page.WaitForElement("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("Say why in a few words", page.Markup, StringComparison.Ordinal));

        page.Find("input[name=Why]").Change("Not ours to keep");
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("The file is gone", page.Markup, StringComparison.Ordinal));
        Assert.Empty(await store.ReadAsync(d => d.FileBytes.Where(b => b.FileId == file.Id).Select(b => b.Bytes).SingleAsync()));
    }
}
