namespace TaskForce.Tests;

/// <summary>Where the source tree is that these tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder that holds TaskForce.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The configuration (Debug, Release) that the tests were built in; the application is started from the same one.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>A path below the root, from its parts.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Every source file below a folder of the root with one of the endings, build output left out; path relative to the root and text.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(string folder, params string[] endings) =>
        Directory.EnumerateFiles(PathOf(folder), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "_framework"))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(PathOf(file))));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TaskForce.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"TaskForce.sln was not found above {AppContext.BaseDirectory}.");
    }
}
