using TaskForce.Core.Data;
using TaskForce.Web.Account;

namespace TaskForce.Web.Startup;

/// <summary>What happens before the first request.</summary>
public static class Starting
{
    private const string Address = "http://localhost:5080";

    /// <summary>Listens on one local address where nothing else is said, and serves its own files from source in every environment.</summary>
    public static void UseLocalAddress(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["Urls"]) && string.IsNullOrEmpty(builder.Configuration["HTTP_PORTS"]) && string.IsNullOrEmpty(builder.Configuration["HTTPS_PORTS"]))
            builder.WebHost.UseUrls(Address);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
    }

    /// <summary>Opens the database, sets the task force up from the settings where they say so, and says where everything is.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("TaskForce");
        // Settings that cannot be are refused now, not at the first mail.
        app.Services.GetRequiredService<PublicAddress>();
        var file = app.Services.GetRequiredService<KeyFile>();
        await app.Services.OpenStorageAsync(log);
        if (await SealCheck.SayAsync(app.Services.GetRequiredService<Databases>(), file) is { } sentence)
            log.KeyFileDoesNotFit(sentence);
        var setUp = app.Services.GetRequiredService<SetUp>();
        await setUp.StartAsync();
        if (setUp.FromSettings)
            log.SetUpFromSettings();
        else if (!setUp.IsOpen && !string.IsNullOrEmpty(app.Configuration["Setup:AdminPassword"]))
            log.PasswordStillThere();
        if (setUp.IsOpen)
            app.Lifetime.ApplicationStarted.Register(() => log.SetUpWaits(app.Urls.FirstOrDefault()?.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) ?? Address, setUp.Code));
    }
}
