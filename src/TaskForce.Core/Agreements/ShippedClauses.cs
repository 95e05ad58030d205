namespace TaskForce.Core.Agreements;

/// <summary>The clauses that a new library starts with: what such memoranda usually settle. They become rows, and rows can be edited.</summary>
public static class ShippedClauses
{
    /// <summary>Heading and text, in the order in which they usually stand.</summary>
    public static IEnumerable<ClauseText> All() => List().Select((c, i) => new ClauseText { Heading = c.Heading, Text = c.Text, Order = i + 1 });

    private static (string Heading, string Text)[] List() =>
    [
        ("Parties", "This memorandum is made between the agencies and organizations that sign it. Each signs for itself."),
        ("Purpose", "The parties work together to find and stop human trafficking in their area and to see that those who were harmed by it are safe and served."),
        ("Background", "No single agency meets all that this work asks for. The parties have worked together before and put on paper how they do."),
        ("Roles of each party", "Each party does what is listed under its name and says early when it cannot."),
        ("Governance and representation", "Each party names a representative who can decide for it, and an alternate. Decisions are made as the task force's charter says."),
        ("Funding and overtime", "Each party bears its own costs. Where overtime or other costs are paid from a grant, its terms are agreed in writing beforehand."),
        ("Confidentiality", "Nothing that identifies a person who was harmed is passed on without that person's informed, written and time-limited consent, unless a law requires it."),
        ("Information sharing", "The parties share what the work needs and the law allows: meeting records, counts and lessons, never case files through the task force."),
        ("Media and public statements", "Each party speaks for itself. What is said in the name of the task force is agreed with its leaders first."),
        ("Term", "This memorandum holds from its first day until its last day."),
        ("Review", "The parties look at this memorandum together at least once a year."),
        ("Changes", "Changes are made in writing and hold when every party has signed them."),
        ("Withdrawal", "A party may leave by written notice to the others. Those that remain stay bound among themselves."),
        ("Disagreements", "The parties talk first with each other, then with the task force's leaders. Nobody gives up a remedy that the law gives."),
        ("Independence of the parties", "No party is the agent, employee or partner in law of another, and none can bind another."),
        ("Compliance with law", "Nothing here asks a party to act against a law, a professional duty or the terms of its funding."),
        ("Signatures", "Each person who signs may do so for the agency named, with title and date."),
    ];
}
