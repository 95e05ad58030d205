using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.People;
using TaskForce.Web.Areas.Partners;
using TaskForce.Web.Ui;
using PeopleVerbs = TaskForce.Core.People.People;

namespace TaskForce.Web.Areas.People;

public partial class PersonEditPage
{
    private CancellationTokenSource? looking;
    private bool isLoaded;

    [Inject] private PeopleVerbs Verbs { get; set; } = default!;
    [Inject] private PersonPages Pages { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;

    [Parameter] public string? Slug { get; set; }
    [SupplyParameterFromQuery(Name = "partner")] private string? At { get; set; }

    private PersonPage? Person { get; set; }
    private bool IsMissing { get; set; }
    private IReadOnlyList<AlikePerson> Alike { get; set; } = [];

    // Members may write people only as far as their own details go, and those are on their own page.
    private bool MayNot => !Actor.SeesAllCandid;

    protected override Task OnInitializedAsync() => MayNot ? Task.CompletedTask : RunAsync(async () =>
    {
        try
        {
            Person = Slug is null ? null : await Pages.ReadAsync(Actor, Slug, Gone);
            Begin(Person is null ? new() { PartnerId = RosterChoices.Id(At) } : await Verbs.FormAsync(Actor, Person.Id, Gone));
            isLoaded = true;
        }
        catch (NotFoundException)
        {
            IsMissing = true;
        }
    });

    private IEnumerable<(string Field, string Message)> Check() => new PersonForm.Rules().Validate(Form).Errors.Select(e => (e.PropertyName, e.ErrorMessage));

    private Task<bool> SaveAsync() => RunAsync(async () =>
    {
        var saved = Person is null ? await Verbs.CreateAsync(Actor, Form, Gone) : await Verbs.EditAsync(Actor, Person.Id, Form, Gone);
        Undoable(Person is null ? "Person added." : "Person saved.", saved.ChangeId, "/people");
        Nav.NavigateTo($"/people/{saved.Slug}");
    });

    private async Task LookAsync(string name)
    {
        if (looking is not null)
            await looking.CancelAsync();
        looking = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var ct = looking.Token;
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), Time, ct);
            Alike = await Verbs.AlikeAsync(Actor, name, Form.Details.Emails, Person?.Id, ct);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // A newer stroke looks again.
        }
    }

    protected override async Task<PersonForm?> StoredAsync() => Person is null ? null : await Verbs.FormAsync(Actor, Person.Id, Gone);

    protected override IReadOnlyList<FormField<PersonForm>> Fields =>
    [
        new("Name", "Name", f => f.Name, (to, from) => to.Name = from.Name),
        new("CanCommitAgency", "Can commit the agency", f => Say(f.CanCommitAgency), (to, from) => to.CanCommitAgency = from.CanCommitAgency),
        new("Details.Emails", "E-mails", f => f.Details.Emails, (to, from) => to.Details.Emails = from.Details.Emails),
        new("Details.Phones", "Phones", f => f.Details.Phones, (to, from) => to.Details.Phones = from.Details.Phones),
        new("Languages", "Languages", f => f.Languages, (to, from) => to.Languages = from.Languages),
    ];

    private Task KeepAsync(IReadOnlySet<string> theirs)
    {
        Stale!.Keep(theirs);
        return SaveAsync();
    }
}
