using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Learning;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Learning;

/// <summary>Trainings and survey answers, and what they do to a partner's figures. The clock stands on November 17, 2026.</summary>
public abstract class TrainingFacts(DatabaseFixture db)
{
    private Trainings Trainings => new(db.Databases);

    private async Task<string> ValuesAsync(Guid partner) =>
        await db.ReadAsync(d => d.PartnerHalves.Where(h => h.PartnerId == partner).OrderByDescending(h => h.Half).Select(h => h.Values).FirstOrDefaultAsync()) ?? "";

    [Fact]
    public async Task A_training_is_recorded_changed_and_put_away_and_the_figures_follow()
    {
        var (host, guest, other) = (await db.PartnerAsync("Host"), await db.PartnerAsync("Guest"), await db.PartnerAsync("Other"));
        var saved = await Trainings.SaveAsync(db.Coordinator, null, new() { Title = "Front-desk course", On = A.Day("2026-09-10"), HostId = host.Id, Attended = [new() { PartnerId = guest.Id, People = 3 }] });
        Assert.Equal("{\"training\":60}", await ValuesAsync(host.Id));
        Assert.Equal("{\"training\":40}", await ValuesAsync(guest.Id));
        var line = Assert.Single((await Trainings.ListAsync(db.Reader, saved.Id)).Rows);
        Assert.Equal(("Host", 3, "Guest 3"), (line.Host, line.People, line.Partners[0]));

        var form = await Trainings.FormAsync(db.Coordinator, saved.Id);
        var stale = await Trainings.FormAsync(db.Coordinator, saved.Id);
        form.Attended = [new() { PartnerId = other.Id, People = 2 }, new() { PartnerId = host.Id, People = 1 }];
        await Trainings.SaveAsync(db.Coordinator, saved.Id, form);
        Assert.Equal(("{\"training\":100}", "", "{\"training\":40}"), (await ValuesAsync(host.Id), await ValuesAsync(guest.Id), await ValuesAsync(other.Id)));
        await Assert.ThrowsAsync<StaleRecordException>(() => Trainings.SaveAsync(db.Coordinator, saved.Id, stale));

        var archived = await Trainings.ArchiveAsync(db.Coordinator, saved.Id);
        Assert.Equal("", await ValuesAsync(other.Id));
        Assert.Empty((await Trainings.ListAsync(db.Reader, saved.Id)).Rows);
        await new Histories(db.Databases).UndoAsync(db.Coordinator, archived.ChangeId);
        Assert.Equal("{\"training\":40}", await ValuesAsync(other.Id));
    }

    [Fact]
    public async Task Trainings_and_surveys_go_on_by_key_and_one_of_them_can_be_named()
    {
        await using var store = await db.FreshAsync();
        var (trainings, clinic, shelter) = (new Trainings(store.Databases), await store.PartnerAsync("Clinic"), await store.PartnerAsync("Shelter"));
        var sessions = Enumerable.Range(0, 30).Select(i => new TrainingSession { Title = $"Course {i:00}", On = A.Day("2026-10-01").AddDays(-i), Minutes = 60 }).ToList();
        await store.AddAsync([.. sessions, .. Enumerable.Range(0, 30).Select(i => new SurveyAnswer { PartnerId = (i % 2 == 0 ? clinic : shelter).Id, Survey = $"Survey {i:00}", AskedOn = A.Day("2026-10-01"), Asked = 1200 + i, Answered = 1 })]);

        var first = await trainings.ListAsync(store.Reader, size: 25);
        var last = await trainings.ListAsync(store.Reader, after: first.Next, size: 25);
        Assert.Equal(sessions.Select(s => s.Title), first.Rows.Concat(last.Rows).Select(l => l.Title));
        Assert.Equal(first.Rows.Select(l => l.Id), (await trainings.ListAsync(store.Reader, before: last.Previous, size: 25)).Rows.Select(l => l.Id));
        Assert.Equal("Course 07", Assert.Single((await trainings.ListAsync(store.Reader, sessions[7].Id)).Rows).Title);

        var asked = await trainings.SurveysAsync(store.Reader, size: 25);
        Assert.Equal(30, asked.Rows.Concat((await trainings.SurveysAsync(store.Reader, after: asked.Next, size: 25)).Rows).Select(l => l.Id).Distinct().Count());
        Assert.All((await trainings.SurveysAsync(store.Reader, clinic.Id)).Rows, l => Assert.Equal("Clinic", l.Partner));
        Assert.Equal(15, (await trainings.SurveysAsync(store.Reader, clinic.Id)).Total);
    }

