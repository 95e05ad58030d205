using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;

namespace TaskForce.Core.Today;

/// <summary>"Not now until …, because …".</summary>
public sealed class NotNowForm : IGuardedForm
{
    public DateOnly? Until { get; set; }
    public string Because { get; set; } = "";
    public bool ConfirmedNoVictimData { get; set; }

    public sealed class Rules : AbstractValidator<NotNowForm>
    {
        public Rules(DateOnly today)
        {
            RuleFor(f => f.Until).NotNull().WithMessage("Say until when.")
                .Must(d => d is null || d > today).WithMessage("Choose a day after today.")
                .Must(d => d is null || d <= today.AddYears(1)).WithMessage("Choose a day within a year, so that it comes back in time.");
            RuleFor(f => f.Because).Must(b => !string.IsNullOrWhiteSpace(b)).WithMessage("Say why, so that the next reader knows.")
                .MaximumLength(200).WithMessage("Keep the reason under 200 characters.").GuardedText();
        }
    }
}

/// <summary>What people decide about rows of the queue. A row can be marked by whoever has it in their own queue.</summary>
public sealed class QueueMarks(Databases databases, TodayQueue queue)
{
    /// <summary>Sets a row aside until a day.</summary>
    /// <returns>The change, for undo.</returns>
    /// <exception cref="ValidationException">The day or the reason is missing or wrong.</exception>
    /// <exception cref="NotFoundException">The row is not in the actor's queue (any more).</exception>
    public async Task<Guid> NotNowAsync(Actor actor, string key, NotNowForm form, CancellationToken ct = default)
    {
        await new NotNowForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        return await MarkAsync(actor, key, m => (m.NotNowUntil, m.Because) = (form.Until, form.Because.Trim()), ct);
    }

    /// <summary>Brings a row back at once.</summary>
    public Task<Guid> BringBackAsync(Actor actor, string key, CancellationToken ct = default) => MarkAsync(actor, key, m => (m.NotNowUntil, m.Because) = (null, ""), ct);

    /// <summary>Says who sees to a row; nothing takes the name away again.</summary>
    public Task<Guid> GiveAsync(Actor actor, string key, Guid? personId, CancellationToken ct = default) => MarkAsync(actor, key, m => m.PersonId = personId, ct);

    private async Task<Guid> MarkAsync(Actor actor, string key, Action<QueueMark> change, CancellationToken ct)
    {
        Permissions.Demand(actor, Act.SeeToday);
        var view = await queue.ReadAsync(actor, ct);
        var row = view.Rows.Concat(view.SetAside).FirstOrDefault(r => r.Key == key) ?? throw new NotFoundException("row in your queue");
        await using var db = await databases.OpenAsync(actor, ct);
        // A seat is shared: its mark is open to everybody who has the row, whosever seat it is.
        var shared = row.Reason == QueueReason.SeatOrTerm;
        var mark = await (shared ? db.QueueMarks.IgnoreQueryFilters(["Candour"]) : db.QueueMarks).FirstOrDefaultAsync(m => m.Key == key, ct);
        if (mark is null)
            db.QueueMarks.Add(mark = new() { Key = key, PartnerId = shared ? null : row.PartnerId });
        else if (shared)
            mark.PartnerId = null;
        change(mark);
        await db.SaveChangesAsync(ct);
        return db.ChangeId;
    }
}
