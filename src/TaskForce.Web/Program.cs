using Microsoft.AspNetCore.Connections;
using TaskForce.Core.Access;
using TaskForce.Web.Account;
using TaskForce.Web.Areas.Agreements;
using TaskForce.Web.Areas.Outreach;
using TaskForce.Web.Exports;
using TaskForce.Web.Feeds;
using TaskForce.Web.Jobs;
using TaskForce.Web.Keeping;
using TaskForce.Web.Operations;
using TaskForce.Web.Shell;
using TaskForce.Web.Startup;

try
{
    var order = Order.Take(ref args);
    var builder = WebApplication.CreateBuilder(args);
    builder.UseLocalAddress();
    var storage = builder.AddStorage();
    builder.AddOperations(storage, order);
    builder.AddSignIn();
    builder.AddLivePages();
    builder.Services.AddShell();
    builder.Services.AddHostedService<StandingJob>();
    builder.Services.AddSingleton<Pipeline>();
    builder.Services.AddSingleton<IStartupFilter>(s => s.GetRequiredService<Pipeline>());
    builder.Services.AddHostedService<WarmUp>();

    var app = builder.Build();
    app.TakeFolder(order);
    if (order is not null)
        return await order.RunAsync(app.Services, Console.Out);
    await app.PrepareAsync();

    app.UseProxy();
    app.UseSecurityHeaders();
    app.UseExceptionHandler("/error", createScopeForErrors: true);
    app.UseStatusPages();
    app.UseLiveConnections();
    app.UseAuthentication();
    app.UseSetUp();
    app.UseAuthorization();
    app.UseNeeds();
    app.UseAntiforgery();

    app.MapStaticAssets().AllowAnonymous();
    app.MapHealth();
    app.MapAccountEndpoints();
    app.MapDrafts();
    app.MapMous();
    app.MapFeeds();
    app.MapLivePages();
    app.MapExports();

    app.Run();
    return 0;
}
catch (RefusedException refused)
{
    // A start that cannot be is said in a sentence, not in a stack of calls.
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync("Another program listens at this address already. Stop it first, or give this one an address of its own with --Urls, for example --Urls http://localhost:5081.");
    return 1;
}

/// <summary>The application, as tests start it.</summary>
public partial class Program;
