using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TaskForce.Core.Access;
using TaskForce.Core.Mail;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.WebTests.Mail;

/// <summary>The outbox of the whole application, before a mail server on a real socket.</summary>
public sealed partial class OutboxTests : IDisposable
{
    private readonly Smtp smtp = new();
    private readonly List<WebApp> apps = [];

    public void Dispose()
    {
        foreach (var app in apps)
            app.Dispose();
        smtp.Dispose();
    }

    private WebApp App(IReadOnlyDictionary<string, string>? settings = null)
    {
        var app = new WebApp(more: settings ?? smtp.Settings);
        apps.Add(app);
        _ = app.Services;
        return app;
    }

    private static async Task<Person> SayAsync(WebApp app, string key, string name = "Wes Brannigan", string address = "wes@harborcounty.gov", Person? to = null)
    {
        var person = to ?? A.Person(name);
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        if (to is null)
            db.AddRange(person, new PersonEmail { PersonId = person.Id, Address = address });
        await db.SaveChangesAsync();
        await app.Get<Mails>().QueueAsync(new() { Key = key, PersonId = person.Id, Kind = MailKind.CheckIns, ExpiresAt = app.Time.Now.AddDays(2), Subject = "Ein Gespräch is overdue", Text = $"Look at {{root}}partners/{key}" });
        return person;
    }

    private static async Task<OutgoingMail> OfAsync(WebApp app, Person person)
    {
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        return await db.OutgoingMail.AsNoTracking().SingleAsync(m => m.PersonId == person.Id);
    }

    /// <summary>Lets the worker look until the mail is as the test wants it.</summary>
    /// <param name="moves">While the clock goes on; always where not given. Without it the worker gets no further than the try that is under way.</param>
    private static async Task<OutgoingMail> UntilAsync(WebApp app, Person person, Func<OutgoingMail, bool> so, Func<bool>? moves = null)
    {
        for (var i = 0; i < (moves is null ? 600 : 20_000); i++)
        {
            if (await OfAsync(app, person) is { } mail && so(mail))
                return mail;
            if (moves is null || moves())
                app.Time.Advance(TimeSpan.FromSeconds(20));
            await Task.Yield();
        }
        throw new InvalidOperationException("The mail never got there.");
    }

    [Fact]
    public async Task A_mail_goes_out_with_its_links_and_is_written_down_as_sent()
    {
        var app = App();
        var person = await SayAsync(app, "harbor-clinic");
        await SayAsync(app, "port-police", to: person);
        app.Time.Advance(MailRules.Window + TimeSpan.FromSeconds(20));

        var letter = Assert.Single(await smtp.TakenAsync(1));
        Assert.Equal("wes@harborcounty.gov", letter.To);
        Assert.Contains("Look at https://tf.harborcounty.gov/partners/harbor-clinic", letter.Text);
        Assert.Contains("partners/port-police", letter.Text);
        Assert.Matches(@"^<[0-9a-f]{32}@harborcounty\.gov>$", letter.Header("Message-ID"));
        Assert.Equal("List-Unsubscribe=One-Click", letter.Header("List-Unsubscribe-Post"));
        var stop = Stop().Match(letter.Text).Value;
        Assert.Equal($"<{stop}/now>", letter.Header("List-Unsubscribe"));
        var mail = await UntilAsync(app, person, m => m.State == MailState.Sent);
        Assert.Equal((1, ""), (mail.Tries, mail.Why));
        Assert.Single(smtp.Letters);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_tried_again_and_a_mailbox_that_is_not_there_is_given_up()
    {
        var asked = 0;
        smtp.OnRecipient = (n, to) =>
        {
            Volatile.Write(ref asked, n);
            return to.StartsWith("gone", StringComparison.Ordinal) ? "550 no such user gone@harborcounty.gov" : n < 3 ? "451 try later" : null;
        };
        var app = App();
        var busy = await SayAsync(app, "one");
        app.Time.Advance(MailRules.Window);
        Assert.Equal(MailState.Waiting, (await UntilAsync(app, busy, m => m.Why == "The mail server put the mail off (451).", () => Volatile.Read(ref asked) == 0)).State);
        Assert.Equal(3, (await UntilAsync(app, busy, m => m.State == MailState.Sent)).Tries);

        var gone = await SayAsync(app, "two", "Gone Person", "gone@harborcounty.gov");
        var mail = await UntilAsync(app, gone, m => m.State == MailState.NotSent);
        Assert.Equal((1, "The mail server says that there is no such mailbox (550)."), (mail.Tries, mail.Why));
    }

    [Fact]
    public async Task A_mail_whose_answer_was_lost_goes_out_again_under_the_same_name_and_once_only()
    {
        var lost = 0;
        smtp.OnVerb = verb => verb == "." && Interlocked.Increment(ref lost) == 1 ? Smtp.HangUp : null;
        var app = App();
        var person = await SayAsync(app, "one");
        app.Time.Advance(MailRules.Window);

        Assert.Equal("The connection to the mail server broke off before it took the mail.", (await UntilAsync(app, person, m => m.Tries == 1 && m.Why.Length > 0, () => Volatile.Read(ref lost) == 0)).Why);
        Assert.Equal(2, (await UntilAsync(app, person, m => m.State == MailState.Sent)).Tries);
        app.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, smtp.Letters.Count);
        Assert.Single(smtp.Letters.Select(l => l.Header("Message-ID")).Distinct());
    }

