using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;
using TaskForce.Core.Roster;
using TaskForce.Tests;
using static TaskForce.DatabaseTests.Roster.ImportSteps;
using CommitteeChoice = TaskForce.Core.Roster.CommitteeChoice;

namespace TaskForce.DatabaseTests.Roster;

/// <summary>A file on its way into the roster, and into the roster.</summary>
public abstract class ImportFacts(DatabaseFixture db)
{
    [Fact]
    public async Task The_preview_shows_what_needs_a_look_with_row_and_column_and_writes_nothing()
    {
        await using var store = await FoundedAsync(db);
        var before = await CountAsync(store);
        var id = await UploadAsync(store);
        var view = await GetAsync(store, id);
        Assert.Equal([RosterField.Partner, RosterField.Post, RosterField.Email, RosterField.Phone, RosterField.Bodies, RosterField.SeatClass, RosterField.Since, RosterField.Notes], view.Choices.Columns);
        Assert.True(view.Findings.Dates!.MustAsk);
        Assert.True(view.Findings.HasSeveralBodies);
        var looks = (await RowsAsync(store, id, RowOutcome.NeedsALook)).Rows.ToDictionary(r => r.Number, r => r.Reasons.First(x => x.Look));
        Assert.Equal([2, 5, 12, 16], looks.Keys.Order());
        Assert.Equal((ReasonCode.DateAmbiguous, 6), (looks[2].Code, looks[2].Column));
        Assert.Equal((ReasonCode.PartnerLikely, 0), (looks[5].Code, looks[5].Column));
        Assert.Contains("Homeland Security Investigations", looks[5].Text, StringComparison.Ordinal);
        Assert.Equal((ReasonCode.DateWrong, 6), (looks[12].Code, looks[12].Column));
        Assert.Contains("February 2016 has 29 days", looks[12].Text, StringComparison.Ordinal);
        Assert.Equal((ReasonCode.NoPartner, 0), (looks[16].Code, looks[16].Column));
        Assert.StartsWith("11 rows can go in, 4 need a look: “4/2/2012” can be read in two ways", view.Opening, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync(store));
    }

