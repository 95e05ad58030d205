namespace TaskForce.Core.Access;

/// <summary>Sentences and words about accounts.</summary>
public static class AccessSentences
{
    /// <summary>What a role is called.</summary>
    public static string Name(Role role) => role switch
    {
        Role.Reader => "Reader",
        Role.Member => "Member",
        Role.Executive => "Executive",
        Role.Coordinator => "Coordinator",
        Role.Administrator => "Administrator",
        _ => "The product",
    };

    /// <summary>What a role may do, in one sentence.</summary>
    public static string May(Role role) => role switch
    {
        Role.Reader => "Reads shared facts and minutes; changes nothing.",
        Role.Member => "Replies to meetings, keeps own details and tasks, logs own outreach.",
        Role.Executive => "Reads the executive review and shared facts.",
        Role.Coordinator => "Runs the task force from day to day; sees and writes everything but settings and accounts.",
        Role.Administrator => "Everything a coordinator may, and settings, accounts and sample data.",
        _ => "",
    };

    /// <summary>The sentence above the list of accounts.</summary>
    public static string OfAccounts(IReadOnlyCollection<AccountRow> accounts, int invitations)
    {
        var open = accounts.Where(a => !a.IsDisabled).ToList();
        var without = open.Count(a => a.NeedsCode);
        return $"{Count(open.Count, "account is open", "accounts are open")}{(invitations == 0 ? "" : $" and {Count(invitations, "invitation waits", "invitations wait")}")}."
            + (without == 0 ? "" : $" {Count(without, "account still needs its one-time code", "accounts still need their one-time code")}.");
    }

    private static string Count(int n, string one, string many) => n == 1 ? $"One {one}" : n == 0 ? $"No {many}" : $"{n} {many}";
}
