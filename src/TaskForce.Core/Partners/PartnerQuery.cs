using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>What the list query reads of a partner.</summary>
/// <param name="Recent">The index of the last six halves, as <see cref="RecentIndex"/> writes it.</param>
/// <param name="ChampionUntil">The last day of the champion who stays longest; <see cref="DateOnly.MaxValue"/> without an end, null when there never was one.</param>
/// <param name="Stage">Candid; null for those who may not see it.</param>
internal sealed record PartnerFound(
    Guid Id, string Name, string SortName, string Slug, Sector Sector, Level Level, Tier Tier, string Kind, bool Archived,
    int? Index, int? Change, bool HasMou, DateOnly? MouEndsOn, DateOnly? LastContactOn, string? Recent, DateOnly? ChampionUntil, EngagementStage? Stage);

/// <summary>
/// The one query behind list, count and export of partners. A sort by a figure goes along that figure's index first, then through those
/// that have none: so both databases order alike and a page costs the same wherever it lies.
/// </summary>
internal sealed class PartnerQuery(TaskForceDb db, Actor actor, PartnerFilter filter, DateOnly today, int noticeDays, IReadOnlyCollection<Guid>? only = null)
{
    private sealed class Listed
    {
        public required Partner P { get; init; }
        public required PartnerStanding? S { get; init; }
    }

    /// <summary>The filtered partners in no order. Every partner has a standing: it is written with the partner; where no filter asks for it, it is left alone.</summary>
    public IQueryable<Guid> All() => Filtered(
        !AsksStanding ? db.Partners.AsNoTracking().Select(p => new Listed { P = p, S = null }) : filter.Sort == PartnerSort.Name ? ByName() : ByStanding()).Select(l => l.P.Id);

    private bool AsksStanding => filter.View != PartnerView.All || filter.Champion is not null || filter.Mou is not null;

    /// <summary>The value that a row is sorted by, for its place in the list.</summary>
    public string? Value(PartnerFound found) => filter.Sort switch
    {
        PartnerSort.Index => found.Index?.ToString(CultureInfo.InvariantCulture),
        PartnerSort.Change => found.Change?.ToString(CultureInfo.InvariantCulture),
        PartnerSort.LastContact => found.LastContactOn is { } day ? PartnerLists.Text(day) : null,
        PartnerSort.MouEnd => found.MouEndsOn is { } day ? PartnerLists.Text(day) : null,
        _ => found.SortName,
    };

    /// <summary>Rows from a place on, forward or backward; in the order of travel.</summary>
    public async Task<List<PartnerFound>> TakeAsync(Place? place, bool backward, int count, CancellationToken ct)
    {
        switch (filter.Sort)
        {
            case PartnerSort.Index:
                return await AlongAsync(l => l.S!.Index, int.Parse, place, backward, count, ct);
            case PartnerSort.Change:
                return await AlongAsync(l => l.S!.Change, int.Parse, place, backward, count, ct);
            case PartnerSort.LastContact:
                return await AlongAsync(l => l.S!.LastContactOn, DateOnly.Parse, place, backward, count, ct);
            case PartnerSort.MouEnd:
                return await AlongAsync(l => l.S!.MouEndsOn, DateOnly.Parse, place, backward, count, ct);
        }

        var query = Filtered(ByName());
        var up = filter.Descending == backward;
        if (place is { Value: { } name, Id: var id })
        {
            query = up
                ? query.Where(l => l.P.SortName.CompareTo(name) >= 0 && (l.P.SortName.CompareTo(name) > 0 || l.P.Id > id))
                : query.Where(l => l.P.SortName.CompareTo(name) <= 0 && (l.P.SortName.CompareTo(name) < 0 || l.P.Id < id));
        }
        query = up ? query.OrderBy(l => l.P.SortName).ThenBy(l => l.P.Id) : query.OrderByDescending(l => l.P.SortName).ThenByDescending(l => l.P.Id);
        return await ReadAsync(query.Select(l => l.P.Id), count, ct);
    }

