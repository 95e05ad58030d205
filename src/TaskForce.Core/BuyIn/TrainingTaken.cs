namespace TaskForce.Core.BuyIn;

/// <summary>A training that a partner hosted or sent people to.</summary>
public sealed record TrainingFact(DateOnly Day, string Title, bool Hosted, int People, string? Link);

/// <summary>Training: did the partner host one, or send people, in the last year?</summary>
public static class TrainingTaken
{
    public const int ForHosting = 60;
    public const int ForAttending = 40;
    public const int Months = 12;

    /// <summary>60 for a training hosted, 40 for each to which people were sent, at most 100, over the last 12 months. No data until the partner ever took
    /// part in one; 0 once that is more than 12 months ago.</summary>
    public static IndicatorValue Of(IReadOnlyCollection<TrainingFact> trainings, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(trainings);
        var known = trainings.Where(t => t.Day <= day && (t.Hosted || t.People > 0)).OrderByDescending(t => t.Day).ToList();
        if (known.Count == 0) return IndicatorValue.NoData(IndicatorKeys.Training, BuyInSentences.NoTraining);
        var recent = known.Where(t => t.Day > day.AddMonths(-Months)).ToList();
        if (recent.Count == 0) return new(IndicatorKeys.Training, 0, [new(BuyInSentences.NoRecentTraining, known[0].Day, BuyInSentences.TrainingList, known[0].Link)]);
        var value = Math.Min(100, recent.Sum(t => (t.Hosted ? ForHosting : 0) + (t.People > 0 ? ForAttending : 0)));
        return new(IndicatorKeys.Training, value, [.. recent.Take(3).Select(t => new Evidence(BuyInSentences.Trained(t), t.Day, BuyInSentences.TrainingList, t.Link))]);
    }
}
