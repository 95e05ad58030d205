using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Outreach;

/// <summary>That one partner's support hangs on that of another's leader, as typed.</summary>
public sealed class SupportTieForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }

    /// <summary>The partner whose support hangs on the other.</summary>
    public Guid? PartnerId { get; set; }

    /// <summary>The partner whose leader it hangs on.</summary>
    public Guid? OnPartnerId { get; set; }
    public string Note { get; set; } = "";

    public sealed class Rules : AbstractValidator<SupportTieForm>
    {
        public Rules()
        {
            RuleFor(f => f.PartnerId).NotNull().WithMessage("Choose the partner whose support hangs on this leader.");
            RuleFor(f => f.OnPartnerId).NotNull().WithMessage("Choose the partner whose leader it hangs on.")
                .Must((f, id) => id is null || id != f.PartnerId).WithMessage("A partner's support does not hang on itself. Choose another.");
            RuleFor(f => f.Note).MaximumLength(300).WithMessage("Keep it under 300 characters.").GuardedText();
        }
    }
}

/// <summary>The verbs of support that hangs on a leader. Candid about both partners, so it takes the right to write in confidence about both.</summary>
public sealed class SupportTies(Databases databases)
{
    /// <summary>Writes down that a partner's support hangs on another's leader, or changes why.</summary>
    /// <exception cref="RefusedException">A partner is not there any more, or it is written down already.</exception>
    public async Task<Saved> SaveAsync(Actor actor, SupportTieForm form, CancellationToken ct = default)
    {
        await new SupportTieForm.Rules().ValidateAndThrowAsync(form, ct);
        Demand(actor, form.PartnerId!.Value, form.OnPartnerId!.Value);
        await using var db = await databases.OpenAsync(actor, ct);
        SupportTie? tie;
        if (form.Id is { } id)
        {
            tie = await db.SupportTies.FirstOrDefaultAsync(t => t.Id == id && t.PartnerId == form.PartnerId && t.OnPartnerId == form.OnPartnerId, ct) ?? throw new NotFoundException("support");
            tie.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            foreach (var (partner, field) in new[] { (form.PartnerId.Value, nameof(form.PartnerId)), (form.OnPartnerId.Value, nameof(form.OnPartnerId)) })
            {
                if (!await db.Partners.AnyAsync(p => p.Id == partner && p.ArchivedAt == null, ct))
                    throw new RefusedException("This partner is not there any more. Choose another.", field);
            }
            if (await db.SupportTies.AnyAsync(t => t.PartnerId == form.PartnerId && t.OnPartnerId == form.OnPartnerId, ct))
                throw new RefusedException("This is written down already.", nameof(SupportTieForm.PartnerId));
            db.SupportTies.Add(tie = new() { PartnerId = form.PartnerId.Value, OnPartnerId = form.OnPartnerId.Value });
        }
        tie.Note = form.Note.Trim();
        await db.SaveChangesAsync(ct);
        return new(tie.Id, db.ChangeId);
    }

    /// <summary>Takes it away: the partner stands by itself, or it was a mistake. History keeps it; undo brings it back.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var tie = await db.SupportTies.FirstOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException("support");
        Demand(actor, tie.PartnerId, tie.OnPartnerId);
        db.SupportTies.Remove(tie);
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }

    private static void Demand(Actor actor, Guid one, Guid other)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(one));
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(other));
    }
}
