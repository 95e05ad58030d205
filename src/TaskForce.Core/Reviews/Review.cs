using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Reviews;

/// <summary>The executive review of one half as of one day. Every part of it comes from shared records; nothing candid is ever read for it.</summary>
/// <param name="Half">The half.</param>
/// <param name="AsOf">The last day that it knows of: today, or the end of a past half.</param>
/// <param name="Headline">What is so, in at most two sentences.</param>
/// <param name="Figures">Five figures against the half before.</param>
/// <param name="Indicators">The columns of the heat map.</param>
/// <param name="Partners">The rows of the heat map, the highest index first; partners without any data last.</param>
/// <param name="Promise">Who kept the promise to meet.</param>
/// <param name="Plans">The committees' plans, year to date.</param>
/// <param name="Coverage">The fourteen sectors.</param>
/// <param name="Whole">False when the reader sees only the rows of its own agency.</param>
public sealed record Review(
    HalfYear Half,
    DateOnly AsOf,
    string Headline,
    IReadOnlyList<ReviewFigure> Figures,
    IReadOnlyList<IndicatorDefinition> Indicators,
    IReadOnlyList<ReviewPartner> Partners,
    ReviewPromise Promise,
    IReadOnlyList<PlanProgress> Plans,
    IReadOnlyList<SectorCoverage> Coverage,
    bool Whole = true)
{
    /// <summary>Partners with at least one indicator: the rows that the heat map draws.</summary>
    public IReadOnlyList<ReviewPartner> Known => [.. Partners.Where(partner => partner.Confidence > 0)];

    public int Unknown => Partners.Count - Known.Count;

    public int SectorsTaken => Coverage.Count(sector => sector.Partners.Count > 0);

    /// <summary>What is asked of the executives, decisions first.</summary>
    public IReadOnlyList<AskLine> Asks { get; init; } = [];

    /// <summary>The review as somebody may read it: who may not read the whole sees only the rows of their own agency, and nothing that counts the others.</summary>
    public Review SeenBy(Actor actor) => Permissions.Allow(actor, Act.ReadWholeReview) ? this : this with
    {
        Headline = $"Your agency in {Half}",
        Figures = [],
        Partners = [.. Partners.Where(partner => Permissions.Allow(actor, Act.ReadReview, Subject.Partner(partner.Id)))],
        Promise = Promise with { Rows = [] },
        Plans = [],
        Coverage = [],
        Asks = [.. Asks.Where(ask => ask.PartnerId is { } partner && Permissions.Allow(actor, Act.ReadReview, Subject.Partner(partner)))],
        Whole = false,
    };
}

/// <summary>What a figure counts; its name in the address of its rows.</summary>
public enum FigureKind
{
    Strong,
    Median,
    Executives,
    Mous,
    Plans,
}

/// <summary>One figure with the one of the half before.</summary>
/// <param name="Kind">What it counts.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Value">The figure, or nothing when there is nothing to count.</param>
/// <param name="Unit">What stands after it, such as "of 24".</param>
/// <param name="Before">The figure of the half before, or nothing.</param>
/// <param name="Points">Whether the change is in percentage points.</param>
/// <param name="Rows">The records behind it.</param>
/// <param name="BeforeWords">The half before in words where it is not the same measure, such as "4 came in H1".</param>
public sealed record ReviewFigure(
    FigureKind Kind, string Label, int? Value, string Unit, int? Before, bool Points, IReadOnlyList<FigureRow> Rows, string? BeforeWords = null)
{
    public int? Change => Value - Before;
}

/// <summary>One record behind a figure.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Address">Where it opens.</param>
/// <param name="Says">What it contributes.</param>
/// <param name="Counts">Whether it is among those counted.</param>
public sealed record FigureRow(string Name, string Address, string Says, bool Counts);

/// <summary>One row of the heat map.</summary>
/// <param name="Values">One per indicator, in the order of the review's indicators; nothing where there is no data.</param>
/// <param name="Before">The same at the end of the half before.</param>
public sealed record ReviewPartner(
    Guid Id, string Name, string Slug, Sector Sector, int? Index, int Confidence, int? Change, int? IndexBefore, bool HasMou, bool HadMou, IReadOnlyList<int?> Values, IReadOnlyList<int?> Before)
{
    /// <summary>Whether an indicator fell by ten or more since the half before.</summary>
    public bool Fell(int indicator) => Before[indicator] - Values[indicator] >= Movement.MarkedFall;
}

/// <summary>What an executive did about one half's meeting.</summary>
public enum PromiseMark
{
    /// <summary>Nobody was expected, or there was no meeting.</summary>
    None,
    Came,
    Deputy,
    Excused,
    Missed,
    Confirmed,
    DeputyComing,
    NotComing,
    NoReply,
}

/// <summary>One executive seat over four halves, the newest last.</summary>
public sealed record PromiseRow(string Executive, string Address, IReadOnlyList<PromiseMark> Marks);

/// <summary>Who kept the promise to meet.</summary>
/// <param name="Halves">Four halves, the newest last.</param>
/// <param name="MeetingOn">The executive meeting of this half, held or to come.</param>
/// <param name="MeetingId">The same.</param>
/// <param name="Held">Whether it has taken place.</param>
public sealed record ReviewPromise(IReadOnlyList<HalfYear> Halves, IReadOnlyList<PromiseRow> Rows, DateOnly? MeetingOn, Guid? MeetingId, bool Held);

/// <summary>How far a committee is with its plan of the year.</summary>
public sealed record PlanProgress(string Committee, string Address, int Done, int OnTrack, int Late, int Planned)
{
    public int Total => Done + OnTrack + Late + Planned;
    public int Percent => Total == 0 ? 0 : BuyInIndex.Rounded(Done * 100, Total);
}

/// <summary>One sector with the partners at the table.</summary>
public sealed record SectorCoverage(Sector Sector, IReadOnlyList<string> Partners);
