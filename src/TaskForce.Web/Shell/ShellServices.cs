using Microsoft.AspNetCore.SignalR;
using TaskForce.Core.Access;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Shell;

/// <summary>Registers what the layout and the component kit need; called once from Program.cs.</summary>
public static class ShellServices
{
    public static IServiceCollection AddShell(this IServiceCollection services)
    {
        services.AddScoped<Toasts>();
        services.AddScoped<Notices>();
        services.AddScoped<LastSaves>();
        services.AddScoped<Areas.Outreach.OutreachNews>();
        services.AddSingleton<NavigationCounts, Areas.Today.DrawerCounts>();
        services.AddSingleton(new Refusals(SentenceOf));
        services.AddSingleton(new TextGuard(text => [.. PersonalDataGuard.Look(text).Select(f => (f.What, f.In(text!)))]));
        // js/start.js takes a line that is silent for 15 seconds for dead: the server speaks more often than that.
        services.Configure<HubOptions>(o => o.KeepAliveInterval = TimeSpan.FromSeconds(5));
        services.AddSingleton<PaletteSearch, Keeping.RecordSearch>();
        services.AddHostedService<Jobs.Housekeeping>();
        services.AddHostedService<Jobs.MailJob>();
        services.AddSingleton<Areas.Keeping.HistoryNames>();
        return services;
    }

    /// <summary>The five answers that a verb may give instead of doing it; anything else is a failure and goes to the error boundary.</summary>
    private static string? SentenceOf(Exception exception) =>
        exception is NotAllowedException or RefusedException or NotFoundException or StaleRecordException or CollisionException ? exception.Message : null;
}
