namespace TaskForce.Migrations.Sqlite;

/// <summary>Started only by the migration tools, which ask DesignTimeFactory for the model. Named, so that "Program" is the application alone.</summary>
internal static class Started
{
    private static void Main() { }
}
