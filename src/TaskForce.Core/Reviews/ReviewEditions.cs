using System.Text.Json;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>An edition in a list.</summary>
public sealed record EditionLine(Guid Id, HalfYear Half, EditionKind Kind, DateOnly AsOf, string Occasion, DateTime MadeAt, string MadeBy);

/// <summary>An edition as it opens.</summary>
/// <param name="Line">What it is.</param>
/// <param name="Review">The review as it was; for a reader of one agency only that agency's row.</param>
/// <param name="Corrections">What the records would give otherwise now.</param>
public sealed record OpenedEdition(EditionLine Line, Review Review, IReadOnlyList<Correction> Corrections);

/// <summary>Keeps reviews as they stand, and opens them again.</summary>
public sealed class ReviewEditions(Databases databases)
{
    // Partners whose evidence is read at a time; what Standings takes for the same reason.
    private const int Chunk = 250;

    /// <summary>Makes an edition: stores every figure, sentence, weight, threshold and piece of evidence as they are now.</summary>
    /// <exception cref="ValidationException">A field is missing or wrong.</exception>
    /// <exception cref="RefusedException">The day is not in the half or has not come; the half is not over; it is closed already.</exception>
    public async Task<Saved> MakeAsync(Actor actor, HalfYear half, EditionForm form, CancellationToken ct = default)
    {
        await new EditionForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.KeepEditions);
        var today = databases.Clock.Today;
        var asOf = form.Kind == EditionKind.Closing ? half.End : form.AsOf!.Value;
        if (form.Kind == EditionKind.Closing && half.End >= today)
            throw new RefusedException($"{half} runs until {ReviewSentences.LongDay(half.End)}. It can be closed from the day after; until then keep a presented edition.", nameof(form.Kind));
        if (!half.Contains(asOf))
            throw new RefusedException($"This day is not in {half}. Choose one from {ReviewSentences.LongDay(half.Start)} to {ReviewSentences.LongDay(half.End < today ? half.End : today)}.", nameof(form.AsOf));
        if (asOf > today)
            throw new RefusedException("This day has not come yet. An edition knows only what has happened.", nameof(form.AsOf));

        await using var db = await databases.OpenAsync(actor, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var key = half.Key;
        if (form.Kind == EditionKind.Closing && await db.ReviewEditions.AnyAsync(e => e.Half == key && e.Kind == EditionKind.Closing, ct))
            throw new RefusedException($"{half} is closed already. What was corrected since is shown beside its figures.", nameof(form.Kind));
        var edition = await KeepAsync(db, half, form.Kind, asOf, form.Occasion.Trim(), actor.Name, ct);
        await transaction.CommitAsync(ct);
        return new(edition.Id, db.ChangeId);
    }

    /// <summary>Stores the review as the records give it on that day; the caller's transaction decides whether it stays.</summary>
    internal static async Task<ReviewEdition> KeepAsync(TaskForceDb db, HalfYear half, EditionKind kind, DateOnly asOf, string occasion, string madeBy, CancellationToken ct)
    {
        var facts = await ReviewFactsReader.LoadAsync(db, half, asOf, ct);
        var review = ReviewMath.Compute(facts);
        var charters = await Charters.AllAsync(db, ct);
        var rules = BuyInRules.On(charters, asOf);
        var edition = new ReviewEdition
        {
            Half = half.Key,
            Kind = kind,
            AsOf = asOf,
            Occasion = occasion,
            MadeAt = db.Clock.UtcNow,
            MadeBy = madeBy,
            RuleVersions = JsonSerializer.Serialize(review.Indicators.ToDictionary(i => i.Key, i => i.RuleVersion)),
            Figures = kind == EditionKind.Closing ? ClosedFigures.Write(review) : "",
            Contents = new EditionContents(EditionContents.CurrentFormat, review, await EvidenceAsync(db, review, rules, ct), rules).Write(),
        };
        if (kind == EditionKind.Closing)
        {
            edition.Partners.AddRange(review.Partners.Where(p => p.Confidence > 0).Select(p => new EditionPartner
            {
                EditionId = edition.Id,
                PartnerId = p.Id,
                Half = half.Key,
                Values = IndicatorJson.Write(review.Indicators.Select((indicator, i) => new WeighedValue(indicator.Key, indicator.Weight, p.Values[i]))),
            }));
        }
        db.Add(edition);
        await db.SaveChangesAsync(ct);
        if (kind != EditionKind.Closing)
            return edition;
        await ClosedMarks.KeepAsync(db, edition, ct);
        // From now on the next half is compared with this edition.
        await Standings.RefreshAsync(db, await db.Partners.AsNoTracking().Select(p => p.Id).ToListAsync(ct), half.Start, ct);
        return edition;
    }

