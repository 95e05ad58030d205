using TaskForce.Core.Charter;

namespace TaskForce.Web.Shell;

/// <summary>How the task force is called on screen, kept in memory; told anew when the profile is read or changed.</summary>
public sealed class CurrentSite
{
    private volatile Site site = Site.Unnamed;

    public Site Site => site;

    /// <summary>Takes the name from the profile.</summary>
    public void Is(Profile profile) => site = new Site(profile.Name, profile.Subtitle);
}
