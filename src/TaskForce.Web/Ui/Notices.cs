namespace TaskForce.Web.Ui;

/// <summary>One message to the person at the top of the page, until they move on or close it. For what belongs to a field see <see cref="FormErrors"/>.</summary>
public sealed class Notices
{
    /// <summary>What is shown.</summary>
    public sealed record Item(Kind Kind, string Title, string? Detail);

    public Item? Current { get; private set; }

    internal event Action? Changed;

    public void Show(Kind kind, string title, string? detail = null)
    {
        Current = new Item(kind, title, detail);
        Changed?.Invoke();
    }

    public void Hide()
    {
        if (Current is null) return;
        Current = null;
        Changed?.Invoke();
    }
}
