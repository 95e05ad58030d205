using System.Globalization;
using Microsoft.Data.Sqlite;
using TaskForce.Bench;
using TaskForce.Core.Data;
using TaskForce.Tests;

// Measures the product on seeded data sets against plain queries in the same run, and writes the figures into docs/figures.md.
//
//   dotnet run -c Release --project bench/TaskForce.Bench -- sqlite [--small] [--start] [--write] [--keep FOLDER] [--only list,record]
//   dotnet run -c Release --project bench/TaskForce.Bench -- postgresql …
//
// --small   a hundredth of the rows, to see that it runs
// --start   also measures a start; needs what `dotnet publish src/TaskForce.Web -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o publish` left
// --keep    leaves the data sets in the folder and takes them from there next time (SQLite, the same day)
// --only    these parts: list, counts, search, record, today, review, trend, promises, import

string? Value(string option) => Array.IndexOf(args, option) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;

var provider = args.Contains("postgresql") ? DatabaseProvider.PostgreSql : DatabaseProvider.Sqlite;
var kept = Value("--keep");
var folder = kept is null ? Directory.CreateTempSubdirectory("tf-bench-").FullName : Directory.CreateDirectory(kept).FullName;
var only = Value("--only")?.Split(',');
try
{
    var report = new Report(provider, folder, args.Contains("--small") ? 100 : 1, part => only is null || only.Contains(part));
    await report.WriteAsync(args.Contains("--start") ? Repository.PathOf("publish") : null);
    if (args.Contains("--write"))
        Figures.Write(provider.ToString(), report.Text);
    return 0;
}
finally
{
    SqliteConnection.ClearAllPools();
    if (kept is null)
        Directory.Delete(folder, recursive: true);
}
