using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;
using TaskForce.Core.Partners;

namespace TaskForce.Core.Outreach;

/// <summary>A step that was tried, and the index beside it: of that day, of the half in which it was tried and of the half after.</summary>
/// <param name="IndexThen">The index of the day on which it was tried; null where there was none.</param>
/// <param name="InHalf">The index of the half of <paramref name="On"/>: at its close, or so far while it runs. Null where there is none.</param>
/// <param name="HalfAfter">The same of the half after; null too while that has not begun.</param>
public sealed record TriedLine(BestStep Step, DateOnly On, string ByName, int? IndexThen, int? InHalf, int? HalfAfter);

/// <summary>A step that was put off.</summary>
public sealed record PutOffLine(Guid Id, BestStep Step, DateOnly Until, string Reason, string ByName);

/// <summary>The next best step of one partner, with what was decided before.</summary>
/// <param name="Cooling">The signs of cooling, where they add up to an early warning.</param>
/// <param name="Flags">What endangers the tie whatever the step: see <see cref="StepSentences.Flags"/>.</param>
public sealed record NextStepView(Suggestion? Next, IReadOnlyList<PutOffLine> PutOff, IReadOnlyList<TriedLine> Tried, IReadOnlyList<CoolingSign> Cooling, IReadOnlyList<string> Flags);

/// <summary>A partner in the list of next best steps.</summary>
/// <param name="PutOffUntil">The earliest day on which a step that was put off comes back; null when none was.</param>
/// <param name="TriedOn">The last day on which a step was tried.</param>
public sealed record NextStepRow(Guid PartnerId, string Name, string Slug, Suggestion? Next, DateOnly? PutOffUntil, DateOnly? TriedOn, bool IsTiedByOne, bool IsStalled);

/// <summary>Next best steps: read for one partner or for all, tried, put off. Candid as a whole.</summary>
public sealed class NextSteps(Databases databases)
{
    /// <summary>A step that was just tried gives way to the next one for so many days: what comes of it takes time.</summary>
    public const int TriedDays = 14;

    private const int TriedShown = 5;

    /// <summary>The step of one partner, why, what was tried before, and the early warning that the step was chosen by.</summary>
    /// <exception cref="NotAllowedException">The actor may not read in confidence about this partner.</exception>
    public async Task<NextStepView> OfPartnerAsync(Actor actor, Guid partnerId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await OwnAgency.LogAsync(db, actor, [partnerId], ct);
        var today = databases.Clock.Today;
        var choices = await db.StepChoices.AsNoTracking().Where(c => c.PartnerId == partnerId).OrderByDescending(c => c.On).ThenByDescending(c => c.Id).Take(100).ToListAsync(ct);
        var partner = Reached(db, today).Where(p => p.Id == partnerId);
        var cooling = (await Coolings.AmongAsync(db, partner, ct)).ToDictionary(c => c.Id, c => c.Signs);
        var facts = (await StepFactsReader.ReadAsync(db, partner, cooling, ct)).FirstOrDefault();
        var tried = choices.Where(c => c.Until is null).Take(TriedShown).ToList();
        var halves = await HalvesAsync(db, partnerId, tried, ct);
        return new(facts is null ? null : NextBestStep.Of(facts, Aside(choices, today)),
            [.. choices.Where(c => c.Until > today).Select(c => new PutOffLine(c.Id, c.Step, c.Until!.Value, c.Reason, c.ByName))],
            tried.ConvertAll(c => new TriedLine(c.Step, c.On, c.ByName, c.IndexThen, halves.GetValueOrDefault(HalfYear.Containing(c.On).Key), halves.GetValueOrDefault(HalfYear.Containing(c.On).Next.Key))),
            facts?.Cooling ?? [], facts is null ? [] : StepSentences.Flags(facts));
    }

