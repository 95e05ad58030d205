using DocumentFormat.OpenXml;
using TaskForce.Core.Calendar;
using static TaskForce.Core.Data.Docx;

namespace TaskForce.Core.Reviews;

/// <summary>Writes a letter of thanks as a word-processor document (DOCX): in the shipped form, or in a document of the task force's own with marks in double braces.</summary>
public static class LetterDocument
{
    internal const string Given = "{{given}}";

    /// <summary>The marks that a template may carry, each in a paragraph of its own or within one.</summary>
    public static readonly IReadOnlyList<(string Mark, string Meaning)> Marks =
    [
        ("{{task force}}", "the name of the task force"),
        ("{{date}}", "the day on which the letter is made"),
        ("{{leader}}", "who leads the partner; empty where nobody is known by name"),
        ("{{title}}", "the title of that post"),
        ("{{partner}}", "the name of the partner"),
        ("{{salutation}}", "“Dear” and the name, or “To the leadership of”"),
        ("{{half}}", "the half, such as H2 2026"),
        ("{{span}}", "from the first day to the last, in words"),
        (Given, "what the partner gave, one a line"),
    ];

    /// <summary>The letter as bytes.</summary>
    /// <param name="gifts">What it thanks for.</param>
    /// <param name="frame">Whose letter it is, and for when.</param>
    /// <param name="template">The task force's own document; nothing for the shipped form.</param>
    public static byte[] Write(PartnerGifts gifts, LetterFrame frame, byte[]? template = null)
    {
        ArgumentNullException.ThrowIfNull(gifts);
        ArgumentNullException.ThrowIfNull(frame);
        if (template is null)
            return Create(Shipped(gifts, frame));
        return Fill(template,
            new Dictionary<string, string>
            {
                ["{{task force}}"] = frame.From,
                ["{{date}}"] = DayWords.Full(frame.On),
                ["{{leader}}"] = gifts.Leader ?? "",
                ["{{title}}"] = gifts.LeaderTitle,
                ["{{partner}}"] = gifts.Partner,
                ["{{salutation}}"] = LetterSentences.Salutation(gifts),
                ["{{half}}"] = frame.Half.ToString(),
                ["{{span}}"] = LetterSentences.Span(frame),
                [Given] = string.Join(" ", LetterSentences.Lines(gifts, frame.AsOf)),
            },
            new Dictionary<string, Func<IEnumerable<OpenXmlElement>>> { [Given] = () => Gave(gifts, frame) });
    }

    private static IEnumerable<OpenXmlElement> Shipped(PartnerGifts gifts, LetterFrame frame)
    {
        IEnumerable<OpenXmlElement> to = gifts.Leader is { } leader ? [Line(leader, BodySize, tight: true)] : [];
        if (gifts.LeaderTitle.Length > 0) to = [.. to, Line(gifts.LeaderTitle, BodySize, tight: true)];
        return
        [
            Line(frame.From, 28, bold: true), Line(DayWords.Full(frame.On), BodySize), Line("", BodySize),
            .. to, Line(gifts.Partner, BodySize), Line("", BodySize),
            Line(LetterSentences.Salutation(gifts), BodySize),
            Line($"Thank you. {LetterSentences.Span(frame).Replace("from", "From", StringComparison.Ordinal)}, {gifts.Partner} gave this to the work against human trafficking in our community:", BodySize, keep: true),
            .. Gave(gifts, frame),
            Line("A task force is what its partners bring to it. Please pass our thanks on to those who did this work.", BodySize, keep: true), Line("", BodySize, keep: true),
            Line("Sincerely,", BodySize, keep: true), Line("", BodySize, keep: true),
            Line("______________________________", BodySize, keep: true, tight: true), Line($"For {frame.From}", BodySize),
        ];
    }

    private static IEnumerable<OpenXmlElement> Gave(PartnerGifts gifts, LetterFrame frame) => LetterSentences.Lines(gifts, frame.AsOf).Select(line => Line("•\t" + line, BodySize, indent: true));
}
