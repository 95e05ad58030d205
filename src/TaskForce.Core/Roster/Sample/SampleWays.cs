using TaskForce.Core.BuyIn;
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
        Messages(db, roster);
        Judge(db, roster);
        NewChief(db, roster);
        StepBack(db, roster);
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
        Hear("Ellery Shelter Network", BarrierCause.ConflictWithOtherProviders, "Two providers count the same beds for the same grant", -48, "One referral path on one page, with the coalition in the chair", 26);
        Hear("Youth Drop-in Project", BarrierCause.OnePopulationBeforeAnother, "Young people come first there; grown men from the docks are sent on", -52, "Bring what the assessment says of young men on the boats", 17);
        Hear("Public Health", BarrierCause.Other, "Nobody may say yes before the new reporting form is printed", -37, "Ask the state for the form in draft", 12);
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

    private static void Messages(TaskForceDb db, SampleRoster roster)
    {
        void Pass(string partner, bool success, string text, int daysAgo, string answer = "", int? answered = null)
        {
            var member = roster.Called(partner);
            db.ChampionMessages.Add(new()
            {
                PartnerId = member.Id,
                PersonId = member.Delegate.Id,
                IsSuccess = success,
                On = roster.Today.AddDays(daysAgo),
                Text = text,
                Answer = answer,
                AnsweredOn = answered is { } days ? roster.Today.AddDays(days) : null,
            });
        }

        Pass("Port Ellery PD", success: true, "Two roll calls in a row ended with questions instead of shrugs", -34, "Told the chief, and the board at its next meeting", -30);
        Pass("FBI", success: false, "Asks for a letter to headquarters about the analyst's hours", -19);
        Pass("Child Welfare", success: false, "Asks for somebody to speak at the supervisors' day", -5);
    }

    // It takes part without meetings, so no record speaks of its attendance; what somebody thinks stands beside it.
    private static void Judge(TaskForceDb db, SampleRoster roster) => db.JudgedValues.Add(new()
    {
        PartnerId = roster.Called("Day Labor Center").Id,
        Key = IndicatorKeys.Attendance,
        Value = 55,
        Reason = "Comes to no meeting, and is there whenever somebody asks for a word with workers",
        ByName = roster.Coordinator.Name,
        JudgedOn = roster.Today.AddDays(-24),
    });

    /// <summary>A new chief this month, and the plan to come back that opened with it.</summary>
    private static void NewChief(TaskForceDb db, SampleRoster roster)
    {
        var member = roster.Called("Eastfield PD");
        var since = roster.Today.AddDays(-12);
        var before = db.OfficeHoldings.Local.First(h => h.OfficeId == member.Office.Id);
        before.To = since.AddDays(-1);
        db.OfficeHoldings.Add(new() { OfficeId = member.Office.Id, PersonId = member.Delegate.Id, From = since });
        var plan = new ApproachPlan { Reason = ApproachReason.ReEngagement, PartnerId = member.Id, Title = $"Come back to {member.Partner.Called}: {member.Delegate.Name} is {member.Office.Title} now", LeaderId = member.Delegate.Id, PersonId = roster.Coordinator.Id, BegunOn = since };
        db.ApproachPlans.Add(plan);
        foreach (var step in TemplateLines.Read(ShippedTemplates.All.First(t => t.Reason == ApproachReason.ReEngagement).Lines, out _).Take(3))
            db.ApproachSteps.Add(new() { PlanId = plan.Id, PartnerId = member.Id, Kind = step.Kind, Text = step.Text, DueOn = since.AddDays(step.Days), PersonId = roster.Coordinator.Id, DoneOn = step.Days == 0 ? since.AddDays(1) : null, Answer = step.Days == 0 ? "Half an hour next week, at the station." : "" });
    }

    // The chief stands behind it no longer than the last half: from the first day of this one somebody loses ground.
    private static void StepBack(TaskForceDb db, SampleRoster roster)
    {
        foreach (var sponsor in db.Sponsors.Local.Where(s => s.PartnerId == roster.Called("Northbay PD").Id))
            sponsor.To = roster.Half.Previous.End;
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
