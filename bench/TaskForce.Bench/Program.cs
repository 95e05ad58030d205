using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using TaskForce.Bench;
using TaskForce.Core.Data;
using TaskForce.Tests;

// Measures the product on two seeded data sets against plain queries in the same run, and writes the figures into docs/figures.md.
//
//   dotnet run -c Release --project bench/TaskForce.Bench -- sqlite [--small] [--start] [--write]
//   dotnet run -c Release --project bench/TaskForce.Bench -- postgresql …
//
// --small   a hundredth of the rows, to see that it runs
// --start   also measures a start; needs what `dotnet publish src/TaskForce.Web -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o publish` left

var provider = args.Contains("postgresql") ? DatabaseProvider.PostgreSql : DatabaseProvider.Sqlite;
var scale = args.Contains("--small") ? 100 : 1;
var folder = Directory.CreateTempSubdirectory("tf-bench-").FullName;
var lines = new StringBuilder();
void Say(string line)
{
    Console.WriteLine(line);
    lines.AppendLine(line);
}

string Row(string what, Cost cost, Cost raw) => string.Create(CultureInfo.InvariantCulture,
    $"| {what} | {cost.Milliseconds:0.00} ms | {cost.Kilobytes:0} KB | {(cost.SentKilobytes > 0 ? $"{cost.SentKilobytes:0.0} KB" : "–")} | {raw.Milliseconds:0.00} ms | {cost.Milliseconds / raw.Milliseconds:0.0}× |");

string Mark(bool reached) => reached ? "reached" : "**not reached**";

try
{
    var small = await DataSet.SeedAsync(provider, folder, "small", 1_000, 1_000, 10, recount: false);
    var wide = await DataSet.SeedAsync(provider, folder, "wide", 100_000 / scale, 1_000_000 / scale, 10, recount: false);
    var shallow = await DataSet.SeedAsync(provider, folder, "shallow", 300, 1_000, 10, recount: true);
    var deep = await DataSet.SeedAsync(provider, folder, "deep", 300, 1_000_000 / scale, 10, recount: true);
    var (a, b, c, d) = (new Operations(small), new Operations(wide), new Operations(shallow), new Operations(deep));

    Say($"### {provider}, {100_000 / scale:N0} partners and {1_000_000 / scale:N0} contacts");
    Say("");
    Say("| wide data set | processor | allocated | as JSON | raw query | ratio |");
    Say("| --- | --- | --- | --- | --- | --- |");
    var rawList = await Measure.MeanAsync(b.RawListAsync);
    var list = await Measure.MeanAsync(b.ListAsync);
    var rawSearch = await Measure.MeanAsync(b.RawSearchAsync);
    var search = await Measure.MeanAsync(b.SearchAsync);
    var rawRecord = await Measure.MeanAsync(b.RawRecordAsync);
    var record = await Measure.MeanAsync(b.RecordAsync);
    Say(Row("list, next 50", list, rawList));
    Say(Row("list by index", await Measure.MeanAsync(b.SortAsync), rawList));
    Say(Row("counts above the list", await Measure.MeanAsync(b.CountsAsync), rawList));
    Say(Row("search", search, rawSearch));
    Say(Row("record with timeline", record, rawRecord));
    Say("");
    Say($"### {provider}, 300 partners, ten years, {1_000_000 / scale:N0} contacts");
    Say("");
    Say("| deep data set | processor | allocated | as JSON | counting all contacts, raw | ratio |");
    Say("| --- | --- | --- | --- | --- | --- |");
    var rawHistory = await Measure.MeanAsync(d.RawHistoryAsync);
    var cold = await Measure.OnceAsync(() => d.ReviewAsync(0));
    var review = await Measure.MeanAsync(d.ReviewAsync);
    var today = await Measure.MeanAsync(d.TodayAsync);
    var trend = await Measure.MeanAsync(d.TrendAsync);
    Say(Row("Today", today, rawHistory));
    Say(Row("executive review, warm", review, rawHistory));
    Say(Row("ten-year trend", trend, rawHistory));
    Say("");

    var grows = new (string What, Cost Big, Cost Small)[]
    {
        ("list", list, await Measure.MeanAsync(a.ListAsync)),
        ("search", search, await Measure.MeanAsync(a.SearchAsync)),
        ("record", record, await Measure.MeanAsync(a.RecordAsync)),
        ("Today", today, await Measure.MeanAsync(c.TodayAsync)),
    };
    var import = await Measure.OnceAsync(b.ImportAsync);
    var limit = provider == DatabaseProvider.Sqlite ? 6 : 3;

    Say($"### {provider}, against the goals");
    Say("");
    Say("| goal | figure | |");
    Say("| --- | --- | --- |");
    foreach (var (what, big, one) in grows)
        Say(string.Create(CultureInfo.InvariantCulture, $"| S4 {what}: processor time at 1,000,000 rows within 1.25× of 1,000 | {one.Milliseconds:0.00} → {big.Milliseconds:0.00} ms, {big.Milliseconds / one.Milliseconds:0.00}× | {Mark(big.Milliseconds / one.Milliseconds <= 1.25)} |"));
    Say(string.Create(CultureInfo.InvariantCulture, $"| S5 list at most 3× a raw query sent as JSON | {list.Milliseconds / rawList.Milliseconds:0.0}× | {Mark(list.Milliseconds <= 3 * rawList.Milliseconds)} |"));
    Say(string.Create(CultureInfo.InvariantCulture, $"| S5 search at most 3× a raw query sent as JSON | {search.Milliseconds / rawSearch.Milliseconds:0.0}× | {Mark(search.Milliseconds <= 3 * rawSearch.Milliseconds)} |"));
    Say(string.Create(CultureInfo.InvariantCulture, $"| S6 review ≤ 5 ms warm | {review.Milliseconds:0.0} ms | {Mark(review.Milliseconds <= 5)} |"));
    Say(string.Create(CultureInfo.InvariantCulture, $"| S6 review ≤ 50 ms at first, its own code still to be compiled | {cold.Processor:0} ms processor | {Mark(cold.Processor <= 50)} |"));
    Say(string.Create(CultureInfo.InvariantCulture, $"| S6 ten-year trend ≤ 5 ms warm | {trend.Milliseconds:0.0} ms | {Mark(trend.Milliseconds <= 5)} |"));
    Say(string.Create(CultureInfo.InvariantCulture, $"| S8 20,000 people imported, all or nothing, ≤ {limit} s | {import.Clock / 1000:0.0} s by the clock, {import.Processor / 1000:0.0} s processor | {Mark(import.Clock <= limit * 1000)} |"));
    if (args.Contains("--start"))
    {
        var (milliseconds, megabytes) = await StartUp.MeasureAsync(Repository.PathOf("publish"), folder);
        Say(string.Create(CultureInfo.InvariantCulture, $"| S9 from start to the first signed-in page ≤ 800 ms | {milliseconds:0} ms | {Mark(milliseconds <= 800)} |"));
        Say(string.Create(CultureInfo.InvariantCulture, $"| S9 ≤ 120 MB of memory then | {megabytes:0} MB | {Mark(megabytes <= 120)} |"));
    }
    if (args.Contains("--write"))
        Figures.Write(provider.ToString(), lines.ToString());
    return 0;
}
finally
{
    SqliteConnection.ClearAllPools();
    Directory.Delete(folder, recursive: true);
}
