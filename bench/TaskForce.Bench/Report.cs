using System.Globalization;
using System.Text;
using TaskForce.Core.Data;

namespace TaskForce.Bench;

/// <summary>Measures everything and puts it into the tables of docs/figures.md.</summary>
internal sealed class Report(DatabaseProvider provider, string folder, int scale, Func<string, bool> wanted)
{
    private readonly StringBuilder lines = new();
    private DataSet? deepData;
    private readonly List<(string Goal, string Figure, bool Reached)> goals = [];

    public string Text => lines.ToString();

    /// <param name="published">Where the published application lies, or null when its start is not to be measured.</param>
    public async Task WriteAsync(string? published)
    {
        if (wanted("list") || wanted("counts") || wanted("search") || wanted("record"))
            await WideAsync();
        if (wanted("today") || wanted("review") || wanted("trend") || wanted("promises"))
            await DeepAsync();
        if (wanted("import"))
            await ImportAsync();
        if (published is not null)
            await StartAsync(published);
        Say($"### {provider}, against the goals");
        Say("");
        Say("| goal | figure | |");
        Say("| --- | --- | --- |");
        foreach (var (goal, figure, reached) in goals)
            Say($"| {goal} | {figure} | {(reached ? "reached" : "**not reached**")} |");
    }

    private async Task WideAsync()
    {
        var small = new Operations(await SeedAsync("small", 1_000, 1_000, recount: false));
        var wide = new Operations(await SeedAsync("wide", 100_000 / scale, 1_000_000 / scale, recount: false));
        Say(Invariant($"### {provider}, {100_000 / scale:N0} partners and {1_000_000 / scale:N0} contacts"));
        Say("");
        Say("| wide data set | processor | with 1,000 partners | allocated | as JSON | raw query | ratio |");
        Say("| --- | --- | --- | --- | --- | --- | --- |");
        if (wanted("list"))
        {
            var cost = await Measure.InTurnAsync(wide.ListAsync, small.ListAsync, wide.RawListAsync, wide.SortAsync, small.SortAsync, wide.FilterAsync, small.FilterAsync, wide.DrawnListAsync);
            Row("list, next 50", cost[0], cost[1], cost[2]);
            Row("list by index", cost[3], cost[4], cost[2]);
            Row("list of one sector, from its middle", cost[5], cost[6], cost[2]);
            Row("list, next 50, and its table drawn", cost[7], null, cost[2]);
            Grows("list", cost[0], cost[1]);
            Goal("S5 list and its table drawn ≤ 2.6 ms, a twentieth of Tryton's list call", Invariant($"{cost[7].Milliseconds:0.00} ms"), cost[7].Milliseconds <= 2.6);
            Ratio("S5 list and its table drawn at most 3× a raw query sent as JSON", cost[7], cost[2], 3);
        }
        if (wanted("counts"))
        {
            var cost = await Measure.InTurnAsync(wide.CountsAsync, small.CountsAsync, wide.RawListAsync);
            Row("counts above the list", cost[0], cost[1], cost[2]);
        }
        if (wanted("search"))
        {
            var cost = await Measure.InTurnAsync(wide.SearchAsync, small.SearchAsync, wide.RawSearchAsync);
            Row("search", cost[0], cost[1], cost[2]);
            Grows("search", cost[0], cost[1]);
            Ratio("S5 search at most 3× a raw query sent as JSON", cost[0], cost[2], 3);
        }
        if (wanted("record"))
        {
            var cost = await Measure.InTurnAsync(wide.RecordAsync, small.RecordAsync, wide.RawRecordAsync);
            Row("record with timeline", cost[0], cost[1], cost[2]);
            Grows("record", cost[0], cost[1]);
        }
        Say("");
    }

