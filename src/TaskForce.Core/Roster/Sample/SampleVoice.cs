using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Outreach;

namespace TaskForce.Core.Roster.Sample;

/// <summary>What supporters of the sample offer, and what was said in public of what its plans accomplished.</summary>
internal static class SampleVoice
{
    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        Offer(db, roster, "Eastfield Faith Network", "The hall behind the church, two evenings a month", -190, -60, "Training for hotel staff, 18 came.");
        Offer(db, roster, "Eastfield Faith Network", "Volunteers who drive people to appointments", -45, null, "");
        Offer(db, roster, "Day Labor Center", "Reads our leaflets before they are printed", -140, -80, "Changed the word for debt in the wage leaflet.");
        Offer(db, roster, "Interfaith Council", "Ten minutes at the clergy breakfast", -30, null, "");

        PlanActivity? Done(string title) => db.PlanActivities.Local.FirstOrDefault(a => a.Status == ActivityStatus.Done && a.Title.StartsWith(title, StringComparison.Ordinal));
        Item(db, roster, PublicKind.Press, "Agencies agree on one first call", "Harbor Courier, page 3", -24, "Every referral begins with an advocate.", "https://www.example.org/one-first-call", null, "District Attorney");
        Item(db, roster, PublicKind.Talk, "What emergency nurses see first", "Grand rounds at the hospital", -52, "Every nurse of the emergency room knows whom to call.", "", Done("Emergency nurses"), "Harbor General Hospital");
        Item(db, roster, PublicKind.Post, "Second wage clinic held in the hall", "Page of the county", -39, "Thirty families asked about their wages and were answered.", "", null, "Southside Cultural Alliance");
        Item(db, roster, PublicKind.Post, "One card for the first hour", "Page of the sheriff", -150, "Every patrol car carries the same card.", "", Done("Joint first-response") ?? Done("Draft of a first-response"), "Sheriff's Office");
        Item(db, roster, PublicKind.Press, "Roll-call training reaches every shift", "Harbor Courier, page 5", -260, "All five shifts of the port's police have had the hour.", "", null, "Port Ellery PD");
        Item(db, roster, PublicKind.Talk, "How an analyst helps a county", "Lunch of the business club", -330, "The county's questions are answered within a week.", "", null, "FBI");
        await db.SaveChangesAsync(ct);
    }

    private static void Offer(TaskForceDb db, SampleRoster roster, string partner, string offer, int days, int? used, string how) =>
        db.SupportOffers.Add(new() { PartnerId = roster.Called(partner).Id, On = roster.Today.AddDays(days), Offer = offer, UsedOn = used is { } day ? roster.Today.AddDays(day) : null, Used = how });

    private static void Item(TaskForceDb db, SampleRoster roster, PublicKind kind, string title, string where, int days, string accomplished, string link, PlanActivity? activity, string? partner) =>
        db.PublicItems.Add(new()
        {
            Kind = kind,
            Title = title,
            Where = where,
            On = roster.Today.AddDays(days),
            Accomplished = accomplished,
            Link = link,
            ActivityId = activity?.Id,
            PartnerId = partner is null ? null : roster.Called(partner).Id,
        });
}
