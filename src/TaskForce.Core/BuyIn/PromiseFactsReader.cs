using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;

namespace TaskForce.Core.BuyIn;

/// <summary>Reads promises with their marks, hours, trainings and survey answers into the facts of partners: a fixed number of queries.</summary>
internal static class PromiseFactsReader
{
    /// <param name="db">Where from.</param>
    /// <param name="ids">The partners.</param>
    /// <param name="asOf">The last day of interest. What is settled on its due day never changes after it, so the marks of earlier days are among these.</param>
    /// <param name="facts">To add to.</param>
    /// <param name="ct">Cancellation.</param>
    public static async Task ReadAsync(TaskForceDb db, List<Guid> ids, DateOnly asOf, Dictionary<Guid, PartnerFacts> facts, CancellationToken ct)
    {
        foreach (var promise in await CommitmentReader.OfPartnersAsync(db, ids, ct))
        {
            var marks = promise.Marks(asOf).Where(mark => mark.Kind != MarkKind.NotYetDue).Select(mark => (CommitmentSentences.PeriodOf(promise.Commitment, mark.Due), mark)).ToList();
            facts[promise.PartnerId].Promises.Add(new(promise.Commitment.Title, promise.Records.Bound, marks));
            if (promise.Commitment is not { Gives: ReturnContent.Hours, Hours: { } promised }) continue;
            var dues = CommitmentSchedule.Of(promise.Commitment, asOf).ToDictionary(due => due.From);
            facts[promise.PartnerId].Hours.AddRange(promise.Records.Returns.Where(given => given.Hours is not null && dues.ContainsKey(given.From)).OrderBy(given => given.From)
                .Select(given => new HoursFact(promise.Commitment.Id, CommitmentSentences.PeriodOf(promise.Commitment, dues[given.From]), dues[given.From].To, given.Received, given.Hours!.Value, promised, given.Link)));
        }

        var hosted = await db.TrainingSessions.AsNoTracking().Where(s => s.ArchivedAt == null && s.HostId != null && ids.Contains(s.HostId.Value))
            .Select(s => new { PartnerId = s.HostId!.Value, s.Id, s.On, s.Title, Hosted = true, People = 0 }).ToListAsync(ct);
        var attended = await (from attendance in db.TrainingAttendance.AsNoTracking()
                              join session in db.TrainingSessions on attendance.SessionId equals session.Id
                              where ids.Contains(attendance.PartnerId) && attendance.People > 0 && session.ArchivedAt == null
                              select new { attendance.PartnerId, session.Id, session.On, session.Title, Hosted = false, attendance.People }).ToListAsync(ct);
        foreach (var training in hosted.Concat(attended).GroupBy(t => (t.PartnerId, t.Id)).OrderBy(g => g.First().On).ThenBy(g => g.Key.Id))
        {
            var session = training.First();
            facts[training.Key.PartnerId].Trainings.Add(new(session.On, session.Title, training.Any(t => t.Hosted), training.Sum(t => t.People), $"/training?session={session.Id}"));
        }

        foreach (var s in await db.SurveyAnswers.AsNoTracking().Where(s => ids.Contains(s.PartnerId)).OrderBy(s => s.AskedOn).ThenBy(s => s.Id).ToListAsync(ct))
            facts[s.PartnerId].Surveys.Add(new(s.AskedOn, s.Survey, s.Asked, s.Answered, s.AnsweredOn, $"/training?show=surveys&partner={s.PartnerId}"));
    }
}