    [Fact]
    public async Task Undo_of_a_training_reaches_who_only_promised_to_send_people()
    {
        var (host, promised) = (await db.PartnerAsync("Host"), await db.PartnerAsync("Promised"));
        var mou = new Mou { Title = "Trainings" };
        var version = new MouVersion { MouId = mou.Id };
        await db.AddAsync(mou, version, new MouParty { VersionId = version.Id, PartnerId = promised.Id }, new Commitment { MouId = mou.Id, Title = "Sends people", Kind = CommitmentKind.TrainingAttended, FirstDueOn = A.Day("2026-06-30") });
        var saved = await Trainings.SaveAsync(db.Coordinator, null, new() { Title = "Course", On = A.Day("2026-09-10"), HostId = host.Id });
        await db.ChangeAsync(async d => (await d.PartnerStandings.SingleAsync(s => s.PartnerId == promised.Id)).Index = 99);

        await new Histories(db.Databases).UndoAsync(db.Coordinator, saved.ChangeId);
        Assert.Null(await db.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == promised.Id).Select(s => s.Index).SingleAsync()));
    }

    [Fact]
    public async Task A_survey_answer_is_recorded_once_and_changed_by_the_same_form()
    {
        var clinic = await db.PartnerAsync("Clinic");
        var form = new SurveyAnswerForm { PartnerId = clinic.Id, Survey = "Member survey 2026", AskedOn = A.Day("2026-09-01"), Asked = 4 };
        await Trainings.SaveSurveyAsync(db.Coordinator, form);
        Assert.Equal("{\"survey-voice\":0}", await ValuesAsync(clinic.Id));
        (form.Answered, form.AnsweredOn) = (3, A.Day("2026-09-20"));
        await Trainings.SaveSurveyAsync(db.Coordinator, form);
        Assert.Equal("{\"survey-voice\":75}", await ValuesAsync(clinic.Id));
        Assert.Single((await Trainings.SurveysAsync(db.Reader, clinic.Id)).Rows);

        // One more answer does not make the first one later; the day itself can be mended.
        (form.Answered, form.AnsweredOn) = (4, A.Day("2026-10-05"));
        await Trainings.SaveSurveyAsync(db.Coordinator, form);
        Assert.Equal(A.Day("2026-09-20"), Assert.Single((await Trainings.SurveysAsync(db.Reader, clinic.Id)).Rows).AnsweredOn);
        form.AnsweredOn = A.Day("2026-09-22");
        await Trainings.SaveSurveyAsync(db.Coordinator, form);
        Assert.Equal(A.Day("2026-09-22"), Assert.Single((await Trainings.SurveysAsync(db.Reader, clinic.Id)).Rows).AnsweredOn);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_a_sentence()
    {
        var clinic = await db.PartnerAsync("Clinic");
        await Assert.ThrowsAsync<ValidationException>(() => Trainings.SaveAsync(db.Coordinator, null, new() { Title = "Tomorrow", On = A.Day("2026-11-18") }));
        await Assert.ThrowsAsync<ValidationException>(() => Trainings.SaveAsync(db.Coordinator, null, new() { Title = "Twice", On = A.Day("2026-11-01"), Attended = [new() { PartnerId = clinic.Id }, new() { PartnerId = clinic.Id }] }));
        await Assert.ThrowsAsync<ValidationException>(() => Trainings.SaveSurveyAsync(db.Coordinator, new() { PartnerId = clinic.Id, Survey = "Survey", AskedOn = A.Day("2026-09-01"), Asked = 2, Answered = 3, AnsweredOn = A.Day("2026-09-02") }));
        await Assert.ThrowsAsync<ValidationException>(() => Trainings.SaveSurveyAsync(db.Coordinator, new() { PartnerId = clinic.Id, Survey = "Survey", AskedOn = A.Day("2026-09-01"), Asked = 2, Answered = 1 }));
    }

    [Fact]
    public async Task Everybody_reads_and_only_coordinators_and_administrators_record()
    {
        var clinic = await db.PartnerAsync("Clinic");
        foreach (var actor in new[] { db.Executive, db.Member, db.Reader })
        {
            await Trainings.ListAsync(actor);
            await Assert.ThrowsAsync<NotAllowedException>(() => Trainings.SaveAsync(actor, null, new() { Title = "Training", On = A.Day("2026-11-01") }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Trainings.SaveSurveyAsync(actor, new() { PartnerId = clinic.Id, Survey = "Survey", AskedOn = A.Day("2026-09-01") }));
        }
    }
}

public sealed class TrainingsOnSqlite(SqliteFixture db) : TrainingFacts(db), IClassFixture<SqliteFixture>;

public sealed class TrainingsOnPostgreSql(PostgreSqlFixture db) : TrainingFacts(db), IClassFixture<PostgreSqlFixture>;
