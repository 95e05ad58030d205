namespace TaskForce.Web.Ui;

/// <summary>
/// Looks at free text for what must not be kept. The kit does not know what that is; the shell says. The text is shown back only to the person
/// who typed it, beside the field.
/// </summary>
/// <param name="look">What was seen: what it looks like, and the words; nothing for ordinary text.</param>
public sealed class TextGuard(Func<string?, IReadOnlyList<(string What, string Seen)>> look)
{
    /// <summary>What was seen in a text.</summary>
    public IReadOnlyList<(string What, string Seen)> Look(string? text) => look(text);
}