    [Fact]
    public async Task The_preview_tells_what_it_makes_of_every_odd_cell()
    {
        await using var store = await FoundedAsync(db);
        var id = await UploadAsync(store);
        await DecideAsync(store, id);
        var rows = (await RowsAsync(store, id, null)).Rows.ToDictionary(r => r.Number, r => string.Join(' ', r.Reasons.Select(x => x.Text).Prepend(r.Result)));
        Assert.Contains("“Feb 2017”: only the month is given, so it is read as February 1, 2017.", rows[4], StringComparison.Ordinal);
        Assert.Contains("“2013”: only the year is given", rows[5], StringComparison.Ordinal);
        Assert.Contains("since Jan 30, 2016", rows[11], StringComparison.Ordinal);
        Assert.Contains("so “ex officio” makes no seat", rows[12], StringComparison.Ordinal);
        Assert.Contains("Harbor County Probation is taken for a member from today on", rows[12], StringComparison.Ordinal);
        Assert.Contains("Bayside PD is taken for a member from today on", rows[13], StringComparison.Ordinal);
        Assert.Contains("It holds a formula", rows[13], StringComparison.Ordinal);
        Assert.Contains("alternate seat in Law Enforcement", rows[14], StringComparison.Ordinal);
        Assert.Contains("2 addresses: vice@alder.example.org and vice2@alder.example.org", rows[15], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_sensible_choices_fourteen_of_fifteen_rows_go_in()
    {
        await using var store = await FoundedAsync(db);
        var id = await UploadAsync(store);
        await DecideAsync(store, id);
        var view = await GetAsync(store, id);
        Assert.StartsWith("14 rows can go in, 1 needs a look: no organization is given.", view.Opening, StringComparison.Ordinal);
        Assert.Equal(14, await new Imports(store.Databases).RunAsync(store.Coordinator, id, null, Ct));

        var partners = await store.ReadAsync(d => d.Partners.OrderBy(p => p.SortName).Select(p => p.Name + "|" + p.Kind!.Name).ToListAsync(Ct));
        Assert.Equal(
        [
            "Bayside PD|Police", "Harbor County District Attorney|District attorney", "Harbor County Probation|Probation", "Harbor County Social Services|Child welfare",
            "Harborview Police Department|Police", "Homeland Security Investigations|Federal law enforcement", "Lakeview PD|Police", "Port Alder PD|Police",
            "Safe Lantern Shelter|Victim services, comprehensive", "The Tide Mission Church|Faith community", "U.S. Attorney’s Office, Harbor Dist.|U.S. Attorney's Office",
        ], partners);
        var bodies = await store.ReadAsync(d => d.Bodies.OrderBy(b => b.SortName).Select(b => b.Name).ToListAsync(Ct));
        Assert.Equal(["Executives", "General membership", "Law Enforcement", "Legal", "Outreach and Education", "Victim Services"], bodies);
    }

    [Fact]
    public async Task What_was_written_is_what_the_rows_said()
    {
        await using var store = await FoundedAsync(db);
        var id = await ImportAsync(store);
        var lieutenant = await store.ReadAsync(d => d.People.Include(p => p.Posts).Include(p => p.Phones).SingleAsync(p => p.Emails.Any(e => e.Address == "vice.lt@harborview-pd.example.org"), Ct));
        Assert.False(lieutenant.IsNameKnown);
        Assert.Equal("Lieutenant, Vice, Harborview Police Department", lieutenant.Called);
        Assert.Equal("555-010-0101", Assert.Single(lieutenant.Phones).Number);
        var seats = await store.ReadAsync(d => d.Seats.Where(s => s.Holdings.Any(h => h.PersonId == lieutenant.Id)).Join(d.Bodies, s => s.BodyId, b => b.Id, (s, b) => new { b.Kind, b.Name, s.Class, s.From }).OrderBy(s => s.Name).ToListAsync(Ct));
        Assert.Equal([("Executives", SeatClass.Voting, A.Day("2012-04-02")), ("Law Enforcement", SeatClass.Voting, A.Day("2012-04-02"))], seats.Select(s => (s.Name, s.Class, s.From)));
        var emails = await store.ReadAsync(d => d.PersonEmails.Where(e => e.Folded.Contains("alder")).OrderBy(e => e.Order).Select(e => e.Address).ToListAsync(Ct));
        Assert.Equal(["vice@alder.example.org", "vice2@alder.example.org"], emails);
        var note = await store.ReadAsync(d => d.PartnerNotes.SingleAsync(n => n.Text.StartsWith("asked for leave"), Ct), store.Coordinator);
        Assert.Equal("asked for leave; =HYPERLINK(\"http://example.org\")", note.Text);
        var harborview = await store.ReadAsync(d => d.Partners.Include(p => p.Memberships).SingleAsync(p => p.Name == "Harborview Police Department", Ct));
        var membership = Assert.Single(harborview.Memberships);
        Assert.Equal((MembershipKind.Member, A.Day("2012-04-02")), (membership.Kind, membership.From));
        Assert.NotNull(await store.ReadAsync(d => d.PartnerStandings.FindAsync([harborview.Id], Ct).AsTask()));
        var line = Assert.Single(await store.HistoryAsync(harborview.Id), l => l.RecordType == nameof(Partner));
        Assert.Equal((id, store.Coordinator.AccountId), (line.BatchId, line.AccountId));
        Assert.True(await store.ReadAsync(d => d.SearchWords.AnyAsync(w => w.Word == "harborview", Ct)));
        var search = await store.ReadAsync(d => d.SearchEntries.SingleAsync(e => e.Id == lieutenant.Id, Ct));
        Assert.Equal("Lieutenant, Vice, Harborview Police Department", search.Title);
    }

    [Fact]
    public async Task Notes_from_a_file_are_candid()
    {
        await using var store = await FoundedAsync(db);
        await ImportAsync(store);
        Assert.Equal(0, await store.ReadAsync(d => d.PartnerNotes.CountAsync(Ct), store.Member));
        Assert.All(await store.ReadAsync(d => d.AuditEntries.Where(e => e.RecordType == "PartnerNote").ToListAsync(Ct)), e => Assert.True(e.Candid && e.PartnerId is not null));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        await using var store = await FoundedAsync(db);
        await ImportAsync(store);
        var before = await CountAsync(store);
        var again = await UploadAsync(store);
        await DecideAsync(store, again);
        var view = await GetAsync(store, again);
        Assert.Equal((0, 0, 14, 1), (view.Line.Creates, view.Line.Updates, view.Line.Skips, view.Line.Looks));
        Assert.NotNull(view.Findings.ImportedBefore);
        await Assert.ThrowsAsync<RefusedException>(() => new Imports(store.Databases).RunAsync(store.Coordinator, again, null, Ct));
        Assert.Equal(before, await CountAsync(store));
    }

    [Fact]
    public async Task A_row_that_names_nobody_and_has_no_address_is_known_again_only_as_the_very_same_row()
    {
        await using var store = await FoundedAsync(db);
        const string file = "Agency,Post,Committee\nBayside PD,Detective,Legal\nBayside PD,Detective,Outreach\nBayside PD,Detective,Legal\n";
        var id = await UploadAsync(store, file);
        var view = await GetAsync(store, id);
        // Two people with the same post are two people; the third line is the first one again.
        Assert.Equal((2, 1), (view.Line.Creates, view.Line.Skips));
        await new Imports(store.Databases).RunAsync(store.Coordinator, id, null, Ct);
        var again = (await GetAsync(store, await UploadAsync(store, file))).Line;
        Assert.Equal((0, 0, 3), (again.Creates, again.Updates, again.Skips));
    }

    [Fact]
    public async Task A_second_file_adds_only_what_is_new_to_people_known_by_address_or_by_name_within_a_partner()
    {
        await using var store = await FoundedAsync(db);
        await ImportAsync(store);
        const string file = "Agency,Name,Title,Email,Phone,Committee,Voting\n"
            + "Harborview PD,Dana Cole,Captain,VICE.LT@harborview-pd.example.org,555-010-0199,Legal,N\n"
            + "Safe Lantern Shelter,Ana Ruiz,Advocate,,,,\n"
            + "Safe Lantern Shelter,Ána Ruiz,,ana@lantern.example.org,,Outreach and Education,Y\n"
            + "Bayside PD,Ana Ruiz,Clerk,,,,\n";
        var id = await UploadAsync(store, file);
        var rows = (await RowsAsync(store, id)).Rows;
        Assert.Equal([RowOutcome.Update, RowOutcome.Create, RowOutcome.Update, RowOutcome.Create], rows.Select(r => r.Outcome));
        await new Imports(store.Databases).RunAsync(store.Coordinator, id, null, Ct);
        var cole = await store.ReadAsync(d => d.People.Include(p => p.Posts).Include(p => p.Phones).Include(p => p.Emails).SingleAsync(p => p.Name == "Dana Cole", Ct));
        Assert.Equal(("", "Captain", 2, 1), (cole.KnownAs, cole.Posts.Single().Title, cole.Phones.Count, cole.Emails.Count));
        var ruiz = await store.ReadAsync(d => d.People.Include(p => p.Emails).Where(p => p.Name == "Ana Ruiz").OrderBy(p => p.Id).ToListAsync(Ct));
        Assert.Equal(2, ruiz.Count);
        Assert.Equal("ana@lantern.example.org", Assert.Single(ruiz.SelectMany(p => p.Emails)).Address);
        Assert.Contains(await store.HistoryAsync(cole.Id), l => l.Happened == Happened.Changed && l.After!.Contains("Dana Cole", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_with_another_name_asks_whether_it_is_the_same_person()
    {
        await using var store = await FoundedAsync(db);
        var imports = new Imports(store.Databases);
        var first = await UploadAsync(store, "Agency,Name,Email\nSafe Lantern Shelter,Ana Ruiz,info@lantern.example.org\n");
        await imports.RunAsync(store.Coordinator, first, null, Ct);
        var id = await UploadAsync(store, "Agency,Name,Email\nSafe Lantern Shelter,Bo Reed,info@lantern.example.org\n");
        var reason = Assert.Single((await RowsAsync(store, id)).Rows.Single().Reasons, r => r.Look);
        Assert.Equal(ReasonCode.PersonDiffers, reason.Code);
        await imports.ChooseRowAsync(store.Coordinator, id, 2, new RowChoice(NewPerson: true), Ct);
        Assert.Equal(RowOutcome.Create, (await RowsAsync(store, id)).Rows.Single().Outcome);
        await imports.ChooseRowAsync(store.Coordinator, id, 2, new RowChoice(PersonId: reason.PersonId), Ct);
        Assert.Equal(RowOutcome.Skip, (await RowsAsync(store, id)).Rows.Single().Outcome);
    }

    [Fact]
    public async Task The_preview_and_its_corrections_survive_a_restart()
    {
        await using var store = await FoundedAsync(db);
        var id = await UploadAsync(store);
        await DecideAsync(store, id);
        await new Imports(store.Databases).ChangeCellAsync(store.Coordinator, id, 16, 0, "Harbor Volunteers Coalition", Ct);
        // Nothing of it is held outside the database: new objects over the same database know all of it.
        var databases = new Databases(store.Options, store.Clock);
        var view = await new ImportLists(databases).GetAsync(store.Coordinator, id, Ct);
        Assert.Equal((15, 0), (view.Line.Creates, view.Line.Looks));
        Assert.Equal(15, await new Imports(databases).RunAsync(store.Coordinator, id, null, Ct));
    }

    [Fact]
    public async Task A_mapping_is_remembered_for_the_next_file_with_the_same_headings()
    {
        await using var store = await FoundedAsync(db);
        var id = await UploadAsync(store, "Agency,Who\nBayside PD,Ana Ruiz\n");
        var imports = new Imports(store.Databases);
        Assert.Equal([RosterField.Partner, RosterField.Ignore], (await GetAsync(store, id)).Choices.Columns);
        await imports.ChooseColumnsAsync(store.Coordinator, id, [RosterField.Partner, RosterField.PersonName], DateStyle.Undecided, true, ct: Ct);
        var next = await UploadAsync(store, "AGENCY, who\nLakeview PD,Bo Reed\n");
        Assert.Equal([RosterField.Partner, RosterField.PersonName], (await GetAsync(store, next)).Choices.Columns);
    }

    [Fact]
    public async Task What_is_left_over_goes_on_as_an_import_of_its_own()
    {
        await using var store = await FoundedAsync(db);
        var imports = new Imports(store.Databases);
        var rest = await imports.ContinueAsync(store.Coordinator, await ImportAsync(store), Ct);
        Assert.Equal((1, 1), ((await GetAsync(store, rest)).Line.Rows, (await GetAsync(store, rest)).Line.Looks));
        await imports.ChangeCellAsync(store.Coordinator, rest, 16, 0, "Safe Lantern Shelter", Ct);
        Assert.Equal(1, await imports.RunAsync(store.Coordinator, rest, null, Ct));
    }

    [Fact]
    public async Task A_failure_in_the_middle_leaves_nothing_behind()
    {
        await using var store = await FoundedAsync(db);
        var id = await UploadAsync(store);
        await DecideAsync(store, id);
        var before = await CountAsync(store);
        using var stop = new CancellationTokenSource();
        var progress = new StopAt(stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Imports(store.Databases).RunAsync(store.Coordinator, id, progress, stop.Token));
        Assert.True(progress.Stopped);
        Assert.Equal(before, await CountAsync(store));
        Assert.Equal(ImportState.Checked, (await GetAsync(store, id)).Line.State);
    }

    [Fact]
    public async Task A_note_that_looks_like_personal_data_needs_a_look_until_somebody_says_that_it_is_none()
    {
        await using var store = await FoundedAsync(db);
        var id = await UploadAsync(store, "Agency,Notes\nBayside PD,SSN 078-05-1120 of the witness\n");
        var reason = Assert.Single((await RowsAsync(store, id)).Rows.Single().Reasons, r => r.Look);
        Assert.Equal(ReasonCode.PersonalData, reason.Code);
        Assert.DoesNotContain("078", reason.Text, StringComparison.Ordinal);
        await new Imports(store.Databases).ChooseRowAsync(store.Coordinator, id, 2, new RowChoice(KeepNote: true), Ct);
        Assert.Equal(RowOutcome.Create, (await RowsAsync(store, id)).Rows.Single().Outcome);
    }

    [Fact]
    public async Task Committees_can_be_matched_made_or_left_out()
    {
        await using var store = await FoundedAsync(db);
        var imports = new Imports(store.Databases);
        var id = await UploadAsync(store, "Agency,Post,Committee\nBayside PD,Chief,Cmte on Legal Matters\nBayside PD,Clerk,Softball\n");
        var bodies = (await GetAsync(store, id)).Findings.Bodies.ToDictionary(b => b.Name);
        Assert.Equal(BodyKind.Committee, bodies["Softball"].NewKind);
        await imports.ChooseBodyAsync(store.Coordinator, id, bodies["Softball"].Key, new CommitteeChoice(Ignore: true), Ct);
        var general = await store.ReadAsync(d => d.Bodies.SingleAsync(b => b.Kind == BodyKind.GeneralBody, Ct));
        await imports.ChooseBodyAsync(store.Coordinator, id, bodies["Cmte on Legal Matters"].Key, new CommitteeChoice(BodyId: general.Id), Ct);
        await imports.RunAsync(store.Coordinator, id, null, Ct);
        Assert.Equal([general.Id], await store.ReadAsync(d => d.Seats.Select(s => s.BodyId).ToListAsync(Ct)));
        Assert.Equal(2, await store.ReadAsync(d => d.Bodies.CountAsync(Ct)));
    }

    [Fact]
    public async Task A_vacant_seat_of_the_partner_is_taken_before_a_new_one_is_made()
    {
        await using var store = await FoundedAsync(db);
        var bayside = await store.PartnerAsync("Bayside PD", Sector.LocalLawEnforcement);
        var legal = new Body { Name = "Legal", Slug = "legal" };
        var seat = new Seat { BodyId = legal.Id, PartnerId = bayside.Id, From = A.Day("2020-01-01") };
        await store.AddAsync(legal, seat);
        var id = await UploadAsync(store, "Agency,Post,Committee,Voting\nBayside PD,Chief,Legal Committee,Y\nBayside PD,Clerk,Legal,Y\n");
        await new Imports(store.Databases).RunAsync(store.Coordinator, id, null, Ct);
        Assert.Equal(2, await store.ReadAsync(d => d.Seats.CountAsync(Ct)));
        Assert.Single(await store.ReadAsync(d => d.SeatHoldings.Where(h => h.SeatId == seat.Id).ToListAsync(Ct)));
    }

    [Fact]
    public async Task A_post_and_a_term_that_will_end_are_not_made_twice()
    {
        await using var store = await FoundedAsync(db);
        var imports = new Imports(store.Databases);
        const string file = "Agency,Name,Committee,Voting\nBayside PD,Ana Ruiz,Legal,Y\n";
        await imports.RunAsync(store.Coordinator, await UploadAsync(store, file), null, Ct);
        await store.ChangeAsync(async d =>
        {
            var ends = store.Clock.Today.AddMonths(3);
            (await d.Posts.SingleAsync(Ct)).To = ends;
            (await d.SeatHoldings.SingleAsync(Ct)).To = ends;
        });

        var again = (await GetAsync(store, await UploadAsync(store, file + "Bayside PD,Bo Reed,Legal,Y\n"))).Line;
        Assert.Equal((1, 0, 1), (again.Creates, again.Updates, again.Skips));
    }

    [Fact]
    public async Task Services_that_look_like_personal_data_need_a_look_as_a_note_does()
    {
        await using var store = await FoundedAsync(db);
        var id = await UploadAsync(store, "Agency,Services offered\nBayside PD,Shelter for Ana since her SSN 078-05-1120 leaked\n");
        Assert.Equal([RosterField.Partner, RosterField.PartnerServices], (await GetAsync(store, id)).Choices.Columns);
        var reason = Assert.Single((await RowsAsync(store, id)).Rows.Single().Reasons, r => r.Look);
        Assert.Equal((ReasonCode.PersonalData, 1), (reason.Code, reason.Column));
        await new Imports(store.Databases).ChooseRowAsync(store.Coordinator, id, 2, new RowChoice(KeepNote: true), Ct);
        Assert.Equal(RowOutcome.Create, (await RowsAsync(store, id)).Rows.Single().Outcome);
    }

    [Fact]
    public async Task Only_coordinators_and_administrators_import()
    {
        await using var store = await FoundedAsync(db);
        using var file = A.File(A.Roster);
        foreach (var actor in (Actor[])[store.Reader, store.Member, store.Executive])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => new Imports(store.Databases).UploadAsync(actor, file, "x.csv", Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => new ImportLists(store.Databases).ListAsync(actor, ct: Ct));
            await Assert.ThrowsAsync<NotAllowedException>(() => new ImportUndos(store.Databases).UndoAsync(actor, Guid.NewGuid(), Ct));
        }
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_leaves_no_upload_behind()
    {
        await using var store = await FoundedAsync(db);
        using var file = A.File("Agency,Notes\nBayside PD,\"open\n");
        await Assert.ThrowsAsync<UnreadableSheetException>(() => new Imports(store.Databases).UploadAsync(store.Coordinator, file, "x.csv", Ct));
        Assert.Empty(await new ImportLists(store.Databases).ListAsync(store.Coordinator, ct: Ct));
        Assert.Equal(0, await store.ReadAsync(d => d.ImportRows.CountAsync(Ct)));
    }

    [Fact]
    public async Task The_report_has_a_line_for_every_row_with_its_reasons()
    {
        await using var store = await FoundedAsync(db);
        var id = await ImportAsync(store);
        using var report = new MemoryStream();
        await new ImportLists(store.Databases).WriteReportAsync(store.Coordinator, id, report, SheetFormat.Xlsx, Ct);
        using var book = SheetReader.Open(report);
        var rows = book.Rows(0).ToList();
        Assert.Equal(16, rows.Count);
        Assert.Equal(["16", "Needs a look"], rows[^1].Cells.Take(2));
        Assert.StartsWith("Column A: No organization is given.", rows[^1].Cells[3], StringComparison.Ordinal);
    }

    private sealed class StopAt(CancellationTokenSource source) : IProgress<int>
    {
        public bool Stopped { get; private set; }

        public void Report(int value)
        {
            Stopped = true;
            source.Cancel();
        }
    }
}

public sealed class ImportOnSqlite(SqliteFixture db) : ImportFacts(db), IClassFixture<SqliteFixture>;

public sealed class ImportOnPostgreSql(PostgreSqlFixture db) : ImportFacts(db), IClassFixture<PostgreSqlFixture>;
