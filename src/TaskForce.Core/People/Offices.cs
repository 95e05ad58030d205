using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.People;

/// <summary>Changes of offices (the leading posts of a partner) and of who holds them.</summary>
public sealed class Offices(Databases databases)
{
    /// <summary>Adds an office to a partner, with its first holder where known, or renames one.</summary>
    public async Task<Saved> SaveAsync(Actor actor, OfficeForm form, CancellationToken ct = default)
    {
        await new OfficeForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Partners.AnyAsync(p => p.Id == form.PartnerId, ct))
            throw new NotFoundException("partner");
        Office office;
        if (form.Id is { } id)
        {
            office = await db.Offices.FirstOrDefaultAsync(o => o.Id == id && o.PartnerId == form.PartnerId, ct) ?? throw new NotFoundException("office");
            office.DemandVersion(form.Version ?? Guid.Empty);
            office.Title = form.Title.Trim();
        }
        else
        {
            db.Offices.Add(office = new() { PartnerId = form.PartnerId, Title = form.Title.Trim() });
            if (form.HolderId is { } holder)
            {
                await DemandPersonAsync(db, holder, ct);
                db.OfficeHoldings.Add(office.Appoint(holder, form.HolderSince ?? databases.Clock.Today, null));
            }
        }
        await Standings.SaveAsync(db, [form.PartnerId], ct: ct);
        return new(office.Id, db.ChangeId);
    }

    /// <summary>Says who holds an office from a day on; whoever held it before ends on the day before, and with it as sponsor in that office.</summary>
    /// <exception cref="RefusedException">Two people would hold it on one day.</exception>
    public async Task<Saved> AppointAsync(Actor actor, HolderForm form, CancellationToken ct = default)
    {
        await new HolderForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var office = await db.Offices.Include(o => o.Holdings).FirstOrDefaultAsync(o => o.Id == form.OfficeId, ct) ?? throw new NotFoundException("office");
        await DemandPersonAsync(db, form.PersonId!.Value, ct);
        List<Guid> touched = [office.PartnerId];
        if (form.EndPrevious)
        {
            var gone = office.Holdings.Where(h => h.PersonId != form.PersonId && h.From < form.From && !(h.To < form.From)).Select(h => h.PersonId).ToList();
            office.EndHoldersBefore(form.From!.Value);
            foreach (var person in gone)
                touched.AddRange(await EndSponsorsAsync(db, office.Id, person, form.From.Value.AddDays(-1), ct));
        }
        var holding = office.Appoint(form.PersonId.Value, form.From!.Value, form.To);
        db.OfficeHoldings.Add(holding);
        if (holding.To is null && office.Holdings.Where(h => h.Id != holding.Id && h.From < holding.From).MaxBy(h => h.From) is { } before && before.PersonId != holding.PersonId)
            await Outreach.ReEngagements.OpenAsync(db, office.PartnerId, holding.From, $"{await Outreach.ReEngagements.NameAsync(db, holding.PersonId, ct)} is {office.Title} now", holding.PersonId, ct);
        await Standings.SaveAsync(db, touched, ct: ct);
        return new(holding.Id, db.ChangeId);
    }

    /// <summary>Ends a holding on a day, and the sponsor who stood up in that office; until somebody follows, nobody holds it.</summary>
    public async Task<Saved> EndAsync(Actor actor, Guid holdingId, DateOnly on, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var holding = await db.OfficeHoldings.FirstOrDefaultAsync(h => h.Id == holdingId, ct) ?? throw new NotFoundException("holder");
        if (on < holding.From)
            throw new RefusedException("The last day comes before the first. Change one of them.", "On");
        holding.To = on;
        await Outreach.ReEngagements.HolderEndsAsync(db, holding.OfficeId, holding.PersonId, on, ct);
        var partner = await db.Offices.Where(o => o.Id == holding.OfficeId).Select(o => o.PartnerId).FirstAsync(ct);
        List<Guid> touched = [partner];
        if (!await db.OfficeHoldings.AnyAsync(h => h.OfficeId == holding.OfficeId && h.PersonId == holding.PersonId && h.Id != holding.Id && (h.To == null || h.To > on), ct))
            touched.AddRange(await EndSponsorsAsync(db, holding.OfficeId, holding.PersonId, on, ct));
        await Standings.SaveAsync(db, touched, ct: ct);
        return new(holding.Id, db.ChangeId);
    }

    /// <summary>Puts an office away, or takes it back.</summary>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid officeId, bool archived = true, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WritePartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var office = await db.Offices.FirstOrDefaultAsync(o => o.Id == officeId, ct) ?? throw new NotFoundException("office");
        office.ArchivedAt = archived ? office.ArchivedAt ?? databases.Clock.UtcNow : null;
        await db.SaveChangesAsync(ct);
        return new(office.Id, db.ChangeId);
    }

    /// <summary>Ends whoever is a sponsor as the holder of an office on the last day in it; what would only begin later never comes about.</summary>
    /// <returns>The partners that they backed.</returns>
    private static async Task<List<Guid>> EndSponsorsAsync(TaskForceDb db, Guid officeId, Guid personId, DateOnly on, CancellationToken ct)
    {
        var sponsors = await db.Sponsors.Where(s => s.OfficeId == officeId && s.PersonId == personId && (s.To == null || s.To > on)).ToListAsync(ct);
        foreach (var sponsor in sponsors)
        {
            if (sponsor.From > on)
                db.Sponsors.Remove(sponsor);
            else
                sponsor.To = on;
        }
        return sponsors.ConvertAll(s => s.PartnerId);
    }

    private static async Task DemandPersonAsync(TaskForceDb db, Guid id, CancellationToken ct)
    {
        if (!await db.People.AnyAsync(p => p.Id == id && p.ArchivedAt == null, ct))
            throw new RefusedException("This person is not in the roster any more. Choose another.", nameof(HolderForm.PersonId));
    }
}

/// <summary>An office, as typed, with its first holder where known.</summary>
public sealed class OfficeForm
{
    public Guid? Id { get; set; }
    public Guid? Version { get; set; }
    public Guid PartnerId { get; set; }
    public string Title { get; set; } = "";
    public Guid? HolderId { get; set; }
    public DateOnly? HolderSince { get; set; }

    public sealed class Rules : AbstractValidator<OfficeForm>
    {
        public Rules() => RuleFor(f => f.Title).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Give the title, for example Sheriff or Executive director.")
            .MaximumLength(120).WithMessage("Keep the title under 120 characters.");
    }
}

/// <summary>Who holds an office, as typed.</summary>
public sealed class HolderForm
{
    public Guid OfficeId { get; set; }
    public Guid? PersonId { get; set; }
    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public bool EndPrevious { get; set; } = true;

    public sealed class Rules : AbstractValidator<HolderForm>
    {
        public Rules()
        {
            RuleFor(f => f.PersonId).NotNull().WithMessage("Choose who holds the office.");
            RuleFor(f => f.From).NotNull().WithMessage("Give the day since when.");
            RuleFor(f => f.To).Must((f, to) => !(to < f.From)).WithMessage("The last day comes before the first. Change one of them.");
        }
    }
}
