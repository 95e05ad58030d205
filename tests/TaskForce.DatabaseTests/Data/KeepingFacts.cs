using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Data;

/// <summary>Nothing typed is lost, and nothing is kept that must not be.</summary>
public abstract class KeepingFacts(DatabaseFixture db)
{
    [Fact]
    public async Task A_draft_comes_back_to_its_writer_and_to_nobody_else()
    {
        var (one, other) = (await db.SignUpAsync(Role.Coordinator), await db.SignUpAsync(Role.Coordinator));
        var drafts = new Drafts(db.Databases);
        await drafts.KeepAsync(one, "contact", "new", """{"Line":"first"}""");
        await drafts.KeepAsync(one, "contact", "new", """{"Line":"second"}""");

        Assert.Equal("""{"Line":"second"}""", (await drafts.FindAsync(one, "contact", "new"))!.Fields);
        Assert.Null(await drafts.FindAsync(other, "contact", "new"));
        await drafts.ForgetAsync(other, "contact", "new");
        Assert.NotNull(await drafts.FindAsync(one, "contact", "new"));
        await drafts.ForgetAsync(one, "contact", "new");
        Assert.Null(await drafts.FindAsync(one, "contact", "new"));
    }

    [Theory]
    [InlineData("Contact", "new", "{}")]
    [InlineData("contact", "../new", "{}")]
    [InlineData("contact", "new", "[1]")]
    [InlineData("contact", "new", "no json")]
    public async Task What_is_no_draft_is_refused(string form, string record, string fields)
    {
        var actor = await db.SignUpAsync(Role.Reader);
        await Assert.ThrowsAsync<RefusedException>(() => new Drafts(db.Databases).KeepAsync(actor, form, record, fields));
    }

    [Fact]
    public async Task A_draft_holds_64_kilobytes_and_not_one_byte_more()
    {
        var actor = await db.SignUpAsync(Role.Member);
        var drafts = new Drafts(db.Databases);
        var frame = """{"a":""}""".Length;
        await drafts.KeepAsync(actor, "minutes", "new", $$"""{"a":"{{new string('x', Drafts.MaximumBytes - frame)}}"}""");

        await Assert.ThrowsAsync<RefusedException>(() => drafts.KeepAsync(actor, "minutes", "new", $$"""{"a":"{{new string('x', Drafts.MaximumBytes - frame + 1)}}"}"""));
    }