    private async Task<List<PartnerFound>> AlongAsync<T>(
        Expression<Func<Listed, T?>> key, Func<string, IFormatProvider, T> parse, Place? place, bool backward, int count, CancellationToken ct) where T : struct
    {
        // Forward: those with the figure, then those without. Backward: the other way round.
        var up = filter.Descending == backward;
        var rows = new List<PartnerFound>(count);
        var all = Filtered(ByStanding());
        foreach (var with in backward ? (bool[])[false, true] : [true, false])
        {
            if (rows.Count == count)
                break;
            var inThisPart = place is { } p && (p.Value is not null) == with;
            if (place is not null && !inThisPart && with != backward)
                continue;
            var query = all.Where(HasValue(key, with));
            if (with)
            {
                if (inThisPart && TryParse(place!.Value.Value!, parse) is { } value)
                    query = query.Where(Beyond(key, value, place.Value.Id, up));
                query = up ? query.OrderBy(key).ThenBy(l => l.S!.PartnerId) : query.OrderByDescending(key).ThenByDescending(l => l.S!.PartnerId);
            }
            else
            {
                var id = place?.Id ?? Guid.Empty;
                if (inThisPart)
                    query = backward ? query.Where(l => l.S!.PartnerId < id) : query.Where(l => l.S!.PartnerId > id);
                query = backward ? query.OrderByDescending(l => l.S!.PartnerId) : query.OrderBy(l => l.S!.PartnerId);
            }
            rows.AddRange(await ReadAsync(query.Select(l => l.S!.PartnerId), count - rows.Count, ct));
        }
        return rows;
    }

