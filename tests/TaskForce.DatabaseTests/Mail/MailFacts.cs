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
    private static MailNotice Notice(Store store, Person person, string key, MailKind kind = MailKind.CheckIns) =>
        new() { Key = key, PersonId = person.Id, Kind = kind, ExpiresAt = store.Clock.UtcNow.AddDays(3), Subject = "One check-in is overdue", Text = $"Text {key} {{root}}partners/x" };

    [Fact]
    public async Task Several_notices_within_the_window_are_one_mail_and_the_same_is_said_once()
    {
        await using var store = await db.FreshAsync();
        var (mails, wes, ina) = (new Mails(store.Databases), await Outbox.ReachableAsync(store, "Wes Brannigan"), await Outbox.ReachableAsync(store, "Ina Alt"));

        Assert.True(await mails.QueueAsync(Notice(store, wes, "one")));
        Assert.True(await mails.QueueAsync(Notice(store, wes, "two")));
        Assert.False(await mails.QueueAsync(Notice(store, wes, "two")));
        Assert.True(await mails.QueueAsync(Notice(store, ina, "three")));
        Assert.True(await mails.QueueAsync(Notice(store, wes, "four", MailKind.WeeklyDigest)));
        Assert.Null(await mails.ClaimAsync(Outbox.Links));

        store.Time.Advance(MailRules.Window);
        Assert.True(await mails.QueueAsync(Notice(store, wes, "five")));
        List<ReadyMail> ready = [];
        while (await mails.ClaimAsync(Outbox.Links) is { } mail)
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
            await new Mails(store.Databases).QueueAsync(Notice(store, await Outbox.ReachableAsync(store, $"Person {i}"), $"k{i}"));
        store.Time.Advance(MailRules.Window);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            // Each has its own connections, as a process of its own has.
            var mails = new Mails(new Databases(store.Options, store.Clock));
            List<Guid> own = [];
            while (await mails.ClaimAsync(Outbox.Links) is { } mail)
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
        var person = await Outbox.ReachableAsync(store, "Wes Brannigan");

        var said = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => new Mails(new Databases(store.Options, store.Clock)).QueueAsync(Notice(store, person, "same")))));

        Assert.Single(said, s => s);
        Assert.Single(await store.ReadAsync(d => d.OutgoingMail.ToListAsync()));
    }

    [Fact]
    public async Task A_mail_in_hand_of_a_process_that_died_is_free_again_after_ten_minutes()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        await mails.QueueAsync(Notice(store, await Outbox.ReachableAsync(store, "Wes Brannigan"), "k"));
        store.Time.Advance(MailRules.Window);
        var first = await mails.ClaimAsync(Outbox.Links);
        Assert.Null(await mails.ClaimAsync(Outbox.Links));

        store.Time.Advance(MailRules.Claimed);
        Assert.Equal(first!.Id, (await mails.ClaimAsync(Outbox.Links))!.Id);
    }

    [Fact]
    public async Task What_cannot_go_out_is_settled_with_a_sentence()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        var (nobody, invented, late, tired) = (await store.PersonAsync("Nan Noaddress"), await Outbox.ReachableAsync(store, "Sam Ple", "sam@harbor.example"), await Outbox.ReachableAsync(store, "Lana Late"), await Outbox.ReachableAsync(store, "Tia Tired"));
        await new MailChoices(store.Databases).ChooseByLinkAsync(invented.Id, MailKind.WeeklyDigest, wanted: false);
        Assert.False(await mails.QueueAsync(Notice(store, invented, "off", MailKind.WeeklyDigest)));
        foreach (var person in (Person[])[nobody, invented, late, tired])
            await mails.QueueAsync(person == late ? new() { Key = "late", PersonId = late.Id, Kind = MailKind.CheckIns, ExpiresAt = store.Clock.UtcNow.AddMinutes(5), Text = "x" } : Notice(store, person, person.Slug));
        await new MailChoices(store.Databases).ChooseAsync(store.Member with { PersonId = tired.Id }, MailKind.CheckIns, wanted: false);
        store.Time.Advance(MailRules.Window);

        Assert.Null(await mails.ClaimAsync(Outbox.Links));
        var why = await store.ReadAsync(d => d.OutgoingMail.Where(m => m.State == MailState.NotSent).ToDictionaryAsync(m => m.PersonId, m => m.Why));
        Assert.Equal("No e-mail address is known for Nan Noaddress.", why[nobody.Id]);
        Assert.Contains("nothing is ever sent to an example", why[invented.Id]);
        Assert.Contains("could not be sent in time", why[late.Id]);
        Assert.Equal("Tia Tired does not want this mail any more.", why[tired.Id]);
    }

    [Fact]
    public async Task The_stop_link_of_who_became_one_with_another_stops_the_mails_of_that_one()
    {
        await using var store = await db.FreshAsync();
        var (choices, wes, twin, first) = (new MailChoices(store.Databases), await Outbox.ReachableAsync(store, "Wes Brannigan"), await Outbox.ReachableAsync(store, "W. Brannigan"), await Outbox.ReachableAsync(store, "Wesley"));
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
    public async Task Only_an_administrator_sees_and_copies_mail_and_a_copied_one_is_not_sent_too()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        await mails.QueueAsync(Notice(store, await Outbox.ReachableAsync(store, "Wes Brannigan"), "k"));
        var id = (await Outbox.OnlyAsync(store)).Id;
        foreach (var actor in (Actor[])[store.Coordinator, store.Executive, store.Member, store.Reader])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.ListAsync(actor, MailList.Waiting, null));
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.TextAsync(actor, id, Outbox.Links));
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.RetryAsync(actor, id));
            await Assert.ThrowsAsync<NotAllowedException>(() => mails.SentByHandAsync(actor, id));
        }

        Assert.Contains("Text k", (await mails.TextAsync(store.Administrator, id, Outbox.Links)).Text);
        await Assert.ThrowsAsync<RefusedException>(() => mails.RetryAsync(store.Administrator, id));
        await mails.SentByHandAsync(store.Administrator, id);
        store.Time.Advance(MailRules.Window);
        Assert.Null(await mails.ClaimAsync(Outbox.Links));
        var (page, counts) = await mails.ListAsync(store.Administrator, MailList.Sent, null);
        Assert.Equal((store.Administrator.Name, 0, 1), (Assert.Single(page.Rows).By, counts.Waiting, counts.Sent));
        await Assert.ThrowsAsync<RefusedException>(() => mails.SentByHandAsync(store.Administrator, id));

        store.Time.AdvanceDays(91);
        Assert.Equal(1, await mails.TidyAsync());
        // That it was said is remembered longer than what was said.
        Assert.False(await mails.QueueAsync(Notice(store, await Outbox.ReachableAsync(store, "Ina Alt"), "k")));
    }

    [Fact]
    public async Task The_list_goes_on_by_key()
    {
        await using var store = await db.FreshAsync();
        var mails = new Mails(store.Databases);
        for (var i = 0; i < 53; i++)
            await mails.QueueAsync(Notice(store, await Outbox.ReachableAsync(store, $"Person {i}"), $"k{i}"));

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
        await new Mails(store.Databases).QueueAsync(new() { Key = "k", PersonId = (await Outbox.ReachableAsync(store, "Wes Brannigan")).Id, Kind = MailKind.CheckIns, ExpiresAt = store.Clock.UtcNow.AddDays(1), Subject = "Clinic of Jane Roe", Text = "Clinic of Jane Roe: due" });

        await new StrikeOuts(store.Databases).StrikeAsync(store.Coordinator, nameof(Partner), partner.Id, new() { Field = "Name", Passage = "Jane Roe", Why = "A name" });

        var mail = await Outbox.OnlyAsync(store);
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
        await new Mails(store.Databases).QueueAsync(new() { Key = "k", PersonId = (await Outbox.ReachableAsync(store, "Wes Brannigan")).Id, Kind = MailKind.CheckIns, ExpiresAt = store.Clock.UtcNow.AddDays(1), Subject = "x", Text = $"Clinic of {passage}: due\n{links}\n({passage})" });

        await new StrikeOuts(store.Databases).StrikeAsync(store.Coordinator, nameof(Partner), partner.Id, new() { Field = "Name", Passage = passage, Why = "A name" });

        Assert.Equal($"Clinic of [struck out]: due\n{links}\n([struck out])", (await Outbox.OnlyAsync(store)).Body);
    }
}

public sealed class MailOnSqlite(SqliteFixture db) : MailFacts(db), IClassFixture<SqliteFixture>;

public sealed class MailOnPostgreSql(PostgreSqlFixture db) : MailFacts(db), IClassFixture<PostgreSqlFixture>;
