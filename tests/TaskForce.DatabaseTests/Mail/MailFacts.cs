using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Mail;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Mail;

/// <summary>The outbox. The clock stands on Tuesday, November 17, 2026, 9:00 in Los Angeles.</summary>
public abstract class MailFacts(DatabaseFixture db)
{
    private static readonly MailLinks Links = new("https://tf.harborcounty.gov/", (person, kind) => $"https://tf.harborcounty.gov/mail/stop/{kind}");

    private static async Task<Person> ReachableAsync(Store store, string name, string? address = null)
    {
        var person = A.Person(name);
        await store.AddAsync(person, new PersonEmail { PersonId = person.Id, Address = address ?? $"{person.Slug}@harborcounty.gov", Folded = "" });
        return person;
    }

    private static MailNotice Notice(Store store, Person person, string key, MailKind kind = MailKind.CheckIns) =>
        new() { Key = key, PersonId = person.Id, Kind = kind, ExpiresAt = store.Clock.UtcNow.AddDays(3), Subject = "One check-in is overdue", Text = $"Text {key} {{root}}partners/x" };

    private static Task<OutgoingMail> OnlyAsync(Store store) => store.ReadAsync(d => d.OutgoingMail.AsNoTracking().SingleAsync());

    [Fact]
    public async Task Several_notices_within_the_window_are_one_mail_and_the_same_is_said_once()
    {
        await using var store = await db.FreshAsync();
        var (mails, wes, ina) = (new Mails(store.Databases), await ReachableAsync(store, "Wes Brannigan"), await ReachableAsync(store, "Ina Alt"));

        Assert.True(await mails.QueueAsync(Notice(store, wes, "one")));
        Assert.True(await mails.QueueAsync(Notice(store, wes, "two")));
        Assert.False(await mails.QueueAsync(Notice(store, wes, "two")));
        Assert.True(await mails.QueueAsync(Notice(store, ina, "three")));
        Assert.True(await mails.QueueAsync(Notice(store, wes, "four", MailKind.WeeklyDigest)));
        Assert.Null(await mails.ClaimAsync(Links));

        store.Time.Advance(MailRules.Window);
        Assert.True(await mails.QueueAsync(Notice(store, wes, "five")));
        List<ReadyMail> ready = [];
        while (await mails.ClaimAsync(Links) is { } mail)
            ready.Add(mail);
        Assert.Equal(3, ready.Count);
        var merged = Assert.Single(ready, m => m.Text.Contains("Text one", StringComparison.Ordinal));
        Assert.Contains("Text one https://tf.harborcounty.gov/partners/x\n\nText two", merged.Text);
        Assert.StartsWith("Wes Brannigan,\n\n", merged.Text);
        Assert.EndsWith("Stop it here: https://tf.harborcounty.gov/mail/stop/CheckIns\n", merged.Text);
    }

