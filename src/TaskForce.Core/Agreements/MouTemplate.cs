using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Reviews;

namespace TaskForce.Core.Agreements;

/// <summary>What is made in a form of the task force's own.</summary>
public enum TemplateKind
{
    MouDraft,
    Letter,
}

/// <summary>A document of the task force's own in which drafts of MOUs or letters of thanks are made. The newest of its kind counts. The name is that of
/// the first kind: the history knows it by that.</summary>
public sealed class MouTemplate : Record
{
    public TemplateKind Kind { get; set; }
    public Guid FileId { get; set; }
    public StoredFile? File { get; private set; }
    public DateTime KeptAt { get; set; }

    /// <summary>False once the task force went back to the shipped form.</summary>
    public bool InUse { get; set; } = true;
}

/// <summary>What each kind of template carries, and whose it is to replace.</summary>
public static class TemplateKinds
{
    /// <summary>The marks that a template may carry, each in a paragraph of its own or within one.</summary>
    public static IReadOnlyList<(string Mark, string Meaning)> Marks(TemplateKind kind) => kind == TemplateKind.Letter ? LetterDocument.Marks : MouDocument.Marks;

    /// <summary>Those of them that become several paragraphs and cannot stand within a line.</summary>
    internal static IReadOnlyList<string> Blocks(TemplateKind kind) => kind == TemplateKind.Letter ? [] : MouDocument.Blocks;

    /// <summary>What replaces it: whoever makes such documents.</summary>
    public static Act Act(TemplateKind kind) => kind == TemplateKind.Letter ? Access.Act.WriteLetters : Access.Act.WriteMous;
}
