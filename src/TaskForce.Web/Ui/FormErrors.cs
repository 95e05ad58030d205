namespace TaskForce.Web.Ui;

/// <summary>
/// What is wrong with a form, by field name (the name of the form's property). Fields inside a <see cref="Form"/> read it by themselves;
/// the form shows the summary. One instance per form; it may live as long as the page.
/// </summary>
public sealed class FormErrors
{
    private readonly List<(string Field, string Message)> items = [];
    private readonly Dictionary<string, (string Id, string Label, int Place)> fields = [];
    private readonly HashSet<string> left = [];
    private readonly Dictionary<string, string> unread = [];
    private int registered;

    /// <summary>A refusal that belongs to no field: no right, a rule of the task force, a stale save.</summary>
    public string? General { get; set; }

    /// <summary>Raised when the contents change or a field is left; forms draw themselves again.</summary>
    public event Action? Changed;

    /// <summary>Whether a save was refused since the last good one. Before that an error stands beside its field only: the summary would take the focus from whoever types on.</summary>
    public bool Refused { get; private set; }

    /// <summary>Grows by one each time a save was refused, so that the summary can take the focus once.</summary>
    public int Refusals { get; private set; }

    /// <summary>Run when a field is left; the form's checks, or null.</summary>
    public Func<IEnumerable<(string Field, string Message)>>? Check { get; set; }

    /// <summary>True while a form on the page shows these errors.</summary>
    public bool IsShown => fields.Count > 0 || Shown > 0;

    internal int Shown { get; set; }

    public IReadOnlyList<(string Field, string Message)> Items => items;

    public bool Any => items.Count > 0 || General is not null;

    /// <summary>The first message for a field, or null.</summary>
    public string? For(string? field) => field is null ? null : items.FirstOrDefault(i => i.Field == field).Message;

    /// <summary>Replaces everything after a refused save and asks for the focus.</summary>
    public void Set(IEnumerable<(string Field, string Message)> messages, string? general = null)
    {
        items.Clear();
        items.AddRange(messages);
        General = general;
        foreach (var i in items) left.Add(i.Field);
        if (Any) (Refused, Refusals) = (true, Refusals + 1);
        Changed?.Invoke();
    }

    public void Clear()
    {
        Refused = false;
        items.Clear();
        left.Clear();
        General = null;
        Changed?.Invoke();
    }

    /// <summary>The element and the label of a field, as registered by the field itself; the summary links to it.</summary>
    public (string Id, string Label) Where(string field) => fields.TryGetValue(field, out var f) ? (f.Id, f.Label) : (Text.Id(field), field);

    /// <summary>Where a field stands in its form; what belongs to no field of it comes last.</summary>
    public int Place(string field) => fields.TryGetValue(field, out var f) ? f.Place : int.MaxValue;

    internal void Register(string field, string id, string label) => fields[field] = (id, label, fields.TryGetValue(field, out var f) ? f.Place : ++registered);

    internal void Unregister(string field)
    {
        fields.Remove(field);
        unread.Remove(field);
    }

    /// <summary>What was typed into a field is no date or no number; null once it is.</summary>
    internal void Unread(string? field, string? message)
    {
        if (field is null) return;
        if (message is not null) unread[field] = message;
        else if (unread.Remove(field, out var before)) items.Remove((field, before));
    }

    /// <summary>Whether all that was typed could be read. If not, it is said, and nothing is saved: it would be lost.</summary>
    internal bool AllRead()
    {
        if (unread.Count > 0) Set([.. unread.OrderBy(u => Place(u.Key)).Select(u => (u.Key, u.Value))]);
        return unread.Count == 0;
    }

    /// <summary>A field was left: check the form and keep what concerns fields that have been left.</summary>
    internal void Leave(string field)
    {
        if (Check is null) return;
        left.Add(field);
        items.Clear();
        items.AddRange(Check().Where(m => left.Contains(m.Field)));
        Changed?.Invoke();
    }
}
