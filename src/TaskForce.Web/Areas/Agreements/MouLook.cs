using TaskForce.Core.Agreements;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>How the states of MOUs are drawn, and how they stand in an address.</summary>
internal static class MouLook
{
    /// <summary>As many parties or changes as a page of an MOU lists at once: more are looked for, not read.</summary>
    public const int Most = 24;

    /// <summary>What a state means; with the word it is never color alone.</summary>
    public static Kind KindOf(MouStateKind kind) => kind switch
    {
        MouStateKind.InForce => Kind.Good,
        MouStateKind.Ending or MouStateKind.ReviewDue => Kind.Warn,
        MouStateKind.Lapsed => Kind.Bad,
        MouStateKind.BeingSigned => Kind.Info,
        _ => Kind.Mute,
    };

    public static string? IconOf(MouStateKind kind) => kind switch
    {
        MouStateKind.BeingSigned => "pen-line",
        MouStateKind.Draft => "file-pen",
        MouStateKind.Withdrawn => "x",
        _ => null,
    };

    /// <summary>As it stands in an address: "being-signed".</summary>
    public static string Slug(MouStateKind kind) => AgreementSentences.KindWord(kind).ToLowerInvariant().Replace(' ', '-');

    public static MouStateKind? Read(string? slug) => Enum.GetValues<MouStateKind>().Cast<MouStateKind?>().FirstOrDefault(kind => Slug(kind!.Value) == slug);

    /// <summary>The order in which the register offers them: what needs somebody first.</summary>
    public static readonly IReadOnlyList<MouStateKind> Order =
        [MouStateKind.Ending, MouStateKind.ReviewDue, MouStateKind.Lapsed, MouStateKind.BeingSigned, MouStateKind.Draft, MouStateKind.InForce, MouStateKind.Withdrawn];

    public static string Size(long bytes) => bytes < 1024 * 1024 ? $"{Math.Max(1, bytes / 1024)} KB" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MB");
}
