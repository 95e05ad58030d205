using FluentValidation;
using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Calendar;
using TaskForce.Core.Data;

namespace TaskForce.Core.Bodies;

/// <summary>A seat with how often it was filled in the twelve months up to the day of the roster.</summary>
/// <param name="Came">Meetings at which it was filled: in the room, remotely or by a deputy.</param>
/// <param name="Of">Meetings at which it was expected and not excused. 0 is no data.</param>
public sealed record RosterRow(SeatOnDay Seat, int Came, int Of);

/// <summary>The roster of a body on a day.</summary>
public sealed record Roster(DateOnly On, IReadOnlyList<RosterRow> Rows)
{
    public int Taken => Rows.Count(r => r.Seat.Holder is not null);
    public int Voting => Rows.Count(r => r.Seat.Class == SeatClass.Voting);
}

/// <summary>A seat that needs a person: it is vacant, or a term ends soon.</summary>
/// <param name="Holder">Whose term ends; null for a vacant seat.</param>
/// <param name="EndsOn">The last day of the term; null for a vacant seat.</param>
/// <param name="VacantSince">The day after the last holder's term, or the first day of the seat; null where a term is only ending.</param>
public sealed record SeatNeed(Guid SeatId, Guid BodyId, string Body, string BodySlug, string Seat, Guid? PartnerId, string? Partner, string? PartnerSlug, string? Holder, DateOnly? EndsOn, DateOnly? VacantSince)
{
    public bool IsVacant => Holder is null;
}

