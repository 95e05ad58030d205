namespace TaskForce.Web.Shell;

/// <summary>How the task force is called on screen: "Harbor County" over "Anti-Trafficking Task Force".</summary>
/// <param name="Name">The short name, in the app bar and in every window title.</param>
/// <param name="Kind">The line under it; may be empty.</param>
public sealed record Site(string Name, string Kind)
{
    /// <summary>What stands there until somebody has named the task force.</summary>
    public static readonly Site Unnamed = new("Task force", "Anti-trafficking");

    /// <summary>Both parts in one line, for print and mail.</summary>
    public string FullName => Kind.Length == 0 ? Name : $"{Name} {Kind}";
}