    /// <summary>Puts a presented edition away that was made by mistake.</summary>
    /// <exception cref="RefusedException">It is a closing edition.</exception>
    public async Task<Saved> ArchiveAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.KeepEditions);
        await using var db = await databases.OpenAsync(actor, ct);
        var edition = await db.ReviewEditions.SingleOrDefaultAsync(e => e.Id == id, ct) ?? throw new NotFoundException("edition");
        if (edition.Kind == EditionKind.Closing)
            throw new RefusedException("A closing edition stays: the next half is compared with it. What was corrected since is shown beside its figures.");
        edition.ArchivedAt ??= databases.Clock.UtcNow;
        await db.SaveChangesAsync(ct);
        return new(edition.Id, db.ChangeId);
    }

    /// <summary>The editions of a half, or of all halves; newest first.</summary>
    public async Task<IReadOnlyList<EditionLine>> ListAsync(Actor actor, HalfYear? half = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadReview);
        await using var db = await databases.OpenAsync(actor, ct);
        var key = half?.Key;
        return [.. (await db.ReviewEditions.AsNoTracking().Where(e => e.ArchivedAt == null && (key == null || e.Half == key)).OrderByDescending(e => e.Half).ThenByDescending(e => e.Id)
            .Select(e => new { e.Id, e.Half, e.Kind, e.AsOf, e.Occasion, e.MadeAt, e.MadeBy }).Take(200).ToListAsync(ct))
            .Select(e => new EditionLine(e.Id, HalfYear.FromKey(e.Half), e.Kind, e.AsOf, e.Occasion, e.MadeAt, e.MadeBy))];
    }

    /// <summary>Opens an edition, with what was corrected since.</summary>
    /// <exception cref="NotFoundException">There is none, or it was put away.</exception>
    public async Task<OpenedEdition> OpenAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadReview);
        await using var db = await databases.OpenConnectedAsync(actor, ct);
        var edition = await FindAsync(db, id, ct);
        var kept = EditionContents.ReadReview(edition.Contents);
        var half = HalfYear.FromKey(edition.Half);
        var now = ReviewMath.Compute(await ReviewFactsReader.FiguresAsync(db, half, edition.AsOf, ct));
        var review = kept.SeenBy(actor);
        var seen = review.Partners.Select(p => p.Id).ToHashSet();
        return new(
            new(edition.Id, half, edition.Kind, edition.AsOf, edition.Occasion, edition.MadeAt, edition.MadeBy),
            review,
            [.. EditionCorrections.Of(kept, now).Where(c => seen.Contains(c.PartnerId))]);
    }

    /// <summary>What each figure of an edition rested on; for a reader of one agency only that agency's.</summary>
    /// <exception cref="NotFoundException">There is none, or it was put away.</exception>
    public async Task<IReadOnlyList<EditionEvidence>> EvidenceAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadReview);
        await using var db = await databases.OpenAsync(actor, ct);
        var contents = EditionContents.Read((await FindAsync(db, id, ct)).Contents);
        var seen = contents.Review.SeenBy(actor).Partners.Select(p => p.Id).ToHashSet();
        return [.. contents.Evidence.Where(e => seen.Contains(e.PartnerId))];
    }

    private static async Task<ReviewEdition> FindAsync(TaskForceDb db, Guid id, CancellationToken ct) =>
        await db.ReviewEditions.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.ArchivedAt == null, ct) ?? throw new NotFoundException("edition");

    private static async Task<List<EditionEvidence>> EvidenceAsync(TaskForceDb db, Review review, BuyInRules rules, CancellationToken ct)
    {
        List<EditionEvidence> evidence = [];
        foreach (var chunk in review.Partners.Select(p => p.Id).Chunk(Chunk))
        {
            var facts = await PartnerFactsReader.LoadAsync(db, chunk, [review.Half.Previous.End, review.AsOf], ct);
            evidence.AddRange(chunk.Where(facts.ContainsKey).SelectMany(id => PartnerBuyIn.On(facts[id], review.Indicators, rules, review.AsOf).Indicators
                .Select(i => new EditionEvidence(id, i.Key, i.Value, i.Evidence))));
        }
        return evidence;
    }
}
