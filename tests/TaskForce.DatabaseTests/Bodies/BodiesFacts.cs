using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Tests;
using BodyVerbs = TaskForce.Core.Bodies.Bodies;

namespace TaskForce.DatabaseTests.Bodies;

/// <summary>Committees and their plans. The clock stands on November 17, 2026.</summary>
public abstract class BodiesFacts(DatabaseFixture db)
{
    private BodyVerbs Bodies => new(db.Databases);
    private Plans Plans => new(db.Databases);

    private static ActivityForm Activity(Guid goal, string title, string from, string to, ActivityStatus status = ActivityStatus.Planned, int reached = 0, int? target = null) =>
        new() { GoalId = goal, Title = title, From = A.Day(from), To = A.Day(to), Status = status, Reached = reached, Target = target };

    [Fact]
    public async Task A_committee_is_made_found_by_its_address_archived_and_taken_back()
    {
        var saved = await Bodies.CreateAsync(db.Coordinator, new() { Name = " Victim Services ", Purpose = "Providers who agree on referrals." });
        var head = await Bodies.HeadAsync(db.Reader, "victim-services");
        Assert.Equal((saved.Id, "Victim Services", BodyKind.Committee), (head.Id, head.Name, head.Kind));

        await Bodies.ArchiveAsync(db.Coordinator, head.Id);
        Assert.DoesNotContain(await Bodies.ListAsync(db.Reader), b => b.Id == head.Id);
        Assert.Contains(await Bodies.ListAsync(db.Reader, archived: true), b => b.Id == head.Id);
        await Bodies.RestoreAsync(db.Coordinator, head.Id);
        Assert.Contains(await Bodies.ListAsync(db.Reader), b => b.Id == head.Id);
    }

    [Fact]
    public async Task Two_bodies_of_one_name_are_refused_whatever_the_case()
    {
        await Bodies.CreateAsync(db.Coordinator, new() { Name = "Legal Services" });
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Bodies.CreateAsync(db.Coordinator, new() { Name = "LEGAL services" }));

