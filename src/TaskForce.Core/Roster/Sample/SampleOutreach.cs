using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Roster.Sample;

/// <summary>Contacts with each partner as often as its story says, what leaders said.</summary>
internal static class SampleOutreach
{
    private static readonly string[] Good =
    [
        "Asked how referrals went this month; two worked well, and they said so.",
        "Walked through the next agenda and what they would like on it.",
        "They offered a room for the next training.",
        "Compared notes on the new intake form; they like it.",
        "Checked in about the plan; on time, and proud of it.",
    ];

    private static readonly string[] Hard =
    [
        "Short call. Stretched thin until the budget passes.",
        "They do not see what the meetings bring them. Asked what would.",
        "New leadership wants to look at everything again.",
        "Clients ask whether the clinic is close to the police. That worries them.",
    ];

    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        foreach (var (member, index) in roster.Partners.Select((m, i) => (m, i)))
            Contacts(db, roster, member, index);
        // All that is known of it comes from one event, and one person there is known: a thin relation.
        Log(db, roster, roster.Called("Eastfield Faith Network"), roster.Today.AddDays(-200), ContactKind.Event, "Spoke with the pastor and four chaplains at their supper.", Mood.Open, theyAnswered: true, withLeader: true);
        LeaveMessage(db, roster, roster.Called("Eastfield Faith Network"), 180);
        Said(db, roster, "Sheriff's Office", "Named the task force in the yearly address and thanked the advocates.", inPublic: true, -40);
        Said(db, roster, "District Attorney", "Told all deputies that the first call goes to an advocate.", inPublic: false, -25);
        Said(db, roster, "Harbor Survivor Services", "Wrote to the board that the task force comes first this year.", inPublic: false, -120);
        Said(db, roster, "Immigrant Legal Clinic", "Staff letter: we stay at the table.", inPublic: false, -160);
        // Within the half that runs, so that somebody gains ground from its first day on.
        Said(db, roster, "Port Ellery PD", "Spoke at the roll call training.", inPublic: false, -Math.Min(15, roster.Today.DayNumber - roster.Half.Start.DayNumber));
        await db.SaveChangesAsync(ct);
    }

    private static void Contacts(TaskForceDb db, SampleRoster roster, SampleMember member, int index)
    {
        var calls = member.Story.Calls;
        var latest = roster.Today.AddDays(-(calls.Now > 60 ? calls.Now : 2 + index * 3 % 22));
        foreach (var (half, every) in new[] { (roster.Half.Previous.Previous, calls.Before), (roster.Half.Previous, calls.Last), (roster.Half, calls.Now) })
        {
            if (every == 0)
                continue;
            var last = half.End < roster.Today && half.End < latest ? half.End.AddDays(-(index % 9)) : latest;
            for (var day = last; day >= half.Start; day = day.AddDays(-every))
                Contact(db, roster, member, day, index, good: calls.Now <= calls.Last || half != roster.Half);
        }
        if (calls.Now > 60)
            LeaveMessage(db, roster, member, calls.Now - 20);
    }

    private static void Contact(TaskForceDb db, SampleRoster roster, SampleMember member, DateOnly day, int index, bool good)
    {
        var turn = day.DayNumber + index;
        Log(db, roster, member, day, (ContactKind)(turn % 4), good ? Good[turn % Good.Length] : Hard[index % Hard.Length], good ? (turn % 3 == 0 ? Mood.Warm : Mood.Open) : Mood.Guarded, theyAnswered: false, withLeader: turn % 3 == 0);
    }

    private static void LeaveMessage(TaskForceDb db, SampleRoster roster, SampleMember member, int daysAgo) =>
        Log(db, roster, member, roster.Today.AddDays(-daysAgo), ContactKind.MessageLeft, "Left a message with the front desk.", null, theyAnswered: false, withLeader: false);

    private static void Log(TaskForceDb db, SampleRoster roster, SampleMember member, DateOnly day, ContactKind kind, string line, Mood? mood, bool theyAnswered, bool withLeader)
    {
        var contact = new Contact { On = day, Kind = kind, TheyAnswered = theyAnswered, Line = line, Mood = mood, LoggedAt = db.Clock.UtcNow, AuthorName = roster.Coordinator.Name };
        db.Contacts.Add(contact);
        db.ContactPartners.Add(new() { ContactId = contact.Id, PartnerId = member.Id, On = day, TwoWay = contact.IsTwoWay });
        db.ContactPeople.Add(new() { ContactId = contact.Id, PersonId = withLeader ? member.Leader.Id : member.Delegate.Id });
    }

    private static void Said(TaskForceDb db, SampleRoster roster, string partner, string text, bool inPublic, int daysAgo)
    {
        var member = roster.Called(partner);
        db.LeadershipStatements.Add(new LeadershipStatement { PartnerId = member.Id, PersonId = member.Leader.Id, On = roster.Today.AddDays(daysAgo), InPublic = inPublic, Text = text });
    }
}
