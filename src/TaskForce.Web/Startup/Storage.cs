using System.Reflection;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Web.Operations;

namespace TaskForce.Web.Startup;

/// <summary>Where the data lie and on which database.</summary>
/// <param name="Folder">The full path of the data folder.</param>
/// <param name="Provider">Which database.</param>
/// <param name="MigrateOnStart">Whether the database is brought up to date by starting.</param>
public sealed record StorageSettings(string Folder, DatabaseProvider Provider, bool MigrateOnStart);

/// <summary>The database and every verb of Core.</summary>
public static class Storage
{
    /// <summary>Registers the database that the settings name and the plural classes of Core, which work on it.</summary>
    /// <exception cref="RefusedException">The settings name no database that there is.</exception>
    public static StorageSettings AddStorage(this WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["DataFolder"] ?? Path.Combine(builder.Environment.ContentRootPath, "data"));
        // For the account that runs the application alone: the database holds what was said in confidence.
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var named = builder.Configuration["Database:Provider"] ?? nameof(DatabaseProvider.Sqlite);
        if (!Enum.TryParse<DatabaseProvider>(named, ignoreCase: true, out var provider) || !Enum.IsDefined(provider))
            throw new RefusedException($"The setting Database:Provider is \"{named}\". It can be Sqlite or PostgreSql.");
        var connection = builder.Configuration.GetConnectionString("TaskForce")
            ?? (provider == DatabaseProvider.Sqlite ? $"Data Source={Path.Combine(folder, "taskforce.db")}"
                : throw new RefusedException("PostgreSQL needs the setting ConnectionStrings:TaskForce, for example \"Host=localhost;Database=taskforce;Username=taskforce;Password=...\"."));

        var services = builder.Services;
        var settings = new StorageSettings(folder, provider, builder.Configuration.GetValue("Database:MigrateOnStart", provider == DatabaseProvider.Sqlite));
        services.AddSingleton(settings);
        services.AddSingleton(DatabaseOptions.For(provider, connection));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TaskForceClock>();
        services.AddSingleton<Databases>();
        services.AddSingleton<AccessChanges>();
        foreach (var verbs in Verbs())
            services.AddSingleton(verbs);
        return settings;
    }

    /// <summary>Every class of Core that is made with the databases: the verbs. They keep no state, so one of each serves all.</summary>
    public static IEnumerable<Type> Verbs() => typeof(Databases).Assembly.GetExportedTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetConstructors() is [var made] && made.GetParameters().Any(p => p.ParameterType == typeof(Databases)));

    /// <summary>Brings the database up to date where the settings say so, and takes the zone from the profile.</summary>
    /// <exception cref="RefusedException">The database does not answer, or it is not at this version and the settings do not say to bring it there.</exception>
    public static async Task OpenStorageAsync(this IServiceProvider services, ILogger log, CancellationToken ct = default)
    {
        var (databases, settings) = (services.GetRequiredService<Databases>(), services.GetRequiredService<StorageSettings>());
        if (settings.MigrateOnStart)
            await Orders.MigrateAsync(databases, ct);
        else
            await Orders.DemandMigratedAsync(databases, ct);
        await using var db = await databases.OpenAsync(Actor.System("start"), ct);
        if (await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct) is { } profile)
        {
            databases.Clock.Zone = TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone);
            services.GetRequiredService<Shell.CurrentSite>().Is(profile);
        }
        log.DataFolder(settings.Folder, settings.Provider);
    }
}
