using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Learning;

namespace TaskForce.Core.Roster.Sample;

/// <summary>What the parties of the sample's MOUs promised, what they sent in, trainings and surveys: as much as each partner's story gives.</summary>
internal static class SamplePromises
{
    private const int HoursPromised = 40;

    public static async Task WriteAsync(TaskForceDb db, SampleRoster roster, CancellationToken ct)
    {
        var mous = (await db.Mous.Include(m => m.Versions).ThenInclude(v => v.Parties).ToListAsync(ct)).ToDictionary(m => m.Title);
        var first = roster.Beginning;
        Commitment Promise(string mou, string title, CommitmentKind kind, Action<Commitment>? more = null)
        {
            var commitment = new Commitment { MouId = mous[mou].Id, Title = title, Kind = kind, DeputyCounts = true, FirstDueOn = first, Order = db.ChangeTracker.Entries<Commitment>().Count() };
            more?.Invoke(commitment);
            db.Add(commitment);
            return commitment;
        }

        const string memorandum = "Task force memorandum", services = "Victim services protocol MOU", legal = "Legal services referral MOU", northbay = "Northbay information-sharing MOU";
        Promise(memorandum, "Executives meet twice a year", CommitmentKind.ExecutiveMeetings);
        Promise(memorandum, "Sends somebody to half of the general meetings", CommitmentKind.BodyMeetings, c => c.BodyId = roster.General.Id);
        Promise(memorandum, "Hosts one training a year", CommitmentKind.TrainingHosted, c => c.Period = CommitmentPeriod.Year);
        Promise(services, "Sends somebody to half of the committee's meetings", CommitmentKind.BodyMeetings, c => c.BodyId = roster.Committees['V'].Id);
        Promise(services, "Two beds held at all times", CommitmentKind.Judged, c => (c.PartnerId, c.Period) = (roster.Called("Ellery Shelter Network").Id, CommitmentPeriod.Quarter));
        Promise(legal, "Sends somebody to half of the committee's meetings", CommitmentKind.BodyMeetings, c => c.BodyId = roster.Committees['J'].Id);
        List<Commitment> hours =
        [
            Promise(memorandum, "Says each quarter how many hours its staff gave", CommitmentKind.Return, Hours),
            Promise(services, "Says each quarter how many hours its staff gave", CommitmentKind.Return, Hours),
            Promise(legal, "Says each quarter how many hours its staff gave", CommitmentKind.Return, Hours),
            Promise(northbay, "Says each quarter how many hours its staff gave", CommitmentKind.Return, Hours),
        ];
        await db.SaveChangesAsync(ct);
        foreach (var commitment in hours) Send(db, roster, commitment, mous.Values.Single(m => m.Id == commitment.MouId));
        Judge(db, roster);
        Train(db, roster);
        Ask(db, roster);
        await db.SaveChangesAsync(ct);
    }

    private static void Hours(Commitment c) => (c.Gives, c.Hours, c.Period, c.DueDays) = (ReturnContent.Hours, HoursPromised, CommitmentPeriod.Quarter, 15);

    // As many of the hours as the story gives; a partner that gives little also sends it in late, or not at all. What fell due last is still awaited from one, and excused for another.
    private static void Send(TaskForceDb db, SampleRoster roster, Commitment commitment, Mou mou)
    {
        foreach (var party in mou.Versions.SelectMany(v => v.Parties).DistinctBy(p => p.PartnerId))
        {
            var member = roster.Partners.First(m => m.Id == party.PartnerId);
            var dues = CommitmentSchedule.Of(commitment, roster.Today).Where(d => d.On <= roster.Today).ToList();
            foreach (var due in dues)
            {
                if (due == dues[^1] && member.Partner.Called == "Eastfield PD") continue;
                if (due == dues[^1] && member.Partner.Called == "Domestic Violence Coalition")
                {
                    db.Add(Excuse(roster, commitment, member, due));
                    continue;
                }

                var gives = Gives(roster, member, due.To);
                if (gives < 30) continue;
                var received = due.To.AddDays(gives < 50 ? 24 : 6);
                if (received > roster.Today) continue;
                db.Add(new PartnerReturn { CommitmentId = commitment.Id, PartnerId = member.Id, From = due.From, To = due.To, ReceivedOn = received, Hours = HoursPromised * gives / 100, ToldBy = gives < 50 ? member.Delegate.Name : "", ByLink = gives >= 50 });
            }
        }
    }

