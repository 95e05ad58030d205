using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Charter;
using TaskForce.Core.Data;

namespace TaskForce.Core.Partners;

/// <summary>One line of the partner list.</summary>
/// <param name="Stage">Candid; null for those who may not see it.</param>
/// <param name="IsOwnAgency">Whether it is the reader's own agency, so that what is candid is marked.</param>
/// <param name="Halves">The index of the last six halves, oldest first; null where there was none.</param>
/// <param name="Mou">Where its MOU stands today.</param>
/// <param name="Champion">Whether a champion is named, will leave, was named before, or never was.</param>
/// <param name="DaysSinceContact">Days since the last two-way contact; null when there was none.</param>
/// <param name="Contact">How that compares with the interval of the partner's tier.</param>
public sealed record PartnerRow(
    Guid Id, string Name, string Slug, Sector Sector, Level Level, string Kind, EngagementStage? Stage, bool IsOwnAgency, int? Index, int? Change, IReadOnlyList<int?> Halves,
    MouPlace Mou, DateOnly? MouEndsOn, ChampionPlace Champion, DateOnly? LastContactOn, int? DaysSinceContact, ContactPlace Contact, bool Archived);

/// <summary>What a list says about a partner's champion.</summary>
public enum ChampionPlace
{
    Never,
    Named,
    Leaving,
    NoneNow,
}

/// <summary>How long ago the last contact is, by the partner's tier.</summary>
public enum ContactPlace
{
    None,
    InTime,
    Due,
    Overdue,
}

/// <summary>The counts above the list. Each is exact up to 1,000.</summary>
public sealed record PartnerCounts(
    int Total, int Gaining, int Steady, int LosingGround, IReadOnlyDictionary<Sector, int> Sectors, IReadOnlyDictionary<PartnerView, int> Views);

/// <summary>Reads the list of partners.</summary>
public sealed class PartnerLists(Databases databases)
{
    /// <summary>Within how many days an MOU ends that the view "MOU ends within 90 days" shows.</summary>
    public const int MouViewDays = 90;

    /// <summary>After how many days without contact the view "Not contacted in 30 days" shows a partner.</summary>
    public const int ContactViewDays = 30;

    private const int ExportPage = 500;

    /// <summary>A page of the list. Stages come only to those who may see them; a reading of the own agency's stage is written down.</summary>
    /// <param name="after">Where to go on from, as the page before gave it; or null.</param>
    /// <param name="before">Where to go back from; or null.</param>
    public async Task<ListPage<PartnerRow>> PageAsync(Actor actor, PartnerFilter filter, string? after = null, string? before = null, int size = 50, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenConnectedAsync(actor, ct);
        var charter = await Charters.OnAsync(db, databases.Clock.Today, ct);
        var query = new PartnerQuery(db, actor, filter, databases.Clock.Today, charter.MouNoticeDays);
        var back = Paging.Read(before);
        var place = back ?? Paging.Read(after);
        size = Paging.Size(size);
        var found = await query.TakeAsync(place, back is not null, size + 1, ct);
        var more = found.Count > size;
        if (more)
            found.RemoveAt(size);
        if (back is not null)
            found.Reverse();

        // Where the first page holds everything it is the count.
        var total = place is null && !more ? found.Count : await query.All().Take(Paging.CountLimit + 1).CountAsync(ct);
        var rows = await RowsAsync(db, actor, found, charter, ct);
        var from = rows.Count == 0 ? 0 : back is { } b ? Math.Max(1, b.Number - rows.Count) : place is { } a ? a.Number + 1 : 1;
        var hasPrevious = back is null ? place is not null : more;
        var hasNext = back is not null || more;
        return new(rows, from, Math.Min(total, Paging.CountLimit), total > Paging.CountLimit,
            hasPrevious && rows.Count > 0 ? Paging.Write(query.Value(found[0]), found[0].Id, from) : null,
            hasNext && rows.Count > 0 ? Paging.Write(query.Value(found[^1]), found[^1].Id, from + rows.Count - 1) : null);
    }

    private enum Counted
    {
        Gaining = 100,
        Steady,
        LosingGround,
        NoChampion,
        MouEnding,
        NeverContacted,
        NotContacted,
    }

    /// <summary>What stands above the list: how many partners there are, in which sectors, and how they move. One query, each count of it along an index and no further than 1,001.</summary>
    public async Task<PartnerCounts> CountsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var (notice, silence) = (today.AddDays(MouViewDays), today.AddDays(-ContactViewDays));
        // Every partner has a standing: it is written with the partner. The few that were put away are taken off.
        var living = db.PartnerStandings.AsNoTracking().Where(s => !db.Partners.Where(p => p.ArchivedAt != null).Select(p => p.Id).Contains(s.PartnerId));
        List<IQueryable<int>> parts =
        [
            .. Enum.GetValues<Sector>().Select(sector => db.Partners.AsNoTracking().Where(p => p.ArchivedAt == null && p.Sector == sector).Take(Paging.CountLimit + 1).Select(p => (int)sector)),
            Of(Counted.Gaining, living.Where(s => s.Change > Movement.SteadyWithin)),
            Of(Counted.Steady, living.Where(s => s.Change >= -Movement.SteadyWithin && s.Change <= Movement.SteadyWithin)),
            Of(Counted.LosingGround, living.Where(s => s.Change < -Movement.SteadyWithin)),
            Of(Counted.NoChampion, living.Where(s => !s.HasChampion)),
            Of(Counted.MouEnding, living.Where(s => s.HasMou && s.MouEndsOn >= today && s.MouEndsOn <= notice)),
            Of(Counted.NeverContacted, living.Where(s => s.LastContactOn == null)),
            Of(Counted.NotContacted, living.Where(s => s.LastContactOn < silence)),
        ];
        var found = await parts.Aggregate((all, one) => all.Concat(one)).GroupBy(k => k).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        int Count(Counted what) => found.GetValueOrDefault((int)what);
        var sectors = Enum.GetValues<Sector>().Where(s => found.ContainsKey((int)s)).ToDictionary(s => s, s => found[(int)s]);
        var total = Math.Min(sectors.Values.Sum(), Paging.CountLimit + 1);
        return new(total, Count(Counted.Gaining), Count(Counted.Steady), Count(Counted.LosingGround), sectors, new Dictionary<PartnerView, int>
        {
            [PartnerView.All] = total,
            [PartnerView.LosingGround] = Count(Counted.LosingGround),
            [PartnerView.NoChampion] = Count(Counted.NoChampion),
            [PartnerView.MouEnding] = Count(Counted.MouEnding),
            [PartnerView.NotContacted] = Math.Min(Count(Counted.NeverContacted) + Count(Counted.NotContacted), Paging.CountLimit + 1),
        });

