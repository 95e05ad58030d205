using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>What is asked of the executives for one half.</summary>
public sealed class ReviewAsks(Databases databases)
{
    /// <summary>Today in the task force's zone.</summary>
    public DateOnly Today => databases.Clock.Today;

    /// <summary>Asks something.</summary>
    /// <returns>The ask, and the change to undo.</returns>
    public async Task<Saved> AddAsync(Actor actor, HalfYear half, AskForm form, CancellationToken ct = default)
    {
        await new AskForm.Rules(Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.KeepEditions);
        await using var db = await databases.OpenAsync(actor, ct);
        var ask = new ReviewAsk { Half = half.Key };
        await FillAsync(db, ask, form, ct);
        db.Add(ask);
        await db.SaveChangesAsync(ct);
        return new(ask.Id, db.ChangeId);
    }

    /// <summary>Changes an ask, or writes down its answer.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it since the form was opened.</exception>
    public async Task<Saved> EditAsync(Actor actor, Guid id, AskForm form, CancellationToken ct = default)
    {
        await new AskForm.Rules(Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.KeepEditions);
        await using var db = await databases.OpenAsync(actor, ct);
        var ask = await db.ReviewAsks.SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new NotFoundException("ask");
        ask.DemandVersion(form.Version);
        await FillAsync(db, ask, form, ct);
        await db.SaveChangesAsync(ct);
        return new(ask.Id, db.ChangeId);
    }

    /// <summary>Puts an ask away; editions that hold it keep it.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.KeepEditions);
        await using var db = await databases.OpenAsync(actor, ct);
        var ask = await db.ReviewAsks.SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new NotFoundException("ask");
        ask.ArchivedAt ??= databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(ask.Id, db.ChangeId);
    }

    /// <summary>An ask as its form shows it.</summary>
    public async Task<AskForm> FormAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.KeepEditions);
        await using var db = await databases.OpenAsync(actor, ct);
        var ask = await db.ReviewAsks.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new NotFoundException("ask");
        return new()
        {
            PartnerId = ask.PartnerId,
            IsDecision = ask.IsDecision,
            Text = ask.Text,
            Detail = ask.Detail,
            DueOn = ask.DueOn,
            Answer = ask.Answer,
            AnsweredOn = ask.AnsweredOn,
            Version = ask.Version,
        };
    }

    /// <summary>The partners that an ask may be put to: those that are not archived, by name.</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> PartnersAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.KeepEditions);
        await using var db = await databases.OpenAsync(actor, ct);
        return [.. (await db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null).OrderBy(p => p.SortName).ThenBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync(ct)).Select(p => (p.Id, p.Name))];
    }

    /// <summary>The asks of a half: decisions first, then by partner.</summary>
    internal static async Task<List<AskLine>> LinesAsync(TaskForceDb db, HalfYear half, CancellationToken ct)
    {
        var asks = await ReviewQueries.Asks.On(db)(db, half.Key).ToListAsync(ct);
        return [.. asks.OrderBy(a => !a.IsDecision).ThenBy(a => a.IsDecision ? "" : a.Partner, StringComparer.OrdinalIgnoreCase)];
    }

    private static async Task FillAsync(TaskForceDb db, ReviewAsk ask, AskForm form, CancellationToken ct)
    {
        if (form.PartnerId is { } partner && !await db.Partners.AnyAsync(p => p.Id == partner, ct))
            throw new NotFoundException("partner");
        (ask.PartnerId, ask.IsDecision, ask.Text, ask.Detail, ask.DueOn) = (form.PartnerId, form.IsDecision, form.Text.Trim(), form.Detail.Trim(), form.DueOn);
        (ask.Answer, ask.AnsweredOn) = (form.Answer, form.Answer == AskAnswer.Open ? null : form.AnsweredOn);
    }
}
