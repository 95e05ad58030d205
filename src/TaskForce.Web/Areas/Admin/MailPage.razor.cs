using System.Globalization;
using Microsoft.AspNetCore.Components;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Mail;
using TaskForce.Web.Account;
using TaskForce.Web.Ui;

namespace TaskForce.Web.Areas.Admin;

public partial class MailPage
{
    private ListPage<MailRow>? page;
    private IReadOnlyList<LinkItem> tabs = [];
    private string lead = "", trouble = "";
    private (MailRow Row, MailText Text)? shown;

    [SupplyParameterFromQuery] public string? List { get; set; }
    [SupplyParameterFromQuery(Name = "page")] public string? Page { get; set; }

    [Inject] private Mails Mails { get; set; } = default!;
    [Inject] private Mailer Mailer { get; set; } = default!;
    [Inject] private MailStops Stops { get; set; } = default!;
    [Inject] private PublicAddress Address { get; set; } = default!;
    [Inject] private TaskForceClock Clock { get; set; } = default!;

    /// <summary>Whether mails go out by themselves.</summary>
    private bool CanSend => Mailer.IsConfigured && Address.ForJobs is not null;

    private MailList Which => List switch { "sent" => MailList.Sent, "not-sent" => MailList.NotSent, _ => MailList.Waiting };

    private (string Title, string Text) nothing => Which switch
    {
        MailList.Sent => ("Nothing was sent yet", "What went out stands here for 90 days: to whom, what and when."),
        MailList.NotSent => ("Everything went out", "What could not be sent stands here, with the reason."),
        _ => ("Nothing waits", "Check-ins and the weekly digest are written on Mondays, reminders before an executive meeting."),
    };

    protected override void OnInitialized() => FollowQuery(LoadAsync);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        (page, var counts) = await Mails.ListAsync(Actor, Which, Page, Gone);
        trouble = CanSend ? counts.Trouble : "";
        lead = MailSentences.Page(counts.Waiting, counts.Sent, counts.NotSent, CanSend);
        tabs =
        [
            new(CanSend ? "Waiting" : "To copy", "/admin/mail", Which == MailList.Waiting, counts.Waiting),
            new("Sent", "/admin/mail?list=sent", Which == MailList.Sent, counts.Sent),
            new("Not sent", "/admin/mail?list=not-sent", Which == MailList.NotSent, counts.NotSent),
        ];
    }

    private Task ShowAsync(MailRow row) => RunAsync(async () => shown = (row, await Mails.TextAsync(Actor, row.Id, Stops.Links(Address.ForCopying(Nav.BaseUri)), Gone)));

    private Task SentByHandAsync(MailRow row) => RunAsync(async () =>
    {
        shown = null;
        await Mails.SentByHandAsync(Actor, row.Id, Gone);
        await LoadAsync();
        Toasts.Show($"“{row.Subject}” to {row.Person} is marked as sent by hand.");
    });

    private Task RetryAsync(MailRow row) => RunAsync(async () =>
    {
        await Mails.RetryAsync(Actor, row.Id, Gone);
        await LoadAsync();
        Toasts.Show($"“{row.Subject}” to {row.Person} is tried again within a few minutes.");
    });

    private Task TestAsync() => RunAsync(async () =>
    {
        var outcome = await Mails.OwnAddressAsync(Actor, Gone) is { } to
            ? await Mailer.TryAsync(to, "A test mail", $"This is the test mail that you asked for. Mail of {Current.Site.Name} reaches you.", Gone)
            : new(false, "Your account has no address.");
        if (outcome.Sent)
            Toasts.Show("The mail server took the test mail. Look whether it arrives.");
        else
            Notices.Show(Kind.Bad, $"The test mail was not sent. {outcome.Why}");
    });

    [Inject] private Shell.CurrentSite Current { get; set; } = default!;

    private string When(DateTime utc) => Clock.Local(utc).ToString("MMM d, HH:mm", CultureInfo.GetCultureInfo("en-US"));
}
