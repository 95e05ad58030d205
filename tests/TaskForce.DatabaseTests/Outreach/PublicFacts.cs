using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Outreach;

/// <summary>Posts, press and talks, tied to what was accomplished. Today is November 17, 2026.</summary>
public abstract class PublicFacts(DatabaseFixture db)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static PublicItemForm Item(string title, string on = "2026-11-02", PublicKind kind = PublicKind.Post) => new() { Title = title, On = A.Day(on), Kind = kind, Accomplished = "Nine hotels know whom to call" };

    private static async Task<PlanActivity> DoneAsync(Store store, string title, string on)
    {
        var body = new Body { Name = "Outreach " + title, Slug = "outreach-" + A.Number(), Kind = BodyKind.Committee };
        var goal = new PlanGoal { BodyId = body.Id, Year = 2026, Title = "Reach people" };
        var activity = new PlanActivity { GoalId = goal.Id, Title = title, From = A.Day("2026-01-01"), To = A.Day(on), Status = ActivityStatus.Done, DoneOn = A.Day(on) };
        await store.AddAsync(body, goal, activity);
        return activity;
    }

    [Fact]
    public async Task What_followed_when_a_success_was_told_is_compared_with_all_other_half_years()
    {
        await using var store = await db.FreshAsync();
        var (told, other, gone) = (await store.PartnerAsync("Clinic"), await store.PartnerAsync("Shelter"), await store.PartnerAsync("Gone"));
        int?[] changes = [9, 4, 2, 1, null, -3];
        var halves = HalfYear.Containing(store.Clock.Today).Last(6);
        await store.AddAsync([.. halves.SelectMany((half, i) => new[] { (told, changes[i]), (other, 0), (gone, 50) }.Select(x => new PartnerHalf { PartnerId = x.Item1.Id, Half = half.Key, Change = x.Item2 })),
            .. halves.SkipLast(1).Select(half => new PublicItem { Title = "Told", On = half.Start, PartnerId = told.Id })]);
        await store.ChangeAsync(async d => (await d.Partners.SingleAsync(p => p.Id == gone.Id, Ct)).ArchivedAt = store.Clock.UtcNow);
        var pages = new PublicPages(store.Databases);

        var effect = await pages.EffectAsync(store.Reader, Ct);
        Assert.Equal(new(new(5, 3, 13), new(6, 0, 0)), effect);
        Assert.Equal("Where a success of the partner was told, buy-in rose in 3 of 5 half-years, +3 points on average; where none was, in 0 of 6 half-years, 0 points on average.", PublicSentences.Followed(effect));

        // The last one is told of in the half before too; what is taken away or lies further back is told of no more.
        await store.ChangeAsync(async d => (await d.PublicItems.ToListAsync(Ct)).ForEach(i => i.ArchivedAt = i.On < halves[3].Start ? store.Clock.UtcNow : null));
        effect = await pages.EffectAsync(store.Reader, Ct);
        Assert.Equal(new(new(2, 0, -2), new(9, 3, 15)), effect);
        Assert.Equal("Too few half-years to compare yet: two in or after which a success of the partner was told, nine others. Five of each are wanted.", PublicSentences.Followed(effect));
        Assert.Equal("Too few half-years to compare yet: 45 in or after which a success of the partner was told, one other. Five of each are wanted.", PublicSentences.Followed(new(new(45, 20, 10), new(1, 0, 0))));
    }

    [Fact]
    public async Task What_is_said_in_public_tells_of_something_accomplished_and_what_nobody_told_of_is_offered()
    {
        await using var store = await db.FreshAsync();
        var clinic = await store.PartnerAsync("Clinic");
        var (trained, printed, old) = (await DoneAsync(store, "Train hotel staff", "2026-10-01"), await DoneAsync(store, "Print leaflets", "2026-09-01"), await DoneAsync(store, "Old work", "2026-01-05"));
        var (verbs, pages) = (new PublicItems(store.Databases), new PublicPages(store.Databases));
        Assert.Equal(["Train hotel staff", "Print leaflets"], (await pages.UntoldAsync(store.Reader, ct: Ct)).Select(a => a.Title));
        var form = Item("Hotels know whom to call", kind: PublicKind.Press);
        form.Accomplished = "";
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, form, Ct));
        (form.ActivityId, form.PartnerId, form.Link) = (trained.Id, clinic.Id, "javascript:alert(1)");
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, form, Ct));
        form.Link = "www.paper.example.org/hotels";
        var saved = await verbs.SaveAsync(store.Coordinator, form, Ct);

        var row = Assert.Single((await pages.PageAsync(store.Reader, new(), ct: Ct)).Rows);
        Assert.Equal(("Hotels know whom to call", "Train hotel staff", "Clinic"), (row.Title, row.Activity, row.Partner));
        Assert.Equal(["Print leaflets"], (await pages.UntoldAsync(store.Reader, ct: Ct)).Select(a => a.Title));
        Assert.Equal(["Train hotel staff"], (await pages.ActivitiesAsync(store.Reader, "hotel tr", ct: Ct)).Select(a => a.Title));
        Assert.Equal("Old work", Assert.Single(await pages.ActivitiesAsync(store.Reader, null, old.Id, Ct)).Title);
        var edit = await verbs.FormAsync(store.Coordinator, saved.Id, Ct);
        edit.Where = "Harbor Courier";
        await verbs.SaveAsync(store.Coordinator, edit, Ct);
        await Assert.ThrowsAsync<StaleRecordException>(() => verbs.SaveAsync(store.Coordinator, edit, Ct));

        var archived = await verbs.ArchiveAsync(store.Coordinator, saved.Id, Ct);
        Assert.Equal(2, (await pages.UntoldAsync(store.Reader, ct: Ct)).Count);
        Assert.Empty((await pages.PageAsync(store.Reader, new(), ct: Ct)).Rows);
        await new Histories(store.Databases).UndoAsync(store.Coordinator, archived.ChangeId, Ct);
        Assert.Equal("Harbor Courier", Assert.Single((await pages.PageAsync(store.Reader, new(), ct: Ct)).Rows).Where);
        Assert.Equal(printed.Id, Assert.Single(await pages.UntoldAsync(store.Reader, ct: Ct)).Id);
    }

    [Fact]
    public async Task The_log_is_paged_by_key_filtered_counted_and_exported_as_filtered()
    {
        await using var store = await db.FreshAsync();
        var (verbs, pages) = (new PublicItems(store.Databases), new PublicPages(store.Databases));
        for (var i = 1; i <= 7; i++)
            await verbs.SaveAsync(store.Coordinator, Item($"Item {i}", $"2026-0{(i < 5 ? 5 : 8)}-0{i}", (PublicKind)(i % 3)), Ct);
        Assert.Equal(["Item 7", "Item 6", "Item 5", "Item 4", "Item 3", "Item 2", "Item 1"], (await pages.PageAsync(store.Reader, new(), ct: Ct)).Rows.Select(r => r.Title));

        var counts = await pages.CountsAsync(store.Reader, Ct);
        Assert.Equal((1, 1, 1, 4), (counts.Posts, counts.Press, counts.Talks, counts.Before));
        Assert.Equal("Three times in public in H2 2026: one post, one in the press, one talk; four in the half before.", PublicSentences.Lead(counts));
        var filter = PublicFilter.Read(n => n switch { "kind" => "Talk", "from" => "2026-07-01", _ => null });
        Assert.Equal(["Item 5"], (await pages.PageAsync(store.Reader, filter, ct: Ct)).Rows.Select(r => r.Title));
        using var file = new MemoryStream();
        await pages.ExportAsync(store.Reader, filter, file, SheetFormat.Csv, Ct);
        var text = System.Text.Encoding.UTF8.GetString(file.ToArray());
        Assert.Contains("2026-08-05,Talk,Item 5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Item 6", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_reads_the_log_and_coordinators_write_it()
    {
        await using var store = await db.FreshAsync();
        var (verbs, pages) = (new PublicItems(store.Databases), new PublicPages(store.Databases));
        var saved = await verbs.SaveAsync(store.Coordinator, Item("Said"), Ct);
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, Item("Said", "2026-11-18"), Ct));
        await Assert.ThrowsAsync<ValidationException>(() => verbs.SaveAsync(store.Coordinator, Item("Case 26-CR-00123, Maria Lopez born 04/12/2001"), Ct));
        foreach (var actor in (Actor[])[store.Executive, store.Member, store.Reader, Store.With(store.Member, chairs: [Guid.NewGuid()])])
        {
            Assert.Single((await pages.PageAsync(actor, new(), ct: Ct)).Rows);
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.SaveAsync(actor, Item("Mine"), Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.ArchiveAsync(actor, saved.Id, Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => verbs.FormAsync(actor, saved.Id, Ct));
        }
    }
}

public sealed class PublicOnSqlite(SqliteFixture db) : PublicFacts(db), IClassFixture<SqliteFixture>;

public sealed class PublicOnPostgreSql(PostgreSqlFixture db) : PublicFacts(db), IClassFixture<PostgreSqlFixture>;
