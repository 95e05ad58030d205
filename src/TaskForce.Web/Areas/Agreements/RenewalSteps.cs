using TaskForce.Core.Agreements;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>Where a version that is to follow stands on its way, as the kit's stepper shows it.</summary>
internal static class RenewalSteps
{
    /// <summary>Before there is a draft.</summary>
    public static readonly IReadOnlyList<Step> Start =
    [
        new("Draft", "parties, dates and clauses carried over"), new("Approval", "counsel, councils, boards"), new("Party review", "what troubles whom"), new("Signatures"), new("In force", "with the executed copy"),
    ];

    /// <summary>The steps of the newest version while it is not in force.</summary>
    /// <param name="mou">The MOU.</param>
    /// <param name="approvals">Its approval steps.</param>
    /// <param name="openObjections">How many objections are open, or nothing when the reader may not see them.</param>
    public static (IReadOnlyList<Step> Steps, int Done) Of(MouPage mou, IReadOnlyCollection<ApprovalLine> approvals, int? openObjections)
    {
        ArgumentNullException.ThrowIfNull(mou);
        var mine = approvals.Where(a => a.Of == mou.Current.Name).ToList();
        var waiting = mine.Count(a => a.Outcome != ApprovalOutcome.Approved);
        var sent = mou.Current.SentForSignatureOn;
        var signed = mou.Required > 0 && mou.Signed == mou.Required;
        IReadOnlyList<Step> steps =
        [
            new("Draft", sent is { } day ? $"sent {AgreementSentences.Day(day, mou.Today)}" : "in the making"),
            new("Approval", mine.Count == 0 ? "none needed as far as known" : waiting == 0 ? $"{mine.Count} approved" : $"{mine.Count - waiting} of {mine.Count} approved"),
            new("Party review", openObjections switch { null => null, 0 => "nothing open", 1 => "1 objection open", var open => $"{open} objections open" }),
            new("Signatures", $"{mou.Signed} of {mou.Required} signed"),
            new("In force", mou.Current.EffectiveOn is { } from ? $"from {AgreementSentences.Day(from, mou.Today)}" : "first day not agreed"),
        ];
        // What is signed by all is past its approvals, whether or not somebody recorded them.
        var done = signed ? 4 : sent is null && mou.Signed == 0 ? 0 : waiting > 0 ? 1 : openObjections > 0 ? 2 : 3;
        return (steps, done);
    }
}
