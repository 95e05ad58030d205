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

/// <summary>What the product says by itself: reminders, check-ins and the weekly digest. The clock stands on Tuesday, November 17, 2026, 9:00 in Los Angeles.</summary>
public abstract class MailRoundFacts(DatabaseFixture db)
{
    [Fact]
    public async Task Executives_without_a_reply_are_reminded_twice_each_time_with_a_link_of_their_own()
    {
        await using var store = await db.FreshAsync();
        var (mails, board) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives));
        var partner = await store.PartnerAsync("Harbor Clinic");
        var (wes, gil) = (await Outbox.ReachableAsync(store, "Wes Brannigan"), await Outbox.ReachableAsync(store, "Gil Marchetti"));
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
        var ready = await mails.ClaimAsync(Outbox.Links);
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
        while (await mails.ClaimAsync(Outbox.Links) is { } other)
            Assert.NotEqual(MailKind.ExecutiveReminder, other.Kind);
        Assert.Contains("canceled", (await store.ReadAsync(d => d.OutgoingMail.OrderByDescending(m => m.Id).FirstAsync(m => m.Kind == MailKind.ExecutiveReminder))).Why);
    }

    [Fact]
    public async Task A_meeting_that_is_moved_is_reminded_of_anew_and_its_old_day_is_not_told()
    {
        await using var store = await db.FreshAsync();
        var (mails, board, wes) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives), await Outbox.ReachableAsync(store, "Wes Brannigan"));
        var (seat, meeting) = (A.Seat(board, await store.PartnerAsync("Harbor Clinic")), A.Meeting(board, "2026-12-01", "Executives, H2"));
        await store.AddAsync(board, seat, A.Holding(seat, wes), meeting);
        var rounds = new MailRounds(store.Databases, mails);
        await rounds.GoAsync();
        await MoveAsync("2026-12-08");
        store.Time.Advance(MailRules.Window);

        Assert.Null(await mails.ClaimAsync(Outbox.Links));
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
        Assert.Equal("Executives, H2, Dec 7: please reply", (await mails.ClaimAsync(Outbox.Links))!.Subject);
        Assert.Equal(3, (await RemindersAsync()).Count);

        Task MoveAsync(string day) => store.ChangeAsync(async d => (await d.Meetings.SingleAsync(m => m.Id == meeting.Id)).On = A.Day(day));
        Task<List<OutgoingMail>> RemindersAsync() => store.ReadAsync(d => d.OutgoingMail.AsNoTracking().Where(m => m.Kind == MailKind.ExecutiveReminder).OrderBy(m => m.Id).ToListAsync());
    }

    [Fact]
    public async Task A_meeting_that_needs_no_reminder_any_more_takes_that_of_another_not_along()
    {
        await using var store = await db.FreshAsync();
        var (mails, board, wes) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives), await Outbox.ReachableAsync(store, "Wes Brannigan"));
        var seat = A.Seat(board, await store.PartnerAsync("Harbor Clinic"));
        Meeting[] meetings = [A.Meeting(board, "2026-11-24", "Answered"), A.Meeting(board, "2026-11-26", "Canceled"), A.Meeting(board, "2026-12-01", "Still to be answered")];
        await store.AddAsync([board, seat, A.Holding(seat, wes), .. meetings]);
        await new MailRounds(store.Databases, mails).GoAsync();
        await new Replies(store.Databases).ReplyAsync(store.Coordinator, meetings[0].Id, wes.Id, new() { Answer = ReplyAnswer.Coming });
        await store.ChangeAsync(async d => (await d.Meetings.SingleAsync(m => m.Id == meetings[1].Id)).CancelledAt = store.Clock.UtcNow);
        store.Time.Advance(MailRules.Window);

        var ready = await mails.ClaimAsync(Outbox.Links);
        Assert.Equal("Still to be answered, Dec 1: please reply", ready!.Subject);
        Assert.Contains("https://tf.harborcounty.gov/reply/", ready.Text);
        Assert.Null(await mails.ClaimAsync(Outbox.Links));
        Assert.Equal(2, await store.ReadAsync(d => d.OutgoingMail.CountAsync(m => m.State == MailState.NotSent)));
    }

    [Fact]
    public async Task A_reminder_that_reaches_its_reader_twice_has_a_link_that_works_in_each()
    {
        await using var store = await db.FreshAsync();
        var (mails, board, replies) = (new Mails(store.Databases), A.Body("Executives", BodyKind.Executives), new Replies(store.Databases));
        var wes = await Outbox.ReachableAsync(store, "Wes Brannigan");
        var seat = A.Seat(board, await store.PartnerAsync("Harbor Clinic"));
        await store.AddAsync(board, seat, A.Holding(seat, wes), A.Meeting(board, "2026-12-01", "Executives, H2"));
        await new MailRounds(store.Databases, mails).GoAsync();
        store.Time.Advance(MailRules.Window);

        var first = (await mails.ClaimAsync(Outbox.Links))!;
        // The mail server took it, and the connection broke before it said so.
        await mails.FailedAsync(first.Id, "The connection to the mail server broke off before it took the mail.", forGood: false);
        store.Time.Advance(TimeSpan.FromMinutes(1));
        var second = (await mails.ClaimAsync(Outbox.Links))!;

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
        var (wes, own) = (await Outbox.ReachableAsync(store, "Wes Brannigan"), await Outbox.ReachableAsync(store, "Olga Own"));
        var (clinic, police, gone) = (await store.PartnerAsync("Harbor Clinic"), await store.PartnerAsync("Port Police"), await store.PartnerAsync("Gone Agency"));
        await store.AddAsync(new Post { PersonId = own.Id, PartnerId = police.Id }, new Membership { PartnerId = gone.Id, Kind = MembershipKind.Former, From = A.Day("2026-01-01") });
        await store.ChangeAsync(async d =>
        {
            foreach (var p in await d.Partners.ToListAsync())
                p.HolderId = p.Id == police.Id ? own.Id : wes.Id;
        });

        await new MailRounds(store.Databases, new(store.Databases)).GoAsync();

        var mail = await Outbox.OnlyAsync(store);
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
            var (holder, partner) = (await Outbox.ReachableAsync(store, name), await store.PartnerAsync("Partner of " + name));
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
}

public sealed class MailRoundOnSqlite(SqliteFixture db) : MailRoundFacts(db), IClassFixture<SqliteFixture>;

public sealed class MailRoundOnPostgreSql(PostgreSqlFixture db) : MailRoundFacts(db), IClassFixture<PostgreSqlFixture>;
