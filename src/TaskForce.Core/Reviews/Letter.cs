using TaskForce.Core.Calendar;

namespace TaskForce.Core.Reviews;

/// <summary>How many meetings of a body somebody came to for a partner.</summary>
public sealed record MeetingsGiven(string Body, int Came);

/// <summary>Something with a title that was done on a day.</summary>
/// <param name="Of">Whose it was: the committee of an activity; empty where it says nothing.</param>
public sealed record DoneThing(string Title, DateOnly On, string Of = "");

/// <summary>A promise that was kept, and how often in the half.</summary>
public sealed record PromiseGiven(string Title, int Times);

/// <summary>What one partner gave in a half, from shared records. What it did not give is nowhere in here: a letter of thanks keeps no score.</summary>
/// <param name="Leader">Who leads it on the letter's day; null where nobody is known.</param>
/// <param name="LeaderTitle">The title of the leading post; empty where none is known.</param>
public sealed record PartnerGifts(Guid PartnerId, string Partner, string Slug, string? Leader, string LeaderTitle)
{
    public IReadOnlyList<MeetingsGiven> Meetings { get; init; } = [];

    /// <summary>Hours of staff time that were returned for periods that ended in the half.</summary>
    public int Hours { get; init; }

    /// <summary>How many returns held figures.</summary>
    public int Figures { get; init; }
    public IReadOnlyList<DoneThing> Hosted { get; init; } = [];

    /// <summary>How many trainings its people came to, and how many they were.</summary>
    public (int Sessions, int People) Trained { get; init; }
    public IReadOnlyList<DoneThing> Activities { get; init; } = [];
    public IReadOnlyList<PromiseGiven> Promises { get; init; } = [];

    /// <summary>Whom it named as champion within the half.</summary>
    public string? Champion { get; init; }

    /// <summary>How often its leadership spoke for the work.</summary>
    public int Statements { get; init; }

    /// <summary>Whether there is nothing to thank for.</summary>
    public bool IsEmpty => Meetings.Count + Hours + Figures + Hosted.Count + Trained.Sessions + Activities.Count + Promises.Count + Statements == 0 && Champion is null;
}

/// <summary>What a letter needs besides the gifts.</summary>
/// <param name="From">The task force's whole name.</param>
/// <param name="AsOf">The last day that it knows of: the half's end, or today within it.</param>
/// <param name="On">The letter's day.</param>
public sealed record LetterFrame(string From, HalfYear Half, DateOnly AsOf, DateOnly On);

/// <summary>The letters of a half.</summary>
/// <param name="Gifts">Partners with something to thank for, by name.</param>
/// <param name="Nothing">Members of whom no gift is on record, by name.</param>
public sealed record LetterList(LetterFrame Frame, IReadOnlyList<PartnerGifts> Gifts, IReadOnlyList<string> Nothing);
