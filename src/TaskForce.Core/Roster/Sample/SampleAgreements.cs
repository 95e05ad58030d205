using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.People;

namespace TaskForce.Core.Roster.Sample;

/// <summary>MOUs in each of their states.</summary>
internal static class SampleAgreements
{
    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        var today = roster.Today;
        var memorandum = Add(db, roster, "Task force memorandum", today.AddYears(-1).AddDays(-40), today.AddYears(2).AddDays(-40), null, signed: true, onFile: true,
            "U.S. Attorney's Office", "Sheriff's Office", "FBI", "District Attorney", "HSI, Port office", "Harbor Survivor Services", "Port Ellery PD", "Eastfield PD");
        // Its second version came seven weeks after the first had ended: a gap in cover.
        var services = Add(db, roster, "Victim services protocol MOU", today.AddYears(-5), today.AddYears(-3).AddDays(-15), null, signed: true, onFile: true,
            "Harbor Survivor Services", "Domestic Violence Coalition", "Ellery Shelter Network");
        AddVersion(db, roster, services, 2, today.AddYears(-3).AddDays(35), today.AddDays(34), null, signed: true, onFile: true,
            "Harbor Survivor Services", "Domestic Violence Coalition", "Ellery Shelter Network", "Youth Drop-in Project", "Child Welfare").Summary = "The drop-in and child welfare join.";
        await SucceedAsync(db, roster.Called("Youth Drop-in Project"), today.AddDays(-50), ct);
        Add(db, roster, "Northbay information-sharing MOU", today.AddYears(-3).AddDays(-190), today.AddDays(-190), null, signed: true, onFile: true, "Northbay PD", "Sheriff's Office");
        // Signed by all, but the executed copy never came: it extends and renames nothing.
        var addendum = AddVersion(db, roster, memorandum, 2, today.AddDays(-60), today.AddYears(3), null, signed: true, onFile: false,
            "U.S. Attorney's Office", "Sheriff's Office", "FBI", "District Attorney", "HSI, Port office", "Harbor Survivor Services", "Port Ellery PD", "Eastfield PD");
        (addendum.Kind, addendum.Title, addendum.Summary) = (MouVersionKind.Addendum, "Harbor County compact", "Extends the term by a year and gives the memorandum a shorter name.");
        var referral = Add(db, roster, "Legal services referral MOU", today.AddYears(-2), today.AddDays(-91), today.AddYears(-1), signed: true, onFile: true, "Legal Aid", "State Attorney General");
        var second = AddVersion(db, roster, referral, 2, today.AddDays(-90), null, today.AddDays(75), signed: true, onFile: true, "Legal Aid", "Immigrant Legal Clinic", "State Attorney General");
        SampleClauses.Write(db, roster, referral, second, today);
        (second.Summary, second.WithdrawalNoticeDays) = ("Open-ended, with a yearly look. The clinic joins.", 30);
        Leave(db, second, roster.Called("State Attorney General").Id, today.AddDays(-45), today.AddDays(-10));
        var hospital = Add(db, roster, "Hospital recognition and referral MOU", today.AddDays(20), today.AddYears(3), null, signed: false, onFile: false, "Harbor Survivor Services", "Harbor General Hospital");
        SampleClauses.Waiting(db, roster, hospital, "Harbor General Hospital", ApproverKind.Counsel, "Hospital counsel", today.AddDays(9),
            "Counsel fears that staff would have to report what a patient says.", "A sentence that nothing here asks staff to report beyond the law.");
        Add(db, roster, "Day-labor outreach letter of cooperation", today.AddDays(-90), today.AddYears(2), null, signed: true, onFile: false, "Day Labor Center", "Southside Cultural Alliance");
        Add(db, roster, "Shared evidence room agreement", today.AddYears(-3), null, today.AddDays(-12), signed: true, onFile: true, "Sheriff's Office", "District Attorney");
        Add(db, roster, "Night patrol letter of cooperation", today.AddYears(-2), today.AddYears(1), null, signed: true, onFile: true, "Port Ellery PD", "Eastfield PD")
            .Withdraw(today.AddDays(-100), "Both are parties of the memorandum now, which says the same.");
        Draft(db, roster, "City services letter of intent", "Mayor's Office", "School District");
        SampleClauses.Protocols(db, roster);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The office that signed has another holder since.</summary>
    private static async Task SucceedAsync(TaskForceDb db, SampleMember member, DateOnly since, CancellationToken ct)
    {
        const string name = "Marisol Tegen";
        var successor = new Person { Name = name, Slug = new SampleSlugs([.. await db.People.Select(p => p.Slug).ToListAsync(ct)]).For(name) };
        db.People.Add(successor);
        foreach (var held in await db.OfficeHoldings.Where(h => h.OfficeId == member.Office.Id && h.To == null).ToListAsync(ct)) held.To = since.AddDays(-1);
        foreach (var post in await db.Posts.Where(p => p.PartnerId == member.Id && p.PersonId == member.Leader.Id && p.To == null).ToListAsync(ct)) (post.To, post.EndReason) = (since.AddDays(-1), "Moved to another county");
        db.Posts.Add(new() { PersonId = successor.Id, PartnerId = member.Id, Title = member.Office.Title, From = since });
        db.OfficeHoldings.Add(new() { OfficeId = member.Office.Id, PersonId = successor.Id, From = since });
        // Whoever the one before had sent has a last day too: one who may leave.
        foreach (var seat in await db.SeatHoldings.Where(h => h.PersonId == member.Delegate.Id && h.To == null).ToListAsync(ct)) seat.To = since.AddDays(170);
    }