    /// <summary>The step of each partner that the actor may read in confidence about, the most pressing row of the table first.</summary>
    public async Task<IReadOnlyList<NextStepRow>> ListAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadCandid);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var partners = Reached(db, today);
        if (!actor.SeesAllCandid)
        {
            var seated = actor.CandidPartners.ToList();
            partners = partners.Where(p => seated.Contains(p.Id));
        }
        var since = today.AddDays(-TriedDays);
        var choices = (await db.StepChoices.AsNoTracking().Where(c => c.Until > today || (c.Until == null && c.On > since)).ToListAsync(ct)).ToLookup(c => c.PartnerId);
        var cooling = (await Coolings.AllAsync(db, actor, ct)).ToDictionary(c => c.Id, c => c.Signs);
        var facts = await StepFactsReader.ReadAsync(db, partners, cooling, ct);
        await OwnAgency.LogAsync(db, actor, facts.Select(f => f.PartnerId), ct);
        return [.. facts.Select(f => new NextStepRow(f.PartnerId, f.Name, f.Slug, NextBestStep.Of(f, Aside(choices[f.PartnerId], today)),
                choices[f.PartnerId].Min(c => c.Until), choices[f.PartnerId].Where(c => c.Until is null).Select(c => (DateOnly?)c.On).Max(), f.IsTiedByOne, f.IsStalled))
            .OrderBy(r => r.Next?.Place ?? int.MaxValue)];
    }

    /// <summary>Writes down that the step was tried today, with the index of today, so that what followed can be told. Association, not proof.</summary>
    /// <exception cref="RefusedException">It is written down for today already.</exception>
    public async Task<Saved> TryAsync(Actor actor, Guid partnerId, BestStep step, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await DemandPartnerAsync(db, partnerId, ct);
        var today = databases.Clock.Today;
        if (await db.StepChoices.AnyAsync(c => c.PartnerId == partnerId && c.Step == step && c.Until == null && c.On == today, ct))
            throw new RefusedException("This step is written down for today already.");
        var index = await db.PartnerStandings.Where(s => s.PartnerId == partnerId).Select(s => s.Index).FirstOrDefaultAsync(ct);
        var choice = new StepChoice { PartnerId = partnerId, Step = step, On = today, ByName = actor.Name, IndexThen = index };
        db.StepChoices.Add(choice);
        await db.SaveChangesAsync(ct);
        return new(choice.Id, db.ChangeId);
    }

    /// <summary>Puts a step off until a day; the next one of the table takes its place until then.</summary>
    public async Task<Saved> PutOffAsync(Actor actor, PutOffForm form, CancellationToken ct = default)
    {
        await new PutOffForm.Rules(databases.Clock.Today).ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(form.PartnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        await DemandPartnerAsync(db, form.PartnerId, ct);
        var choice = new StepChoice { PartnerId = form.PartnerId, Step = form.Step, On = databases.Clock.Today, Until = form.Until, Reason = form.Reason.Trim(), ByName = actor.Name };
        db.StepChoices.Add(choice);
        await db.SaveChangesAsync(ct);
        return new(choice.Id, db.ChangeId);
    }

    /// <summary>Brings a step back that was put off. History keeps that it was.</summary>
    public async Task<Saved> BringBackAsync(Actor actor, Guid partnerId, Guid choiceId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteCandid, Subject.Partner(partnerId));
        await using var db = await databases.OpenAsync(actor, ct);
        db.StepChoices.Remove(await db.StepChoices.FirstOrDefaultAsync(c => c.Id == choiceId && c.PartnerId == partnerId && c.Until != null, ct) ?? throw new NotFoundException("decision"));
        await db.SaveChangesAsync(ct);
        return new(choiceId, db.ChangeId);
    }

    /// <summary>The index of the halves in which these were tried and of those after, as the trend of the partner shows them.</summary>
    private static async Task<Dictionary<int, int?>> HalvesAsync(TaskForceDb db, Guid partnerId, List<StepChoice> tried, CancellationToken ct)
    {
        if (tried.Count == 0)
            return [];
        var wanted = tried.Select(c => HalfYear.Containing(c.On)).SelectMany(h => new[] { h.Key, h.Next.Key }).Distinct().ToList();
        return await db.PartnerHalves.AsNoTracking().Where(h => h.PartnerId == partnerId && wanted.Contains(h.Half)).ToDictionaryAsync(h => h.Half, h => h.Index, ct);
    }

    // With those who declined or left there is no step to take.
    private static IQueryable<Partner> Reached(TaskForceDb db, DateOnly today) => db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null
        && !p.Memberships.Any(m => m.From <= today && (m.To == null || m.To >= today) && (m.Kind == MembershipKind.Declined || m.Kind == MembershipKind.Former)));

    private static HashSet<BestStep> Aside(IEnumerable<StepChoice> choices, DateOnly today) =>
        [.. choices.Where(c => c.Until is { } until ? until > today : c.On > today.AddDays(-TriedDays)).Select(c => c.Step)];

    private static async Task DemandPartnerAsync(TaskForceDb db, Guid id, CancellationToken ct)
    {
        if (!await db.Partners.AnyAsync(p => p.Id == id && p.ArchivedAt == null, ct))
            throw new NotFoundException("partner");
    }
}