    [Fact]
    public async Task A_refusal_that_would_meet_every_mail_lets_the_others_rest()
    {
        var (isOpen, refused) = (false, 0);
        smtp.OnVerb = verb =>
        {
            if (verb != "MAIL" || Volatile.Read(ref isOpen)) return null;
            Interlocked.Increment(ref refused);
            return "530 5.7.0 sign in first";
        };
        var app = App();
        var (first, second) = (await SayAsync(app, "one"), await SayAsync(app, "two", "Ina Alt", "ina@harborcounty.gov"));
        app.Time.Advance(MailRules.Window);

        Assert.StartsWith("The mail server wants a sign-in (530 5.7.0).", (await UntilAsync(app, first, m => m.Why.Length > 0, () => Volatile.Read(ref refused) == 0)).Why);
        Assert.Equal(0, (await OfAsync(app, second)).Tries);
        var (_, counts) = await app.Get<Mails>().ListAsync(A.Actor(Role.Administrator), MailList.Waiting, null);
        Assert.StartsWith("The mail server wants a sign-in", counts.Trouble);

        Volatile.Write(ref isOpen, true);
        await UntilAsync(app, first, m => m.State == MailState.Sent);
        await UntilAsync(app, second, m => m.State == MailState.Sent);
        Assert.Equal("", (await app.Get<Mails>().ListAsync(A.Actor(Role.Administrator), MailList.Waiting, null)).Counts.Trouble);
    }

    [Fact]
    public async Task A_stopping_server_finishes_the_mail_it_began_and_keeps_the_others()
    {
        var go = new TaskCompletionSource();
        smtp.Hold = go.Task;
        var app = App();
        var (first, second) = (await SayAsync(app, "one"), await SayAsync(app, "two", "Ina Alt", "ina@harborcounty.gov"));
        app.Time.Advance(MailRules.Window + TimeSpan.FromSeconds(20));
        await smtp.Held.Task.WaitAsync(TimeSpan.FromSeconds(30));

        var job = app.Services.GetServices<IHostedService>().OfType<TaskForce.Web.Jobs.MailJob>().Single();
        var stopping = job.StopAsync(CancellationToken.None);
        Assert.False(stopping.IsCompleted);
        go.SetResult();
        await stopping;

        Assert.Equal("wes@harborcounty.gov", Assert.Single(smtp.Letters).To);
        Assert.Equal((MailState.Sent, MailState.Waiting), ((await OfAsync(app, first)).State, (await OfAsync(app, second)).State));
    }

    [Fact]
    public async Task Without_a_mail_server_or_an_address_of_its_own_nothing_is_taken_in_hand()
    {
        var settings = smtp.Settings;
        settings.Remove("PublicAddress");
        var app = App(settings);
        var person = await SayAsync(app, "one");
        app.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((MailState.Waiting, 0), ((await OfAsync(app, person)).State, (await OfAsync(app, person)).Tries));
        Assert.Equal(0, smtp.Attempts);
    }

    [Fact]
    public async Task The_link_at_the_foot_only_asks_and_its_form_turns_the_mail_off_and_on_again()
    {
        var app = App();
        var person = await SayAsync(app, "one");
        app.Time.Advance(MailRules.Window + TimeSpan.FromSeconds(20));
        var address = new Uri(Stop().Match((await smtp.TakenAsync(1))[0].Text).Value).PathAndQuery;
        var browser = app.Browser();

        var html = await browser.GetStringAsync(address);
        Assert.Contains("you get this mail", html);
        Assert.Equal(address, (await browser.GetAsync(address + "/now")).Headers.Location!.OriginalString);
        Assert.True((await WantedAsync()).All(c => c.Wanted));

        Assert.Contains("you do not get this mail any more", await (await WebApp.PostAsync(browser, html, address, "stop", new() { ["Wanted"] = "false" })).Content.ReadAsStringAsync());
        Assert.Equal([MailKind.CheckIns], (await WantedAsync()).Where(c => !c.Wanted).Select(c => c.Kind));
        await WebApp.PostAsync(browser, address, "stop", new() { ["Wanted"] = "true" });
        Assert.True((await WantedAsync()).All(c => c.Wanted));

        // The button of a mail program comes without cookie and without a form of ours.
        Assert.Equal(HttpStatusCode.OK, (await app.Browser().PostAsync(address + "/now", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))).StatusCode);
        Assert.Equal([MailKind.CheckIns], (await WantedAsync()).Where(c => !c.Wanted).Select(c => c.Kind));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().PostAsync(address[..^4] + "AAAA/now", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().GetAsync(address[..^4] + "AAAA")).StatusCode);

        Task<IReadOnlyList<MailChoiceRow>> WantedAsync() => app.Get<MailChoices>().OfAsync(A.Actor(Role.Reader) with { PersonId = person.Id });
    }

    [Fact]
    public async Task People_choose_their_mails_on_the_account_page()
    {
        var app = App();
        var (email, _, personId) = await TestAccounts.AddAsync(app.Databases, Role.Member);
        var browser = await app.SignedInAsync(email);

        var answer = await WebApp.PostAsync(browser, "/account", "mail-WeeklyDigest", new());

        Assert.Contains("Send again: Weekly digest", await answer.Content.ReadAsStringAsync());
        await using var db = await app.Databases.OpenAsync(Actor.System("test"));
        var choice = await db.MailChoices.SingleAsync(c => c.PersonId == personId);
        Assert.Equal((MailKind.WeeklyDigest, false), (choice.Kind, choice.ByLink));
    }

    [GeneratedRegex(@"https://tf\.harborcounty\.gov/mail/stop/[\w-]+")]
    private static partial Regex Stop();
}