    /// <summary>One party leaves, the others go on.</summary>
    private static void Leave(TaskForceDb db, MouVersion version, Guid partnerId, DateOnly notice, DateOnly on)
    {
        var party = db.MouParties.Local.Single(p => p.VersionId == version.Id && p.PartnerId == partnerId);
        (party.WithdrawalNoticeOn, party.WithdrawnOn, party.WithdrawalReason) = (notice, on, "The office refers through a unit of its own now.");
    }

    /// <summary>Nobody has seen it yet but those who write it: no term is agreed, nothing is signed.</summary>
    private static void Draft(TaskForceDb db, SampleRoster roster, string title, params string[] parties)
    {
        var mou = Add(db, roster, title, roster.Today, null, null, signed: false, onFile: false, parties);
        var version = db.MouVersions.Local.Single(v => v.MouId == mou.Id);
        (version.EffectiveOn, version.SentForSignatureOn) = (null, null);
        foreach (var party in db.MouParties.Local.Where(p => p.VersionId == version.Id)) (party.SignedById, party.SignedOn) = (null, null);
    }

    private static Mou Add(TaskForceDb db, SampleRoster roster, string title, DateOnly effective, DateOnly? expires, DateOnly? review, bool signed, bool onFile, params string[] parties)
    {
        var mou = new Mou { Title = title, Purpose = "What each partner brings, and what it can count on." };
        db.Mous.Add(mou);
        AddVersion(db, roster, mou, 1, effective, expires, review, signed, onFile, parties);
        return mou;
    }

    private static MouVersion AddVersion(TaskForceDb db, SampleRoster roster, Mou mou, int number, DateOnly effective, DateOnly? expires, DateOnly? review, bool signed, bool onFile, params string[] parties)
    {
        var version = new MouVersion { MouId = mou.Id, Number = number, Title = mou.Title, EffectiveOn = effective, ExpiresOn = expires, ReviewOn = review, SentForSignatureOn = effective.AddDays(-30) };
        db.MouVersions.Add(version);
        if (onFile)
        {
            var bytes = Page(mou.Title);
            var file = new StoredFile { Name = Folding.Slug(mou.Title) + ".pdf", ContentType = "application/pdf", Size = bytes.Length, Hash = Convert.ToHexStringLower(SHA256.HashData(bytes)), UploadedAt = db.Clock.UtcNow };
            db.Files.Add(file);
            db.FileBytes.Add(new() { FileId = file.Id, Bytes = bytes });
            version.FileId = file.Id;
        }
        foreach (var (name, order) in parties.Select((p, i) => (p, i)))
        {
            var member = roster.Called(name);
            var hasSigned = signed || order == 0;
            db.MouParties.Add(new()
            {
                VersionId = version.Id,
                PartnerId = member.Id,
                OfficeId = member.Office.Id,
                SignedById = hasSigned ? member.Leader.Id : null,
                SignedOn = hasSigned ? (signed ? effective.AddDays(-10 + order % 5) : roster.Today.AddDays(-6)) : null,
                Order = order,
            });
        }

        return version;
    }

    // One page of PDF that says what it is.
    private static byte[] Page(string title)
    {
        var text = $"BT /F1 16 Tf 72 700 Td (Sample document: {title.Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal)}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        List<int> places = [];
        foreach (var (item, index) in objects.Select((o, i) => (o, i)))
        {
            places.Add(pdf.Length);
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{index + 1} 0 obj\n{item}\nendobj\n");
        }
        var start = pdf.Length;
        pdf.Append("xref\n0 5\n0000000000 65535 f \n");
        foreach (var place in places)
            pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        pdf.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
