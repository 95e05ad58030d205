using TaskForce.Core.Data;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Roster.Sample;

/// <summary>The way with the community-based organizations of the sample: one that has gone all of it, some on it, one known from a single event.</summary>
internal static class SampleCommunity
{
    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        var southside = roster.Called("Southside Cultural Alliance").Id;
        db.CommunityProfiles.Add(new()
        {
            PartnerId = southside,
            Priority = CommunityPriority.First,
            PriorityWhy = "No provider speaks Mixteco, and the families know no hotline.",
            Constituency = "About forty families and the congregation that meets in the hall.",
            Demographics = "Mixteco first, Spanish second; most came within ten years, many work nights.",
            Culture = "Elders speak first. A guest eats before anything is asked.",
            Economy = "Packing, cleaning, day work; some owe for the journey.",
            Networks = "News travels by the hall and by two women who sell food at the packing gate.",
            PowerStructures = "The chair opens doors; the elders decide. Young people translate and are not asked.",
            Norms = "Debt is not spoken of with strangers, the police not at all.",
            EarlierEfforts = "A grant project counted people for a year and left. They remember.",
        });
        Step(db, roster, southside, CommunityStep.Prioritized, -420, "The assessment puts these families first.", "Assessment, finding 3");
        Step(db, roster, southside, CommunityStep.TrustBuilt, -330, "They fear that a call ends in a deportation. The priest vouched for the advocates.", "Invited back by the elders");
        Step(db, roster, southside, CommunityStep.IncentivesUnderstood, -240, "They want an interpreter at the clinic and somebody who answers about wages.", "The chair's letter");
        Step(db, roster, southside, CommunityStep.UnderstandingAssessed, -190, "Know debt and threats well; have no word for trafficking. They call it being held by the papers.", "Circle talk with eleven adults");
        Step(db, roster, southside, CommunityStep.RoleAgreed, -120, "They review our leaflets and send two interpreters; we bring a wage clinic every quarter.", "One-page agreement");
        Step(db, roster, southside, CommunityStep.LongTermInvestment, -40, "Second wage clinic held, 30 came. The sheriff ate with them and said little.", "Thank-you note of the alliance");
        Step(db, roster, southside, CommunityStep.LongTermInvestment, -130, "First wage clinic held.", "Sign-in sheet kept by the alliance");

        var interfaith = roster.Called("Interfaith Council").Id;
        db.CommunityProfiles.Add(new() { PartnerId = interfaith, Priority = CommunityPriority.Next, PriorityWhy = "Congregations are named by five of twelve as the first place they would ask.", Constituency = "Fourteen congregations of five faiths.", Networks = "The clergy breakfast each month." });
        Step(db, roster, interfaith, CommunityStep.Prioritized, -300, "Named as the first place to ask.", "Assessment, finding 7");
        Step(db, roster, interfaith, CommunityStep.TrustBuilt, -230, "Afraid of being used for raids; glad of a named advocate.", "The president's word");
        Step(db, roster, interfaith, CommunityStep.IncentivesUnderstood, -160, "Want training for their helpers on food lines.", "Minutes of the clergy breakfast");
        Step(db, roster, interfaith, CommunityStep.UnderstandingAssessed, -60, "Think of it as something that happens abroad.", "Short survey, 22 answers");

        var labor = roster.Called("Day Labor Center").Id;
        db.CommunityProfiles.Add(new() { PartnerId = labor, Priority = CommunityPriority.First, PriorityWhy = "Farm and packing workers are named in nine of twelve interviews.", Constituency = "Workers who wait at the dock road for a day's hire.", Norms = "Nobody names an employer in front of others." });
        Step(db, roster, labor, CommunityStep.Prioritized, -260, "The assessment names these workers first.", "Assessment, finding 1");
        Step(db, roster, labor, CommunityStep.TrustBuilt, -150, "Workers stay away when a uniform is near. Come without one, before six.", "The coordinator's word");

        var faith = roster.Called("Eastfield Faith Network").Id;
        db.CommunityProfiles.Add(new() { PartnerId = faith, Priority = CommunityPriority.Later, PriorityWhy = "No finding yet; the chaplains there see the crews." });
        Step(db, roster, faith, CommunityStep.Prioritized, -200, "Chaplains see crews whom nobody else meets.", "The pastor's word");
        await db.SaveChangesAsync(ct);
    }

    private static void Step(TaskForceDb db, SampleRoster roster, Guid partner, CommunityStep step, int days, string learned, string proof) =>
        db.PathSteps.Add(new() { PartnerId = partner, Step = step, On = roster.Today.AddDays(days), Learned = learned, Proof = proof });
}