    private async Task DeepAsync()
    {
        var shallow = new Operations(await SeedAsync("shallow", 300, 1_000, recount: true));
        var deep = new Operations(await DeepDataAsync());
        Say(Invariant($"### {provider}, 300 partners, ten years, {1_000_000 / scale:N0} contacts"));
        Say("");
        Say("| deep data set | processor | with 1,000 contacts | allocated | as JSON | counting all contacts, raw | ratio |");
        Say("| --- | --- | --- | --- | --- | --- | --- |");
        if (wanted("today"))
        {
            var cost = await Measure.InTurnAsync(deep.TodayAsync, shallow.TodayAsync, deep.RawHistoryAsync);
            Row("Today", cost[0], cost[1], cost[2]);
            Grows("Today", cost[0], cost[1]);
        }
        if (wanted("record"))
        {
            var cost = await Measure.InTurnAsync(deep.RecordAsync, shallow.RecordAsync, deep.RawHistoryAsync);
            Row("record with timeline, 3,333 contacts", cost[0], cost[1], cost[2]);
        }
        if (wanted("review"))
        {
            var cost = await Measure.InTurnAsync(deep.ReviewAsync, shallow.ReviewAsync, deep.RawHistoryAsync);
            Row("executive review, warm", cost[0], cost[1], cost[2]);
            Goal("S6 review ≤ 5 ms warm, compared with a closed half", Invariant($"{cost[0].Milliseconds:0.0} ms"), cost[0].Milliseconds <= 5);
        }
        if (wanted("promises"))
        {
            var cost = await Measure.InTurnAsync(deep.EditionAsync, shallow.EditionAsync, deep.RawHistoryAsync, deep.CoverageAsync, shallow.CoverageAsync, deep.PromisesAsync, shallow.PromisesAsync, deep.MarksAsync, shallow.MarksAsync, deep.LettersAsync, shallow.LettersAsync);
            Row("closing edition, with what was corrected since", cost[0], cost[1], cost[2]);
            Row("coverage", cost[3], cost[4], cost[2]);
            Row("promises of one partner, ten years", cost[5], cost[6], cost[2]);
            Row("promises of all 300 partners, ten years", cost[7], cost[8], cost[2]);
            Row("letters of thanks, who gets one", cost[9], cost[10], cost[2]);
        }
        if (wanted("trend"))
        {
            var cost = await Measure.InTurnAsync(deep.TrendAsync, shallow.TrendAsync, deep.RawHistoryAsync);
            Row("ten-year trend", cost[0], cost[1], cost[2]);
            Goal("S6 ten-year trend ≤ 5 ms warm", Invariant($"{cost[0].Milliseconds:0.0} ms"), cost[0].Milliseconds <= 5);
        }
        Say("");
    }

    private async Task ImportAsync()
    {
        var limit = provider == DatabaseProvider.Sqlite ? 6 : 3;
        await new Operations(await SeedAsync("first-" + Guid.NewGuid().ToString("N"), 100, 100, recount: false)).ImportAsync(500);
        var roster = new Operations(await SeedAsync("roster-" + Guid.NewGuid().ToString("N"), 300, 1_000, recount: false));
        var cost = await Measure.OnceAsync(() => roster.ImportAsync(20_000));
        Goal(Invariant($"S8 20,000 people imported, all or nothing, ≤ {limit} s"), Invariant($"{cost.Processor / 1000:0.0} s processor, {cost.Clock / 1000:0.0} s by the clock"), cost.Clock <= limit * 1000);
    }

    private async Task StartAsync(string published)
    {
        var (atOnce, first, later) = await StartUp.FirstReviewAsync(published, folder, await DeepDataAsync());
        Goal("S6 first review after a start ≤ 50 ms, the whole page of 300 partners", Invariant($"{first:0} ms; {later:0} ms each one that follows; {atOnce:0} ms where it is asked for before the application has made itself ready"), first <= 50);
        if (provider != DatabaseProvider.Sqlite)
            return;
        var (clock, processor, megabytes) = await StartUp.MeasureAsync(published, folder);
        Goal("S9 from start to the first signed-in page ≤ 800 ms", Invariant($"{clock:0} ms by the clock, {processor:0} ms processor"), clock <= 800);
        Goal("S9 ≤ 120 MB of memory then", Invariant($"{megabytes:0} MB"), megabytes <= 120);
    }

    private async Task<DataSet> DeepDataAsync() => deepData ??= await SeedAsync("deep", 300, 1_000_000 / scale, recount: true);

    private Task<DataSet> SeedAsync(string name, int partners, int contacts, bool recount) => DataSet.SeedAsync(provider, folder, name, partners, contacts, 10, recount);

    private void Row(string what, Cost cost, Cost? small, Cost raw) => Say(Invariant(
        $"| {what} | {cost.Milliseconds:0.00} ms | {(small is { } s ? Invariant($"{s.Milliseconds:0.00} ms") : "–")} | {cost.Kilobytes:0} KB | {(cost.SentKilobytes > 0 ? Invariant($"{cost.SentKilobytes:0.0} KB") : "–")} | {raw.Milliseconds:0.00} ms | {cost.Milliseconds / raw.Milliseconds:0.0}× |"));

    private void Grows(string what, Cost big, Cost small) => Goal($"S4 {what}: processor time at 1,000,000 rows within 1.25× of 1,000",
        Invariant($"{small.Milliseconds:0.00} → {big.Milliseconds:0.00} ms, {big.Milliseconds / small.Milliseconds:0.00}×"), big.Milliseconds / small.Milliseconds <= 1.25);

    private void Ratio(string goal, Cost cost, Cost raw, double most) => Goal(goal, Invariant($"{cost.Milliseconds / raw.Milliseconds:0.0}×"), cost.Milliseconds <= most * raw.Milliseconds);

    private void Goal(string goal, string figure, bool reached) => goals.Add((goal, figure, reached));

    private void Say(string line)
    {
        Console.WriteLine(line);
        lines.AppendLine(line);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
