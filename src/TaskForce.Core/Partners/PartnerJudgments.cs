using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>What people judge of a partner in confidence: stage, stance, notes. Candid as a whole; the one filter of the database goes over every query here.</summary>
public sealed class PartnerJudgments(Databases databases)
{
    /// <summary>Sets stage and stance, and what is judged of the champion. The day of a new stage is today.</summary>
    /// <exception cref="NotAllowedException">The partner is the actor's own agency, or the actor may not write in confidence.</exception>
    public async Task<Saved> JudgeAsync(Actor actor, JudgmentForm form, CancellationToken ct = default)
    {
        await new JudgmentForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId, ct))
            throw new NotFoundException("partner");
        var judgment = await db.PartnerJudgments.FirstOrDefaultAsync(j => j.PartnerId == form.PartnerId, ct);
        if (judgment is null)
            db.PartnerJudgments.Add(judgment = new() { PartnerId = form.PartnerId });
        else
            judgment.DemandVersion(form.Version ?? Guid.Empty);
        if (judgment.Stage != form.Stage)
            judgment.StageSince = form.Stage is null ? null : databases.Clock.Today;
        (judgment.Stage, judgment.StanceNow, judgment.StanceWanted) = (form.Stage, form.StanceNow, form.StanceWanted);
        var today = databases.Clock.Today;
        // Only a champion of today can be judged; what was judged of an earlier one is not carried over.
        if (await ChampionSinceAsync(db, form.PartnerId, today, ct) is not null)
        {
            (judgment.Enthusiasm, judgment.Reach) = (form.Enthusiasm, form.Reach);
            judgment.ChampionJudgedOn = form.Enthusiasm is null && form.Reach is null ? null : today;
        }
        await db.SaveChangesAsync(ct);
        return new(judgment.Id, db.ChangeId);
    }

    /// <summary>The form with what is stored.</summary>
    public async Task<JudgmentForm> FormAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await OwnAgency.LogAsync(db, actor, [partnerId], ct);
        var since = await ChampionSinceAsync(db, partnerId, databases.Clock.Today, ct);
        return await db.PartnerJudgments.AsNoTracking().Where(j => j.PartnerId == partnerId)
            .Select(j => new JudgmentForm
            {
                PartnerId = partnerId,
                Version = j.Version,
                Stage = j.Stage,
                StanceNow = j.StanceNow,
                StanceWanted = j.StanceWanted,
                Enthusiasm = since <= j.ChampionJudgedOn ? j.Enthusiasm : null,
                Reach = since <= j.ChampionJudgedOn ? j.Reach : null,
            }).FirstOrDefaultAsync(ct)
            ?? new() { PartnerId = partnerId };
    }

    // The first day of the champion of today, of several the one who came last, who stands on the page; null where there is none.
    private static Task<DateOnly?> ChampionSinceAsync(TaskForceDb db, Guid partnerId, DateOnly today, CancellationToken ct) =>
        db.Champions.Where(c => c.PartnerId == partnerId && c.From <= today && (c.To == null || c.To >= today)).MaxAsync(c => (DateOnly?)c.From, ct);

    /// <summary>Writes a note, or changes one that the actor may see.</summary>
    public async Task<Saved> SaveNoteAsync(Actor actor, NoteForm form, CancellationToken ct = default)
    {
        await new NoteForm.Rules().ValidateAndThrowAsync(form, ct);
        DemandNote(actor, form.PartnerId, actor.AccountId);
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId, ct))
            throw new NotFoundException("partner");
        var note = form.Id is { } id ? await db.PartnerNotes.FirstOrDefaultAsync(n => n.Id == id && n.PartnerId == form.PartnerId, ct) ?? throw new NotFoundException("note") : null;
        if (note is null)
        {
            db.PartnerNotes.Add(note = new() { PartnerId = form.PartnerId, Text = form.Text.Trim(), WrittenAt = databases.Clock.UtcNow, AuthorId = actor.AccountId, AuthorName = actor.Name });
        }
        else
        {
            DemandNote(actor, form.PartnerId, note.AuthorId);
            note.DemandVersion(form.Version ?? Guid.Empty);
        }
        note.Text = form.Text.Trim();
        await db.SaveChangesAsync(ct);
        return new(note.Id, db.ChangeId);
    }

    /// <summary>Puts a note away.</summary>
    public async Task<Saved> ArchiveNoteAsync(Actor actor, Guid partnerId, Guid noteId, CancellationToken ct = default)
    {
        DemandNote(actor, partnerId, actor.AccountId);
        await using var db = await databases.OpenAsync(actor, ct);
        var note = await db.PartnerNotes.FirstOrDefaultAsync(n => n.Id == noteId && n.PartnerId == partnerId, ct) ?? throw new NotFoundException("note");
        DemandNote(actor, partnerId, note.AuthorId);
        note.ArchivedAt = databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(note.Id, db.ChangeId);
    }

    // A member keeps own entries, but nobody writes in confidence about an agency that they belong to, coordinators excepted.
    private static void DemandNote(Actor actor, Guid partnerId, Guid? authorId)
    {
        Permissions.Demand(actor, Act.WriteCandid, new Subject(PartnerId: partnerId, AuthorId: authorId));
        if (!actor.SeesAllCandid && actor.IsOwn(partnerId))
            throw new NotAllowedException(Act.WriteCandid);
    }
}

/// <summary>Stage, stance and what is judged of the champion, as chosen.</summary>
public sealed class JudgmentForm
{
    public Guid PartnerId { get; set; }
    public Guid? Version { get; set; }
    public EngagementStage? Stage { get; set; }
    public Stance? StanceNow { get; set; }
    public Stance? StanceWanted { get; set; }

    /// <summary>Of the champion of today; passed over where there is none.</summary>
    public ChampionEnthusiasm? Enthusiasm { get; set; }
    public ChampionReach? Reach { get; set; }

    public sealed class Rules : AbstractValidator<JudgmentForm>
    {
        public Rules()
        {
            RuleFor(f => f.Stage).IsInEnum().WithMessage("Choose a stage.");
            RuleFor(f => f.StanceNow).IsInEnum().WithMessage("Choose a stance.");
            RuleFor(f => f.StanceWanted).IsInEnum().WithMessage("Choose a stance.");
            RuleFor(f => f.Enthusiasm).IsInEnum().WithMessage("Choose how keen the champion is.");
            RuleFor(f => f.Reach).IsInEnum().WithMessage("Choose how far the champion is heard.");
        }
    }
}

/// <summary>A note in confidence, as typed.</summary>
public sealed class NoteForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public string Text { get; set; } = "";

    public sealed class Rules : AbstractValidator<NoteForm>
    {
        public Rules() => RuleFor(f => f.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write the note first.")
            .MaximumLength(4000).WithMessage("Keep a note under 4,000 characters.")
                .GuardedText();
    }
}
