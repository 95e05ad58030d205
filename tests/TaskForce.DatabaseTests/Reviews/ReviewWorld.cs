using TaskForce.Core.Bodies;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.DatabaseTests.BuyIn;
using TaskForce.Tests;
using Attendance = TaskForce.Core.Meetings.Attendance;

namespace TaskForce.DatabaseTests.Reviews;

/// <summary>A small task force whose review was worked out by hand on paper. Today is November 17, 2026.</summary>
internal sealed record ReviewWorld(Store Store, Partner Sheriff, Partner Clinic, Partner School, Person Chief) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Store.DisposeAsync();

    public static async Task<ReviewWorld> MakeAsync(DatabaseFixture fixture)
    {
        var store = await fixture.FreshAsync();
        Partner sheriff = await store.PartnerAsync("Sheriff's Office", Sector.LocalLawEnforcement), clinic = await store.PartnerAsync("Legal Clinic", Sector.LegalServices), school = await store.PartnerAsync("School District", Sector.ChildAndYouth);
        var chief = await store.PersonAsync("Ray Holt", sheriff, "Sheriff");
        var champion = await store.PersonAsync("Tomas Brandvold", clinic);
        var executives = new Body { Name = "Executives", Slug = "executives", Kind = BodyKind.Executives };
        var committee = new Body { Name = "Legal Services", Slug = "legal-services" };
        Seat first = StandingsFacts.Seat(executives, sheriff), second = StandingsFacts.Seat(executives, clinic);
        Meeting spring = StandingsFacts.Meeting(executives, "2026-05-04"), fall = StandingsFacts.Meeting(executives, "2026-12-03"), cancelled = StandingsFacts.Meeting(executives, "2026-11-20");
        spring.AttendanceClosedAt = cancelled.CancelledAt = store.Clock.UtcNow;
        var goal = new PlanGoal { BodyId = committee.Id, Year = 2026, Title = "Reach clinics" };
        await using (var db = await store.OpenAsync())
        {
            db.AddRange(executives, committee, first, second, spring, fall, cancelled, goal,
                new SeatHolding { SeatId = first.Id, PersonId = chief.Id, From = A.Day("2024-01-01") }, new SeatHolding { SeatId = second.Id, PersonId = champion.Id, From = A.Day("2024-01-01") },
                new Attendance { MeetingId = spring.Id, SeatId = first.Id, PartnerId = sheriff.Id, Presence = Presence.Present, Expected = true },
                new MeetingReply { MeetingId = fall.Id, PersonId = chief.Id, Answer = ReplyAnswer.Coming, AnsweredAt = store.Clock.UtcNow },
                new Sponsor { PartnerId = sheriff.Id, PersonId = chief.Id, From = A.Day("2024-01-01") },
                new Champion { PartnerId = clinic.Id, PersonId = champion.Id, LeadershipBacks = true, From = A.Day("2025-01-01"), To = A.Day("2026-08-14") },
                new Membership { PartnerId = school.Id, Kind = MembershipKind.Former, From = A.Day("2026-01-01") },
                StandingsFacts.Call("2026-11-10", sheriff), StandingsFacts.Call("2026-06-20", clinic), StandingsFacts.Call("2026-06-20", sheriff),
                Activity(goal, "2026-05-31", "2026-05-20"), Activity(goal, "2026-08-31", "2026-08-31"), Activity(goal, "2026-09-30", "2026-10-02"), Activity(goal, "2026-10-31", null), Activity(goal, "2026-12-31", null));
            StandingsFacts.AddMou(db, "Protocol", "2024-01-01", "2026-09-30", true, sheriff, clinic);
            StandingsFacts.AddMou(db, "Sheriff's MOU", "2026-08-01", "2029-07-31", true, sheriff, school);
            await Standings.SaveAsync(db, [sheriff.Id, clinic.Id, school.Id]);
        }

        return new(store, sheriff, clinic, school, chief);
    }

    private static PlanActivity Activity(PlanGoal goal, string to, string? done) => new()
    {
        GoalId = goal.Id,
        Title = $"Visit {to}",
        From = A.Day(to).AddDays(-30),
        To = A.Day(to),
        DoneOn = done is null ? null : A.Day(done),
        Status = done is null ? ActivityStatus.UnderWay : ActivityStatus.Done,
    };
}
