using TaskForce.Core.Bodies;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.People;

namespace TaskForce.Tests;

public static partial class A
{
    /// <summary>A body, a committee unless said otherwise.</summary>
    public static Body Body(string name, BodyKind kind = BodyKind.Committee) => new() { Name = name, Slug = $"{Folding.Slug(name)}-{Number()}", Kind = kind };

    /// <summary>A seat for a partner, there since the start of 2025, attendance expected.</summary>
    public static Seat Seat(Body body, Partner partner, string from = "2025-01-01", string? to = null, bool chair = false, bool expected = true) => new()
    {
        BodyId = body.Id,
        PartnerId = partner.Id,
        From = Day(from),
        To = to is null ? null : Day(to),
        IsChair = chair,
        AttendanceExpected = expected,
    };

    /// <summary>Somebody who holds a seat, since the start of 2025.</summary>
    public static SeatHolding Holding(Seat seat, Person person, string from = "2025-01-01", string? to = null, Person? alternate = null) => new()
    {
        SeatId = seat.Id,
        PersonId = person.Id,
        AlternateId = alternate?.Id,
        From = Day(from),
        To = to is null ? null : Day(to),
    };

    /// <summary>A meeting at ten in Los Angeles.</summary>
    public static Meeting Meeting(Body body, string on, string? title = null, bool closed = false) => new()
    {
        BodyId = body.Id,
        Title = title ?? body.Name,
        On = Day(on),
        Starts = new(10, 0),
        Ends = new(11, 30),
        TimeZone = "America/Los_Angeles",
        Closed = closed,
    };
}
