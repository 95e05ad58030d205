using TaskForce.Core.Access;

namespace TaskForce.Web.Areas.Outreach;

/// <summary>Tells the open page that a contact was saved over it, so that it reads again. One per circuit.</summary>
public sealed class OutreachNews
{
    /// <summary>Raised after a contact was saved, archived or restored.</summary>
    public event Func<Task>? Saved;

    /// <summary>What takes a contact back, and then tells the page that is open by then; it need not be the one that saved.</summary>
    public Func<Actor, Task> Told(Func<Actor, Task> undo) => async actor =>
    {
        await undo(actor);
        await TellAsync();
    };

    public async Task TellAsync()
    {
        foreach (var listener in Saved?.GetInvocationList() ?? [])
            await ((Func<Task>)listener)();
    }
}
