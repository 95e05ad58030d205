using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>The way with community-based organizations in words.</summary>
public static class CommunitySentences
{
    public static string Of(CommunityStep step) => step switch
    {
        CommunityStep.Prioritized => "Prioritized",
        CommunityStep.TrustBuilt => "Trust built",
        CommunityStep.IncentivesUnderstood => "Incentives understood",
        CommunityStep.UnderstandingAssessed => "Understanding assessed",
        CommunityStep.RoleAgreed => "Role agreed",
        _ => "Long-term investment",
    };

    /// <summary>What is to be found out or done in a step.</summary>
    public static string Asks(CommunityStep step) => step switch
    {
        CommunityStep.Prioritized => "Does the assessment name the people whom it reaches? How early should you come?",
        CommunityStep.TrustBuilt => "How do they see police, courts and services? What stands between you, and who vouches for you?",
        CommunityStep.IncentivesUnderstood => "What do they need for their own work that the task force can give?",
        CommunityStep.UnderstandingAssessed => "What do they know of trafficking, in their own words, and what do they call it?",
        CommunityStep.RoleAgreed => "Information, advice, feedback, resources, outreach or referral: what will they do, and what do they get in return?",
        _ => "Trainings, meet-and-greets, mentorship, leaders who come to their events: what keeps it alive?",
    };

    public static string Of(CommunityPriority priority) => priority switch
    {
        CommunityPriority.First => "First",
        CommunityPriority.Next => "Next",
        _ => "Later",
    };

    public static string Of(RelationBase basis) => basis switch
    {
        RelationBase.Nothing => "No contact",
        RelationBase.OneEvent => "Thin: one event",
        RelationBase.OneContact => "Thin: one contact",
        _ => "Carries",
    };

    /// <summary>What a relation rests on, in a sentence.</summary>
    public static string Why(RelationBase basis) => basis switch
    {
        RelationBase.Nothing => "No real contact in 24 months.",
        RelationBase.OneEvent => "All contact of the last 24 months was one event. Go again before you ask for anything.",
        RelationBase.OneContact => "All contact of the last 24 months was on one day. Go again before you ask for anything.",
        _ => "You talked on several days in the last 24 months.",
    };

    /// <summary>The opening sentence of the list.</summary>
    public static string Lead(CommunityCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.All == 0)
            return "No community-based organization is in the roster yet.";
        var start = counts.All == 1 ? "One organization that a community trusts" : $"{PartnerSentences.Figure(counts.All)} organizations that communities trust";
        var roles = counts.Agreed == 0 ? "no role is agreed yet" : counts.Agreed == counts.All && counts.All <= Paging.CountLimit ? "each has agreed on its role" : $"{PartnerSentences.Count(counts.Agreed)} {(counts.Agreed == 1 ? "has" : "have")} agreed on a role";
        return counts.Thin == 0 ? $"{start}; {roles}." : $"{start}; {roles}, and {PartnerSentences.Count(counts.Thin)} {(counts.Thin == 1 ? "relation rests" : "relations rest")} on a single event or contact.";
    }

    /// <summary>The opening sentence of the tab of one organization.</summary>
    public static string Next(CommunityView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Next is { } next ? $"Next: {Of(next).ToLowerInvariant()}. {Asks(next)}" : "All six steps are taken. Keep investing: what was agreed lasts as long as somebody comes.";
    }
}
