using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.People;
using TaskForce.Web.Shell;
using PeopleVerbs = TaskForce.Core.People.People;

namespace TaskForce.Web.Areas.People;

/// <summary>What the tabs of a person's record share: the person of the address, read again after each change.</summary>
public abstract class PersonRecordBase : PageBase
{
    private string? loaded;

    [Inject] protected PersonPages Pages { get; set; } = default!;
    [Inject] protected PeopleVerbs Verbs { get; set; } = default!;
    [Inject] protected TaskForceClock Clock { get; set; } = default!;

    [Parameter] public string Slug { get; set; } = "";

    protected PersonPage? Person { get; private set; }

    /// <summary>Nobody is at this address.</summary>
    protected bool IsMissing { get; private set; }

    protected DateOnly Today => Clock.Today;

    /// <summary>Whether the reader writes people in general, not only the own details.</summary>
    protected bool MayWrite => May(Act.WritePeople) && Actor.SeesAllCandid;

    protected override void OnInitialized() => FollowQuery(LoadAsync);

    protected override Task OnParametersSetAsync() => loaded == Nav.Uri ? Task.CompletedTask : RunAsync(LoadAsync);

    protected async Task LoadAsync()
    {
        loaded = Nav.Uri;
        try
        {
            Person = await Pages.ReadAsync(Actor, Slug, Gone);
        }
        catch (NotFoundException)
        {
            (Person, IsMissing) = (null, true);
            return;
        }
        // The address of a person who was merged goes on working.
        if (Person is { ArchivedAt: not null, MergedInto: { } other })
            Nav.NavigateTo($"/people/{other}", replace: true);
        else
            await LoadTabAsync(Person);
    }

    protected virtual Task LoadTabAsync(PersonPage person) => Task.CompletedTask;

    /// <summary>Runs a change, says what happened with Undo, and reads the page again.</summary>
    protected Task<bool> ChangeAsync(Func<Task<Saved>> change, string said) => RunAsync(async () =>
    {
        var saved = await change();
        Undoable(said, saved.ChangeId, () => RunAsync(LoadAsync));
        await LoadAsync();
    });

    protected Task<bool> ArchiveAsync() => ChangeAsync(() => Verbs.ArchiveAsync(Actor, [Person!.Id], Gone), "Person archived. The records are kept.");

    protected Task<bool> RestoreAsync() => ChangeAsync(() => Verbs.RestoreAsync(Actor, Person!.Id, Gone), "Person restored.");
}