    private static CommitmentRuling Excuse(SampleRoster roster, Commitment commitment, SampleMember member, CommitmentDue due) => new()
    {
        CommitmentId = commitment.Id,
        PartnerId = member.Id,
        DueOn = due.On,
        Verdict = RulingVerdict.Excused,
        Reason = "The office was under water for two weeks; the sheets are gone",
        ByName = roster.Coordinator.Name,
        RuledOn = due.On,
    };

    private static void Judge(TaskForceDb db, SampleRoster roster)
    {
        var beds = db.ChangeTracker.Entries<Commitment>().Select(e => e.Entity).Single(c => c.Kind == CommitmentKind.Judged);
        foreach (var (due, i) in CommitmentSchedule.Of(beds, roster.Today).Where(d => d.On <= roster.Today).Select((d, i) => (d, i)))
        {
            var missed = i == 2;
            db.Add(new CommitmentRuling
            {
                CommitmentId = beds.Id,
                PartnerId = beds.PartnerId!.Value,
                DueOn = due.On,
                Verdict = missed ? RulingVerdict.Missed : RulingVerdict.Kept,
                Reason = missed ? "Full for eleven nights in August" : "Both beds were open whenever the committee asked",
                ByName = roster.Coordinator.Name,
                RuledOn = due.On.AddDays(3) < roster.Today ? due.On.AddDays(3) : roster.Today,
            });
        }
    }

    private static void Train(TaskForceDb db, SampleRoster roster)
    {
        (string Title, string Host, int Day)[] courses =
        [
            ("Hotel front-desk course", "Harbor Survivor Services", 25), ("Referral course", "Domestic Violence Coalition", 60), ("Roll call training", "U.S. Attorney's Office", 95), ("Know your rights, with interpreters", "Legal Aid", 130),
        ];
        foreach (var half in new[] { roster.Half.Previous.Previous, roster.Half.Previous, roster.Half })
        {
            foreach (var (course, i) in courses.Select((c, i) => (c, i)))
            {
                var on = half.Start.AddDays(course.Day);
                if (on >= roster.Today) continue;
                var session = new TrainingSession { Title = course.Title, On = on, Minutes = 90 + 30 * i, HostId = roster.Called(course.Host).Id };
                db.Add(session);
                foreach (var (member, place) in roster.Partners.Select((m, p) => (m, p)).Where(x => Gives(roster, x.m, on) > 34 + (x.p * 7 + i * 23) % 50))
                    db.Add(new TrainingAttendance { SessionId = session.Id, PartnerId = member.Id, People = 1 + place * 3 % 5 });
            }
        }
    }

    private static void Ask(TaskForceDb db, SampleRoster roster)
    {
        const int asked = 8;
        foreach (var half in new[] { roster.Half.Previous.Previous, roster.Half.Previous, roster.Half })
        {
            var on = half.Start.AddDays(50);
            if (on.AddDays(30) >= roster.Today) continue;
            foreach (var member in roster.Partners)
            {
                var answered = asked * Gives(roster, member, on) / 100;
                db.Add(new SurveyAnswer { PartnerId = member.Id, Survey = $"Member survey, {half}", AskedOn = on, Asked = asked, Answered = answered, AnsweredOn = answered > 0 ? on.AddDays(18) : null });
            }
        }
    }

    private static int Gives(SampleRoster roster, SampleMember member, DateOnly day)
    {
        var half = HalfYear.Containing(day);
        return half == roster.Half ? member.Story.Gives.Now : half == roster.Half.Previous ? member.Story.Gives.Last : member.Story.Gives.Before;
    }
}
