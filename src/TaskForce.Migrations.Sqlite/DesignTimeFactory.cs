using Microsoft.EntityFrameworkCore.Design;
using TaskForce.Core.Data;

namespace TaskForce.Migrations.Sqlite;

/// <summary>Describes the database to the migration tools; it never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<TaskForceDb>
{
    public TaskForceDb CreateDbContext(string[] args) =>
        new(DatabaseOptions.For(DatabaseProvider.Sqlite, "Data Source=design.db"), actor: null, clock: null);
}
