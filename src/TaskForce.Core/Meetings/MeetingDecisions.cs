using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Meetings;

/// <summary>What meetings decided, as plain statements. Closed sessions keep these too.</summary>
public sealed class MeetingDecisions(Databases databases)
{
    /// <summary>Records a decision.</summary>
    /// <exception cref="RefusedException">The meeting is cancelled.</exception>
    public async Task<Saved> AddAsync(Actor actor, Guid meetingId, DecisionForm form, CancellationToken ct = default)
    {
        await new DecisionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var meeting = await MeetingReader.LoadHeldAsync(db, actor, meetingId, ct);
        var last = await db.MeetingDecisions.Where(d => d.MeetingId == meetingId).MaxAsync(d => (int?)d.Order, ct) ?? 0;
        var decision = new MeetingDecision { MeetingId = meeting.Id, Text = form.Text.Trim(), Order = last + 1 };
        db.MeetingDecisions.Add(decision);
        await db.SaveChangesAsync(ct);
        return new(decision.Id, db.ChangeId);
    }

    /// <summary>Corrects the words of a decision; the history keeps the old ones.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid decisionId, DecisionForm form, CancellationToken ct = default)
    {
        await new DecisionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var decision = await LoadAsync(db, actor, decisionId, ct);
        decision.DemandVersion(form.Version);
        decision.Text = form.Text.Trim();
        await db.SaveChangesAsync(ct);
        return new(decision.Id, db.ChangeId);
    }

    /// <summary>A decision as a form, with the version that is stored now.</summary>
    public async Task<DecisionForm> FormAsync(Actor actor, Guid decisionId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var d = await LoadAsync(db, actor, decisionId, ct);
        return new() { Text = d.Text, Version = d.Version };
    }

    /// <summary>Removes a decision that was recorded by mistake.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid decisionId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var decision = await LoadAsync(db, actor, decisionId, ct);
        db.MeetingDecisions.Remove(decision);
        await db.SaveChangesAsync(ct);
        return new(decision.Id, db.ChangeId);
    }

    /// <summary>What was decided at all meetings, latest first.</summary>
    /// <param name="bodyId">Only of this body, or null for all.</param>
    public async Task<IReadOnlyList<DecisionLine>> AllAsync(Actor actor, Guid? bodyId = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadMeetings);
        await using var db = await databases.OpenAsync(actor, ct);
        var rows = await (from decision in db.MeetingDecisions.AsNoTracking()
                          join meeting in db.Meetings on decision.MeetingId equals meeting.Id
                          join body in db.Bodies on meeting.BodyId equals body.Id
                          where meeting.ArchivedAt == null && (bodyId == null || meeting.BodyId == bodyId)
                          orderby meeting.On descending, meeting.Id descending, decision.Order, decision.Id
                          select new { decision.Id, decision.Text, MeetingId = meeting.Id, meeting.On, meeting.Title, Body = body.Name, meeting.Closed }).ToListAsync(ct);
        // Only of closed sessions does the title depend on who reads.
        var ids = rows.Where(r => r.Closed).Select(r => r.MeetingId).Distinct().ToList();
        var closed = await db.Meetings.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var seats = await MeetingReader.SeatsAsync(db, [.. closed.Values], ct);
        return [.. rows.Select(r => new DecisionLine(r.Id, r.On, r.MeetingId, r.Closed ? MeetingReader.TitleFor(actor, closed[r.MeetingId], seats[r.MeetingId]) : r.Title, r.Body, r.Text))];
    }

    private static async Task<MeetingDecision> LoadAsync(TaskForceDb db, Actor actor, Guid decisionId, CancellationToken ct)
    {
        var decision = await db.MeetingDecisions.FirstOrDefaultAsync(d => d.Id == decisionId, ct) ?? throw new NotFoundException("decision");
        await MeetingReader.LoadAsync(db, actor, decision.MeetingId, ct);
        return decision;
    }
}
