using Microsoft.EntityFrameworkCore;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Core.Meetings;
using TaskForce.Tests;
using MeetingVerbs = TaskForce.Core.Meetings.Meetings;

namespace TaskForce.DatabaseTests.Meetings;

/// <summary>Minutes save themselves while they are typed; their history is one line for a while of one person's typing.</summary>
public abstract class MinutesHistoryFacts(DatabaseFixture fixture)
{
    private sealed class Desk(Store store, Meeting meeting) : IAsyncDisposable
    {
        private DateTime? saved;

        public Store Store => store;
        public Meeting Meeting => meeting;

        public async Task TypeAsync(Actor actor, string text) =>
            saved = await new MeetingMinutes(store.Databases).SaveAsync(actor, meeting.Id, new() { Text = text, BegunOn = saved });

        public async Task<IReadOnlyList<HistoryLine>> LinesAsync() =>
            [.. (await new Histories(store.Databases).OfAsync(store.Coordinator, meeting.Id)).Lines.Where(l => l.Fields.Any(f => f.Name == "Minutes") && l.Happened != Happened.Created)];

        public async Task<string> TextAsync()
        {
            var (text, at) = await new MeetingMinutes(store.Databases).ReadAsync(store.Coordinator, meeting.Id);
            saved = at;
            return text;
        }

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }

    private async Task<Desk> OpenAsync()
    {
        var store = await fixture.FreshAsync();
        var body = A.Body("Committee");
        var meeting = A.Meeting(body, "2026-11-10");
        await store.AddAsync(body, meeting);
        return new(store, meeting);
    }

    private static (string?, string?) Texts(HistoryLine line)
    {
        var field = line.Fields.Single(f => f.Name == "Minutes");
        return (field.Before, field.After);
    }

    [Fact]
    public async Task A_while_of_typing_is_one_line_from_what_stood_first_to_what_stands_last()
    {
        await using var desk = await OpenAsync();
        foreach (var text in (string[])["W", "We", "Welcome, then <the> “report”"])
        {
            await desk.TypeAsync(desk.Store.Coordinator, text);
            desk.Store.Time.Advance(TimeSpan.FromMinutes(2));
        }

        var line = Assert.Single(await desk.LinesAsync());
        Assert.Equal(("", "Welcome, then <the> “report”"), Texts(line));
        Assert.Equal(desk.Store.Coordinator.Name, line.By);

        await new Histories(desk.Store.Databases).UndoAsync(desk.Store.Coordinator, line.ChangeId);
        Assert.Equal("", await desk.TextAsync());
    }

    [Theory]
    [InlineData(14, 1)]
    [InlineData(15, 2)]
    [InlineData(60, 2)]
    public async Task After_a_while_a_new_line_begins(int minutes, int lines)
    {
        await using var desk = await OpenAsync();
        await desk.TypeAsync(desk.Store.Coordinator, "One");
        desk.Store.Time.Advance(TimeSpan.FromMinutes(minutes));
        await desk.TypeAsync(desk.Store.Coordinator, "One, two");

        Assert.Equal(lines, (await desk.LinesAsync()).Count);
    }

    [Fact]
    public async Task Somebody_elses_typing_and_every_other_change_stand_apart()
    {
        await using var desk = await OpenAsync();
        await desk.TypeAsync(desk.Store.Coordinator, "Mine");
        await desk.TypeAsync(desk.Store.Administrator, "Mine, theirs");
        await desk.TypeAsync(desk.Store.Coordinator, "Mine, theirs, mine");
        var meetings = new MeetingVerbs(desk.Store.Databases);
        var form = (await meetings.PageAsync(desk.Store.Coordinator, desk.Meeting.Id)).ToForm();
        form.Place = "Annex";
        await meetings.EditAsync(desk.Store.Coordinator, desk.Meeting.Id, form);
        await desk.TypeAsync(desk.Store.Coordinator, "All of it");

        Assert.Equal([("Mine, theirs, mine", "All of it"), ("Mine, theirs", "Mine, theirs, mine"), ("Mine", "Mine, theirs"), ("", "Mine")], (await desk.LinesAsync()).Select(Texts));
        Assert.Contains((await new Histories(desk.Store.Databases).OfAsync(desk.Store.Coordinator, desk.Meeting.Id)).Lines, l => l.Fields.Any(f => f is { Name: "Place", After: "Annex" }));
    }

    [Fact]
    public async Task What_was_taken_back_and_the_taking_back_keep_their_own_lines()
    {
        await using var desk = await OpenAsync();
        await desk.TypeAsync(desk.Store.Coordinator, "First");
        var undone = await new Histories(desk.Store.Databases).UndoAsync(desk.Store.Coordinator, (await desk.LinesAsync())[0].ChangeId);
        await desk.TextAsync();
        await desk.TypeAsync(desk.Store.Coordinator, "Second");

        Assert.Equal([("", "Second"), ("First", ""), ("", "First")], (await desk.LinesAsync()).Select(Texts));
        Assert.Equal(undone, (await desk.LinesAsync())[1].ChangeId);
    }

    [Fact]
    public async Task Striking_out_reaches_the_line_and_what_is_typed_afterwards_begins_another()
    {
        const string secret = "Ana, “born” in March";
        await using var desk = await OpenAsync();
        await desk.TypeAsync(desk.Store.Coordinator, "Heard of ");
        await desk.TypeAsync(desk.Store.Coordinator, "Heard of " + secret);
        await new StrikeOuts(desk.Store.Databases).StrikeAsync(desk.Store.Coordinator, nameof(Meeting), desk.Meeting.Id, new() { Field = nameof(Meeting.Minutes), Passage = secret, Why = "Named a survivor" });
        await desk.TextAsync();
        await desk.TypeAsync(desk.Store.Coordinator, "Heard of [struck out]. Next.");

        var entries = await desk.Store.ReadAsync(d => d.AuditEntries.AsNoTracking().Where(e => e.RecordId == desk.Meeting.Id).Select(e => e.Before + e.After).ToListAsync());
        Assert.DoesNotContain(entries, e => e.Contains("born", StringComparison.Ordinal) || e.Contains("Ana", StringComparison.Ordinal));
        Assert.Contains(entries, e => e.Contains(StrikeOuts.Mark, StringComparison.Ordinal));
        Assert.Equal("Heard of [struck out]. Next.", Texts((await desk.LinesAsync())[0]).Item2);
    }
}

public sealed class MinutesHistoryOnSqlite(SqliteFixture db) : MinutesHistoryFacts(db), IClassFixture<SqliteFixture>;

public sealed class MinutesHistoryOnPostgreSql(PostgreSqlFixture db) : MinutesHistoryFacts(db), IClassFixture<PostgreSqlFixture>;