    [Fact]
    public async Task Many_processes_take_each_mail_once()
    {
        await using var store = await db.FreshAsync();
        for (var i = 0; i < 12; i++)
            await new Mails(store.Databases).QueueAsync(Notice(store, await ReachableAsync(store, $"Person {i}"), $"k{i}"));
        store.Time.Advance(MailRules.Window);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            // Each has its own connections, as a process of its own has.
            var mails = new Mails(new Databases(store.Options, store.Clock));
            List<Guid> own = [];
            while (await mails.ClaimAsync(Links) is { } mail)
            {
                own.Add(mail.Id);
                await mails.SentAsync(mail.Id);
            }
            return own;
        })));

        Assert.Equal(12, taken.SelectMany(t => t).Count());
        Assert.Equal(12, taken.SelectMany(t => t).Distinct().Count());
        Assert.Equal(12, await store.ReadAsync(d => d.OutgoingMail.CountAsync(m => m.State == MailState.Sent && m.Tries == 1)));
    }

    [Fact]
    public async Task Many_processes_say_the_same_thing_once()
    {
        await using var store = await db.FreshAsync();
        var person = await ReachableAsync(store, "Wes Brannigan");

        var said = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => new Mails(new Databases(store.Options, store.Clock)).QueueAsync(Notice(store, person, "same")))));

        Assert.Single(said, s => s);
        Assert.Single(await store.ReadAsync(d => d.OutgoingMail.ToListAsync()));
    }

    [Fact]
    public async Task A_mail_in_hand_of_a_process_that_died_is_free_again_after_ten_minutes()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        await mails.QueueAsync(Notice(store, await ReachableAsync(store, "Wes Brannigan"), "k"));
        store.Time.Advance(MailRules.Window);
        var first = await mails.ClaimAsync(Links);
        Assert.Null(await mails.ClaimAsync(Links));

        store.Time.Advance(MailRules.Claimed);
        Assert.Equal(first!.Id, (await mails.ClaimAsync(Links))!.Id);
    }

    [Fact]
    public async Task What_cannot_go_out_is_settled_with_a_sentence()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        var (nobody, invented, late, tired) = (await store.PersonAsync("Nan Noaddress"), await ReachableAsync(store, "Sam Ple", "sam@harbor.example"), await ReachableAsync(store, "Lana Late"), await ReachableAsync(store, "Tia Tired"));
        await new MailChoices(store.Databases).ChooseByLinkAsync(invented.Id, MailKind.WeeklyDigest, wanted: false);
        Assert.False(await mails.QueueAsync(Notice(store, invented, "off", MailKind.WeeklyDigest)));
        foreach (var person in (Person[])[nobody, invented, late, tired])
            await mails.QueueAsync(person == late ? new() { Key = "late", PersonId = late.Id, Kind = MailKind.CheckIns, ExpiresAt = store.Clock.UtcNow.AddMinutes(5), Text = "x" } : Notice(store, person, person.Slug));
        await new MailChoices(store.Databases).ChooseAsync(store.Member with { PersonId = tired.Id }, MailKind.CheckIns, wanted: false);
        store.Time.Advance(MailRules.Window);

        Assert.Null(await mails.ClaimAsync(Links));
        var why = await store.ReadAsync(d => d.OutgoingMail.Where(m => m.State == MailState.NotSent).ToDictionaryAsync(m => m.PersonId, m => m.Why));
        Assert.Equal("No e-mail address is known for Nan Noaddress.", why[nobody.Id]);
        Assert.Contains("nothing is ever sent to an example", why[invented.Id]);
        Assert.Contains("could not be sent in time", why[late.Id]);
        Assert.Equal("Tia Tired does not want this mail any more.", why[tired.Id]);
    }

    [Fact]
    public async Task Executives_without_a_reply_are_reminded_twice_each_time_with_a_link_of_their_own()
    {
        await using var store = await db.FreshAsync();
        var (mails, board) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives));
        var partner = await store.PartnerAsync("Harbor Clinic");
        var (wes, gil) = (await ReachableAsync(store, "Wes Brannigan"), await ReachableAsync(store, "Gil Marchetti"));
        var (one, two) = (A.Seat(board, partner), A.Seat(board, partner));
        var meeting = A.Meeting(board, "2026-12-02", "Executives, H2");
        await store.AddAsync(board, one, two, A.Holding(one, wes), A.Holding(two, gil), meeting);
        var rounds = new MailRounds(store.Databases, mails);
        Task<int> RemindersAsync() => store.ReadAsync(d => d.OutgoingMail.CountAsync(m => m.Kind == MailKind.ExecutiveReminder));

        await rounds.GoAsync();
        Assert.Equal(0, await RemindersAsync());
        store.Time.AdvanceDays(1);
        await rounds.GoAsync();
        await rounds.GoAsync();
        Assert.Equal(2, await RemindersAsync());
        store.Time.Advance(MailRules.Window);
        var ready = await mails.ClaimAsync(Links);
        Assert.Equal("Executives, H2, Dec 2: please reply", ready!.Subject);
        Assert.Contains("in 14 days", ready.Text);
        var secret = ready.Text.Split("https://tf.harborcounty.gov/reply/")[1].Split('\n')[0];
        Assert.DoesNotContain("{", ready.Text);
        Assert.DoesNotContain(secret, (await store.ReadAsync(d => d.OutgoingMail.AsNoTracking().FirstAsync(m => m.Id == ready.Id))).Body);

        // The one who answers by the link is not reminded again; the other is.
        Assert.True(await new Replies(store.Databases).ReplyByLinkAsync(secret, new() { Answer = ReplyAnswer.Coming }));
        store.Time.AdvanceDays(11);
        await rounds.GoAsync();
        Assert.Equal(3, await RemindersAsync());

        // A meeting that is called off takes its reminders along.
        await store.ChangeAsync(async d => (await d.Meetings.SingleAsync(m => m.Id == meeting.Id)).CancelledAt = store.Clock.UtcNow);
        store.Time.Advance(MailRules.Window);
        while (await mails.ClaimAsync(Links) is { } other)
            Assert.NotEqual(MailKind.ExecutiveReminder, other.Kind);
        Assert.Contains("canceled", (await store.ReadAsync(d => d.OutgoingMail.OrderByDescending(m => m.Id).FirstAsync(m => m.Kind == MailKind.ExecutiveReminder))).Why);
    }

    [Fact]
    public async Task A_meeting_that_is_moved_is_reminded_of_anew_and_its_old_day_is_not_told()
    {
        await using var store = await db.FreshAsync();
        var (mails, board, wes) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives), await ReachableAsync(store, "Wes Brannigan"));
        var (seat, meeting) = (A.Seat(board, await store.PartnerAsync("Harbor Clinic")), A.Meeting(board, "2026-12-01", "Executives, H2"));
        await store.AddAsync(board, seat, A.Holding(seat, wes), meeting);
        var rounds = new MailRounds(store.Databases, mails);
        await rounds.GoAsync();
        await MoveAsync("2026-12-08");
        store.Time.Advance(MailRules.Window);

        Assert.Null(await mails.ClaimAsync(Links));
        var old = Assert.Single(await RemindersAsync());
        Assert.Equal((MailState.NotSent, "The meeting was moved to Dec 8. Who has not replied is reminded of that day."), (old.State, old.Why));
        await rounds.GoAsync();
        Assert.Single(await RemindersAsync());

        // Fourteen days before the new day, and again after it was moved once more.
        store.Time.AdvanceDays(7);
        await rounds.GoAsync();
        await rounds.GoAsync();
        Assert.Equal("Executives, H2, Dec 8: please reply", (await RemindersAsync())[^1].Subject);
        await MoveAsync("2026-12-07");
        await rounds.GoAsync();
        Assert.Equal("Executives, H2, Dec 7: please reply", (await RemindersAsync())[^1].Subject);
        store.Time.Advance(MailRules.Window);
        Assert.Equal("Executives, H2, Dec 7: please reply", (await mails.ClaimAsync(Links))!.Subject);
        Assert.Equal(3, (await RemindersAsync()).Count);

        Task MoveAsync(string day) => store.ChangeAsync(async d => (await d.Meetings.SingleAsync(m => m.Id == meeting.Id)).On = A.Day(day));
        Task<List<OutgoingMail>> RemindersAsync() => store.ReadAsync(d => d.OutgoingMail.AsNoTracking().Where(m => m.Kind == MailKind.ExecutiveReminder).OrderBy(m => m.Id).ToListAsync());
    }

    [Fact]
    public async Task A_meeting_that_needs_no_reminder_any_more_takes_that_of_another_not_along()
    {
        await using var store = await db.FreshAsync();
        var (mails, board, wes) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives), await ReachableAsync(store, "Wes Brannigan"));
        var seat = A.Seat(board, await store.PartnerAsync("Harbor Clinic"));
        Meeting[] meetings = [A.Meeting(board, "2026-11-24", "Answered"), A.Meeting(board, "2026-11-26", "Canceled"), A.Meeting(board, "2026-12-01", "Still to be answered")];
        await store.AddAsync([board, seat, A.Holding(seat, wes), .. meetings]);
        await new MailRounds(store.Databases, mails).GoAsync();
        await new Replies(store.Databases).ReplyAsync(store.Coordinator, meetings[0].Id, wes.Id, new() { Answer = ReplyAnswer.Coming });
        await store.ChangeAsync(async d => (await d.Meetings.SingleAsync(m => m.Id == meetings[1].Id)).CancelledAt = store.Clock.UtcNow);
        store.Time.Advance(MailRules.Window);

        var ready = await mails.ClaimAsync(Links);
        Assert.Equal("Still to be answered, Dec 1: please reply", ready!.Subject);
        Assert.Contains("https://tf.harborcounty.gov/reply/", ready.Text);
        Assert.Null(await mails.ClaimAsync(Links));
        Assert.Equal(2, await store.ReadAsync(d => d.OutgoingMail.CountAsync(m => m.State == MailState.NotSent)));
    }

    [Fact]
    public async Task The_stop_link_of_who_became_one_with_another_stops_the_mails_of_that_one()
    {
        await using var store = await db.FreshAsync();
        var (choices, wes, twin, first) = (new MailChoices(store.Databases), await ReachableAsync(store, "Wes Brannigan"), await ReachableAsync(store, "W. Brannigan"), await ReachableAsync(store, "Wesley"));
        await new PersonMerges(store.Databases).MergeAsync(store.Coordinator, first.Id, twin.Id);
        await new PersonMerges(store.Databases).MergeAsync(store.Coordinator, twin.Id, wes.Id);

        foreach (var (person, kind) in new[] { (twin, MailKind.CheckIns), (first, MailKind.WeeklyDigest) })
        {
            Assert.Equal(new StopView("Wes Brannigan", kind, Wanted: true), await choices.SeeAsync(person.Id, kind));
            Assert.True(await choices.ChooseByLinkAsync(person.Id, kind, wanted: false));
            Assert.False((await choices.SeeAsync(person.Id, kind))!.Wanted);
            Assert.False(await new Mails(store.Databases).QueueAsync(Notice(store, wes, $"off {kind}", kind)));
        }
        await store.ChangeAsync(async d => (await d.People.SingleAsync(p => p.Id == wes.Id)).ArchivedAt = store.Clock.UtcNow);
        Assert.Null(await choices.SeeAsync(twin.Id, MailKind.CheckIns));
        Assert.False(await choices.ChooseByLinkAsync(twin.Id, MailKind.CheckIns, wanted: true));
    }

    [Fact]
    public async Task A_reminder_that_reaches_its_reader_twice_has_a_link_that_works_in_each()
    {
        await using var store = await db.FreshAsync();
        var (mails, board, replies) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives), new Replies(store.Databases));
        var wes = await ReachableAsync(store, "Wes Brannigan");
        var seat = A.Seat(board, await store.PartnerAsync("Harbor Clinic"));
        await store.AddAsync(board, seat, A.Holding(seat, wes), A.Meeting(board, "2026-12-01", "Executives, H2"));
        await new MailRounds(store.Databases, mails).GoAsync();
        store.Time.Advance(MailRules.Window);

        var first = (await mails.ClaimAsync(Links))!;
        // The mail server took it, and the connection broke before it said so.
        await mails.FailedAsync(first.Id, "The connection to the mail server broke off before it took the mail.", forGood: false);
        store.Time.Advance(TimeSpan.FromMinutes(1));
        var second = (await mails.ClaimAsync(Links))!;

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(Secret(first), Secret(second));
        Assert.NotNull(await replies.OpenLinkAsync(Secret(first)));
        Assert.NotNull(await replies.OpenLinkAsync(Secret(second)));

        static string Secret(ReadyMail mail) => mail.Text.Split("https://tf.harborcounty.gov/reply/")[1].Split('\n')[0];
    }

    [Fact]
    public async Task Check_ins_go_to_who_holds_the_relationship_and_never_to_the_partners_own_people()
    {
        await using var store = await db.FreshAsync();
        var (wes, own) = (await ReachableAsync(store, "Wes Brannigan"), await ReachableAsync(store, "Olga Own"));
        var (clinic, police, gone) = (await store.PartnerAsync("Harbor Clinic"), await store.PartnerAsync("Port Police"), await store.PartnerAsync("Gone Agency"));
        await store.AddAsync(new Post { PersonId = own.Id, PartnerId = police.Id }, new Membership { PartnerId = gone.Id, Kind = MembershipKind.Former, From = A.Day("2026-01-01") });
        await store.ChangeAsync(async d =>
        {
            foreach (var p in await d.Partners.ToListAsync())
                p.HolderId = p.Id == police.Id ? own.Id : wes.Id;
        });

        await new MailRounds(store.Databases, new(store.Databases)).GoAsync();

        var mail = await OnlyAsync(store);
        Assert.Equal((wes.Id, MailKind.CheckIns, "One check-in is overdue"), (mail.PersonId, mail.Kind, mail.Subject));
        Assert.Contains("Harbor Clinic: no contact is logged yet", mail.Body);
        Assert.DoesNotContain("Gone Agency", mail.Body);
    }

    [Fact]
    public async Task A_holder_who_leaves_on_a_later_day_is_told_of_check_ins_until_then()
    {
        await using var store = await db.FreshAsync();
        foreach (var (name, days) in new[] { ("Vera Yesterday", -1), ("Vera Today", 0), ("Vera Tomorrow", 1) })
        {
            var (holder, partner) = (await ReachableAsync(store, name), await store.PartnerAsync("Partner of " + name));
            await store.ChangeAsync(async d =>
            {
                (await d.People.SingleAsync(p => p.Id == holder.Id)).LeftOn = store.Clock.Today.AddDays(days);
                (await d.Partners.SingleAsync(p => p.Id == partner.Id)).HolderId = holder.Id;
            });
        }

        await new MailRounds(store.Databases, new(store.Databases)).GoAsync();

        Assert.Equal(["Vera Today", "Vera Tomorrow"], await store.ReadAsync(d => d.OutgoingMail.Where(m => m.Kind == MailKind.CheckIns).Join(d.People, m => m.PersonId, p => p.Id, (m, p) => p.Name).OrderBy(n => n).ToListAsync()));
    }

    [Fact]
    public async Task The_weekly_digest_goes_to_who_has_Today_and_says_nothing_said_in_confidence()
    {
        await using var store = await db.FreshAsync();
        var coordinator = await store.SignUpAsync(Role.Coordinator, "Mara Quill");
        await store.SignUpAsync(Role.Member);
        var partner = await store.PartnerAsync("Harbor Clinic");
        await store.AddAsync(new Post { PersonId = coordinator.PersonId!.Value, PartnerId = partner.Id },
            new Membership { PartnerId = partner.Id, Kind = MembershipKind.Member, From = A.Day("2024-01-01") },
            new Barrier { PartnerId = partner.Id, Cause = BarrierCause.FearForReputation, Note = "CANARY barrier", NamedOn = A.Day("2026-11-01") },
            new Contact { On = A.Day("2026-08-01"), Kind = ContactKind.Call, Line = "CANARY line", AuthorName = "Mara", NextStep = "CANARY step", NextStepOn = A.Day("2026-11-10"), Partners = { new() { PartnerId = partner.Id } } });
        var readings = await store.ReadAsync(d => d.OwnAgencyReadings.CountAsync());

        await new MailRounds(store.Databases, new(store.Databases)).GoAsync();

        var mail = await store.ReadAsync(d => d.OutgoingMail.SingleAsync(m => m.Kind == MailKind.WeeklyDigest));
        Assert.Equal(coordinator.PersonId, mail.PersonId);
        Assert.Contains("Harbor Clinic", mail.Body);
        Assert.Contains("on Today only", mail.Body);
        Assert.DoesNotContain("CANARY", mail.Subject + mail.Body);
        Assert.DoesNotContain("reputation", mail.Body, StringComparison.OrdinalIgnoreCase);
        // Nobody has read anything about their own agency by being sent this.
        Assert.Equal(readings, await store.ReadAsync(d => d.OwnAgencyReadings.CountAsync()));
    }

    [Fact]
    public async Task Only_an_administrator_sees_and_copies_mail_and_a_copied_one_is_not_sent_too()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        await mails.QueueAsync(Notice(store, await ReachableAsync(store, "Wes Brannigan"), "k"));
        var id = (await OnlyAsync(store)).Id;
        foreach (var actor in (Actor[])[store.Coordinator, store.Executive, store.Member, store.Reader])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.ListAsync(actor, MailList.Waiting, null));
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.TextAsync(actor, id, Links));
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.RetryAsync(actor, id));
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.SentByHandAsync(actor, id));
        }

        Assert.Contains("Text k", (await mails.TextAsync(store.Administrator, id, Links)).Text);
        await Assert.ThrowsAsync<RefusedException>(() => mails.RetryAsync(store.Administrator, id));
        await mails.SentByHandAsync(store.Administrator, id);
        store.Time.Advance(MailRules.Window);
        Assert.Null(await mails.ClaimAsync(Links));
        var (page, counts) = await mails.ListAsync(store.Administrator, MailList.Sent, null);
        Assert.Equal((store.Administrator.Name, 0, 1), (Assert.Single(page.Rows).By, counts.Waiting, counts.Sent));
        await Assert.ThrowsAsync<RefusedException>(() => mails.SentByHandAsync(store.Administrator, id));

        store.Time.AdvanceDays(91);
        Assert.Equal(1, await mails.TidyAsync());
        // That it was said is remembered longer than what was said.
        Assert.False(await mails.QueueAsync(Notice(store, await ReachableAsync(store, "Ina Alt"), "k")));
    }

    [Fact]
    public async Task The_list_goes_on_by_key()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        for (var i = 0; i < 53; i++)
            await mails.QueueAsync(Notice(store, await ReachableAsync(store, $"Person {i}"), $"k{i}"));

        var (first, _) = await mails.ListAsync(store.Administrator, MailList.Waiting, null);
        var (second, _) = await mails.ListAsync(store.Administrator, MailList.Waiting, first.Next);

        Assert.Equal((50, 1, 50, 53), (first.Rows.Count, first.From, first.To, first.Total));
        Assert.Equal((3, 51, 53, (string?)null), (second.Rows.Count, second.From, second.To, second.Next));
        Assert.Equal(53, first.Rows.Concat(second.Rows).Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task Striking_out_reaches_what_waits_to_be_sent()
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic of Jane Roe");
        await new Mails(store.Databases).QueueAsync(new() { Key = "k", PersonId = (await ReachableAsync(store, "Wes Brannigan")).Id, Kind = MailKind.CheckIns, ExpiresAt = store.Clock.UtcNow.AddDays(1), Subject = "Clinic of Jane Roe", Text = "Clinic of Jane Roe: due" });

        await new StrikeOuts(store.Databases).StrikeAsync(store.Coordinator, nameof(Partner), partner.Id, new() { Field = "Name", Passage = "Jane Roe", Why = "A name" });

        var mail = await OnlyAsync(store);
        Assert.Equal(("Clinic of [struck out]", "Clinic of [struck out]: due"), (mail.Subject, mail.Body));
    }

    [Theory]
    [InlineData("root")]
    [InlineData("reply")]
    [InlineData("harbor")]
    public async Task Striking_out_leaves_the_places_where_links_go(string passage)
    {
        await using var store = await db.FreshAsync();
        var partner = await store.PartnerAsync("Clinic of " + passage);
        const string links = "{root}partners/root-reply-harbor\n\n{reply:0198a4b2c3d47e5f8a9b0c1d2e3f4a5b:2026-12-01}";
        await new Mails(store.Databases).QueueAsync(new() { Key = "k", PersonId = (await ReachableAsync(store, "Wes Brannigan")).Id, Kind = MailKind.CheckIns, ExpiresAt = store.Clock.UtcNow.AddDays(1), Subject = "x", Text = $"Clinic of {passage}: due\n{links}\n({passage})" });

        await new StrikeOuts(store.Databases).StrikeAsync(store.Coordinator, nameof(Partner), partner.Id, new() { Field = "Name", Passage = passage, Why = "A name" });

        Assert.Equal($"Clinic of [struck out]: due\n{links}\n([struck out])", (await OnlyAsync(store)).Body);
    }
}

public sealed class MailOnSqlite(SqliteFixture db) : MailFacts(db), IClassFixture<SqliteFixture>;

public sealed class MailOnPostgreSql(PostgreSqlFixture db) : MailFacts(db), IClassFixture<PostgreSqlFixture>;