    [Fact]
    public async Task A_draft_of_an_account_that_has_vanished_is_refused_and_not_tried_for_ever()
    {
        var gone = A.Actor(Role.Coordinator);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        enough.CancelAfter(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAnyAsync<DbUpdateException>(() => new Drafts(db.Databases).KeepAsync(gone, "contact", "new", """{"Line":"first"}""", enough.Token));
        Assert.False(await db.ReadAsync(d => d.Drafts.AnyAsync(e => e.AccountId == gone.AccountId)));
    }

    [Fact]
    public async Task A_draft_that_is_kept_and_forgotten_at_one_moment_fails_neither()
    {
        var actor = await db.SignUpAsync(Role.Coordinator);
        var drafts = new Drafts(db.Databases);
        for (var i = 0; i < 20; i++)
        {
            await drafts.KeepAsync(actor, "seat", "new", """{"Title":"as it was"}""");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => n == 0 ? drafts.KeepAsync(actor, "seat", "new", """{"Title":"typed"}""") : drafts.ForgetAsync(actor, "seat", "new"))));
        }

        await drafts.ForgetAsync(actor, "seat", "new");
        Assert.Null(await drafts.FindAsync(actor, "seat", "new"));
    }

    [Fact]
    public async Task Drafts_are_removed_after_thirty_days()
    {
        await using var fresh = await db.FreshAsync();
        var actor = await fresh.SignUpAsync(Role.Member);
        var drafts = new Drafts(fresh.Databases);
        await drafts.KeepAsync(actor, "contact", "new", "{}");
        fresh.Time.GoTo(fresh.Clock.Today.AddDays(31));

        Assert.Null(await drafts.FindAsync(actor, "contact", "new"));
        Assert.Equal(1, await drafts.RemoveOldAsync());
        Assert.Equal(0, await fresh.ReadAsync(d => d.Drafts.CountAsync()));
    }

    [Fact]
    public async Task Search_finds_by_the_beginning_of_each_word_and_the_best_first()
    {
        await using var fresh = await db.FreshAsync();
        await fresh.PartnerAsync("Harbor Immigrant Legal Clinic");
        await fresh.PartnerAsync("Legal Aid of Harbor County");
        await fresh.PartnerAsync("Casa Épica");
        var searches = new Searches(fresh.Databases);

        Assert.Equal(["Legal Aid of Harbor County", "Harbor Immigrant Legal Clinic"], await TitlesAsync(searches, fresh.Reader, "leg"));
        Assert.Equal(["Harbor Immigrant Legal Clinic"], await TitlesAsync(searches, fresh.Reader, "har imm"));
        Assert.Equal(["Casa Épica"], await TitlesAsync(searches, fresh.Reader, "EPICA"));
        Assert.Empty(await TitlesAsync(searches, fresh.Reader, "egal"));
        Assert.Empty(await TitlesAsync(searches, fresh.Reader, "  "));
        Assert.Equal("Partner", (await searches.FindAsync(fresh.Reader, "casa"))[0].Kind);
    }

    [Fact]
    public async Task A_person_is_found_by_the_addresses_that_an_undo_leaves()
    {
        await using var fresh = await db.FreshAsync();
        var (searches, histories) = (new Searches(fresh.Databases), new Histories(fresh.Databases));
        var person = await ReachableAsync(fresh, "Ana Reyes", "first@agency.org");

        await histories.UndoAsync(fresh.Coordinator, await ChangeAsync(p => p.Name = "Ana Lopez"));
        Assert.Equal(["Ana Reyes"], await TitlesAsync(searches, fresh.Coordinator, "first"));
        Assert.Empty(await TitlesAsync(searches, fresh.Coordinator, "lopez"));

        await histories.UndoAsync(fresh.Coordinator, await ChangeAsync(p => p.Emails[0].Address = "second@agency.org"));
        Assert.Equal(["Ana Reyes"], await TitlesAsync(searches, fresh.Coordinator, "first"));
        Assert.Empty(await TitlesAsync(searches, fresh.Coordinator, "second"));

        var added = await ChangeAsync(p => p.Emails.Add(new() { PersonId = p.Id, Address = "third@agency.org", Order = 1 }));
        Assert.Equal(["Ana Reyes"], await TitlesAsync(searches, fresh.Coordinator, "third"));
        var undone = await histories.UndoAsync(fresh.Coordinator, added);
        Assert.Empty(await TitlesAsync(searches, fresh.Coordinator, "third"));
        await histories.UndoAsync(fresh.Coordinator, undone);
        Assert.Equal(["Ana Reyes"], await TitlesAsync(searches, fresh.Coordinator, "third"));

        var removed = await ChangeAsync(p => p.Emails.RemoveAll(e => e.Address.StartsWith("first", StringComparison.Ordinal)));
        Assert.Empty(await TitlesAsync(searches, fresh.Coordinator, "first"));
        await histories.UndoAsync(fresh.Coordinator, removed);
        Assert.Equal(["Ana Reyes"], await TitlesAsync(searches, fresh.Coordinator, "first"));

        async Task<Guid> ChangeAsync(Action<Person> change)
        {
            await using var d = await fresh.OpenAsync(fresh.Coordinator);
            var ana = await d.People.Include(p => p.Emails).SingleAsync(p => p.Id == person.Id);
            change(ana);
            ana.Version = Guid.CreateVersion7();
            await d.SaveChangesAsync();
            return d.ChangeId;
        }
    }

    [Fact]
    public async Task Two_people_who_are_two_again_are_each_found_by_the_own_address()
    {
        await using var fresh = await db.FreshAsync();
        var (searches, ana, ben) = (new Searches(fresh.Databases), await ReachableAsync(fresh, "Ana Reyes", "first@agency.org"), await ReachableAsync(fresh, "Ben Ortiz", "second@agency.org"));
        var merged = await new PersonMerges(fresh.Databases).MergeAsync(fresh.Coordinator, ben.Id, ana.Id);
        Assert.Equal(["Ana Reyes"], await TitlesAsync(searches, fresh.Coordinator, "second"));

        await new Histories(fresh.Databases).UndoAsync(fresh.Coordinator, merged.ChangeId);

        Assert.Equal(["Ana Reyes"], await TitlesAsync(searches, fresh.Coordinator, "first"));
        Assert.Equal(["Ben Ortiz"], await TitlesAsync(searches, fresh.Coordinator, "second"));
    }

    [Fact]
    public async Task A_struck_out_address_is_not_found_and_the_others_of_its_person_are()
    {
        await using var fresh = await db.FreshAsync();
        var person = await ReachableAsync(fresh, "Ana Reyes", "xanthippe@agency.org", "office@harbor.org");

        await new StrikeOuts(fresh.Databases).StrikeAsync(fresh.Coordinator, nameof(PersonEmail), person.Emails[0].Id, new() { Field = "Address", Passage = "xanthippe", Why = "A name" });

        Assert.False(await fresh.ReadAsync(d => d.SearchWords.AnyAsync(w => w.Word.StartsWith("xanth"))));
        Assert.Equal(["Ana Reyes"], await TitlesAsync(new Searches(fresh.Databases), fresh.Coordinator, "office"));
        Assert.DoesNotContain(await fresh.ReadAsync(d => d.PersonEmails.Select(e => e.Folded).ToListAsync()), f => f.Contains("xanth", StringComparison.Ordinal));
    }

    private static async Task<Person> ReachableAsync(Store store, string name, params string[] addresses)
    {
        var person = A.Person(name);
        person.Emails.AddRange(addresses.Select((address, i) => new PersonEmail { PersonId = person.Id, Address = address, Order = i }));
        await store.AddAsync(person);
        return person;
    }

    [Fact]
    public async Task A_struck_out_passage_is_gone_from_record_history_drafts_and_staging()
    {
        const string secret = "Ana's case 23-CR-00123 “at night”";
        await using var fresh = await db.FreshAsync();
        var coordinator = await fresh.SignUpAsync(Role.Coordinator);
        var clinic = await fresh.PartnerAsync("Clinic");
        var note = new PartnerNote { PartnerId = clinic.Id, Text = "They told of " + secret, AuthorName = "Somebody" };
        var json = System.Text.Json.JsonSerializer.Serialize((string[])[secret]);
        // What was chosen about a committee of that spelling goes by the folded form.
        var choices = $$"""{ "Bodies": { "{{Folding.Fold(secret)}}": { "Ignore": true }, "housing": { "Ignore": true } } }""";
        var batch = new ImportBatch { FileName = secret + ".csv", Headers = json, Choices = choices };
        await fresh.AddAsync(note, batch, new ImportRow { BatchId = batch.Id, Number = 1, Cells = json, Hash = ImportRow.HashOf([secret]), Result = secret },
            new ImportMapping { Signature = "headings", Choices = choices });
        await fresh.ChangeAsync(async d => (await d.PartnerNotes.SingleAsync(n => n.Id == note.Id)).Text += ", again");
        await new Drafts(fresh.Databases).KeepAsync(coordinator, "note", "new", $$"""{"Text":"{{secret}}"}""");

        var places = await new StrikeOuts(fresh.Databases).StrikeAsync(coordinator, nameof(PartnerNote), note.Id, new() { Field = "Text", Passage = secret, Why = "Named a survivor" });

        Assert.Equal(8, places);
        Assert.Equal(ImportRow.HashOf([StrikeOuts.Mark]), await fresh.ReadAsync(d => d.ImportRows.Select(r => r.Hash).SingleAsync()));
        Assert.Equal("They told of [struck out], again", await fresh.ReadAsync(d => d.PartnerNotes.Where(n => n.Id == note.Id).Select(n => n.Text).SingleAsync()));
        Assert.Empty(await EverythingAsync(fresh, "CR-00123"));
        Assert.Empty(await EverythingAsync(fresh, "00123"));
        Assert.All(await fresh.ReadAsync(d => d.ImportMappings.Select(m => m.Choices).Concat(d.ImportBatches.Select(b => b.Choices)).ToListAsync()), c => Assert.Contains("housing", c, StringComparison.Ordinal));
        Assert.Equal(("Named a survivor", coordinator.Name), await fresh.ReadAsync(async d => { var s = await d.StrikeOuts.SingleAsync(); return (s.Why, s.By); }));
        Assert.Equal(Happened.StruckOut, (await fresh.HistoryAsync(note.Id))[^1].Happened);
    }

    [Fact]
    public async Task What_an_import_found_can_still_be_read_when_a_word_of_its_own_is_struck_out()
    {
        await using var fresh = await db.FreshAsync();
        var imports = new Imports(fresh.Databases);
        using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("Agency,First Name,Last Name,Email,Committee\nEmail Shelter,Ana,Someone,not an address,Executive Committee\n"));
        var id = await imports.UploadAsync(fresh.Coordinator, file, "Email list.csv");
        var reasons = await fresh.ReadAsync(d => d.ImportRows.Where(r => r.Number == 2).Select(r => r.Reasons).SingleAsync());
        Assert.Contains("\"Email\"", reasons, StringComparison.Ordinal);
        var partner = await fresh.PartnerAsync("Email and Committee House");

        foreach (var passage in (string[])["Email", "Committee"])
            await new StrikeOuts(fresh.Databases).StrikeAsync(fresh.Coordinator, nameof(Partner), partner.Id, new() { Field = "Name", Passage = passage, Why = "A name" });

        var view = await new ImportLists(fresh.Databases).GetAsync(fresh.Coordinator, id);
        Assert.Contains(view.Findings.Bodies, b => b.NewKind is not null && b.Name.Contains(StrikeOuts.Mark, StringComparison.Ordinal));
        Assert.Contains(StrikeOuts.Mark, view.Findings.Partners.Single().Name, StringComparison.Ordinal);
        Assert.Contains("\"Email\"", await fresh.ReadAsync(d => d.ImportRows.Where(r => r.Number == 2).Select(r => r.Reasons).SingleAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Executive)]
    [InlineData(Role.Member)]
    [InlineData(Role.Reader)]
    public async Task Others_do_not_strike_out(Role role)
    {
        var clinic = await db.PartnerAsync("Clinic to keep");
        var strikeOuts = new StrikeOuts(db.Databases);
        var form = new StrikeOutForm { Field = "Name", Passage = "Clinic", Why = "No reason" };

        await Assert.ThrowsAsync<NotAllowedException>(() => strikeOuts.StrikeAsync(A.Actor(role), nameof(Partner), clinic.Id, form));
        await Assert.ThrowsAsync<NotAllowedException>(() => strikeOuts.FieldsAsync(A.Actor(role), nameof(Partner), clinic.Id));
        await Assert.ThrowsAsync<NotAllowedException>(() => strikeOuts.StrikeFileAsync(A.Actor(role), clinic.Id, "No reason"));
    }

    [Fact]
    public async Task A_passage_that_does_not_stand_there_is_said_so_and_a_struck_out_name_is_not_found()
    {
        var clinic = await db.PartnerAsync("Clinic for Xanthippe");
        var strikeOuts = new StrikeOuts(db.Databases);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => strikeOuts.StrikeAsync(db.Coordinator, nameof(Partner), clinic.Id, new() { Field = "Name", Passage = "Zenobia", Why = "A name" }));
        Assert.Equal("Passage", refused.Field);

        await strikeOuts.StrikeAsync(db.Coordinator, nameof(Partner), clinic.Id, new() { Field = "Name", Passage = "Xanthippe", Why = "A name" });
        Assert.Empty(await new Searches(db.Databases).FindAsync(db.Coordinator, "xanth"));
    }

    [Fact]
    public async Task A_struck_out_file_keeps_its_place_and_loses_its_bytes_and_its_name()
    {
        var file = new StoredFile { Name = "interview-ana.pdf", ContentType = "application/pdf", Hash = "5f78c332", Size = 3 };
        await db.AddAsync(file, new FileBytes { FileId = file.Id, Bytes = [1, 2, 3] });

        await new StrikeOuts(db.Databases).StrikeFileAsync(db.Coordinator, file.Id, "Not ours to keep");

        Assert.Empty(await db.ReadAsync(d => d.FileBytes.Where(b => b.FileId == file.Id).Select(b => b.Bytes).SingleAsync()));
        Assert.DoesNotContain(await db.HistoryAsync(file.Id), e => (e.Before + e.After) is var all && (all.Contains("interview", StringComparison.Ordinal) || all.Contains("5f78c332", StringComparison.Ordinal)));
        Assert.Equal("", await db.ReadAsync(d => d.Files.Where(f => f.Id == file.Id).Select(f => f.Hash).SingleAsync()));
    }

    [Fact]
    public async Task A_change_of_which_a_part_that_is_no_text_was_struck_out_is_not_undone()
    {
        var shelter = await db.PartnerAsync("Shelter Tribal");
        Guid change;
        await using (var d = await db.OpenAsync(db.Coordinator))
        {
            (await d.Partners.SingleAsync(p => p.Id == shelter.Id)).Level = Level.Tribal;
            await d.SaveChangesAsync();
            change = d.ChangeId;
        }
        await new StrikeOuts(db.Databases).StrikeAsync(db.Coordinator, nameof(Partner), shelter.Id, new() { Field = "Name", Passage = "Tribal", Why = "A name" });

        var refused = await Assert.ThrowsAsync<RefusedException>(() => new Histories(db.Databases).UndoAsync(db.Coordinator, change));
        Assert.Contains("struck out", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_be_there_only_once_is_refused_in_a_sentence()
    {
        await using var fresh = await db.FreshAsync();
        await fresh.AddAsync(new ImportMapping { Signature = "headings", Choices = "{}" });

        var refused = await Assert.ThrowsAsync<CollisionException>(() => fresh.AddAsync(new ImportMapping { Signature = "headings", Choices = "{}" }));
        Assert.StartsWith("Somebody else saved something at the same moment", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await fresh.ReadAsync(d => d.ImportMappings.CountAsync()));
    }

    private static async Task<IEnumerable<string>> TitlesAsync(Searches searches, Actor actor, string text) => (await searches.FindAsync(actor, text)).Select(f => f.Title);

    private static Task<List<string>> EverythingAsync(Store store, string text) => store.ReadAsync(async d =>
    {
        List<string> all = [];
        all.AddRange(await d.AuditEntries.Select(e => e.Before + e.After).ToListAsync());
        all.AddRange(await d.Drafts.Select(e => e.Fields).ToListAsync());
        all.AddRange(await d.ImportRows.Select(e => e.Cells + e.Result).ToListAsync());
        all.AddRange(await d.ImportBatches.Select(e => e.FileName + e.Headers + e.Choices).ToListAsync());
        all.AddRange(await d.ImportMappings.Select(e => e.Choices).ToListAsync());
        all.AddRange(await d.PartnerNotes.Select(e => e.Text).ToListAsync());
        return all.Where(t => t.Contains(text, StringComparison.Ordinal)).ToList();
    });
}

public sealed class KeepingOnSqlite(SqliteFixture db) : KeepingFacts(db), IClassFixture<SqliteFixture>;

public sealed class KeepingOnPostgreSql(PostgreSqlFixture db) : KeepingFacts(db), IClassFixture<PostgreSqlFixture>;
