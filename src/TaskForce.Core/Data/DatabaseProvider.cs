using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskForce.Core.Data;

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}

/// <summary>How the context is connected: the one place that knows both databases.</summary>
public static class DatabaseOptions
{
    /// <summary>The options for a database, migrations included.</summary>
    public static DbContextOptions<TaskForceDb> For(DatabaseProvider provider, string connection)
    {
        var options = new DbContextOptionsBuilder<TaskForceDb>();
        if (provider == DatabaseProvider.Sqlite)
            options.UseSqlite(connection, o => o.MigrationsAssembly("TaskForce.Migrations.Sqlite").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
        else
            options.UseNpgsql(connection, o => o.MigrationsAssembly("TaskForce.Migrations.PostgreSql").UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));

        // Records that are candid hang on partners that are not: the filter on one side of such a pair is meant.
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
        return options.Options;
    }
}
