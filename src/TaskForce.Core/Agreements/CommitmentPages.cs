namespace TaskForce.Core.Agreements;

/// <summary>A promise as a page shows it, with the marks of one partner or of each party.</summary>
public sealed record CommitmentLine(
    Guid Id, Guid Version, string Title, CommitmentKind Kind, string Cadence, Guid MouId, string Mou, string? Body, DateOnly? EndedOn, string EndedReason, bool LeftOut, IReadOnlyList<PartyMarks> Parties);

/// <summary>The marks of one party, oldest first.</summary>
/// <param name="Bound">Whether the promise binds it today.</param>
public sealed record PartyMarks(Guid PartnerId, string Partner, string Slug, bool Bound, IReadOnlyList<MarkLine> Marks)
{
    public int? KeptPercent => CommitmentMarks.KeptPercent(Marks.Select(mark => mark.Mark));
}

/// <summary>One mark with the name of its period: "H1 2026".</summary>
/// <param name="CorrectedFrom">What the closing edition of its half said, where the records say otherwise now.</param>
public sealed record MarkLine(string Period, CommitmentMark Mark, bool HasRuling, ClosedMark? CorrectedFrom);
