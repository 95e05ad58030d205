using TaskForce.Core.Data;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Roster.Sample;

/// <summary>How the task force finds its way with single partners: what holds them back, what was agreed about it, and what makes it worth their while.</summary>
internal static class SampleWays
{
    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        Barriers(db, roster);
        Incentives(db, roster);
        Steps(db, roster);
        await db.SaveChangesAsync(ct);
    }

    private static void Barriers(TaskForceDb db, SampleRoster roster)
    {
        Barrier Hear(string partner, BarrierCause cause, string note, int daysAgo, string step = "", int? due = null)
        {
            var barrier = new Barrier
            {
                PartnerId = roster.Called(partner).Id,
                Cause = cause,
                Note = note,
                NamedOn = roster.Today.AddDays(daysAgo),
                CounterStep = step,
                PersonId = step.Length > 0 ? roster.Coordinator.Id : null,
                DueOn = due is { } days ? roster.Today.AddDays(days) : null,
            };
            db.Barriers.Add(barrier);
            return barrier;
        }

        Hear("Immigrant Legal Clinic", BarrierCause.FearForReputation, "Clients might take us for an arm of enforcement", -66, "Written statement: clinic records are never shared, referrals go through the advocate only", 9);
        Hear("Immigrant Legal Clinic", BarrierCause.LimitedResources, "Two posts empty", -66, "Legal Aid lends a paralegal one day a week", -4);
        Hear("Immigrant Legal Clinic", BarrierCause.CompetingPriorities, "Meetings fall on clinic days", -66, "Move the committee to alternate months; join by phone", -30).Answer(db.Clock.UtcNow, "The committee moved; they joined by phone twice since");
        Hear("Northbay PD", BarrierCause.CompetingPriorities, "Overtime is spent on the harbor festival", -82);
        Hear("Mayor's Office", BarrierCause.ConflictWithPrimaryMission, "Afraid of headlines in a tourist season", -77);
        Hear("Day Labor Center", BarrierCause.FearForReputation, "Workers stay away when police are near", -90, "Meet without uniforms, at the center", 20);
    }

    private static void Incentives(TaskForceDb db, SampleRoster roster)
    {
        void Want(string partner, IncentiveKind kind, string text, int daysAgo, int? met = null) => db.Incentives.Add(new()
        {
            PartnerId = roster.Called(partner).Id,
            Kind = kind,
            Text = text,
            NamedOn = roster.Today.AddDays(daysAgo),
            MetOn = met is { } days ? roster.Today.AddDays(days) : null,
        });

        Want("Immigrant Legal Clinic", IncentiveKind.NeedsFromUs, "A public line that referrals do not reach immigration enforcement", -66);
        Want("Immigrant Legal Clinic", IncentiveKind.NeedsFromUs, "Meeting notes in plain English and Spanish", -66, -20);
        Want("Immigrant Legal Clinic", IncentiveKind.ServesTheirMission, "Certifications for visas come within two weeks instead of three months", -40);
        Want("Day Labor Center", IncentiveKind.ServesTheirMission, "Stolen wages are followed up by the labor office", -90);
    }

    private static void Steps(TaskForceDb db, SampleRoster roster)
    {
        void Decide(string partner, BestStep step, int daysAgo, int? index = null, int? until = null, string reason = "") => db.StepChoices.Add(new()
        {
            PartnerId = roster.Called(partner).Id,
            Step = step,
            On = roster.Today.AddDays(daysAgo),
            Until = until is { } days ? roster.Today.AddDays(days) : null,
            Reason = reason,
            IndexThen = index,
            ByName = roster.Coordinator.Name,
        });

        Decide("Immigrant Legal Clinic", BestStep.Talk, -66, index: 71);
        Decide("Child Welfare", BestStep.AskForStatement, -100, index: 41);
        Decide("HSI, Port office", BestStep.Talk, -30, index: 58);
        Decide("Mayor's Office", BestStep.Talk, -6, until: 12, reason: "City hall votes on the budget on that day");
    }

    private static void Answer(this Barrier barrier, DateTime at, string result) => (barrier.ResolvedAt, barrier.Result) = (at, result);
}
