using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.People;
using TaskForce.Web.Ui;
using PeopleVerbs = TaskForce.Core.People.People;

namespace TaskForce.Web.Areas.People;

public partial class PersonEditPage
{
    private CancellationTokenSource? looking;

    [Inject] private PeopleVerbs Verbs { get; set; } = default!;
    [Inject] private PersonPages Pages { get; set; } = default!;
    [Inject] private Histories Histories { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;

    [Parameter] public string? Slug { get; set; }
    [SupplyParameterFromQuery(Name = "partner")] private Guid? At { get; set; }

    private PersonPage? Person { get; set; }
    private PersonForm? Form { get; set; }
    private PersonForm? Theirs { get; set; }
    private string TheirName { get; set; } = "Somebody";
    private bool IsMissing { get; set; }
    private IReadOnlyList<AlikePerson> Alike { get; set; } = [];

    // Members may write people only as far as their own details go, and those are on their own page.
    private bool MayNot => !Actor.SeesAllCandid;

    protected override Task OnInitializedAsync() => MayNot ? Task.CompletedTask : RunAsync(async () =>
    {
        try
        {
            Person = Slug is null ? null : await Pages.ReadAsync(Actor, Slug, Gone);
            Form = Person is null ? new() { PartnerId = At } : await Verbs.FormAsync(Actor, Person.Id, Gone);
        }
        catch (NotFoundException)
        {
            IsMissing = true;
        }
    });

    private IEnumerable<(string Field, string Message)> Check() => new PersonForm.Rules().Validate(Form!).Errors.Select(e => (e.PropertyName, e.ErrorMessage));

    private Task<bool> SaveAsync() => RunAsync(async () =>
    {
        var saved = Person is null ? await Verbs.CreateAsync(Actor, Form!, Gone) : await Verbs.EditAsync(Actor, Person.Id, Form!, Gone);
        Toasts.Show(Person is null ? "Person added." : "Person saved.", async () =>
        {
            await Histories.UndoAsync(Me.Actor, saved.ChangeId);
            Nav.NavigateTo("/people");
        });
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
            Alike = await Verbs.AlikeAsync(Actor, name, Form!.Details.Emails, Person?.Id, ct);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // A newer stroke looks again.
        }
    }

    protected override async Task<bool> OnStaleAsync(StaleRecordException stale)
    {
        if (Person is null)
            return false;
        Theirs = await Verbs.FormAsync(Actor, Person.Id, Gone);
        TheirName = (await Histories.OfAsync(Actor, Person.Id, null, 1, Gone)).Lines.FirstOrDefault()?.By ?? TheirName;
        return true;
    }

    private List<FieldConflict> Conflicts =>
    [
        new("Name", "Name", Say(Form!.Name), Say(Theirs!.Name)),
        new("CanCommitAgency", "Can commit the agency", Form.CanCommitAgency ? "Yes" : "No", Theirs.CanCommitAgency ? "Yes" : "No"),
        new("Emails", "E-mails", Say(Form.Details.Emails), Say(Theirs.Details.Emails)),
        new("Phones", "Phones", Say(Form.Details.Phones), Say(Theirs.Details.Phones)),
        new("Languages", "Languages", Say(Form.Languages), Say(Theirs.Languages)),
    ];

    private static string? Say(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private async Task KeepAsync(IReadOnlySet<string> theirs)
    {
        if (theirs.Contains("Name"))
            Form!.Name = Theirs!.Name;
        if (theirs.Contains("CanCommitAgency"))
            Form!.CanCommitAgency = Theirs!.CanCommitAgency;
        if (theirs.Contains("Emails"))
            Form!.Details.Emails = Theirs!.Details.Emails;
        if (theirs.Contains("Phones"))
            Form!.Details.Phones = Theirs!.Details.Phones;
        if (theirs.Contains("Languages"))
            Form!.Languages = Theirs!.Languages;
        Form!.Version = Theirs!.Version;
        Theirs = null;
        await SaveAsync();
    }

    private void Drop()
    {
        Form = Theirs;
        Theirs = null;
    }
}
