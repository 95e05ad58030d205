namespace TaskForce.Web.Account;

/// <summary>Names a browser as its owner would: "Firefox on Windows". No version, no numbers.</summary>
public static class Browsers
{
    private static readonly (string Mark, string Name)[] Kinds =
        [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"), ("Windows", "Windows"), ("Mac OS", "Mac"), ("Linux", "Linux")];

    /// <summary>The name for a user-agent header.</summary>
    public static string Name(string? agent) => $"{Find(Kinds, agent) ?? "A browser"}{(Find(Systems, agent) is { } system ? " on " + system : "")}";

    private static string? Find((string Mark, string Name)[] known, string? agent) =>
        known.FirstOrDefault(k => agent?.Contains(k.Mark, StringComparison.Ordinal) == true).Name;
}
