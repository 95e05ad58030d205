namespace TaskForce.Web.Ui;

/// <summary>
/// What has just happened, at the foot of the window, with Undo where there is one. Never for errors. One per circuit; a toast outlives
/// a change of page.
/// </summary>
public sealed class Toasts
{
    /// <summary>What is shown; Undo is null when it cannot be undone.</summary>
    public sealed record Toast(string Message, Func<Task>? Undo);

    public Toast? Current { get; private set; }

    internal event Action? Changed;

    /// <summary>Shows what happened and its consequence: "Outreach logged. Next step Thursday, Oct 29."</summary>
    public void Show(string message, Func<Task>? undo = null)
    {
        Current = new Toast(message, undo);
        Changed?.Invoke();
    }

    public void Hide()
    {
        Current = null;
        Changed?.Invoke();
    }
}
