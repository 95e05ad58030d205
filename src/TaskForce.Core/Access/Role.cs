namespace TaskForce.Core.Access;

/// <summary>What an account may do in general. A chair's rights are not a role: they follow from a chair's seat in a body.</summary>
public enum Role
{
    /// <summary>Reads shared facts and minutes; changes nothing.</summary>
    Reader,

    /// <summary>A member of the task force: replies to meetings, keeps own details and tasks, logs own outreach.</summary>
    Member,

    /// <summary>A leader who comes twice a year: the executive review and shared facts.</summary>
    Executive,

    /// <summary>Runs the task force from day to day, outreach and victim services coordinators included.</summary>
    Coordinator,

    /// <summary>Everything a coordinator may, and accounts, settings and sample data.</summary>
    Administrator,

    /// <summary>The product itself: jobs, start-up, sign-in. Never an account's role.</summary>
    System,
}
