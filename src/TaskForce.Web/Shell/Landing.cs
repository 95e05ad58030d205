using TaskForce.Core.Access;

namespace TaskForce.Web.Shell;

/// <summary>Where somebody arrives: coordinators and chairs at Today, executives at the review, everybody else at meetings. A page that does not exist is passed over.</summary>
public static class Landing
{
    private static readonly (string Address, Act Act)[] Others = [("/meetings", Act.ReadMeetings), ("/partners", Act.ReadPartners), ("/account", Act.OwnAccount)];

    /// <summary>The address for an actor.</summary>
    public static string For(Actor actor)
    {
        if (Permissions.Allow(actor, Act.SeeToday) && Navigation.Exists("/"))
            return "/";
        if (actor.Role == Role.Executive && Navigation.Exists("/review"))
            return "/review";
        return Others.First(o => Navigation.Exists(o.Address) && Permissions.Allow(actor, o.Act)).Address;
    }
}
