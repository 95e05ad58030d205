using TaskForce.Core.Agreements;
using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>What an edition is for.</summary>
public enum EditionKind
{
    /// <summary>As of a day, for a meeting.</summary>
    Presented,

    /// <summary>The whole half, once it is over. The next half is compared with it.</summary>
    Closing,
}

/// <summary>
/// A review as it was at a moment. Every figure, sentence, weight, threshold and piece of evidence is stored when it is made and never worked
/// out again; what is corrected in the records afterwards is shown beside it, not in it. Only a strike-out changes it.
/// </summary>
public sealed class ReviewEdition : Record, IArchivable
{
    /// <summary><see cref="Calendar.HalfYear.Key"/>.</summary>
    public int Half { get; init; }
    public EditionKind Kind { get; init; }

    /// <summary>The last day that it knows of.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>For what it was made, in words: "Executive meeting on November 5".</summary>
    public string Occasion { get; set; } = "";
    public DateTime MadeAt { get; init; }
    public string MadeBy { get; init; } = "";

    /// <summary>The review with its evidence, as <see cref="EditionContents"/> writes it.</summary>
    [NotInHistory] public string Contents { get; set; } = "{}";

    /// <summary>Indicator key to the version of its written rule, as a JSON object: figures of different rules are not compared.</summary>
    [NotInHistory] public string RuleVersions { get; init; } = "{}";

    /// <summary>Of a closing edition its figures, so that those of the next half are compared with them: <see cref="FigureKind"/> to value, as a JSON object. Empty where none are kept.</summary>
    [NotInHistory] public string Figures { get; init; } = "";

    /// <summary>A presented edition that was made by mistake can be put away. A closing one stays: the next half rests on it.</summary>
    public DateTime? ArchivedAt { get; set; }
    public List<EditionPartner> Partners { get; private set; } = [];
}

/// <summary>A partner's figures in a closing edition, beside its contents so that the next half can be compared with them.</summary>
public sealed class EditionPartner
{
    public Guid EditionId { get; init; }
    public Guid PartnerId { get; init; }
    public int Half { get; init; }

    /// <summary>Indicator key to value 0–100, those without data left out, as a JSON object.</summary>
    public string Values { get; init; } = "{}";
}

/// <summary>What a closing edition said of one due day of a promise, so that a correction made since can be shown beside the mark. It names the promise without
/// holding it back: a promise that is taken back leaves what was said of it.</summary>
public sealed class EditionMark
{
    public Guid EditionId { get; init; }
    public Guid CommitmentId { get; init; }
    public Guid PartnerId { get; init; }
    public DateOnly DueOn { get; init; }
    public int Half { get; init; }
    public MarkKind Kind { get; init; }
}
