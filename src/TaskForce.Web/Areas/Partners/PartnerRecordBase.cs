using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Web.Shell;

namespace TaskForce.Web.Areas.Partners;

/// <summary>What the tabs of a partner's record share: the partner of the address, read again after each change.</summary>
public abstract class PartnerRecordBase : PageBase
{
    private string? loaded;

    [Inject] protected PartnerPages Pages { get; set; } = default!;
    [Inject] protected TaskForceClock Clock { get; set; } = default!;

    [Parameter] public string Slug { get; set; } = "";

    protected PartnerPage? Partner { get; private set; }

    /// <summary>Nobody is at this address.</summary>
    protected bool IsMissing { get; private set; }

    protected DateOnly Today => Clock.Today;

    protected override void OnInitialized() => FollowQuery(LoadAsync);

    protected override Task OnParametersSetAsync() => loaded == Nav.Uri ? Task.CompletedTask : RunAsync(LoadAsync);

    /// <summary>Reads the partner and what this tab shows.</summary>
    protected async Task LoadAsync()
    {
        do
        {
            loaded = Nav.Uri;
            try
            {
                Partner = await Pages.ReadAsync(Actor, Slug, Gone);
            }
            catch (NotFoundException)
            {
                (Partner, IsMissing) = (null, true);
                return;
            }
            // The address of a partner that was merged goes on working.
            if (Partner is { ArchivedAt: not null, MergedInto: { } other })
            {
                Nav.NavigateTo($"/partners/{other}", replace: true);
                return;
            }
            await LoadTabAsync(Partner);
        }
        while (loaded != Nav.Uri);
    }

    protected virtual Task LoadTabAsync(PartnerPage partner) => Task.CompletedTask;

    /// <summary>Runs a change, says what happened with Undo, and reads the page again.</summary>
    protected Task<bool> ChangeAsync(Func<Task<Saved>> change, string said) => RunAsync(async () =>
    {
        Undoable(await change(), said);
        await LoadAsync();
    });

    /// <summary>Says what happened and offers to take it back.</summary>
    protected void Undoable(Saved saved, string said) => Undoable(said, saved.ChangeId, () => RunAsync(LoadAsync));
}
