using TaskForce.Core.Data;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Core.Roster.Sample;

/// <summary>Communities that the county's assessment names, and approaches that are under way.</summary>
internal static class SampleCoverage
{
    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        Community(db, "Farm and packing workers", "Named in nine of twelve interviews; few of them call a hotline.", roster.Called("Day Labor Center").Id);
        Community(db, "Families who speak Mixteco", "Service providers have nobody who speaks the language.", roster.Called("Southside Cultural Alliance").Id);
        Community(db, "Young people out of home", "Met at the drop-in first, long before the police.", roster.Called("Youth Drop-in Project").Id);
        Community(db, "Harbor and ship crews", "They stay for days and are seen by chaplains only.", null);

        var plan = Plan(db, roster, ApproachReason.EmptySeat, "Fill the empty seat: Juvenile justice", null, SeatKey.Of(Sector.JuvenileJustice), "Child Welfare's champion", -30);
        Step(db, plan, roster, ContactKind.Call, "Ask the champion at Child Welfare for an introduction", -24, "Will call the chief probation officer herself.", "", "");
        Step(db, plan, roster, ContactKind.Coffee, "Listen first: what they see, what they fear, what they need", 8, "", "", "");
        Step(db, plan, roster, ContactKind.Meeting, "Invite them to sit in on the victim services committee", 30, "", "", "");

        var mayor = roster.Called("Mayor's Office");
        var leader = Plan(db, roster, ApproachReason.LeadersSupport, "Win the mayor", mayor.Id, null, "The sheriff", -40);
        leader.LeaderId = mayor.Leader.Id;
        Step(db, leader, roster, ContactKind.Visit, "Present the findings of the assessment in 20 minutes", -21, "Worried about headlines before the summer. Asked for figures by district.", "Labor leads by industry; what other harbor towns did", "Two-page brief");
        Step(db, leader, roster, ContactKind.Call, "Answer what troubled the mayor, together with the sheriff", -3, "", "", "");
        db.SupportTies.Add(new() { PartnerId = roster.Called("School District").Id, OnPartnerId = mayor.Id, Note = "The superintendent waits for the mayor's word." });
        db.SupportTies.Add(new() { PartnerId = roster.Called("Northbay PD").Id, OnPartnerId = mayor.Id, Note = "The chief follows city hall on overtime." });
        await db.SaveChangesAsync(ct);
        db.SupportTies.Add(new() { PartnerId = roster.Called("Day Labor Center").Id, OnPartnerId = roster.Called("Immigrant Legal Clinic").Id, Note = "Workers speak with us since the clinic's director told them to." });
        Leaves(db, roster.Called("State Attorney General"), roster.Today.AddDays(-33));
        db.SupportTies.Add(new() { PartnerId = roster.Called("Public Health").Id, OnPartnerId = roster.Called("State Attorney General").Id, Note = "Waits for the state's word on what must be reported." });
        Follows(db, roster.Called("School District"), "Audra Holmwood", roster.Today.AddDays(-45));
        db.SupportTies.Add(new() { PartnerId = roster.Called("Youth Drop-in Project").Id, OnPartnerId = roster.Called("School District").Id, Note = "Schools send the young people only with the superintendent's word." });
        await db.SaveChangesAsync(ct);
    }

    // A leader who followed somebody not long ago, and whom nobody has gone to yet.
    private static void Follows(TaskForceDb db, SampleMember member, string before, DateOnly on)
    {
        var old = new Person { Name = before, Slug = Folding.Slug(before) + "-former", LeftOn = on.AddDays(-1), LeftReason = "Retired" };
        foreach (var holding in db.OfficeHoldings.Local.Where(h => h.OfficeId == member.Office.Id).ToList())
        {
            db.AddRange(old, new OfficeHolding { OfficeId = member.Office.Id, PersonId = old.Id, From = holding.From, To = on.AddDays(-1) }, new Post { PersonId = old.Id, PartnerId = member.Id, Title = member.Story.Leader, From = holding.From, To = on.AddDays(-1), EndReason = old.LeftReason });
            holding.From = on;
        }
        foreach (var post in db.Posts.Local.Where(p => p.PersonId == member.Leader.Id))
            post.From = on;
    }

    // A leader who left, and nobody has followed yet.
    private static void Leaves(TaskForceDb db, SampleMember member, DateOnly on)
    {
        (member.Leader.LeftOn, member.Leader.LeftReason) = (on, "Appointed to the bench");
        foreach (var holding in db.OfficeHoldings.Local.Where(h => h.OfficeId == member.Office.Id))
            holding.To = on;
        foreach (var sponsor in db.Sponsors.Local.Where(s => s.PartnerId == member.Id))
            sponsor.To = on;
        foreach (var post in db.Posts.Local.Where(p => p.PersonId == member.Leader.Id))
            (post.To, post.EndReason) = (on, member.Leader.LeftReason);
    }

    private static void Community(TaskForceDb db, string name, string why, Guid? partner) => db.Communities.Add(new() { Name = name, Why = why, PartnerId = partner });

    private static ApproachPlan Plan(TaskForceDb db, SampleRoster roster, ApproachReason reason, string title, Guid? partner, SeatKey? seat, string door, int daysAgo)
    {
        var plan = new ApproachPlan { Reason = reason, Title = title, PartnerId = partner, Seat = seat?.ToString() ?? "", DoorOpener = door, PersonId = roster.Coordinator.Id, BegunOn = roster.Today.AddDays(daysAgo) };
        db.ApproachPlans.Add(plan);
        return plan;
    }

    private static void Step(TaskForceDb db, ApproachPlan plan, SampleRoster roster, ContactKind kind, string text, int days, string answer, string findings, string material) =>
        db.ApproachSteps.Add(new()
        {
            PlanId = plan.Id,
            PartnerId = plan.PartnerId,
            Kind = kind,
            Text = text,
            DueOn = roster.Today.AddDays(days),
            PersonId = roster.Coordinator.Id,
            DoneOn = answer.Length > 0 ? roster.Today.AddDays(days) : null,
            Answer = answer,
            Findings = findings,
            Material = material,
        });
}