        static IQueryable<int> Of(Counted what, IQueryable<PartnerStanding> some)
        {
            var key = (int)what;
            return some.Take(Paging.CountLimit + 1).Select(s => key);
        }
    }

    /// <summary>Everybody whom the filter leaves, in the list's order, for an export: page by page, so that memory stays flat.</summary>
    /// <param name="only">When given, of these only.</param>
    public async IAsyncEnumerable<PartnerRow> AllAsync(Actor actor, PartnerFilter filter, IReadOnlyCollection<Guid>? only = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        var charter = await Charters.OnAsync(db, databases.Clock.Today, ct);
        var query = new PartnerQuery(db, actor, filter, databases.Clock.Today, charter.MouNoticeDays, only);
        Place? place = null;
        while (true)
        {
            var found = await query.TakeAsync(place, false, ExportPage, ct);
            foreach (var row in await RowsAsync(db, actor, found, charter, ct))
                yield return row;
            if (found.Count < ExportPage)
                yield break;
            place = new(query.Value(found[^1]), found[^1].Id, 0);
        }
    }

    /// <summary>The tags in use, for the filter; at most 200.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.PartnerTags.AsNoTracking().Select(t => t.Tag).Distinct().OrderBy(t => t).Take(200).ToListAsync(ct);
    }

    /// <summary>Who holds relationships, for the filter; at most 200.</summary>
    public async Task<IReadOnlyList<HolderLine>> HoldersAsync(Actor actor, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadPartners);
        await using var db = await databases.OpenAsync(actor, ct);
        return await db.People.AsNoTracking().Where(h => db.Partners.Any(p => p.HolderId == h.Id && p.ArchivedAt == null)).OrderBy(h => h.SortName).ThenBy(h => h.Id).Take(200)
            .Select(h => new HolderLine(h.Id, h.Name.Length > 0 ? h.Name : h.KnownAs, h.Slug, h.LeftOn)).ToListAsync(ct);
    }

    /// <summary>Whether the actor sees stages of partners at all: coordinators, and chairs for those seated with them.</summary>
    public static bool SeesStages(Actor actor) => actor.SeesAllCandid || actor.IsChair;

    private static async Task<List<PartnerRow>> RowsAsync(TaskForceDb db, Actor actor, List<PartnerFound> found, CharterRow charter, CancellationToken ct)
    {
        var today = db.Clock.Today;
        var half = HalfYear.Containing(today);
        await OwnAgency.LogAsync(db, actor, found.Where(f => f.Stage is not null).Select(f => f.Id), ct);
        return found.ConvertAll(f => new PartnerRow(
            f.Id, f.Name, f.Slug, f.Sector, f.Level, f.Kind, f.Stage, actor.IsOwn(f.Id), f.Index, f.Change, RecentIndex.Read(f.Recent, half),
            PlaceOf(f.HasMou, f.MouEndsOn, today, charter.MouNoticeDays), f.MouEndsOn, PlaceOf(f.ChampionUntil, today),
            f.LastContactOn, today.DayNumber - f.LastContactOn?.DayNumber, PlaceOf(f, today, charter), f.Archived));
    }

    /// <summary>Where an MOU stands on a day, from the dates of the standing.</summary>
    public static MouPlace PlaceOf(bool hasMou, DateOnly? endsOn, DateOnly today, int noticeDays) =>
        !hasMou ? MouPlace.None : endsOn < today ? MouPlace.Lapsed : endsOn <= today.AddDays(noticeDays) ? MouPlace.Ending : MouPlace.InForce;

    private static ChampionPlace PlaceOf(DateOnly? championUntil, DateOnly today) =>
        championUntil is not { } until ? ChampionPlace.Never
        : until == DateOnly.MaxValue ? ChampionPlace.Named
        : until >= today ? ChampionPlace.Leaving
        : ChampionPlace.NoneNow;

    private static ContactPlace PlaceOf(PartnerFound found, DateOnly today, CharterRow charter)
    {
        if (found.LastContactOn is not { } last)
            return ContactPlace.None;
        var (ideal, longest) = found.Tier switch
        {
            Tier.Close => (charter.CloseIdealDays, charter.CloseLongestDays),
            Tier.Light => (charter.LightIdealDays, charter.LightLongestDays),
            _ => (charter.RegularIdealDays, charter.RegularLongestDays),
        };
        var days = today.DayNumber - last.DayNumber;
        return days > longest ? ContactPlace.Overdue : days > ideal ? ContactPlace.Due : ContactPlace.InTime;
    }

    internal static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
