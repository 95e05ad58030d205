namespace TaskForce.Core.Data;

/// <summary>What a merge would move, before anybody says yes.</summary>
/// <param name="From">The record that is put away.</param>
/// <param name="Into">The record that stays.</param>
/// <param name="Moves">What moves and how much of it: "Contacts", 12.</param>
/// <param name="Resolved">Where both hold something that only one may hold: what becomes of it, in sentences.</param>
/// <param name="Refusal">Why it cannot be done, and how it could; null when it can.</param>
public sealed record MergePreview(string From, string Into, IReadOnlyList<MergeMove> Moves, IReadOnlyList<string> Resolved, string? Refusal);

/// <summary>One kind of record that moves.</summary>
public sealed record MergeMove(string What, int Count);

/// <summary>Collects what a merge does while it is doing it, so that the preview and the merge are one piece of code.</summary>
internal sealed class MergeWork(TaskForceDb db)
{
    private readonly List<MergeMove> _moves = [];
    private readonly List<string> _resolved = [];

    public string? Refusal { get; private set; }

    public IReadOnlyList<MergeMove> Moves => _moves;

    public IReadOnlyList<string> Resolved => _resolved;

    /// <summary>Hangs records on the one that stays. The property may be one that nothing else ever changes.</summary>
    public void Move<T>(string what, IReadOnlyCollection<T> records, string property, Guid target) where T : class
    {
        foreach (var record in records)
            db.Entry(record).Property(property).CurrentValue = target;
        if (records.Count > 0)
            _moves.Add(new(what, records.Count));
    }

    public void Drop(object record) => db.Remove(record);

    public void Say(string sentence)
    {
        if (!_resolved.Contains(sentence))
            _resolved.Add(sentence);
    }

    public void Refuse(string sentence) => Refusal ??= sentence;

    public MergePreview Preview(string from, string into) => new(from, into, [.. _moves.GroupBy(m => m.What).Select(g => new MergeMove(g.Key, g.Sum(m => m.Count)))], _resolved, Refusal);
}
