using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace TaskForce.Core.Data;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>How the context is connected: the one place that knows both databases.</summary>
public static class DatabaseOptions
{
    // The base context reads from here which of the sign-in library's tables there are: passkeys are among them from the first migration.
    private static readonly IServiceProvider Library = new ServiceCollection().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    /// <summary>The options for a database, migrations included.</summary>
    public static DbContextOptions<TaskForceDb> For(DatabaseProvider provider, string connection)
    {
        // A list goes to the database as one parameter: a query with it is then translated once, not again for each length of the list.
        var options = new DbContextOptionsBuilder<TaskForceDb>();
        if (provider == DatabaseProvider.Sqlite)
            options.UseSqlite(connection, o => o.MigrationsAssembly("TaskForce.Migrations.Sqlite").UseParameterizedCollectionMode(ParameterTranslationMode.Parameter).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
        else
            options.UseNpgsql(connection, o => o.MigrationsAssembly("TaskForce.Migrations.PostgreSql").UseParameterizedCollectionMode(ParameterTranslationMode.Parameter).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));

        options.UseApplicationServiceProvider(Library);

        // Records that are candid hang on partners that are not: the filter on one side of such a pair is meant.
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
        return options.Options;
    }
}
