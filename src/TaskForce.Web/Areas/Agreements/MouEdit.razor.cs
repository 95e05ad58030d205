using Microsoft.AspNetCore.Components;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Agreements;

public partial class MouEdit
{
    private MouForm? form, theirs;
    private string title = "", theirName = "Somebody", theirTime = "";
    private bool asks;
    private Dictionary<Guid, string> names = [];

    [Inject] private Mous Mous { get; set; } = default!;
    [Inject] private Histories Histories { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;

    [Parameter] public Guid? Id { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Id is not { } id) form = new();
        else await RunAsync(async () => form = await Mous.FormAsync(Actor, id, Gone));
        title = form?.Title ?? "";
    }

    private IEnumerable<(string Field, string Message)> Check() => new MouForm.Rules().Validate(form!).Errors.Select(e => (e.PropertyName, e.ErrorMessage));

    private async Task SaveAsync()
    {
        var saved = Id ?? default;
        var done = await RunAsync(async () =>
        {
            if (Id is { } id) await Mous.EditAsync(Actor, id, form!, Gone);
            else saved = await Mous.CreateAsync(Actor, form!, Gone);
        });
        asks = asks || Errors.Items.Any(e => e.Message.StartsWith("This looks like", StringComparison.Ordinal));
        if (!done) return;
        Toasts.Show(Id is null ? "MOU recorded." : "MOU saved.");
        Nav.NavigateTo($"/mous/{saved}");
    }

    protected override async Task<bool> OnStaleAsync(StaleRecordException stale)
    {
        if (Id is not { } id) return false;
        theirs = await Mous.FormAsync(Actor, id, Gone);
        List<Guid> partners = [.. form!.Parties.Concat(theirs.Parties).Select(p => p.PartnerId).Distinct()];
        names = (await Mous.PartnerChoicesAsync(Actor, null, partners, Gone)).ToDictionary(p => p.Id, p => p.Label);
        var last = (await Histories.OfAsync(Actor, id, null, 1, Gone)).Lines;
        if (last.Count > 0)
        {
            var local = Clock.Local(last[0].At);
            theirName = last[0].By;
            theirTime = $"at {local:HH:mm}{(DateOnly.FromDateTime(local) == Clock.Today ? "" : " on " + DayWords.Short(DateOnly.FromDateTime(local), Clock.Today))}";
        }

        return true;
    }

    private sealed record Field(string Name, string Label, Func<MouForm, string> Read, Action<MouForm, MouForm> Take);

    private static readonly IReadOnlyList<Field> Fields =
    [
        new("Title", "Title", f => f.Title, (to, from) => to.Title = from.Title),
        new("Summary", "What it changes", f => f.Summary, (to, from) => to.Summary = from.Summary),
        new("Purpose", "Purpose", f => f.Purpose, (to, from) => to.Purpose = from.Purpose),
        new("Parties", "Parties", _ => "", (to, from) => to.Parties = from.Parties),
        new("EffectiveOn", "In effect from", f => Day(f.EffectiveOn), (to, from) => to.EffectiveOn = from.EffectiveOn),
        new("ExpiresOn", "Last day", f => Day(f.ExpiresOn), (to, from) => to.ExpiresOn = from.ExpiresOn),
        new("ReviewOn", "Review by", f => Day(f.ReviewOn), (to, from) => to.ReviewOn = from.ReviewOn),
        new("SentForSignatureOn", "Sent for signature on", f => Day(f.SentForSignatureOn), (to, from) => to.SentForSignatureOn = from.SentForSignatureOn),
        new("WithdrawalNoticeDays", "Notice before a party leaves", f => f.WithdrawalNoticeDays is { } days ? $"{days} days" : "", (to, from) => to.WithdrawalNoticeDays = from.WithdrawalNoticeDays),
    ];

    private List<FieldConflict> Conflicts => [.. Fields.Select(f => new FieldConflict(f.Name, f.Label, Say(f, form!), Say(f, theirs!)))];

    private string? Say(Field field, MouForm from)
    {
        var text = field.Name == "Parties"
            ? string.Join(", ", from.Parties.Select(p => names.GetValueOrDefault(p.PartnerId, "a partner") + (p.SignatureRequired ? "" : " (need not sign)")))
            : field.Read(from).Trim();
        return text.Length == 0 ? null : text;
    }

    private static string Day(DateOnly? day) => day is { } d ? DateWords.Write(d, default) : "";

    private async Task KeepAsync(IReadOnlySet<string> kept)
    {
        foreach (var field in Fields.Where(f => kept.Contains(f.Name))) field.Take(form!, theirs!);
        form!.Version = theirs!.Version;
        theirs = null;
        await SaveAsync();
    }

    private void Drop()
    {
        form = theirs;
        theirs = null;
    }
}
