namespace TaskForce.Web.Areas.Outreach;

/// <summary>Tells the open page that a contact was saved over it, so that it reads again. One per circuit.</summary>
public sealed class OutreachNews
{
    /// <summary>Raised after a contact was saved, archived or restored.</summary>
    public event Func<Task>? Saved;

    public async Task TellAsync()
    {
        foreach (var listener in Saved?.GetInvocationList() ?? [])
            await ((Func<Task>)listener)();
    }
}
