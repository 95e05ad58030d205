using System.Reflection;

namespace TaskForce.Web.Areas.Help;

/// <summary>A page of the handbook.</summary>
/// <param name="Name">Its place in addresses.</param>
/// <param name="Title">From its first line.</param>
/// <param name="Text">Markdown, without the title.</param>
public sealed record HandbookPage(string Name, string Title, string Text);

/// <summary>The handbook: docs/handbook, carried in the application so that the words and the rules are those of the same version.</summary>
public static class Handbook
{
    private const string Prefix = "handbook.";

    /// <summary>The pages by name.</summary>
    public static readonly IReadOnlyDictionary<string, HandbookPage> Pages = Read().ToDictionary(p => p.Name);

    private static IEnumerable<HandbookPage> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            var title = reader.ReadLine()!.TrimStart('#', ' ');
            yield return new(name[Prefix.Length..^".md".Length], title, reader.ReadToEnd());
        }
    }
}