        Assert.Equal(nameof(BodyForm.Name), refused.Field);
    }

    [Fact]
    public async Task A_committee_whose_name_was_taken_meanwhile_is_not_taken_back()
    {
        var name = $"Taken {A.Number()}";
        var old = await Bodies.CreateAsync(db.Coordinator, new() { Name = name });
        await Bodies.ArchiveAsync(db.Coordinator, old.Id);
        var now = await Bodies.CreateAsync(db.Coordinator, new() { Name = name });

        Assert.NotEqual(old.Slug, now.Slug);
        await Assert.ThrowsAsync<RefusedException>(() => Bodies.RestoreAsync(db.Coordinator, old.Id));
    }

    [Fact]
    public async Task A_body_never_reports_to_itself_not_even_in_a_circle()
    {
        var top = await Bodies.CreateAsync(db.Coordinator, new() { Name = $"Top {A.Number()}" });
        var middle = await Bodies.CreateAsync(db.Coordinator, new() { Name = $"Middle {A.Number()}", ParentId = top.Id });
        var version = await db.ReadAsync(d => Task.FromResult(d.Bodies.Single(b => b.Id == top.Id).Version));

        foreach (var parent in (Guid[])[top.Id, middle.Id])
            await Assert.ThrowsAsync<RefusedException>(() => Bodies.EditAsync(db.Coordinator, top.Id, new() { Name = $"Top {A.Number()}", ParentId = parent, Version = version }));
    }

    [Fact]
    public async Task A_stale_change_is_refused()
    {
        var name = $"Stale {A.Number()}";
        var saved = await Bodies.CreateAsync(db.Coordinator, new() { Name = name });
        var opened = (await Bodies.HeadAsync(db.Coordinator, Folding.Slug(name))).ToForm();
        await Bodies.EditAsync(db.Administrator, saved.Id, new() { Name = name, Purpose = "Theirs", Version = opened.Version });
        opened.Purpose = "Mine";

        await Assert.ThrowsAsync<StaleRecordException>(() => Bodies.EditAsync(db.Coordinator, saved.Id, opened));
        Assert.Equal("Theirs", (await Bodies.HeadAsync(db.Reader, Folding.Slug(name))).Purpose);
    }

    [Fact]
    public async Task Only_coordinators_and_administrators_make_bodies()
    {
        var own = A.Body($"Own {A.Number()}");
        await db.AddAsync(own);
        foreach (var actor in (Actor[])[db.Executive, db.Member, db.Reader, Store.With(db.Member, chairs: [own.Id])])
        {
            await Assert.ThrowsAsync<NotAllowedException>(() => Bodies.CreateAsync(actor, new() { Name = $"New {A.Number()}" }));
            await Assert.ThrowsAsync<NotAllowedException>(() => Bodies.ArchiveAsync(actor, own.Id));
        }
    }

    [Fact]
    public async Task The_executives_cannot_be_archived()
    {
        var body = A.Body($"Executives {A.Number()}", BodyKind.Executives);
        await db.AddAsync(body);

        await Assert.ThrowsAsync<RefusedException>(() => Bodies.ArchiveAsync(db.Coordinator, body.Id));
    }

    [Fact]
    public async Task A_plan_counts_what_is_done_and_what_is_late_today()
    {
        var body = A.Body($"Planned {A.Number()}");
        await db.AddAsync(body);
        var goal = await Plans.AddGoalAsync(db.Coordinator, body.Id, new() { Year = 2026, Title = "Train the people who see it first" });
        await Plans.AddActivityAsync(db.Coordinator, Activity(goal.Id, "Done", "2026-01-01", "2026-03-31", ActivityStatus.Done));
        await Plans.AddActivityAsync(db.Coordinator, Activity(goal.Id, "Late", "2026-07-01", "2026-11-16", reached: 2, target: 8));
        await Plans.AddActivityAsync(db.Coordinator, Activity(goal.Id, "Due today", "2026-07-01", "2026-11-17"));
        var plan = await Plans.OfAsync(db.Reader, body.Id);

        Assert.Equal(new PlanCount(1, 1, 0, 1, 0), plan.Count);
        Assert.Equal(["Done", "Late", "Due today"], plan.Goals.Single().Activities.Select(a => a.Title));
        Assert.Equal((ActivityState.Late, 25), (plan.Goals[0].Activities[1].State, plan.Goals[0].Activities[1].Percent));
        var late = Assert.Single(await Plans.LateAsync(db.Coordinator, [body.Id]));
        Assert.Equal(("Late", 1, body.Slug), (late.Title, late.DaysLate, late.BodySlug));
        Assert.Equal(plan.Count, (await Bodies.ListAsync(db.Reader)).Single(b => b.Id == body.Id).Plan);
    }

    [Fact]
    public async Task An_activity_is_done_on_the_day_it_was_said_and_can_be_undone()
    {
        var body = A.Body($"Doing {A.Number()}");
        await db.AddAsync(body);
        var goal = await Plans.AddGoalAsync(db.Coordinator, body.Id, new() { Year = 2026, Title = "Goal" });
        var activity = await Plans.AddActivityAsync(db.Coordinator, Activity(goal.Id, "Visits", "2026-01-01", "2026-12-31"));
        var done = await Plans.SetStatusAsync(db.Coordinator, activity.Id, ActivityStatus.Done);
        Assert.Equal(A.Day("2026-11-17"), (await Plans.OfAsync(db.Reader, body.Id)).Goals[0].Activities[0].DoneOn);

        await new Histories(db.Databases).UndoAsync(db.Coordinator, done.ChangeId);

        Assert.Equal((ActivityStatus.Planned, (DateOnly?)null), (await Plans.OfAsync(db.Reader, body.Id)).Goals[0].Activities.Select(a => (a.Status, a.DoneOn)).Single());
    }

    [Fact]
    public async Task A_chair_writes_the_own_plan_and_no_other()
    {
        var own = A.Body($"Own {A.Number()}");
        var other = A.Body($"Other {A.Number()}");
        await db.AddAsync(own, other);
        var chair = Store.With(db.Member, chairs: [own.Id]);
        var theirs = await Plans.AddGoalAsync(db.Coordinator, other.Id, new() { Year = 2026, Title = "Theirs" });
        var activity = await Plans.AddActivityAsync(db.Coordinator, Activity(theirs.Id, "Theirs", "2026-01-01", "2026-12-31"));

        var goal = await Plans.AddGoalAsync(chair, own.Id, new() { Year = 2026, Title = "Mine" });
        await Plans.AddActivityAsync(chair, Activity(goal.Id, "Mine", "2026-01-01", "2026-12-31"));
        await Assert.ThrowsAsync<NotAllowedException>(() => Plans.AddGoalAsync(chair, other.Id, new() { Year = 2026, Title = "Not mine" }));
        await Assert.ThrowsAsync<NotAllowedException>(() => Plans.AddActivityAsync(chair, Activity(theirs.Id, "Not mine", "2026-01-01", "2026-12-31")));
        await Assert.ThrowsAsync<NotAllowedException>(() => Plans.SetStatusAsync(chair, activity.Id, ActivityStatus.Done));
        foreach (var actor in (Actor[])[db.Executive, db.Member, db.Reader])
            await Assert.ThrowsAsync<NotAllowedException>(() => Plans.SetStatusAsync(actor, activity.Id, ActivityStatus.Done));
    }

    [Fact]
    public async Task The_standing_of_who_was_marked_follows_a_body_that_becomes_the_executives()
    {
        await using var store = await db.FreshAsync();
        var (partner, body) = (await store.PartnerAsync("Police"), A.Body("Leaders"));
        var meeting = A.Meeting(body, "2026-09-01");
        await store.AddAsync(body, meeting, new TaskForce.Core.Meetings.Attendance { MeetingId = meeting.Id, PartnerId = partner.Id, Presence = TaskForce.Core.Meetings.Presence.Present, Expected = true });
        var verbs = new BodyVerbs(store.Databases);
        Task<string> FiguresAsync() => store.ReadAsync(d => d.PartnerStandings.Where(s => s.PartnerId == partner.Id).Select(s => s.Figures).SingleAsync());

        var form = await verbs.FormAsync(store.Coordinator, body.Id);
        form.Kind = BodyKind.Executives;
        var saved = await verbs.EditAsync(store.Coordinator, body.Id, form);
        Assert.Contains("leaders-at-the-table", await FiguresAsync(), StringComparison.Ordinal);

        await new Histories(store.Databases).UndoAsync(store.Coordinator, saved.ChangeId);
        Assert.DoesNotContain("leaders-at-the-table", await FiguresAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_looks_like_a_case_file_is_asked_about_before_it_is_saved()
    {
        var body = A.Body($"Guarded {A.Number()}");
        await db.AddAsync(body);
        var goal = await Plans.AddGoalAsync(db.Coordinator, body.Id, new() { Year = 2026, Title = "Goal" });
        var form = Activity(goal.Id, "Follow up", "2026-01-01", "2026-12-31");
        form.Note = "SSN 123-45-6789";

        var wrong = await Assert.ThrowsAsync<ValidationException>(() => Plans.AddActivityAsync(db.Coordinator, form));
        Assert.Equal(PersonalDataGuard.ErrorCode, Assert.Single(wrong.Errors).ErrorCode);
        form.ConfirmedNoVictimData = true;
        await Plans.AddActivityAsync(db.Coordinator, form);
    }
}

public sealed class BodiesOnSqlite(SqliteFixture db) : BodiesFacts(db), IClassFixture<SqliteFixture>;

public sealed class BodiesOnPostgreSql(PostgreSqlFixture db) : BodiesFacts(db), IClassFixture<PostgreSqlFixture>;
