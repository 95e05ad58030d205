using DocumentFormat.OpenXml;
using static TaskForce.Core.Data.Docx;

namespace TaskForce.Core.Agreements;

/// <summary>What a draft to sign is made of.</summary>
/// <param name="Title">The name of the MOU.</param>
/// <param name="TaskForce">The name of the task force.</param>
/// <param name="Version">"Version 2".</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Term">Its first and last day in words.</param>
/// <param name="Parties">The parties in their order, each with the title of the office that signs.</param>
/// <param name="Clauses">Heading, who sees to it and text, in their order.</param>
/// <param name="Promises">What each party promised, one line each.</param>
public sealed record MouDraft(
    string Title, string TaskForce, string Version, string Purpose, string Term, IReadOnlyList<(string Name, string Office)> Parties, IReadOnlyList<(string Heading, string By, string Text)> Clauses, IReadOnlyList<string> Promises);

/// <summary>Writes a draft as a word-processor document (DOCX): in the shipped form, or in a document of the task force's own with marks in double braces.</summary>
public static class MouDocument
{
    internal const string ClausesMark = "{{clauses}}";

    internal static readonly IReadOnlyList<string> Blocks = [ClausesMark, "{{promises}}", "{{signatures}}"];

    /// <summary>The marks that a template may carry, each in a paragraph of its own or, where it is one line, within one.</summary>
    public static readonly IReadOnlyList<(string Mark, string Meaning)> Marks =
    [
        ("{{title}}", "the name of the MOU"),
        ("{{task force}}", "the name of the task force"),
        ("{{version}}", "version or addendum"),
        ("{{purpose}}", "its purpose"),
        ("{{term}}", "first and last day"),
        ("{{parties}}", "the parties, one a line; within a line, one after the other"),
        (ClausesMark, "the clauses with headings, in a paragraph of its own"),
        ("{{promises}}", "what each party promised, in a paragraph of its own"),
        ("{{signatures}}", "a place to sign for each party, in a paragraph of its own"),
    ];

    /// <summary>The document as bytes.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="template">The task force's own document; nothing for the shipped form.</param>
    public static byte[] Write(MouDraft draft, byte[]? template = null)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (template is null)
            return Create(Shipped(draft));
        return Fill(template,
            new Dictionary<string, string>
            {
                ["{{title}}"] = draft.Title,
                ["{{task force}}"] = draft.TaskForce,
                ["{{version}}"] = draft.Version,
                ["{{term}}"] = draft.Term,
                ["{{purpose}}"] = draft.Purpose,
                ["{{parties}}"] = string.Join(", ", draft.Parties.Select(p => p.Name)),
            },
            new Dictionary<string, Func<IEnumerable<OpenXmlElement>>>
            {
                ["{{parties}}"] = () => Parties(draft),
                [ClausesMark] = () => Clauses(draft),
                ["{{promises}}"] = () => Promises(draft),
                ["{{purpose}}"] = () => Text(draft.Purpose),
                ["{{signatures}}"] = () => Signatures(draft),
            });
    }

    private static IEnumerable<OpenXmlElement> Shipped(MouDraft draft) =>
    [
        Line(draft.TaskForce, BodySize), Line(draft.Title, 36, bold: true), Line(draft.Version, BodySize), Line(draft.Term, BodySize),
        Line("Parties", 26, bold: true, keep: true), .. Parties(draft),
        .. draft.Purpose.Length == 0 ? (IEnumerable<OpenXmlElement>)[] : [Line("Purpose", 26, bold: true, keep: true), .. Text(draft.Purpose)],
        .. Clauses(draft),
        .. draft.Promises.Count == 0 ? (IEnumerable<OpenXmlElement>)[] : [Line("What each party promised", 26, bold: true, keep: true), .. Promises(draft)],
        Line("Signatures", 26, bold: true, keep: true), .. Signatures(draft),
    ];

    private static IEnumerable<OpenXmlElement> Parties(MouDraft draft) => draft.Parties.Select((party, i) => Line($"{i + 1}. {party.Name}", BodySize));

    private static IEnumerable<OpenXmlElement> Promises(MouDraft draft) => draft.Promises.Select((promise, i) => Line($"{i + 1}. {promise}", BodySize));

    private static IEnumerable<OpenXmlElement> Clauses(MouDraft draft) => draft.Clauses.SelectMany((clause, i) => (IEnumerable<OpenXmlElement>)
    [
        Line($"{i + 1}. {clause.Heading}", 24, bold: true, keep: true),
        .. clause.By.Length == 0 ? (IEnumerable<OpenXmlElement>)[] : [Line(clause.By, 20, italic: true, keep: true)],
        .. Text(clause.Text),
    ]);

    private static IEnumerable<OpenXmlElement> Signatures(MouDraft draft) => draft.Parties.SelectMany(party => (IEnumerable<OpenXmlElement>)
    [
        Line(party.Name, BodySize, bold: true, keep: true),
        Line("Signature: ______________________________   Date: ______________", BodySize, keep: true),
        Line("Name: ______________________________", BodySize, keep: true),
        Line($"Title: {(party.Office.Length == 0 ? "______________________________" : party.Office)}", BodySize),
    ]);

    private static IEnumerable<OpenXmlElement> Text(string text) => text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line, BodySize));
}
