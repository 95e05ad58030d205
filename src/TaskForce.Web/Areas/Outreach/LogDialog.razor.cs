using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Outreach;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Outreach;

public partial class LogDialog
{
    private ContactInput input = new();
    private IReadOnlyList<Choice> who = [], owners = [], people = [];
    private IReadOnlyList<WhoChoice> recent = [];
    private IReadOnlyList<OpenStep> steps = [];
    private bool open;
    private string? shown;

    [SupplyParameterFromQuery(Name = "log")] public string? Log { get; set; }

    private IReadOnlyList<WhoChoice> Offered => [.. recent.Where(r => who.All(w => w.Value != r.Value)).Take(3)];

    protected override async Task OnParametersSetAsync()
    {
        if (Log == shown)
            return;
        shown = Log;
        if (Log is null)
            open = false;
        else if (Me.Known is { } actor && Permissions.Allow(actor, Act.LogOutreach))
            await OpenAsync(Log);
    }

    private Task<bool> OpenAsync(string log) => RunAsync(async () =>
    {
        recent = await Choices.RecentAsync(Actor, ct: Gone);
        owners = [.. (await Choices.OwnersAsync(Actor, Gone)).Where(o => o.PersonId != Actor.PersonId).Select(o => new Choice(o.PersonId.ToString(), o.Name))];
        // What somebody began is kept; only an empty form takes the partner of the page.
        if (!input.IsTyped)
        {
            (input, who) = (new(), []);
            if (PartnerHere(log) is { } slug && await Choices.PartnerAsync(Actor, slug, Gone) is { } partner)
                who = [Of(partner)];
        }
        await WhoAsync(who);
        open = true;
    });

    /// <summary>The partner that the address names: after ?log=, else the one whose page it is.</summary>
    private string? PartnerHere(string log)
    {
        if (log is not ("" or "new" or "1"))
            return log;
        var parts = Nav.ToBaseRelativePath(Nav.Uri).Split('?', '#')[0].Split('/');
        return parts is ["partners", { Length: > 0 } slug, ..] && slug != "new" ? slug : null;
    }

    private async Task<IReadOnlyList<Choice>> FindAsync(string text, CancellationToken ct) => [.. (await Choices.FindAsync(Actor, text, ct)).Select(Of)];

    private async Task WhoAsync(IReadOnlyList<Choice> values)
    {
        who = values;
        input.Partners = [.. values.Select(v => v.Value)];
        people = [.. (await Choices.PeopleOfAsync(Actor, input.PartnerIds, Gone)).Select(Of).Where(p => who.All(w => w.Value != p.Value))];
        input.People.RemoveAll(p => people.All(o => o.Value != p));
        steps = await Choices.OpenStepsAsync(Actor, input.PartnerIds, Gone);
        input.Closes.RemoveAll(c => steps.All(s => s.ContactId.ToString() != c));
    }

    private async Task SaveAsync()
    {
        ContactSaved? saved = null;
        if (!await RunAsync(async () => saved = await Contacts.LogAsync(Actor, input.ToForm(Clock.Today), Gone)))
            return;
        (input, who) = (new(), []);
        Close();
        var id = saved!.Id;
        Undoable(saved.Sentence, News.Told(actor => Contacts.TakeBackAsync(actor, id)));
        await News.TellAsync();
    }

    // What looks like a victim's data is said by the field's own note as soon as the field is left.
    private IEnumerable<(string, string)> Check() => new ContactForm.Rules(Clock.Today).Validate(input.ToForm(Clock.Today)).Errors
        .Where(e => e.ErrorCode != PersonalDataGuard.ErrorCode).Select(e => (e.PropertyName, e.ErrorMessage));

    private void Close()
    {
        open = false;
        Errors.Clear();
        Nav.NavigateTo(Here(("log", null)), replace: true);
    }

    private static Choice Of(WhoChoice choice) => new(choice.Value, choice.Name, choice.Partner.Length > 0 ? choice.Partner : null);
}
