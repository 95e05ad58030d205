using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Agreements;

public partial class MouEdit
{
    private string title = "";
    private bool isLoaded;
    private Dictionary<Guid, string> names = [];

    [Inject] private Mous Mous { get; set; } = default!;

    [Parameter] public Guid? Id { get; set; }

    /// <summary>Of a new one: the first of its parties.</summary>
    [SupplyParameterFromQuery(Name = "partner")] public string? PartnerText { get; set; }

    private Guid? Partner => AddressText.Id(PartnerText);

    protected override async Task OnInitializedAsync()
    {
        if (Id is null && Partner is { } first) Form.Parties.Add(new() { PartnerId = first });
        isLoaded = Id is not { } id || await RunAsync(async () => Begin(await Mous.FormAsync(Actor, id, Gone)));
        title = Form.Title;
    }

    private IEnumerable<(string Field, string Message)> Check() => new MouForm.Rules().Validate(Form).Errors.Select(e => (e.PropertyName, e.ErrorMessage));

    private async Task SaveAsync()
    {
        var saved = Id ?? default;
        if (!await RunAsync(async () =>
        {
            if (Id is { } id) await Mous.EditAsync(Actor, id, Form, Gone);
            else saved = await Mous.CreateAsync(Actor, Form, Gone);
        })) return;
        Toasts.Show(Id is null ? "MOU recorded." : "MOU saved.");
        Nav.NavigateTo($"/mous/{saved}");
    }

    protected override async Task<MouForm?> StoredAsync()
    {
        if (Id is not { } id) return null;
        var theirs = await Mous.FormAsync(Actor, id, Gone);
        List<Guid> partners = [.. Form.Parties.Concat(theirs.Parties).Select(p => p.PartnerId).Distinct()];
        names = (await Mous.PartnerChoicesAsync(Actor, null, partners, Gone)).ToDictionary(p => p.Id, p => p.Label);
        return theirs;
    }

    // Title and purpose, dates and parties are records of their own, and the version of one stands for all.
    protected override Guid RecordOf(StaleRecordException stale) => Id ?? base.RecordOf(stale);

    protected override bool SavesAsOne => true;

    protected override IReadOnlyList<FormField<MouForm>> Fields =>
    [
        new("Title", "Title", f => f.Title, (to, from) => to.Title = from.Title),
        new("Summary", "What it changes", f => f.Summary, (to, from) => to.Summary = from.Summary),
        new("Purpose", "Purpose", f => f.Purpose, (to, from) => to.Purpose = from.Purpose),
        new("Parties", "Parties", SayParties, (to, from) => to.Parties = from.Parties),
        new("EffectiveOn", "In effect from", f => Say(f.EffectiveOn), (to, from) => to.EffectiveOn = from.EffectiveOn),
        new("ExpiresOn", "Last day", f => Say(f.ExpiresOn), (to, from) => to.ExpiresOn = from.ExpiresOn),
        new("ReviewOn", "Review by", f => Say(f.ReviewOn), (to, from) => to.ReviewOn = from.ReviewOn),
        new("SentForSignatureOn", "Sent for signature on", f => Say(f.SentForSignatureOn), (to, from) => to.SentForSignatureOn = from.SentForSignatureOn),
        new("WithdrawalNoticeDays", "Notice before a party leaves", f => f.WithdrawalNoticeDays is { } days ? $"{days} days" : "", (to, from) => to.WithdrawalNoticeDays = from.WithdrawalNoticeDays),
    ];

    private string SayParties(MouForm from) =>
        string.Join(", ", from.Parties.Select(p => names.GetValueOrDefault(p.PartnerId, "a partner") + (p.SignatureRequired ? "" : " (need not sign)")));

    private Task KeepAsync(IReadOnlySet<string> kept)
    {
        Stale!.Keep(kept);
        return SaveAsync();
    }
}
