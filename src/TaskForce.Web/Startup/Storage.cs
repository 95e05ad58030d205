using System.Reflection;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

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
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        var folder = Path.GetFullPath(builder.Configuration["DataFolder"] ?? Path.Combine(builder.Environment.ContentRootPath, "data"));
        Directory.CreateDirectory(folder);
        var provider = builder.Configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = builder.Configuration.GetConnectionString("TaskForce")
            ?? (provider == DatabaseProvider.Sqlite ? $"Data Source={Path.Combine(folder, "taskforce.db")}"
                : throw new InvalidOperationException("PostgreSQL needs the setting ConnectionStrings:TaskForce, for example \"Host=localhost;Database=taskforce;Username=taskforce;Password=...\"."));

        var services = builder.Services;
        services.AddSingleton(new StorageSettings(folder, provider, builder.Configuration.GetValue("Database:MigrateOnStart", provider == DatabaseProvider.Sqlite)));
        services.AddSingleton(DatabaseOptions.For(provider, connection));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<TaskForceClock>();
        services.AddSingleton<Databases>();
        services.AddSingleton<AccessChanges>();
        foreach (var verbs in Verbs())
            services.AddSingleton(verbs);
    }

    /// <summary>Every class of Core that is made with the databases: the verbs. They keep no state, so one of each serves all.</summary>
    public static IEnumerable<Type> Verbs() => typeof(Databases).Assembly.GetExportedTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetConstructors() is [var made] && made.GetParameters().Any(p => p.ParameterType == typeof(Databases)));

    /// <summary>Brings the database up to date where the settings say so, and takes the zone from the profile.</summary>
    public static async Task OpenStorageAsync(this IServiceProvider services, ILogger log, CancellationToken ct = default)
    {
        var (databases, settings) = (services.GetRequiredService<Databases>(), services.GetRequiredService<StorageSettings>());
        await using var db = await databases.OpenAsync(Actor.System("start"), ct);
        if (settings.MigrateOnStart)
            await db.Database.MigrateAsync(ct);
        if (await db.Profiles.AsNoTracking().FirstOrDefaultAsync(ct) is { } profile)
        {
            databases.Clock.Zone = TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone);
            services.GetRequiredService<Shell.CurrentSite>().Is(profile);
        }
        log.DataFolder(settings.Folder, settings.Provider);
    }
}
