using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Bodies;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Learning;
using TaskForce.Core.Meetings;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Reviews;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.DatabaseTests.Reviews;

/// <summary>Letters of thanks, from the records. Today is November 17, 2026.</summary>
public abstract class LetterFacts(DatabaseFixture db)
{
    private static readonly HalfYear Half = new(2026, 2);

    private sealed record World(Store Store, Partner Clinic, Partner Quiet) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Store.DisposeAsync();
    }

    private async Task<World> WorldAsync()
    {
        var store = await db.FreshAsync();
        Partner clinic = await store.PartnerAsync("Harbor Clinic"), quiet = await store.PartnerAsync("Quiet Agency");
        var (dana, wes) = (await store.PersonAsync("Dana Ruiz", clinic), await store.PersonAsync("Wes Brannigan", clinic));
        Body board = A.Body("Executives", BodyKind.Executives), outreach = A.Body("Outreach");
        var seat = A.Seat(outreach, clinic);
        Meeting[] meetings = [A.Meeting(outreach, "2026-06-30"), A.Meeting(outreach, "2026-07-01"), A.Meeting(outreach, "2026-09-08"), A.Meeting(outreach, "2026-10-06"), A.Meeting(board, "2026-11-05"), A.Meeting(outreach, "2026-11-10")];
        meetings[5].CancelledAt = store.Clock.UtcNow;
        var goal = new PlanGoal { BodyId = outreach.Id, Year = 2026, Title = "Reach clinics" };
        var office = new Office { PartnerId = clinic.Id, Title = "Executive director" };
        TrainingSession hosted = new() { On = A.Day("2026-09-12"), Title = "Spotting labor trafficking", HostId = clinic.Id }, other = new() { On = A.Day("2026-10-01"), Title = "First response" };
        await store.AddAsync(board, outreach, seat, meetings[0], meetings[1], meetings[2], meetings[3], meetings[4], meetings[5], goal, office, hosted, other,
            new OfficeHolding { OfficeId = office.Id, PersonId = dana.Id, From = A.Day("2024-01-01") },
            new Membership { PartnerId = quiet.Id, Kind = MembershipKind.Member, From = A.Day("2024-01-01") },
            new TrainingAttendance { SessionId = other.Id, PartnerId = clinic.Id, People = 14 },
            new PlanActivity { GoalId = goal.Id, Title = "Visit clinics", PersonId = wes.Id, From = A.Day("2026-08-01"), To = A.Day("2026-10-31"), Status = ActivityStatus.Done, DoneOn = A.Day("2026-10-02") },
            new PlanActivity { GoalId = goal.Id, Title = "Too early", PersonId = wes.Id, From = A.Day("2026-01-01"), To = A.Day("2026-06-30"), Status = ActivityStatus.Done, DoneOn = A.Day("2026-06-30") },
            new Attendance { MeetingId = meetings[0].Id, SeatId = seat.Id, PartnerId = clinic.Id, Presence = Presence.Present, Expected = true },
            new Attendance { MeetingId = meetings[1].Id, SeatId = seat.Id, PartnerId = clinic.Id, Presence = Presence.Present, Expected = true },
            new Attendance { MeetingId = meetings[2].Id, SeatId = seat.Id, PartnerId = clinic.Id, Presence = Presence.Deputy, Expected = true },
            new Attendance { MeetingId = meetings[3].Id, SeatId = seat.Id, PartnerId = clinic.Id, Presence = Presence.Absent, Expected = true },
            new Attendance { MeetingId = meetings[4].Id, PartnerId = clinic.Id, PersonId = dana.Id, Presence = Presence.Guest },
            new Attendance { MeetingId = meetings[5].Id, SeatId = seat.Id, PartnerId = clinic.Id, Presence = Presence.Present, Expected = true },
            // Said in confidence: none of it may ever be in a letter.
            new PartnerNote { PartnerId = clinic.Id, Text = "CANARY note", AuthorName = "Mara" }, new Barrier { PartnerId = clinic.Id, Cause = BarrierCause.Other, Note = "CANARY barrier", NamedOn = A.Day("2026-10-01") },
            new Contact { On = A.Day("2026-10-01"), Kind = ContactKind.Call, Line = "CANARY line", AuthorName = "Mara", Partners = { new() { PartnerId = clinic.Id, On = A.Day("2026-10-01"), TwoWay = true } } });
        await store.ChangeAsync(d =>
        {
            StandingsFacts.AddMou(d, "Regional MOU", "2026-01-01", "2028-12-31", true, clinic, quiet);
            return Task.CompletedTask;
        });
        var mou = await store.ReadAsync(d => Task.FromResult(d.Mous.Single()));
        var promises = new Commitments(store.Databases);
        var id = (await promises.AddAsync(store.Coordinator, mou.Id, new() { Title = "Give hours", Kind = CommitmentKind.Return, Gives = ReturnContent.Hours, Hours = 10, Period = CommitmentPeriod.Quarter, FirstDueOn = A.Day("2026-10-15"), DueDays = 15 })).Id;
        await store.AddAsync(new PartnerReturn { CommitmentId = id, PartnerId = clinic.Id, From = A.Day("2026-07-01"), To = A.Day("2026-09-30"), ReceivedOn = A.Day("2026-10-10"), Hours = 36 });
        return new(store, clinic, quiet);
    }

    [Fact]
    public async Task A_letter_lists_what_was_given_in_the_half_and_nothing_that_was_missed_or_said_in_confidence()
    {
        await using var world = await WorldAsync();

        var letter = await new Letters(world.Store.Databases).WriteAsync(world.Store.Coordinator, Half, world.Clinic.Slug);

        Assert.Equal($"thanks-2026-h2-{world.Clinic.Slug}.docx", letter.Name);
        var text = Text(letter.Bytes);
        Assert.Contains("Dear Dana Ruiz:", text);
        Assert.Equal(["Came to 2 meetings of Outreach.", "Gave 36 hours of staff time.", "Hosted the training “Spotting labor trafficking” on September 12.", "Sent 14 people to 1 training.",
            "Finished “Visit clinics” in the plan of Outreach on October 2.", "Kept a promise: Give hours."], text.Where(t => t.StartsWith("•\t", StringComparison.Ordinal)).Select(t => t[2..]));
        Assert.DoesNotContain(text, t => t.Contains("CANARY", StringComparison.Ordinal) || t.Contains("issed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_letter_that_would_say_nothing_is_refused_in_a_sentence_and_left_out_of_the_file_of_all()
    {
        await using var world = await WorldAsync();
        var letters = new Letters(world.Store.Databases);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => letters.WriteAsync(world.Store.Coordinator, Half, world.Quiet.Slug));
        Assert.Equal("Nothing that Quiet Agency gave in H2 2026 is on record, so there is no letter to write.", refusal.Message);
        var list = await letters.ListAsync(world.Store.Coordinator, Half);
        Assert.Equal(["Harbor Clinic"], list.Gifts.Select(g => g.Partner));
        Assert.Equal(["Quiet Agency"], list.Nothing);
        using var zip = new ZipArchive(new MemoryStream((await letters.WriteAllAsync(world.Store.Administrator, Half)).Bytes));
        using var entry = new MemoryStream();
        await using (var packed = await Assert.Single(zip.Entries).OpenAsync())
            await packed.CopyToAsync(entry);
        Assert.Contains("Dear Dana Ruiz:", Text(entry.ToArray()));

        await Assert.ThrowsAsync<RefusedException>(() => letters.WriteAllAsync(world.Store.Coordinator, new(2025, 1)));
        await Assert.ThrowsAsync<NotFoundException>(() => letters.ListAsync(world.Store.Coordinator, Half.Next));
        await Assert.ThrowsAsync<NotFoundException>(() => letters.WriteAsync(world.Store.Coordinator, Half, "no-such-partner"));
    }

    [Fact]
    public async Task What_was_struck_out_is_not_in_a_letter()
    {
        await using var world = await WorldAsync();
        var training = await world.Store.ReadAsync(d => Task.FromResult(d.TrainingSessions.Single(t => t.HostId == world.Clinic.Id)));

        await new StrikeOuts(world.Store.Databases).StrikeAsync(world.Store.Coordinator, nameof(TrainingSession), training.Id, new() { Field = "Title", Passage = "labor", Why = "A name" });

        Assert.Contains("•\tHosted the training “Spotting [struck out] trafficking” on September 12.", Text((await new Letters(world.Store.Databases).WriteAsync(world.Store.Coordinator, Half, world.Clinic.Slug)).Bytes));
    }

    [Fact]
    public async Task A_letter_is_made_in_the_shipped_form_or_in_the_task_forces_own_and_leaves_that_of_drafts_alone()
    {
        await using var world = await WorldAsync();
        var (store, letters, forms) = (world.Store, new Letters(world.Store.Databases), new MouTemplates(world.Store.Databases));

        // A mark of drafts is none of letters, and nobody else's form is replaced.
        await Assert.ThrowsAsync<RefusedException>(() => forms.KeepAsync(store.Coordinator, TemplateKind.Letter, "form.docx", Form("{{clauses}}")));
        await Assert.ThrowsAsync<RefusedException>(() => forms.KeepAsync(store.Coordinator, TemplateKind.Letter, "form.docx", "%PDF-1.7"u8.ToArray()));
        await Assert.ThrowsAsync<NotAllowedException>(() => forms.KeepAsync(store.Executive, TemplateKind.Letter, "form.docx", Form("{{given}}")));
        await forms.KeepAsync(store.Coordinator, TemplateKind.MouDraft, "draft.docx", Form("{{clauses}}"));
        await forms.KeepAsync(store.Coordinator, TemplateKind.Letter, "old.docx", Form("Old {{partner}}"));
        await forms.KeepAsync(store.Coordinator, TemplateKind.Letter, "thanks.docx", Form("{{salutation}} on our letterhead, {{half}}", "{{given}}", "Yours"));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => forms.KeepAsync(store.Coordinator, TemplateKind.Letter, "form.docx", Form("{{given}}", "Yours, {{nobody}}")));
        Assert.StartsWith("Nothing is known that could stand for {{nobody}}.", refusal.Message);

        Assert.Equal(("draft.docx", "thanks.docx"), ((await forms.CurrentAsync(store.Coordinator, TemplateKind.MouDraft))!.Name, (await forms.CurrentAsync(store.Coordinator, TemplateKind.Letter))!.Name));
        var text = Text((await letters.WriteAsync(store.Coordinator, Half, world.Clinic.Slug)).Bytes);
        Assert.Equal(["Dear Dana Ruiz: on our letterhead, H2 2026", "•\tCame to 2 meetings of Outreach."], text.Take(2));
        Assert.Equal("Yours", text[^1]);
        using var zip = new ZipArchive(new MemoryStream((await letters.WriteAllAsync(store.Coordinator, Half)).Bytes));
        using var entry = new MemoryStream();
        await using (var packed = await Assert.Single(zip.Entries).OpenAsync())
            await packed.CopyToAsync(entry);
        Assert.Equal(text, Text(entry.ToArray()));

        await forms.DropAsync(store.Coordinator, TemplateKind.Letter);
        Assert.Null(await forms.CurrentAsync(store.Coordinator, TemplateKind.Letter));
        Assert.NotNull(await forms.CurrentAsync(store.Coordinator, TemplateKind.MouDraft));
        Assert.Contains("Sincerely,", Text((await letters.WriteAsync(store.Coordinator, Half, world.Clinic.Slug)).Bytes));
    }

    [Fact]
    public async Task A_partners_record_links_the_halves_that_have_a_letter_and_nobody_else_is_told_of_them()
    {
        await using var world = await WorldAsync();
        var letters = new Letters(world.Store.Databases);

        Assert.Equal([Half, Half.Previous], await letters.HalvesAsync(world.Store.Coordinator, world.Clinic.Id));
        Assert.Empty(await letters.HalvesAsync(world.Store.Coordinator, world.Quiet.Id));
        Assert.True(await letters.HasAsync(world.Store.Coordinator, Half, world.Clinic.Id));
        Assert.False(await letters.HasAsync(world.Store.Coordinator, Half, world.Quiet.Id));
        Assert.False(await letters.HasAsync(world.Store.Coordinator, Half.Next, world.Clinic.Id));
        Assert.Empty(await letters.HalvesAsync(world.Store.Executive, world.Clinic.Id));
        Assert.False(await letters.HasAsync(world.Store.Executive, Half, world.Clinic.Id));
    }

    [Fact]
    public async Task Letters_are_the_coordinators_work()
    {
        await using var world = await WorldAsync();
        var letters = new Letters(world.Store.Databases);
        foreach (var actor in (Actor[])[world.Store.Executive, world.Store.Member, world.Store.Reader, Store.With(world.Store.Member, chairs: [Guid.NewGuid()])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => letters.ListAsync(actor, Half));
            await Assert.ThrowsAsync<NotAllowedException>(() => letters.WriteAsync(actor, Half, world.Clinic.Slug));
            await Assert.ThrowsAsync<NotAllowedException>(() => letters.WriteAllAsync(actor, Half));
        }
    }

    private static byte[] Form(params string[] lines)
    {
        using var bytes = new MemoryStream();
        using (var made = WordprocessingDocument.Create(bytes, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
            made.AddMainDocumentPart().Document = new(new DocumentFormat.OpenXml.Wordprocessing.Body(lines.Select(line => new DocumentFormat.OpenXml.Wordprocessing.Paragraph(new DocumentFormat.OpenXml.Wordprocessing.Run(new DocumentFormat.OpenXml.Wordprocessing.Text(line))))));
        return bytes.ToArray();
    }

    private static List<string> Text(byte[] letter)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(letter), isEditable: false);
        return [.. document.MainDocumentPart!.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Select(p => p.InnerText)];
    }
}

public sealed class LetterOnSqlite(SqliteFixture db) : LetterFacts(db), IClassFixture<SqliteFixture>;

public sealed class LetterOnPostgreSql(PostgreSqlFixture db) : LetterFacts(db), IClassFixture<PostgreSqlFixture>;
