using Microsoft.EntityFrameworkCore.Design;
using TaskForce.Core.Data;

namespace TaskForce.Migrations.PostgreSql;

/// <summary>Describes the database to the migration tools; it never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<TaskForceDb>
{
    public TaskForceDb CreateDbContext(string[] args) =>
        new(DatabaseOptions.For(DatabaseProvider.PostgreSql, "Host=localhost;Database=design"), actor: null, clock: null);
}
