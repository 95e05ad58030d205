using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Reviews;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Reviews;

/// <summary>How the review is drawn, and how its parts stand in an address.</summary>
internal static class ReviewLook
{
    /// <summary>The review of an address, or nothing when there is no such half.</summary>
    public static async Task<Review?> ReadAsync(ExecutiveReviews reviews, Actor actor, string slug, CancellationToken ct)
    {
        if (!HalfYear.TryParse(slug, out var half)) return null;
        try
        {
            return await reviews.ReadAsync(actor, half, ct);
        }
        catch (NotFoundException)
        {
            return null;
        }
    }

    /// <summary>"July 1 to October 15, 2026, for the meeting on Nov 5".</summary>
    public static string Span(Review review)
    {
        var span = $"{review.Half.Start.ToString("MMMM d", System.Globalization.CultureInfo.GetCultureInfo("en-US"))} to {ReviewSentences.LongDay(review.AsOf)}";
        return review.Promise is { MeetingOn: { } on, Held: false } ? $"{span}, for the meeting on {ReviewSentences.ShortDay(on)}" : span;
    }

    public static string Slug(FigureKind kind) => kind.ToString().ToLowerInvariant();

    public static FigureKind? Figure(string? slug) => Enum.GetValues<FigureKind>().Cast<FigureKind?>().FirstOrDefault(kind => Slug(kind!.Value) == slug);

    /// <summary>A figure in a sentence: "11 of 24; 10 in the half before."</summary>
    public static string Sentence(ReviewFigure figure) => figure.Value is { } value
        ? $"{value}{(figure.Points ? "" : " ")}{figure.Unit}{(figure.Before is { } before ? $"; {before}{(figure.Points ? "%" : "")} in the half before" : "")}."
        : "There is nothing to count yet.";

    /// <summary>What a mark of this half's meeting means.</summary>
    public static (Kind Kind, string? Icon) Of(PromiseMark mark) => mark switch
    {
        PromiseMark.Came => (Kind.Good, null),
        PromiseMark.Confirmed => (Kind.Good, "calendar-check"),
        PromiseMark.Deputy or PromiseMark.DeputyComing => (Kind.Info, "users"),
        PromiseMark.Excused => (Kind.Mute, "minus"),
        PromiseMark.Missed => (Kind.Bad, "x"),
        PromiseMark.NotComing => (Kind.Warn, "user-x"),
        PromiseMark.NoReply => (Kind.Warn, "clock"),
        _ => (Kind.Mute, null),
    };

    /// <summary>How the answer to an ask is drawn.</summary>
    public static Kind Of(AskAnswer answer) => answer switch
    {
        AskAnswer.Promised => Kind.Info,
        AskAnswer.Done => Kind.Good,
        AskAnswer.Declined => Kind.Mute,
        _ => Kind.Warn,
    };

    /// <summary>Short column heads, as the heat map has room for.</summary>
    public static string Short(string indicator) => indicator switch
    {
        "Leadership backing" => "Leader backing",
        "Internal champion" => "Cham\u00adpion",
        // Soft hyphens, where the column has no room for the word.
        "Attendance" => "Attend\u00adance",
        "Leaders at the table" => "Leaders at table",
        "Commitments kept" => "MOU kept",
        "Contact and rapport" => "Contact",
        _ => indicator,
    };
}