    private static T? TryParse<T>(string text, Func<string, IFormatProvider, T> parse) where T : struct
    {
        try
        {
            return parse(text, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static Expression<Func<Listed, bool>> HasValue<T>(Expression<Func<Listed, T?>> key, bool has) where T : struct
    {
        var none = Expression.Constant(null, typeof(T?));
        return Expression.Lambda<Func<Listed, bool>>(has ? Expression.NotEqual(key.Body, none) : Expression.Equal(key.Body, none), key.Parameters);
    }

    private sealed record Limit<T>(T Value, Guid Id);

    private static Expression<Func<Listed, bool>> Beyond<T>(Expression<Func<Listed, T?>> key, T value, Guid id, bool up) where T : struct
    {
        // key >= value and (key > value or id > last): the first half lets both databases enter their index.
        var place = new Limit<T?>(value, id);
        Expression<Func<Limit<T?>>> captured = () => place;
        var limit = captured.Body;
        var at = Expression.Property(limit, nameof(Limit<>.Value));
        var last = Expression.Property(limit, nameof(Limit<>.Id));
        var row = Expression.Property(Expression.Property(key.Parameters[0], nameof(Listed.S)), nameof(PartnerStanding.PartnerId));
        var body = up
            ? Expression.AndAlso(Expression.GreaterThanOrEqual(key.Body, at), Expression.OrElse(Expression.GreaterThan(key.Body, at), Expression.GreaterThan(row, last)))
            : Expression.AndAlso(Expression.LessThanOrEqual(key.Body, at), Expression.OrElse(Expression.LessThan(key.Body, at), Expression.LessThan(row, last)));
        return Expression.Lambda<Func<Listed, bool>>(body, key.Parameters);
    }

    private IQueryable<Listed> ByName() => db.Partners.AsNoTracking()
        .LeftJoin(db.PartnerStandings, p => p.Id, s => s.PartnerId, (p, s) => new Listed { P = p, S = s });

    // A left join although no standing is without its partner: so no database, whatever it takes its tables to hold, begins with the partners and sorts them all.
    private IQueryable<Listed> ByStanding() => db.PartnerStandings.AsNoTracking()
        .LeftJoin(db.Partners, s => s.PartnerId, p => p.Id, (s, p) => new Listed { P = p!, S = s });

    // The filters only find the keys; the rows of those keys are read by one query that is always the same and translated once: for a page of
    // the list its translation took longer than the database.
    private async Task<List<PartnerFound>> ReadAsync(IQueryable<Guid> query, int count, CancellationToken ct)
    {
        var ids = await query.Take(count).ToArrayAsync(ct);
        if (ids.Length == 0)
            return [];
        var rows = new Dictionary<Guid, PartnerFound>(ids.Length);
        await foreach (var row in Rows.On(db)(db, ids, PartnerLists.SeesStages(actor)).WithCancellation(ct))
            rows[row.Id] = row;
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    // What hangs on a partner is looked up row by row in the database, which costs less than asking again.
    private static readonly ReadyQuery<Func<TaskForceDb, Guid[], bool, IAsyncEnumerable<PartnerFound>>> Rows = new(() => EF.CompileAsyncQuery(
        (TaskForceDb db, Guid[] ids, bool seesStages) => db.Partners.AsNoTracking().Where(p => ids.Contains(p.Id))
            .LeftJoin(db.PartnerStandings, p => p.Id, s => s.PartnerId, (p, s) => new Listed { P = p, S = s })
            .Select(l => new PartnerFound(
                l.P.Id, l.P.Name, l.P.SortName, l.P.Slug, l.P.Sector, l.P.Level, l.P.Tier, l.P.Kind!.Name, l.P.ArchivedAt != null,
                l.S!.Index, l.S.Change, l.S != null && l.S.HasMou, l.S!.MouEndsOn, l.S.LastContactOn,
                l.S.Recent, l.S.ChampionUntil,
                seesStages ? db.PartnerJudgments.Where(j => j.PartnerId == l.P.Id).Select(j => j.Stage).FirstOrDefault() : null))));

    private IQueryable<Listed> Filtered(IQueryable<Listed> query)
    {
        query = filter.Archived ? query.Where(l => l.P.ArchivedAt != null && l.P.MergedIntoId == null) : query.Where(l => l.P.ArchivedAt == null);
        if (only is not null)
            query = query.Where(l => only.Contains(l.P.Id));
        query = filter.View switch
        {
            PartnerView.LosingGround => query.Where(l => l.S!.Change < -Movement.SteadyWithin),
            PartnerView.NoChampion => query.Where(l => l.S == null || !l.S.HasChampion),
            PartnerView.MouEnding => query.Where(l => l.S!.HasMou && l.S.MouEndsOn >= today && l.S.MouEndsOn <= today.AddDays(PartnerLists.MouViewDays)),
            PartnerView.NotContacted => query.Where(l => l.S!.LastContactOn == null || l.S.LastContactOn < today.AddDays(-PartnerLists.ContactViewDays)),
            _ => query,
        };
        if (filter.Sector is { } sector)
            query = query.Where(l => l.P.Sector == sector);
        if (filter.KindId is { } kind)
            query = query.Where(l => l.P.KindId == kind);
        if (filter.Level is { } level)
            query = query.Where(l => l.P.Level == level);
        if (filter.Tag is { } tag)
            query = query.Where(l => db.PartnerTags.Where(t => t.Tag == tag).Select(t => t.PartnerId).Contains(l.P.Id));
        if (filter.Stage is { } stage && PartnerLists.SeesStages(actor))
            query = query.Where(l => db.PartnerJudgments.Where(j => j.Stage == stage).Select(j => j.PartnerId).Contains(l.P.Id));
        if (filter.Champion is { } champion)
            query = query.Where(l => l.S!.HasChampion == champion);
        if (filter.HolderId is { } holder)
        {
            // Compared with a column that may be empty: null is the word for nobody.
            Guid? wanted = holder == PartnerFilter.Nobody ? null : holder;
            query = query.Where(l => l.P.HolderId == wanted);
        }
        if (filter.WithoutMeetings is { } without)
            query = query.Where(l => (l.P.WithoutMeetings && (l.P.WithoutMeetingsSince == null || l.P.WithoutMeetingsSince <= today) && (l.P.WithoutMeetingsUntil == null || l.P.WithoutMeetingsUntil >= today)) == without);
        query = filter.Mou switch
        {
            MouPlace.InForce => query.Where(l => l.S!.HasMou && (l.S.MouEndsOn == null || l.S.MouEndsOn >= today)),
            MouPlace.Ending => query.Where(l => l.S!.HasMou && l.S.MouEndsOn >= today && l.S.MouEndsOn <= today.AddDays(noticeDays)),
            MouPlace.Lapsed => query.Where(l => l.S!.HasMou && l.S.MouEndsOn < today),
            MouPlace.None => query.Where(l => !l.S!.HasMou),
            _ => query,
        };
        foreach (var word in Folding.Words(filter.Text).Take(4))
        {
            var after = Folding.After(word);
            query = query.Where(l => db.SearchWords.Where(w => w.RecordType == nameof(Partner) && w.Word.CompareTo(word) >= 0 && w.Word.CompareTo(after) < 0)
                .Select(w => w.EntryId).Contains(l.P.Id));
        }
        return query;
    }
}
