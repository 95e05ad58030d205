namespace TaskForce.Core.BuyIn;

/// <summary>A survey in which a partner's people were asked.</summary>
public sealed record SurveyFact(DateOnly AskedOn, string Survey, int Asked, int Answered, DateOnly? AnsweredOn, string? Link);

/// <summary>Survey voice: of those who were asked, how many raised their voice? What they said is not looked at.</summary>
public static class SurveyVoice
{
    public const int Months = 12;

    /// <summary>For how many days a survey is still running, so that silence says nothing yet.</summary>
    public const int PatienceDays = 30;

    /// <summary>The share that answered the last survey of the last 12 months. A survey that runs counts once somebody has answered or 30 days have
    /// passed. No data when nobody was asked.</summary>
    public static IndicatorValue Of(IReadOnlyCollection<SurveyFact> surveys, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(surveys);
        var last = surveys.Where(s => s.Asked > 0 && s.AskedOn <= day && s.AskedOn > day.AddMonths(-Months))
            .Select(s => (Survey: s, Answered: s.AnsweredOn <= day ? s.Answered : 0))
            .Where(s => s.Answered > 0 || s.Survey.AskedOn.AddDays(PatienceDays) <= day).OrderByDescending(s => s.Survey.AskedOn).FirstOrDefault();
        if (last.Survey is null) return IndicatorValue.NoData(IndicatorKeys.SurveyVoice, BuyInSentences.NoSurvey);
        return new(IndicatorKeys.SurveyVoice, Math.Min(100, BuyInIndex.Rounded(100 * last.Answered, last.Survey.Asked)),
            [new(BuyInSentences.Answered(last.Answered, last.Survey), last.Survey.AnsweredOn ?? last.Survey.AskedOn, BuyInSentences.SurveyList, last.Survey.Link)]);
    }
}
