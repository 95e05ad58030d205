using TaskForce.Core.BuyIn;

namespace TaskForce.Core.Agreements;

/// <summary>The lines that stand behind a mark, each with its record.</summary>
internal static class CommitmentEvidence
{
    /// <param name="commitment">The promise.</param>
    /// <param name="records">Those of the period only.</param>
    /// <param name="due">The due day.</param>
    /// <param name="asOf">The day as of which it is shown.</param>
    public static IReadOnlyList<Evidence> Of(Commitment commitment, CommitmentRecords records, CommitmentDue due, DateOnly asOf)
    {
        List<Evidence> lines = [];
        if (due.On <= asOf && Ruling(records, due) is { } ruling) lines.Add(new(CommitmentSentences.RuledBy(ruling), ruling.RuledOn));
        lines.AddRange(commitment.Kind switch
        {
            CommitmentKind.ExecutiveMeetings or CommitmentKind.BodyMeetings => records.Meetings.Select(m => new Evidence(CommitmentSentences.Meeting(m), m.On, m.Title, m.Link)),
            CommitmentKind.Return => records.Returns.Select(r => new Evidence(r.What, r.Received, "Return", r.Link)),
            CommitmentKind.TrainingHosted => records.Trainings.Where(t => t.Hosted).Select(t => new Evidence("Hosted", t.On, t.Title, t.Link)),
            CommitmentKind.TrainingAttended => records.Trainings.Select(t => new Evidence(CommitmentSentences.Training(t), t.On, t.Title, t.Link)),
            CommitmentKind.Champion => records.Champions.Select(c => new Evidence($"{c.Name} is the internal champion", c.From, "People", c.Link)),
            CommitmentKind.Survey => records.Surveys.Select(s => new Evidence(CommitmentSentences.Survey(s), s.AskedOn, s.Survey, s.Link)),
            _ => (IEnumerable<Evidence>)[],
        });
        return lines;
    }

    /// <summary>What a person ruled about a due day; nothing where nobody did.</summary>
    public static CommitmentRuling? Ruling(CommitmentRecords records, CommitmentDue due)
    {
        for (var i = 0; i < records.Rulings.Count; i++)
            if (records.Rulings[i].DueOn == due.On) return records.Rulings[i];
        return null;
    }
}
