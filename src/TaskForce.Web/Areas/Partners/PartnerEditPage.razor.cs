using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Web.Ui;
using PartnerVerbs = TaskForce.Core.Partners.Partners;

namespace TaskForce.Web.Areas.Partners;

public partial class PartnerEditPage
{
    private CancellationTokenSource? looking;

    [Inject] private PartnerVerbs Verbs { get; set; } = default!;
    [Inject] private PartnerPages Pages { get; set; } = default!;
    [Inject] private SeatChoices Choices { get; set; } = default!;
    [Inject] private TimeProvider Time { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;

    [Parameter] public string? Slug { get; set; }

    private PartnerPage? Partner { get; set; }
    private bool IsMissing { get; set; }
    private bool IsLoaded { get; set; }
    private IReadOnlyList<Choice> Kinds { get; set; } = [];
    private IReadOnlyList<AlikePartner> Alike { get; set; } = [];
    private IReadOnlyDictionary<Guid, string> Names { get; set; } = new Dictionary<Guid, string>();

    protected override Task OnInitializedAsync() => RunAsync(async () =>
    {
        Kinds = [.. (await Verbs.KindsAsync(Actor, Gone)).Select(k => new Choice(k.Id.ToString(), k.Name, Group: PartnerWords.Of(k.Sector)))];
        try
        {
            Partner = Slug is null ? null : await Pages.ReadAsync(Actor, Slug, Gone);
            if (Partner is not null)
                Begin(await Verbs.FormAsync(Actor, Partner.Id, Gone));
            IsLoaded = true;
            Names = await Choices.NamesAsync(Actor, [Form.HolderId], Gone);
        }
        catch (NotFoundException)
        {
            IsMissing = true;
        }
    });

    private IEnumerable<(string Field, string Message)> Check() => new PartnerForm.Rules().Validate(Form).Errors.Select(e => (e.PropertyName, e.ErrorMessage));

    private Task<bool> SaveAsync() => RunAsync(async () =>
    {
        var saved = Partner is null ? await Verbs.CreateAsync(Actor, Form, Gone) : await Verbs.EditAsync(Actor, Partner.Id, Form, Gone);
        Undoable($"{Form.Name.Trim()} {(Partner is null ? "added" : "saved")}.", saved.ChangeId, "/partners");
        Nav.NavigateTo($"/partners/{saved.Slug}");
    });

    private async Task LookAsync(string name, string website)
    {
        if (looking is not null)
            await looking.CancelAsync();
        looking = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        var ct = looking.Token;
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), Time, ct);
            Alike = await Verbs.AlikeAsync(Actor, name, website, Partner?.Id, ct);
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // A newer stroke looks again.
        }
    }

    protected override async Task<PartnerForm?> StoredAsync()
    {
        if (Partner is null)
            return null;
        var theirs = await Verbs.FormAsync(Actor, Partner.Id, Gone);
        Names = await Choices.NamesAsync(Actor, [Form.HolderId, theirs.HolderId], Gone);
        return theirs;
    }

    protected override IReadOnlyList<FormField<PartnerForm>> Fields =>
    [
        new("Name", "Name", f => f.Name, (to, from) => to.Name = from.Name),
        new("ShortName", "Short name", f => f.ShortName, (to, from) => to.ShortName = from.ShortName),
        new("KindId", "Kind", f => Kinds.FirstOrDefault(k => k.Value == f.KindId?.ToString())?.Label, (to, from) => to.KindId = from.KindId),
        new("Level", "Level", f => PartnerWords.Of(f.Level), (to, from) => to.Level = from.Level),
        new("Tier", "Contact kept", f => PartnerWords.Of(f.Tier), (to, from) => to.Tier = from.Tier),
        new("Website", "Website", f => f.Website, (to, from) => to.Website = from.Website),
        new("Address", "Address", f => f.Address, (to, from) => to.Address = from.Address),
        new("ServiceArea", "Service area", f => f.ServiceArea, (to, from) => to.ServiceArea = from.ServiceArea),
        new("ServicesOffered", "Services offered", f => f.ServicesOffered, (to, from) => to.ServicesOffered = from.ServicesOffered),
        new("Populations", "Populations served", f => f.Populations, (to, from) => to.Populations = from.Populations),
        new("Languages", "Languages", f => f.Languages, (to, from) => to.Languages = from.Languages),
        new("Tags", "Tags", f => f.Tags, (to, from) => to.Tags = from.Tags),
        new("HolderId", "Who holds the relationship", f => NameOf(f.HolderId), (to, from) => to.HolderId = from.HolderId),
        new("WithoutMeetings", "Takes part without meetings", f => Say(f.WithoutMeetings), (to, from) => to.WithoutMeetings = from.WithoutMeetings),
        new("TakesPartBy", "How it takes part", f => f.TakesPartBy, (to, from) => to.TakesPartBy = from.TakesPartBy),
        new("WithoutMeetingsSince", "Without meetings since", f => Say(f.WithoutMeetingsSince), (to, from) => to.WithoutMeetingsSince = from.WithoutMeetingsSince),
        new("WithoutMeetingsUntil", "Without meetings until", f => Say(f.WithoutMeetingsUntil), (to, from) => to.WithoutMeetingsUntil = from.WithoutMeetingsUntil),
    ];

    private string? NameOf(Guid? id) => id is { } person ? Names.GetValueOrDefault(person) : null;

    private Task KeepAsync(IReadOnlySet<string> theirs)
    {
        Stale!.Keep(theirs);
        return SaveAsync();
    }
}
