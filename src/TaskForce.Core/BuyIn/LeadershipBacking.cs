namespace TaskForce.Core.BuyIn;

/// <summary>A sponsor as the rule takes it.</summary>
/// <param name="Name">The person, or the office where the person is not known.</param>
/// <param name="CanCommit">Has the authority to commit the organization.</param>
/// <param name="From">First day as sponsor.</param>
/// <param name="Until">Last day, itself included; none while it lasts.</param>
/// <param name="Link">Local address of the record.</param>
public sealed record SponsorFact(string Name, bool CanCommit, DateOnly From, DateOnly? Until, string? Link);

/// <summary>A dated statement of a partner's leadership for the task force, inside its organization or in public.</summary>
public sealed record StatementFact(DateOnly Day, string Summary, string? Link);

/// <summary>Leadership backing: is there a leader who stands up for the task force, may commit the organization, and has said so lately?</summary>
public static class LeadershipBacking
{
    public const int ForSponsor = 40;
    public const int ForAuthority = 20;
    public const int ForStatement = 20;
    public const int StatementsCounted = 2;
    public const int StatementMonths = 12;

    /// <summary>40 for a named executive sponsor, 20 more when the sponsor may commit the organization, 20 for each of up to two dated
    /// statements of the last 12 months. No data until a sponsor or a statement was ever recorded; 0 once all of it has passed.</summary>
    public static IndicatorValue Of(IReadOnlyCollection<SponsorFact> sponsors, IReadOnlyCollection<StatementFact> statements, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(sponsors);
        ArgumentNullException.ThrowIfNull(statements);
        var known = sponsors.Where(sponsor => sponsor.From <= day).OrderByDescending(sponsor => sponsor.From).ToList();
        var said = statements.Where(statement => statement.Day <= day).OrderByDescending(statement => statement.Day).ToList();
        if (known.Count == 0 && said.Count == 0)
            return IndicatorValue.NoData(IndicatorKeys.LeadershipBacking, BuyInSentences.NoSponsorRecorded);

        List<Evidence> evidence = [];
        var value = 0;
        if (known.Find(sponsor => sponsor.Until is null || sponsor.Until >= day) is { } current)
        {
            value += ForSponsor + (current.CanCommit ? ForAuthority : 0);
            evidence.Add(new(BuyInSentences.Sponsor(current), current.From, BuyInSentences.People, current.Link));
        }
        else
        {
            evidence.Add(known is [{ Until: { } until } last, ..]
                ? new(BuyInSentences.SponsorGone(last.Name), until, BuyInSentences.People, last.Link)
                : new(BuyInSentences.NoSponsorRecorded));
        }

        var recent = said.Where(statement => statement.Day > day.AddMonths(-StatementMonths)).Take(StatementsCounted).ToList();
        value += recent.Count * ForStatement;
        evidence.AddRange(recent.Select(statement => new Evidence(statement.Summary, statement.Day, BuyInSentences.Statement, statement.Link)));
        if (recent.Count == 0) evidence.Add(new(BuyInSentences.NoRecentStatement));
        return new(IndicatorKeys.LeadershipBacking, value, evidence);
    }
}