/// <summary>Seats, who holds them, and rosters for any day.</summary>
public sealed class Rosters(Databases databases)
{
    /// <summary>Adds a seat to a body, with its first holder where one is named.</summary>
    /// <exception cref="NotAllowedException">Neither a coordinator nor the chair of this body.</exception>
    public async Task<Saved> AddSeatAsync(Actor actor, Guid bodyId, SeatForm form, CancellationToken ct = default)
    {
        await new SeatForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteRoster, Subject.Body(bodyId));
        await using var db = await databases.OpenAsync(actor, ct);
        if (!await db.Bodies.AnyAsync(b => b.Id == bodyId, ct))
            throw new NotFoundException("committee");
        var seat = new Seat { BodyId = bodyId };
        Put(seat, form);
        db.Seats.Add(seat);
        if (form.PersonId is { } person)
            db.SeatHoldings.Add(new() { SeatId = seat.Id, PersonId = person, AlternateId = form.AlternateId, From = seat.From, To = seat.To });
        return await SaveAsync(db, seat, [], ct);
    }

    /// <summary>Changes a seat.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    /// <exception cref="RefusedException">A holder's term would lie outside the seat's; the sentence names the holder.</exception>
    public async Task<Saved> EditSeatAsync(Actor actor, Guid seatId, SeatForm form, CancellationToken ct = default)
    {
        await new SeatForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var seat = await LoadAsync(db, actor, seatId, ct);
        seat.DemandVersion(form.Version);
        var before = await SeatReader.PartnerOfAsync(db, seat, ct);
        Put(seat, form);
        var term = SeatReader.TermOf(seat);
        foreach (var holding in seat.Holdings)
        {
            // A term that ran as long as the seat goes on doing so; one that starts outside would lose its meaning.
            if (holding.To is null || holding.To > seat.To)
                holding.To = seat.To;
            if (!SeatReader.TermOf(holding).IsWithin(term) || holding.To < holding.From)
                throw new RefusedException($"{await NameAsync(db, holding.PersonId, ct)} holds this seat {BodySentences.Span(SeatReader.TermOf(holding))}, outside its new term. Change that term first.", nameof(SeatForm.From));
        }
        return await SaveAsync(db, seat, [before], ct);
    }

    /// <summary>A seat as a form, with the version that is stored now.</summary>
    public async Task<SeatForm> SeatFormAsync(Actor actor, Guid seatId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var s = await LoadAsync(db, actor, seatId, ct);
        return new() { PartnerId = s.PartnerId, OfficeId = s.OfficeId, Title = s.Title, Class = s.Class, IsChair = s.IsChair, AttendanceExpected = s.AttendanceExpected, From = s.From, To = s.To, Version = s.Version };
    }

    /// <summary>A holder's term as a form, with the version that is stored now.</summary>
    public async Task<HoldingForm> HoldingFormAsync(Actor actor, Guid holdingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var (_, h) = await LoadHoldingAsync(db, actor, holdingId, ct);
        return new() { PersonId = h.PersonId, AlternateId = h.AlternateId, From = h.From, To = h.To, Version = h.Version };
    }

    /// <summary>How a holder's term ends as it is stored now, as a form.</summary>
    public async Task<EndTermForm> EndTermFormAsync(Actor actor, Guid holdingId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var (_, h) = await LoadHoldingAsync(db, actor, holdingId, ct);
        return new() { On = h.To, Reason = h.EndReason, Version = h.Version };
    }

    /// <summary>How a seat ends as it is stored now, as a form; why its last holder's term ends with it.</summary>
    public async Task<EndTermForm> EndSeatFormAsync(Actor actor, Guid seatId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var s = await LoadAsync(db, actor, seatId, ct);
        return new() { On = s.To, Reason = s.Holdings.OrderBy(h => h.From).LastOrDefault()?.EndReason ?? "", Version = s.Version };
    }

    /// <summary>Ends a seat and its holder's term with it. From the next day on the roster does not have it.</summary>
    /// <exception cref="StaleRecordException">Somebody changed the seat, or who holds it and until when, in between.</exception>
    public async Task<Saved> EndSeatAsync(Actor actor, Guid seatId, EndTermForm form, CancellationToken ct = default)
    {
        await new EndTermForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var seat = await LoadAsync(db, actor, seatId, ct);
        seat.DemandVersion(form.Version);
        var last = form.On!.Value;
        if (last < seat.From)
            throw new RefusedException($"The seat is there only from {BodySentences.Day(seat.From)}. Choose a later day, or remove the seat.", nameof(EndTermForm.On));
        foreach (var holding in seat.Holdings.Where(h => h.To is null || h.To > last))
        {
            if (holding.From > last)
                throw new RefusedException($"{await NameAsync(db, holding.PersonId, ct)} holds this seat {BodySentences.Span(SeatReader.TermOf(holding))}. Remove that term first.", nameof(EndTermForm.On));
            (holding.To, holding.EndReason) = (last, form.Reason.Trim());
        }
        seat.To = last;
        return await SaveAsync(db, seat, [], ct);
    }

    /// <summary>Removes a seat that was added by mistake.</summary>
    /// <exception cref="RefusedException">It was held or marked at a meeting: then it is ended, not removed.</exception>
    public async Task<Saved> RemoveSeatAsync(Actor actor, Guid seatId, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var seat = await LoadAsync(db, actor, seatId, ct);
        if (seat.Holdings.Count > 0 || await db.Attendance.AnyAsync(a => a.SeatId == seatId, ct))
            throw new RefusedException("Somebody held this seat, so it stays in past rosters. End it instead.");
        db.Seats.Remove(seat);
        return await SaveAsync(db, seat, [], ct);
    }

    /// <summary>Seats somebody.</summary>
    /// <exception cref="RefusedException">Somebody else holds the seat on one of the days; the sentence names both.</exception>
    public async Task<Saved> SeatAsync(Actor actor, Guid seatId, HoldingForm form, CancellationToken ct = default)
    {
        await new HoldingForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var seat = await LoadAsync(db, actor, seatId, ct);
        var holding = new SeatHolding { SeatId = seatId, PersonId = form.PersonId!.Value };
        await PutAsync(db, seat, holding, form, ct);
        db.SeatHoldings.Add(holding);
        return await SaveAsync(db, seat, [], ct, holding.Id);
    }

    /// <summary>Changes who holds a seat, the alternate or the term.</summary>
    /// <exception cref="StaleRecordException">Somebody saved it in between.</exception>
    /// <exception cref="RefusedException">Somebody else holds the seat on one of the days; the sentence names both.</exception>
    public async Task<Saved> EditHoldingAsync(Actor actor, Guid holdingId, HoldingForm form, CancellationToken ct = default)
    {
        await new HoldingForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var (seat, holding) = await LoadHoldingAsync(db, actor, holdingId, ct);
        holding.DemandVersion(form.Version);
        await PutAsync(db, seat, holding, form, ct);
        return await SaveAsync(db, seat, [], ct, holding.Id);
    }

    /// <summary>Ends a holder's term. The seat stays, vacant from the next day.</summary>
    /// <exception cref="StaleRecordException">Somebody changed or ended the term in between.</exception>
    public async Task<Saved> EndTermAsync(Actor actor, Guid holdingId, EndTermForm form, CancellationToken ct = default)
    {
        await new EndTermForm.Rules().ValidateAndThrowAsync(form, ct);
        Permissions.Demand(actor, Act.WriteRoster);
        await using var db = await databases.OpenAsync(actor, ct);
        var (seat, holding) = await LoadHoldingAsync(db, actor, holdingId, ct);
        holding.DemandVersion(form.Version);
        if (form.On < holding.From)
            throw new RefusedException($"This term begins on {BodySentences.Day(holding.From)}. Choose that day or a later one.", nameof(EndTermForm.On));
        if (seat.To < form.On)
            throw new RefusedException($"The seat itself ends on {BodySentences.Day(seat.To.Value)}. Choose that day or an earlier one.", nameof(EndTermForm.On));
        (holding.To, holding.EndReason) = (form.On, form.Reason.Trim());
        // Who ends the whole seat meanwhile must see this end first.
        seat.Version = Guid.CreateVersion7();
        return await SaveAsync(db, seat, [], ct, holding.Id);
    }

    /// <summary>The roster of a body on a day, past or to come, with attendance in the twelve months before.</summary>
    public async Task<Roster> OnAsync(Actor actor, Guid bodyId, DateOnly? on = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var day = on ?? databases.Clock.Today;
        var since = day.AddYears(-1);
        var seats = await SeatReader.OnDayAsync(db, [bodyId], day, ct);
        var marks = (await (from mark in db.Attendance.AsNoTracking()
                            join meeting in db.Meetings on mark.MeetingId equals meeting.Id
                            where meeting.BodyId == bodyId && mark.SeatId != null && mark.Expected && meeting.On > since && meeting.On <= day
                                && meeting.CancelledAt == null && meeting.ArchivedAt == null && mark.Presence != Meetings.Presence.Excused
                            group mark by mark.SeatId!.Value into seat
                            select new { Seat = seat.Key, Of = seat.Count(), Absent = seat.Count(m => m.Presence == Meetings.Presence.Absent) }).ToListAsync(ct)).ToDictionary(m => m.Seat);
        return new(day, [.. seats.Select(s => marks.TryGetValue(s.Id, out var m) ? new RosterRow(s, m.Of - m.Absent, m.Of) : new RosterRow(s, 0, 0))]);
    }

    /// <summary>Seats that are vacant today or whose term ends within the notice of the charter; first those that ended longest ago.</summary>
    /// <param name="bodies">Only these bodies, or null for all in use.</param>
    /// <param name="noticeDays">From how many days before its end a term is said to be ending.</param>
    public async Task<IReadOnlyList<SeatNeed>> NeedsAsync(Actor actor, int noticeDays, IReadOnlyCollection<Guid>? bodies = null, CancellationToken ct = default)
    {
        Permissions.Demand(actor, Act.ReadBodies);
        await using var db = await databases.OpenAsync(actor, ct);
        var today = databases.Clock.Today;
        var soon = today.AddDays(noticeDays);
        var open = await db.Bodies.AsNoTracking().Where(b => b.ArchivedAt == null && (bodies == null || bodies.Contains(b.Id))).Select(b => new { b.Id, b.Name, b.Slug }).ToDictionaryAsync(b => b.Id, ct);
        var seats = (await SeatReader.OnDayAsync(db, open.Keys, today, ct)).Where(s => s.Holder is null || s.TermEnds <= soon).ToList();
        var ids = seats.Select(s => s.Id).ToList();
        var holdings = (await db.SeatHoldings.AsNoTracking().Where(h => ids.Contains(h.SeatId)).Select(h => new { h.SeatId, h.From, h.To }).ToListAsync(ct)).ToLookup(h => h.SeatId);
        return [.. seats
            // A term with a successor who is named already needs nobody.
            .Where(s => s.Holder is null || !(s.TermEnds < s.To || s.To is null) || !holdings[s.Id].Any(h => h.From > s.TermEnds))
            .Select(s => new SeatNeed(s.Id, s.BodyId, open[s.BodyId].Name, open[s.BodyId].Slug, s.Called, s.PartnerId, s.Partner, s.PartnerSlug, s.Holder?.Name,
                s.Holder is null ? null : s.TermEnds,
                s.Holder is null ? holdings[s.Id].Where(h => h.To < today).Max(h => h.To)?.AddDays(1) ?? s.From : null))
            .OrderBy(n => n.VacantSince ?? n.EndsOn)];
    }

    private static void Put(Seat seat, SeatForm form) =>
        (seat.PartnerId, seat.OfficeId, seat.Title, seat.Class, seat.IsChair, seat.AttendanceExpected, seat.From, seat.To) =
        (form.PartnerId, form.OfficeId, form.Title.Trim(), form.Class, form.IsChair, form.AttendanceExpected, form.From!.Value, form.To);

    private static async Task PutAsync(TaskForceDb db, Seat seat, SeatHolding holding, HoldingForm form, CancellationToken ct)
    {
        var wanted = new Term(form.From!.Value, form.To ?? seat.To);
        if (!wanted.IsWithin(SeatReader.TermOf(seat)))
            throw new RefusedException($"The seat is there {BodySentences.Span(SeatReader.TermOf(seat))}. Choose days within that term, or change the seat’s term first.", nameof(HoldingForm.From));
        var other = seat.Holdings.Where(h => h.Id != holding.Id && SeatReader.TermOf(h).Overlaps(wanted)).MinBy(h => h.From);
        if (other is not null)
            throw new RefusedException(BodySentences.TwoHolders(await NameAsync(db, other.PersonId, ct), SeatReader.TermOf(other), await NameAsync(db, form.PersonId!.Value, ct), wanted), nameof(HoldingForm.From));
        (holding.PersonId, holding.AlternateId, holding.From, holding.To) = (form.PersonId!.Value, form.AlternateId, wanted.From, wanted.To);
        // Why a term ended is said of its last day, and goes with it.
        if (form.To is null)
            holding.EndReason = "";
        // Two people who seat somebody at the same moment both change the seat: the second is refused, not stored beside the first.
        seat.Version = Guid.CreateVersion7();
    }

    private static async Task<Seat> LoadAsync(TaskForceDb db, Actor actor, Guid seatId, CancellationToken ct)
    {
        var seat = await db.Seats.Include(s => s.Holdings).FirstOrDefaultAsync(s => s.Id == seatId, ct) ?? throw new NotFoundException("seat");
        Permissions.Demand(actor, Act.WriteRoster, Subject.Body(seat.BodyId));
        return seat;
    }

    private static async Task<(Seat Seat, SeatHolding Holding)> LoadHoldingAsync(TaskForceDb db, Actor actor, Guid holdingId, CancellationToken ct)
    {
        var seatId = await db.SeatHoldings.Where(h => h.Id == holdingId).Select(h => (Guid?)h.SeatId).FirstOrDefaultAsync(ct) ?? throw new NotFoundException("term");
        var seat = await LoadAsync(db, actor, seatId, ct);
        return (seat, seat.Holdings.Single(h => h.Id == holdingId));
    }

    private static async Task<string> NameAsync(TaskForceDb db, Guid personId, CancellationToken ct) =>
        SeatReader.Name(await db.People.Where(p => p.Id == personId).Select(p => p.Name != "" ? p.Name : p.KnownAs).FirstOrDefaultAsync(ct));

    private static async Task<Saved> SaveAsync(TaskForceDb db, Seat seat, IEnumerable<Guid?> before, CancellationToken ct, Guid? id = null)
    {
        var partners = before.Append(await SeatReader.PartnerOfAsync(db, seat, ct)).OfType<Guid>().Distinct().ToList();
        await Standings.SaveAsync(db, partners, ct: ct);
        return new(id ?? seat.Id, db.ChangeId);
    }
}
