using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Agreements;
using TaskForce.Core.Data;
using TaskForce.Core.Learning;

namespace TaskForce.Core.Partners;

/// <summary>Moves what was promised, sent in, trained and answered when two partners become one. Where both have the same, that of the one that stays is kept.</summary>
internal static class PromiseMerges
{
    public static async Task PrepareAsync(TaskForceDb db, MergeWork work, Guid from, Guid into, CancellationToken ct)
    {
        work.Move("Promises", await db.Commitments.Where(c => c.PartnerId == from).ToListAsync(ct), nameof(Commitment.PartnerId), into);

        var rulings = await db.CommitmentRulings.Where(r => r.PartnerId == from || r.PartnerId == into).ToListAsync(ct);
        Take("Rulings on due days", rulings, nameof(CommitmentRuling.PartnerId), r => r.PartnerId, r => (r.CommitmentId, r.DueOn));
        var returns = await db.PartnerReturns.Where(r => r.PartnerId == from || r.PartnerId == into).ToListAsync(ct);
        Take("Returns", returns, nameof(PartnerReturn.PartnerId), r => r.PartnerId, r => (r.CommitmentId, r.From));
        foreach (var link in await db.ReturnLinks.Where(l => l.PartnerId == from).ToListAsync(ct)) link.PartnerId = into;

        work.Move("Trainings hosted", await db.TrainingSessions.Where(s => s.HostId == from).ToListAsync(ct), nameof(TrainingSession.HostId), into);
        var attended = await db.TrainingAttendance.Where(a => a.PartnerId == from || a.PartnerId == into).ToListAsync(ct);
        foreach (var both in attended.GroupBy(a => a.SessionId).Where(g => g.Count() > 1))
        {
            both.First(a => a.PartnerId == into).People += both.First(a => a.PartnerId == from).People;
            work.Say("Both sent people to the same training: their numbers are added up.");
        }
        Take("Trainings attended", attended, nameof(TrainingAttendance.PartnerId), a => a.PartnerId, a => a.SessionId);
        work.Move("Survey answers", await db.SurveyAnswers.Where(a => a.PartnerId == from).ToListAsync(ct), nameof(SurveyAnswer.PartnerId), into);

        var clauses = await db.Set<MouClausePartner>().Where(p => p.PartnerId == from || p.PartnerId == into).ToListAsync(ct);
        Take("Clauses", clauses, nameof(MouClausePartner.PartnerId), p => p.PartnerId, p => p.ClauseId);
        work.Move("Approval steps", await db.ApprovalSteps.Where(s => s.PartnerId == from).ToListAsync(ct), nameof(ApprovalStep.PartnerId), into);
        work.Move("Protocols kept", await db.Protocols.Where(p => p.KeeperId == from).ToListAsync(ct), nameof(Protocol.KeeperId), into);
        work.Move("Trainings on protocols", await db.ProtocolTrainings.Where(t => t.PartnerId == from).ToListAsync(ct), nameof(ProtocolTraining.PartnerId), into);
        work.Move("Objections to MOUs", await db.MouObjections.Where(o => o.PartnerId == from).ToListAsync(ct), nameof(MouObjection.PartnerId), into);

        void Take<T, TKey>(string what, List<T> records, string property, Func<T, Guid> partner, Func<T, TKey> same) where T : class
        {
            var kept = records.Where(r => partner(r) == into).Select(same).ToHashSet();
            foreach (var twice in records.Where(r => partner(r) == from && kept.Contains(same(r)))) work.Drop(twice);
            work.Move(what, [.. records.Where(r => partner(r) == from && !kept.Contains(same(r)))], property, into);
        }
    }
}
