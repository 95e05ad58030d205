namespace TaskForce.Core.Agreements;

/// <summary>The computed sentences of agreements.</summary>
public static class AgreementSentences
{
    /// <summary>The state of an MOU as a person reads it.</summary>
    public static string StateWord(MouState state) => state.Kind switch
    {
        MouStateKind.Draft => "Draft",
        MouStateKind.BeingSigned => "Being signed",
        MouStateKind.InForce => "In force",
        MouStateKind.ReviewDue => "Review due",
        MouStateKind.Ending => state.DaysLeft switch { 0 => "Ends today", 1 => "Ends in 1 day", var days => $"Ends in {days} days" },
        MouStateKind.Lapsed => "Lapsed",
        MouStateKind.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
