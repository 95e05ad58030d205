using TaskForce.Core.Agreements;
using TaskForce.Core.Data;

namespace TaskForce.Core.Roster.Sample;

/// <summary>Clauses that changed between two versions, approvers that are waited for, and what troubles whom.</summary>
internal static class SampleClauses
{
    public static void Write(TaskForceDb db, SampleRoster roster, Mou referral, MouVersion second, DateOnly today)
    {
        var first = db.MouVersions.Local.Single(v => v.MouId == referral.Id && v.Number == 1);
        (string Heading, string Before, string After, string? By)[] clauses =
        [
            ("Purpose", "People who were harmed reach a lawyer quickly.", "People who were harmed reach a lawyer quickly.", null),
            ("Consultations", "Legal Aid holds four consultation slots a week.", "Legal Aid holds two consultation slots a week, and a third when a paralegal is lent.", "Legal Aid"),
            ("Immigration matters", "", "The clinic takes immigration matters within five working days and says at once when it cannot.", "Immigrant Legal Clinic"),
            ("Charging decisions", "The attorney general's office shares charging decisions.", "The attorney general's office tells the advocate of a charging decision before it is public, within two working days.", "State Attorney General"),
            ("Withdrawal", "A party may leave at any time.", "A party may leave with 30 days' written notice. Those that remain stay bound among themselves.", null),
        ];
        foreach (var (clause, i) in clauses.Select((c, i) => (c, i)))
        {
            var origin = Guid.CreateVersion7();
            if (clause.Before.Length > 0) Add(first, clause.Before);
            Add(second, clause.After);

            void Add(MouVersion version, string text)
            {
                var line = new MouClause { VersionId = version.Id, Origin = origin, Heading = clause.Heading, Text = text, Order = i + 1 };
                db.Add(line);
                if (clause.By is { } by) db.Add(new MouClausePartner { ClauseId = line.Id, PartnerId = roster.Called(by).Id });
            }
        }
    }

    /// <summary>One protocol in its second version, on which not everybody is trained again, and one draft.</summary>
    public static void Protocols(TaskForceDb db, SampleRoster roster)
    {
        var today = roster.Today;
        var interview = new Protocol { Title = "First interview with an advocate", Purpose = "Who is called, who speaks first, and what is not asked on the first day.", KeeperId = roster.Called("Harbor Survivor Services").Id, ReviewOn = today.AddDays(-20) };
        db.AddRange(interview,
            new ProtocolVersion { ProtocolId = interview.Id, Number = 1, AdoptedOn = today.AddYears(-2), Changes = "The first version." },
            new ProtocolVersion { ProtocolId = interview.Id, Number = 2, AdoptedOn = today.AddDays(-150), Changes = "An interpreter is called before the interview, not during it." });
        foreach (var (partner, days, people, version) in new[] { ("Harbor Survivor Services", 120, 9, 2), ("Sheriff's Office", 100, 14, 2), ("Port Ellery PD", 500, 22, 1), ("Child Welfare", 480, 6, 1) })
            db.Add(new ProtocolTraining { ProtocolId = interview.Id, PartnerId = roster.Called(partner).Id, On = today.AddDays(-days), People = people, VersionNumber = version });
        db.Add(new Protocol { Title = "Hotel calls at night", Purpose = "Who goes out, who stays on the phone, who finds a bed.", KeeperId = roster.Called("Sheriff's Office").Id, ReviewOn = today.AddDays(90) });
    }

    /// <summary>What the parties of an MOU that is being signed wait for.</summary>
    public static void Waiting(TaskForceDb db, SampleRoster roster, Mou mou, string party, ApproverKind kind, string approver, DateOnly? next, string trouble, string remedy)
    {
        var version = db.MouVersions.Local.Where(v => v.MouId == mou.Id).MaxBy(v => v.Number)!;
        var partner = roster.Called(party).Id;
        db.Add(new ApprovalStep { VersionId = version.Id, PartnerId = partner, Kind = kind, Approver = approver, NextMeetingOn = next, Meanwhile = InterimForm.LimitedRole, MeanwhileRole = "One nurse comes to the committee and takes the questions back." });
        db.Add(new MouObjection { VersionId = version.Id, PartnerId = partner, Trouble = trouble, Remedy = remedy, RaisedOn = roster.Today.AddDays(-12) });
    }
}
