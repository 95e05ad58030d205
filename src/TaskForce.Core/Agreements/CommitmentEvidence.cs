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
        var ruling = records.Rulings.Where(r => r.DueOn == due.On && due.On <= asOf).Select(r => new Evidence(CommitmentSentences.RuledBy(r), r.RuledOn));
        return [.. ruling, .. commitment.Kind switch
        {
            CommitmentKind.ExecutiveMeetings or CommitmentKind.BodyMeetings => records.Meetings.Select(m => new Evidence(CommitmentSentences.Meeting(m), m.On, m.Title, m.Link)),
            CommitmentKind.Return => records.Returns.Select(r => new Evidence(r.What, r.Received, "Return", r.Link)),
            CommitmentKind.TrainingHosted => records.Trainings.Where(t => t.Hosted).Select(t => new Evidence("Hosted", t.On, t.Title, t.Link)),
            CommitmentKind.TrainingAttended => records.Trainings.Select(t => new Evidence(CommitmentSentences.Training(t), t.On, t.Title, t.Link)),
            CommitmentKind.Champion => records.Champions.Select(c => new Evidence($"{c.Name} is the internal champion", c.From, "People", c.Link)),
            CommitmentKind.Survey => records.Surveys.Select(s => new Evidence(CommitmentSentences.Survey(s), s.AskedOn, s.Survey, s.Link)),
            _ => (IEnumerable<Evidence>)[],
        }];
    }
}
