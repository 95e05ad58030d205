using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Roster;

namespace TaskForce.Core.Bodies;

/// <summary>Writes the lists of committees and their rosters as files: the same rows, in the same order and with the same rights as their pages.</summary>
public sealed class BodyExports(Databases databases)
{
    /// <summary>The bodies in use, or those put away.</summary>
    public async Task WriteBodiesAsync(Actor actor, bool archived, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        var lines = await new Bodies(databases).ListAsync(actor, archived, ct);
        using var writer = SheetWriter.Create(target, format, "Committees",
            ["Name", "Kind", "Reports to", "Chair", "Purpose", "Seats", "Seats taken", "Activities", "Done", "Late", "Next meeting on"]);
        foreach (var l in lines)
        {
            writer.Write(l.Name, BodySentences.KindWord(l.Kind), l.Parent, l.Chair, l.Purpose, l.Seats, l.Taken,
                l.HasPlan ? l.Plan.Total : null, l.HasPlan ? l.Plan.Done : null, l.HasPlan ? l.Plan.Late : null, l.NextMeeting);
        }
    }

    /// <summary>The roster of a body on a day. An empty seat has no member.</summary>
    /// <param name="on">The day; today when none is given.</param>
    /// <exception cref="NotFoundException">There is no such body.</exception>
    public async Task WriteRosterAsync(Actor actor, string slug, DateOnly? on, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        var head = await new Bodies(databases).HeadAsync(actor, slug, ct);
        var roster = await new Rosters(databases).OnAsync(actor, head.Id, on, ct);
        using var writer = SheetWriter.Create(target, format, "Roster",
            ["Body", "Roster on", "Member", "Alternate", "Organization", "Office", "Name of the seat", "Chair", "Capacity", "From", "Term ends", "Expected at meetings", "Came", "Of"]);
        foreach (var (seat, came, of) in roster.Rows)
        {
            writer.Write(head.Name, roster.On, seat.Holder?.Name, seat.Holder?.Alternate, seat.Partner, seat.Office, seat.Title, seat.IsChair, BodySentences.ClassWord(seat.Class),
                seat.Holder?.From ?? seat.From, seat.TermEnds, seat.AttendanceExpected, of > 0 ? came : null, of > 0 ? of : null);
        }
    }
}
