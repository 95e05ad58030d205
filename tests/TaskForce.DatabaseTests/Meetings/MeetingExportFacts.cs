using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Bodies;
using TaskForce.Core.Meetings;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
using TaskForce.Core.Roster;
using TaskForce.Tests;

namespace TaskForce.DatabaseTests.Meetings;

/// <summary>Committees, rosters and meetings leave as files exactly as their pages show them to whoever asks. The clock stands on November 17, 2026.</summary>
public abstract class MeetingExportFacts(DatabaseFixture fixture)
{
    private sealed record World(Store Store, Body Body, Person Holder, Meeting Open, Meeting Closed) : IAsyncDisposable
    {
        public BodyExports Bodies => new(Store.Databases);
        public MeetingExports Meetings => new(Store.Databases);
        public ValueTask DisposeAsync() => Store.DisposeAsync();
    }

    private async Task<World> WorldAsync()
    {
        var store = await fixture.FreshAsync();
        var partner = await store.PartnerAsync("=Shelter");
        Person holder = await store.PersonAsync("Wes Brannigan", partner), before = await store.PersonAsync("Ida Quell", partner);
        Body body = A.Body("Victim Services"), other = A.Body("Data");
        Seat seat = A.Seat(body, partner, chair: true), vacant = A.Seat(body, partner, "2026-06-01");
        Meeting open = A.Meeting(body, "2026-11-10", "@Autumn"), closed = A.Meeting(body, "2026-10-10", "Personnel", closed: true), coming = A.Meeting(other, "2026-12-01", "Winter");
        closed.Place = "Judge's chambers";
        await store.AddAsync(body, other, seat, vacant, A.Holding(seat, before, to: "2025-12-31"), A.Holding(seat, holder, "2026-01-01"), open, closed, coming,
            new MeetingDecision { MeetingId = open.Id, Text = "+Admit the hospital", Order = 1 }, new MeetingDecision { MeetingId = closed.Id, Text = "Fill the post", Order = 1 },
            new ActionItem { MeetingId = open.Id, BodyId = body.Id, Title = "-Ask the county", PersonId = holder.Id, DueOn = A.Day("2026-12-01") },
            new ActionItem { BodyId = other.Id, Title = "Count", DoneAt = store.Clock.UtcNow, DoneBy = "Odile" });
        await new Attendances(store.Databases).MarkAsync(store.Coordinator, open.Id, seat.Id, new() { Presence = Presence.Deputy, DeputyName = "Captain Lund" });
        await new Attendances(store.Databases).AddGuestAsync(store.Coordinator, open.Id, new() { Name = "Visitor" });
        return new(store, body, holder, open, closed);
    }

    private static async Task<List<IReadOnlyList<string>>> RowsAsync(Func<Stream, SheetFormat, Task> write, SheetFormat format = SheetFormat.Csv)
    {
        using var file = new MemoryStream();
        await write(file, format);
        using var book = SheetReader.Open(file);
        return [.. book.Rows(0).Skip(1).Select(r => (IReadOnlyList<string>)[.. r.Cells])];
    }

    [Theory]
    [InlineData(SheetFormat.Csv)]
    [InlineData(SheetFormat.Xlsx)]
    public async Task A_roster_leaves_for_the_day_that_was_asked_for(SheetFormat format)
    {
        await using var w = await WorldAsync();
        var today = await RowsAsync((s, f) => w.Bodies.WriteRosterAsync(w.Store.Reader, w.Body.Slug, null, s, f), format);
        Assert.Equal([("Wes Brannigan", "=Shelter"), ("", "=Shelter")], today.Select(r => (r[2], r[4])).OrderByDescending(r => r.Item1, StringComparer.Ordinal));

        var then = Assert.Single(await RowsAsync((s, f) => w.Bodies.WriteRosterAsync(w.Store.Reader, w.Body.Slug, A.Day("2025-12-31"), s, f), format));
        Assert.Equal(("2025-12-31", "Ida Quell"), (then[1], then[2]));
        await Assert.ThrowsAsync<NotFoundException>(() => RowsAsync((s, f) => w.Bodies.WriteRosterAsync(w.Store.Reader, "no-such-body", null, s, f), format));
    }

    [Fact]
    public async Task Committees_leave_in_use_or_archived()
    {
        await using var w = await WorldAsync();
        var rows = await RowsAsync((s, f) => w.Bodies.WriteBodiesAsync(w.Store.Reader, archived: false, s, f));
        Assert.Equal(("Victim Services", "Wes Brannigan", "2", "1"), (rows[1][0], rows[1][3], rows[1][5], rows[1][6]));
        Assert.Empty(await RowsAsync((s, f) => w.Bodies.WriteBodiesAsync(w.Store.Reader, archived: true, s, f)));
    }

    [Fact]
    public async Task Meetings_leave_as_filtered_all_their_pages()
    {
        await using var w = await WorldAsync();
        await w.Store.AddAsync([.. Enumerable.Range(0, 60).Select(i => A.Meeting(w.Body, A.Day("2026-01-01").AddDays(i).ToString("yyyy-MM-dd", null)))]);
        Task<List<IReadOnlyList<string>>> Of(MeetingFilter filter) => RowsAsync((s, f) => w.Meetings.WriteMeetingsAsync(w.Store.Reader, filter, s, f));

        Assert.Equal("Winter", Assert.Single(await Of(new()))[5]);
        Assert.Empty(await Of(new(BodySlug: w.Body.Slug)));
        Assert.Equal(62, (await Of(new(Past: true))).Count);
        var month = Assert.Single(await Of(new(Month: A.Day("2026-11-01"))));
        Assert.Equal(("2026-11-10", "10:00", "@Autumn", "1", "1"), (month[0], month[1], month[5], month[11], month[12]));
    }

