using TaskForce.Core.Agreements;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>How marks of promises are drawn.</summary>
internal static class CommitmentLook
{
    /// <summary>As many marks as a row holds; older ones are on the promise's page.</summary>
    public const int Shown = 8;

    public static Mark Of(MarkKind kind) => kind switch
    {
        MarkKind.Kept => Mark.Kept,
        MarkKind.KeptByDeputy => Mark.Deputy,
        MarkKind.Missed => Mark.Missed,
        MarkKind.Excused => Mark.Excused,
        MarkKind.NotCounted => Mark.NotCounted,
        _ => Mark.NotDue,
    };

    public static Kind KindOf(MarkKind kind) => kind switch
    {
        MarkKind.Kept or MarkKind.KeptByDeputy => Kind.Good,
        MarkKind.Missed => Kind.Bad,
        MarkKind.Excused => Kind.Warn,
        _ => Kind.Mute,
    };

    public static string? IconOf(MarkKind kind) => kind switch
    {
        MarkKind.KeptByDeputy => "users",
        MarkKind.Missed => "x",
        MarkKind.Excused => "minus",
        MarkKind.NotYetDue => "circle-dashed",
        _ => null,
    };

    /// <summary>What a mark says when it is pointed at or read out: "H1 2026: missed. Came to 0 meetings; 1 promised".</summary>
    public static string Word(MarkLine line)
    {
        var word = $"{line.Period}: {CommitmentSentences.Word(line.Mark.Kind).ToLowerInvariant()}. {line.Mark.Reason}";
        return line.CorrectedFrom is { } closed ? $"{word.TrimEnd('.')}. {CommitmentSentences.Corrected(closed)}" : word;
    }

    public static string Percent(int? kept) => kept is { } value ? $"{value}%" : "no data";
}
