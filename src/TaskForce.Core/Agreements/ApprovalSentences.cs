using TaskForce.Core.Partners;

namespace TaskForce.Core.Agreements;

/// <summary>The computed sentences of what stands before a signature.</summary>
public static class ApprovalSentences
{
    public static string Of(ApproverKind kind) => kind switch
    {
        ApproverKind.Counsel => "Counsel",
        ApproverKind.Council => "Council",
        ApproverKind.Board => "Board",
        ApproverKind.Headquarters => "Headquarters",
        _ => "Another approver",
    };

    public static string Of(ApprovalOutcome outcome) => outcome switch
    {
        ApprovalOutcome.Approved => "Approved",
        ApprovalOutcome.Declined => "Declined",
        _ => "Waiting",
    };

    public static string Of(InterimForm form) => form switch
    {
        InterimForm.Guest => "As a guest",
        _ => "By a letter with a limited role",
    };

    /// <summary>How a party takes part while its signature waits: "Meanwhile as a guest: sits in and listens."; empty where it does not, and once the approver has agreed.</summary>
    public static string Meanwhile(ApprovalLine step)
    {
        ArgumentNullException.ThrowIfNull(step);
        if (step.Meanwhile is not { } form || step.Outcome == ApprovalOutcome.Approved) return "";
        var words = Of(form);
        return $"Meanwhile {char.ToLowerInvariant(words[0])}{words[1..]}{(step.MeanwhileRole.Length > 0 ? $": {step.MeanwhileRole.TrimEnd('.')}" : "")}.";
    }

    /// <summary>Who must agree: "Council: Port Ellery city council".</summary>
    public static string Who(ApproverKind kind, string approver) => approver.Length == 0 ? Of(kind) : kind == ApproverKind.Other ? approver : $"{Of(kind)}: {approver}";

    /// <summary>Where a step stands: "meets Dec 3, in 9 days", "met Nov 10; no outcome yet", "approved Nov 10".</summary>
    public static string When(ApprovalOutcome outcome, DateOnly? nextMeeting, DateOnly? decided, DateOnly today)
    {
        if (outcome != ApprovalOutcome.Waiting) return decided is { } day ? $"{Of(outcome).ToLowerInvariant()} {AgreementSentences.Day(day, today)}" : Of(outcome).ToLowerInvariant();
        if (nextMeeting is not { } next) return "next meeting not known";
        var days = next.DayNumber - today.DayNumber;
        return days < 0 ? $"met {AgreementSentences.Day(next, today)}; no outcome yet" : days == 0 ? "meets today" : $"meets {AgreementSentences.Day(next, today)}, in {(days == 1 ? "1 day" : $"{days} days")}";
    }

    /// <summary>The list of those who wait, in a sentence.</summary>
    public static string AboutWaiting(ApprovalCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Waiting == 0) return "No MOU waits on an approver.";
        var first = counts.Waiting == 1 ? "One signature waits on an approver" : $"{PartnerSentences.Figure(counts.Waiting)} signatures wait on an approver";
        List<string> needs = [];
        if (counts.Met > 0) needs.Add($"{(counts.Met == 1 ? "one has" : $"{PartnerSentences.Count(counts.Met)} have")} met and said nothing yet");
        if (counts.Unknown > 0) needs.Add($"of {PartnerSentences.Count(counts.Unknown)} the next meeting is not known");
        return needs.Count == 0 ? first + "." : $"{first}; {string.Join(" and ", needs)}.";
    }
}