    [Fact]
    public async Task A_closed_session_tells_a_reader_nothing_and_whoever_takes_part_its_title()
    {
        await using var w = await WorldAsync();
        foreach (var (actor, sees) in ((Actor, bool)[])[(w.Store.Reader, false), (w.Store.Executive, false), (w.Store.Member with { PersonId = w.Holder.Id }, true), (w.Store.Coordinator, true)])
        {
            var files = await RowsAsync((s, f) => w.Meetings.WriteMeetingsAsync(actor, new(Past: true), s, f));
            files.AddRange(await RowsAsync((s, f) => w.Meetings.WriteAttendanceAsync(actor, w.Closed.Id, s, f)));
            files.AddRange(await RowsAsync((s, f) => w.Meetings.WriteDecisionsAsync(actor, null, s, f)));
            Assert.Equal(sees, files.Any(r => r.Contains("Personnel")));
            Assert.Equal(sees, files.Any(r => r.Contains("Judge's chambers")));
            // Its decision is kept for everybody, as on its page.
            Assert.Contains(files, r => r.Contains("Fill the post"));
        }
    }

    [Fact]
    public async Task Attendance_leaves_with_deputies_vacant_seats_and_guests()
    {
        await using var w = await WorldAsync();
        var rows = await RowsAsync((s, f) => w.Meetings.WriteAttendanceAsync(w.Store.Reader, w.Open.Id, s, f));
        Assert.Contains(rows, r => r[2] == "Wes Brannigan" && r[7] == "Deputy" && r[8] == "Captain Lund");
        Assert.Contains(rows, r => r[2].Length == 0 && r[7] == "Vacant");
        Assert.Contains(rows, r => r[2] == "Visitor" && r[7] == "Guest");
        Assert.Equal(3, rows.Count);
    }

    [Fact]
    public async Task Action_items_leave_open_or_done_everybodys_or_ones_own()
    {
        await using var w = await WorldAsync();
        Task<List<IReadOnlyList<string>>> Of(Actor actor, bool done, bool mine) => RowsAsync((s, f) => w.Meetings.WriteActionsAsync(actor, done, mine, s, f));
        var holder = w.Store.Member with { PersonId = w.Holder.Id };

        Assert.Equal(("-Ask the county", "Wes Brannigan", "2026-12-01", "2026-11-10"), Assert.Single(await Of(w.Store.Reader, false, false)) is var r ? (r[0], r[1], r[2], r[6]) : default);
        Assert.Equal(("Count", "2026-11-17", "Odile", "Data"), Assert.Single(await Of(w.Store.Reader, true, false)) is var d ? (d[0], d[3], d[4], d[5]) : default);
        Assert.Single(await Of(holder, false, true));
        Assert.Empty(await Of(holder, true, true));
        Assert.Empty(await Of(w.Store.Reader, false, true));
    }

    [Fact]
    public async Task No_cell_becomes_a_formula()
    {
        await using var w = await WorldAsync();
        using var file = new MemoryStream();
        await w.Meetings.WriteDecisionsAsync(w.Store.Reader, w.Body.Slug, file, SheetFormat.Csv);
        Assert.Contains("'+Admit the hospital", System.Text.Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_partner_says_in_confidence_is_in_none_of_the_files()
    {
        await using var w = await WorldAsync();
        await w.Store.ChangeAsync(async d => d.Add(new PartnerNote { PartnerId = await d.Partners.Select(p => p.Id).FirstAsync(), Text = "canary-note", AuthorName = "Somebody" }));
        foreach (var write in (Func<Stream, SheetFormat, Task>[])
        [
            (s, f) => w.Bodies.WriteBodiesAsync(w.Store.Coordinator, false, s, f), (s, f) => w.Bodies.WriteRosterAsync(w.Store.Coordinator, w.Body.Slug, null, s, f),
            (s, f) => w.Meetings.WriteMeetingsAsync(w.Store.Coordinator, new(Past: true), s, f), (s, f) => w.Meetings.WriteAttendanceAsync(w.Store.Coordinator, w.Open.Id, s, f),
            (s, f) => w.Meetings.WriteActionsAsync(w.Store.Coordinator, false, false, s, f), (s, f) => w.Meetings.WriteDecisionsAsync(w.Store.Coordinator, null, s, f),
        ])
        {
            Assert.DoesNotContain(await RowsAsync(write), r => r.Any(c => c.Contains("canary", StringComparison.Ordinal)));
            Assert.NotEmpty(await RowsAsync(write));
        }
    }
}

public sealed class MeetingExportOnSqlite(SqliteFixture db) : MeetingExportFacts(db), IClassFixture<SqliteFixture>;

public sealed class MeetingExportOnPostgreSql(PostgreSqlFixture db) : MeetingExportFacts(db), IClassFixture<PostgreSqlFixture>;
