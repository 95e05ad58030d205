using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>What was passed on from inside a partner, with its answer.</summary>
public sealed record MessageLine(Guid Id, Guid Version, Guid? PersonId, string? Person, bool IsSuccess, DateOnly On, string Text, string Answer, DateOnly? AnsweredOn);

/// <summary>What a champion passed on, as typed.</summary>
public sealed class ChampionMessageForm : IGuardedForm
{
    /// <inheritdoc/>
    public bool ConfirmedNoVictimData { get; set; }

    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }

    /// <summary>Who passed it on.</summary>
    public Guid? PersonId { get; set; }
    public bool IsSuccess { get; set; }
    public DateOnly? On { get; set; }
    public string Text { get; set; } = "";
    public string Answer { get; set; } = "";
    public DateOnly? AnsweredOn { get; set; }

    public sealed class Rules : AbstractValidator<ChampionMessageForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Write in a line what was passed on.").MaximumLength(500).WithMessage("Keep it under 500 characters.").GuardedText();
            RuleFor(f => f.On).NotNull().WithMessage("Give the day on which it came.").Must(d => !(d > today)).WithMessage("It came on a day that has come.");
            RuleFor(f => f.Answer).Must((f, t) => f.AnsweredOn is null || !string.IsNullOrWhiteSpace(t)).WithMessage("Say in a line what was answered.").MaximumLength(500).WithMessage("Keep it under 500 characters.").GuardedText();
            RuleFor(f => f.AnsweredOn).Must(d => !(d > today)).WithMessage("An answer was given on a day that has come.").Must((f, d) => !(d < f.On)).WithMessage("The answer would come before the message.");
        }
    }
}

/// <summary>The verbs of what champions pass on: requests for support, and successes. Each wants an answer. Candid.</summary>
public sealed class ChampionMessages(Databases databases)
{
    /// <summary>After so many days without an answer a message stands on Today.</summary>
    public const int AnswerWithinDays = 14;


    /// <summary>Writes a message down, changes it, or answers it. An answer without a day is of today.</summary>
    public async Task<Saved> SaveAsync(Actor actor, ChampionMessageForm form, CancellationToken ct = default)
    {
        await new ChampionMessageForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        if (form.PersonId is { } person && !await db.People.AnyAsync(p => p.Id == person && p.ArchivedAt == null, ct))
            throw new RefusedException("This person is not in the roster any more. Choose another.", nameof(ChampionMessageForm.PersonId));
        ChampionMessage message;
        if (form.Id is { } id)
        {
            message = await LoadAsync(db, form.PartnerId, id, ct);
            message.DemandVersion(form.Version ?? Guid.Empty);
        }
        else
        {
            if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId && p.ArchivedAt == null, ct))
                throw new NotFoundException("partner");
            db.ChampionMessages.Add(message = new() { PartnerId = form.PartnerId, Text = "" });
        }
        (message.PersonId, message.IsSuccess, message.On, message.Text) = (form.PersonId, form.IsSuccess, form.On!.Value, form.Text.Trim());
        message.Answer = form.Answer.Trim();
        message.AnsweredOn = message.Answer.Length == 0 ? null : form.AnsweredOn ?? databases.Clock.Today;
        await db.SaveChangesAsync(ct);
        return new(message.Id, db.ChangeId);
    }

    /// <summary>Takes a message away that was entered by mistake. History keeps it; undo brings it back.</summary>
    public async Task<Saved> RemoveAsync(Actor actor, Guid partnerId, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        db.ChampionMessages.Remove(await LoadAsync(db, partnerId, id, ct));
        await db.SaveChangesAsync(ct);
        return new(id, db.ChangeId);
    }

    /// <summary>The newest messages of a partner, those without an answer first, as far as the reader may see them.</summary>
    internal static Task<List<MessageLine>> OfPartnerAsync(TaskForceDb db, Guid partnerId, CancellationToken ct) =>
        db.ChampionMessages.AsNoTracking().Where(m => m.PartnerId == partnerId).OrderBy(m => m.AnsweredOn != null).ThenByDescending(m => m.On).ThenBy(m => m.Id).Take(PartnerPage.Most)
            .LeftJoin(db.People, m => m.PersonId, p => p.Id, (m, p) => new MessageLine(m.Id, m.Version, m.PersonId, p == null ? null : p.Name.Length > 0 ? p.Name : p.KnownAs, m.IsSuccess, m.On, m.Text, m.Answer, m.AnsweredOn)).ToListAsync(ct);

    private static async Task<ChampionMessage> LoadAsync(TaskForceDb db, Guid partnerId, Guid id, CancellationToken ct) =>
        await db.ChampionMessages.FirstOrDefaultAsync(m => m.Id == id && m.PartnerId == partnerId, ct) ?? throw new NotFoundException("message");
}
