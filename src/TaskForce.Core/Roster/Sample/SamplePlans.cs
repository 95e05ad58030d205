using TaskForce.Core.Bodies;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster.Sample;

/// <summary>This year's plan of each committee, and what the last one accomplished. How far an activity is follows from the day; those marked slow are late once their time is over.</summary>
internal static class SamplePlans
{
    private sealed record Planned(string Title, int From, int To, string Measure, int Target, bool Slow = false);

    private static readonly Dictionary<char, (string Goal, Planned[] Activities)[]> Plans = new()
    {
        ['L'] =
        [
            ("One way to call", [new("After-hours number for advocates", 1, 3, "agencies on it", 6), new("Roll call briefings", 2, 11, "briefings held", 24)]),
            ("The first hour", [new("Joint first-response card", 4, 6, "agencies trained", 8), new("Labor site visits with inspectors", 7, 9, "sites visited", 6, Slow: true), new("Review of the card after half a year", 10, 12, "agencies heard", 8)]),
        ],
        ['V'] =
        [
            ("A bed within two days", [new("Shared bed list", 1, 4, "shelters on it", 5), new("Transport fund", 5, 9, "trips paid", 40), new("Host homes for young adults", 6, 8, "homes ready", 4, Slow: true)]),
            ("Advocates who stay", [new("Peer support circle", 2, 12, "meetings held", 10), new("Second-language advocates", 9, 12, "advocates hired", 3)]),
        ],
        ['J'] =
        [
            ("Relief within reach", [new("Monthly walk-in clinic", 1, 12, "clinics held", 12), new("Record clearing guide", 3, 7, "chapters written", 5), new("Panel of volunteer attorneys", 8, 10, "attorneys signed", 12, Slow: true)]),
        ],
        ['O'] =
        [
            ("Reach the communities police cannot", [new("Meet-and-greets with faith leaders", 1, 3, "held", 6), new("Messages written together in four languages", 3, 12, "ready", 4), new("Day-labor corner visits", 6, 9, "visits", 8, Slow: true)]),
            ("Train the people who see it first", [new("Hotel and motel front-desk course", 4, 12, "sites", 12), new("Emergency nurses' recognition hour", 4, 6, "hospitals", 2), new("School counselors' day", 12, 12, "districts", 1)]),
            ("Tell the county what we learned", [new("Survey of members and first responders", 7, 9, "replies", 200), new("Findings brief for chiefs and directors", 8, 9, "briefs", 1, Slow: true), new("January awareness month program", 11, 12, "events", 5)]),
        ],
    };

    private static readonly Dictionary<char, (string Goal, Planned[] Activities)> LastYear = new()
    {
        ['L'] = ("Know each other", [new("Draft of a first-response card", 2, 6, "agencies heard", 8), new("Ride-alongs with advocates", 3, 10, "ride-alongs", 12)]),
        ['V'] = ("One list of what there is", [new("Directory of services", 2, 6, "services listed", 40), new("Night line of advocates", 6, 11, "nights covered", 90)]),
        ['J'] = ("First advice within a week", [new("Rota of volunteer attorneys", 2, 7, "attorneys on it", 6), new("Interpreters on call", 5, 11, "languages", 5)]),
        ['O'] = ("Hear before we speak", [new("Listening sessions in neighborhoods", 1, 6, "sessions held", 8), new("First survey of members", 9, 11, "replies", 90)]),
    };

    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        foreach (var (letter, goals) in Plans)
        {
            var owners = roster.SeatsOf[roster.Committees[letter].Id].Where(s => s.Member is not null).Select(s => s.Member!.Delegate.Id).ToList();
            var order = 0;
            foreach (var (year, title, activities) in goals.Select(g => (roster.Today.Year, g.Goal, g.Activities)).Prepend((roster.Today.Year - 1, LastYear[letter].Goal, LastYear[letter].Activities)))
            {
                var goal = new PlanGoal { BodyId = roster.Committees[letter].Id, Year = year, Title = title, Order = order++ };
                db.PlanGoals.Add(goal);
                foreach (var (planned, at) in activities.Select((a, i) => (a, i)))
                    db.PlanActivities.Add(Activity(roster.Today, goal, planned, owners[(order + at) % owners.Count], at));
            }
        }
        await db.SaveChangesAsync(ct);
    }

    private static PlanActivity Activity(DateOnly today, PlanGoal goal, Planned planned, Guid owner, int order)
    {
        var from = new DateOnly(goal.Year, planned.From, 1);
        var to = new DateOnly(goal.Year, planned.To, DateTime.DaysInMonth(goal.Year, planned.To));
        var over = to < today;
        var passed = today < from ? 0 : Math.Min(1.0, (today.DayNumber - from.DayNumber) / (double)(to.DayNumber - from.DayNumber));
        var done = over && !planned.Slow;
        return new()
        {
            GoalId = goal.Id,
            Title = planned.Title,
            PersonId = owner,
            From = from,
            To = to,
            Measure = planned.Measure,
            Target = planned.Target,
            Reached = done ? planned.Target : (int)(planned.Target * passed * (planned.Slow ? 0.3 : 0.8)),
            Status = done ? ActivityStatus.Done : today < from ? ActivityStatus.Planned : ActivityStatus.UnderWay,
            DoneOn = done ? to.AddDays(-5) : null,
            Note = planned.Slow && over ? "Paused to build trust first" : "",
            Order = order,
        };
    }
}
