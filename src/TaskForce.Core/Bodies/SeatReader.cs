using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Bodies;

/// <summary>Who holds a seat, as of one day.</summary>
public sealed record SeatHolder(Guid HoldingId, Guid PersonId, string Name, string Slug, Guid? AlternateId, string? Alternate, DateOnly From, DateOnly? To, Guid Version);

/// <summary>A seat as it was on one day. Without a holder it was vacant.</summary>
/// <param name="PartnerId">The partner that the seat stands for: its own, or that of its office.</param>
/// <param name="Office">The title of the office that it is for, or null.</param>
public sealed record SeatOnDay(Guid Id, Guid BodyId, string Title, Guid? PartnerId, string? Partner, string? PartnerSlug, Guid? OfficeId, string? Office, SeatClass Class, bool IsChair, bool AttendanceExpected, DateOnly From, DateOnly? To, Guid Version, SeatHolder? Holder)
{
    /// <summary>What the seat is called: its own name, its office, else its partner.</summary>
    public string Called => Title.Length > 0 ? Title : Office is { } office ? Partner is null ? office : $"{office}, {Partner}" : Partner ?? "Seat";

    /// <summary>The day on which the term that runs today ends: the holder's if it has one, else the seat's.</summary>
    public DateOnly? TermEnds => Holder?.To is { } held && !(To < held) ? held : To;
}

/// <summary>Reads seats with their holders for a day in the past, today or to come.</summary>
internal static class SeatReader
{
    /// <summary>The seats that exist in the bodies on a day, chairs first, then by partner.</summary>
    public static async Task<IReadOnlyList<SeatOnDay>> OnDayAsync(TaskForceDb db, IReadOnlyCollection<Guid> bodyIds, DateOnly day, CancellationToken ct) =>
        AsOf(await BetweenAsync(db, bodyIds, day, day, ct), day);

    /// <summary>Every pair of seat and holder that exists in the bodies on some day of a span, and every seat alone, in the order of rosters.</summary>
    public static async Task<IReadOnlyList<SeatOnDay>> BetweenAsync(TaskForceDb db, IReadOnlyCollection<Guid> bodyIds, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var seats = await (from seat in db.Seats.AsNoTracking()
                           where bodyIds.Contains(seat.BodyId) && seat.From <= last && (seat.To == null || seat.To >= first)
                           join office in db.Offices on seat.OfficeId equals office.Id into offices
                           from office in offices.DefaultIfEmpty()
                           join partner in db.Partners on (seat.PartnerId ?? (office == null ? null : (Guid?)office.PartnerId)) equals partner.Id into partners
                           from partner in partners.DefaultIfEmpty()
                           select new
                           {
                               Seat = seat,
                               Office = office == null ? null : office.Title,
                               PartnerId = partner == null ? null : (Guid?)partner.Id,
                               Partner = partner == null ? null : partner.Name,
                               Slug = partner == null ? null : partner.Slug,
                               Sort = partner == null ? null : partner.SortName,
                           }).ToListAsync(ct);
        var holders = (await (from seat in db.Seats.AsNoTracking()
                              where bodyIds.Contains(seat.BodyId) && seat.From <= last && (seat.To == null || seat.To >= first)
                              join held in db.SeatHoldings on seat.Id equals held.SeatId
                              where held.From <= last && (held.To == null || held.To >= first)
                              join person in db.People on held.PersonId equals person.Id
                              join alternate in db.People on held.AlternateId equals (Guid?)alternate.Id into alternates
                              from alternate in alternates.DefaultIfEmpty()
                              select new
                              {
                                  Held = held,
                                  Name = person.Name != "" ? person.Name : person.KnownAs,
                                  person.Slug,
                                  Alternate = alternate == null ? null : alternate.Name != "" ? alternate.Name : alternate.KnownAs,
                              }).ToListAsync(ct))
            .ToLookup(h => h.Held.SeatId, h => new SeatHolder(h.Held.Id, h.Held.PersonId, Name(h.Name), h.Slug, h.Held.AlternateId, h.Alternate, h.Held.From, h.Held.To, h.Held.Version));
        return [.. seats.OrderByDescending(r => r.Seat.IsChair).ThenBy(r => r.Seat.Class).ThenBy(r => r.Sort, StringComparer.Ordinal).ThenBy(r => r.Seat.Id)
            .SelectMany(r => holders[r.Seat.Id].Append(null).Select(h => new SeatOnDay(r.Seat.Id, r.Seat.BodyId, r.Seat.Title, r.PartnerId, r.Partner, r.Slug, r.Seat.OfficeId, r.Office,
                r.Seat.Class, r.Seat.IsChair, r.Seat.AttendanceExpected, r.Seat.From, r.Seat.To, r.Seat.Version, h)))];
    }

    /// <summary>Of pairs read by <see cref="BetweenAsync"/>, those of one day: each seat once, with the holder of that day or none.</summary>
    public static IReadOnlyList<SeatOnDay> AsOf(IEnumerable<SeatOnDay> pairs, DateOnly day) =>
        [.. pairs.Where(p => new Term(p.From, p.To).Contains(day) && (p.Holder is not { } h || new Term(h.From, h.To).Contains(day)))
            // The holder of the day stands before the pair without one.
            .DistinctBy(p => p.Id)];

    /// <summary>A person's name, or the words that stand for it.</summary>
    public static string Name(string? name) => name is { Length: > 0 } ? name : "Name not known yet";

    /// <summary>The partner that a seat stands for.</summary>
    public static async Task<Guid?> PartnerOfAsync(TaskForceDb db, Seat seat, CancellationToken ct) =>
        seat.PartnerId ?? await db.Offices.Where(o => o.Id == seat.OfficeId).Select(o => (Guid?)o.PartnerId).FirstOrDefaultAsync(ct);

    /// <summary>The term of a seat.</summary>
    public static Term TermOf(Seat seat) => new(seat.From, seat.To);

    /// <summary>The term of a holder.</summary>
    public static Term TermOf(SeatHolding holding) => new(holding.From, holding.To);
}
