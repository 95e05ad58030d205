using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace TaskForce.Web.Operations;

/// <summary>
/// What happened, on the console and in files in the data folder: one a day, 31 of them. Addresses of requests are not written, since they carry
/// what people searched for and secret links; nor are the values of queries.
/// </summary>
public static class Logs
{
    private const string Line = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>Replaces the usual providers. Levels can be changed by the settings under Serilog:MinimumLevel.</summary>
    /// <param name="builder">The application that is being put together.</param>
    /// <param name="folder">Where the files go; null for the console alone.</param>
    public static void AddLogs(this WebApplicationBuilder builder, string? folder)
    {
        var logs = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            // It warns of every start before the first key is made, which is no news.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        if (folder is not null)
            logs.WriteTo.File(Path.Combine(folder, "logs", "taskforce-.log"), outputTemplate: "{Timestamp:yyyy-MM-dd }" + Line, formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: 31, fileSizeLimitBytes: 20_000_000, rollOnFileSizeLimit: true);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new SerilogLoggerProvider(logs.CreateLogger(), dispose: true));
    }
}
