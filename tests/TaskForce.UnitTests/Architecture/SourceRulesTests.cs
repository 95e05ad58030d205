using System.Text.RegularExpressions;
using TaskForce.Tests;

namespace TaskForce.UnitTests.Architecture;

/// <summary>Rules of the house that the compiler does not know, read off the sources. Each has a sample that breaks it, so that no rule is blind.</summary>
public partial class SourceRulesTests
{
    private sealed record Rule(string Forbids, string Pattern, string Sample, string[] Endings, params string[] AllowedIn);

    private static readonly string[] Code = [".cs", ".razor"];
    private static readonly string[] Markup = [".razor"];

    private static readonly Rule[] Rules =
    [
        new("writes that go round the history", @"\.(ExecuteUpdate|ExecuteDelete|ExecuteSql|ExecuteSqlRaw|ExecuteSqlInterpolated)(Async)?\s*[(<]",
            "await db.Partners.ExecuteDeleteAsync(ct)", Code, "src/TaskForce.Core/Data/BulkWriter.cs"),
        new("raw SQL in queries, which candour's filter does not reach", @"\.(FromSql|FromSqlRaw|FromSqlInterpolated|SqlQuery|SqlQueryRaw)\s*[(<]",
            "db.Partners.FromSqlRaw(sql)", Code, "src/TaskForce.Core/Data/RowLock.cs"),
        new("queries without candour's filter", @"\.IgnoreQueryFilters\s*\(",
            "db.Notes.IgnoreQueryFilters()", Code, FilterFreePlaces),
        new("the computer's own clock", @"\b(DateTime\.(Now|UtcNow|Today)|DateTimeOffset\.(Now|UtcNow)|TimeProvider\.System\b(?!\)))",
            "var now = DateTime.UtcNow;", Code, "src/TaskForce.Web/Program.cs", "src/TaskForce.Web/Operations/"),
        new("script in the page", @"<script(?![^>]*\bsrc=)[^>]*>|<[a-zA-Z][^>]*\son[a-z]+\s*=\s*""(?!@)", "<button onclick=\"go()\">", Markup),
        new("style in the page", @"\sstyle\s*=|<style\b", "<p style=\"color:red\">", Markup),
        new("markup that is not escaped", @"\bMarkupString\b|AddMarkupContent\s*\(", "@((MarkupString)text)", Code, "src/TaskForce.Web/Ui/Markdown"),
        new("interop that the served script does not know", @"\b(GetValueAsync|SetValueAsync|InvokeConstructorAsync|InvokeNewAsync)\s*(<[^>]*>)?\s*\(",
            "await module.GetValueAsync<string>(\"document.title\")", Code),
        new("waiting for a span of time", @"\bThread\.Sleep\s*\(|\bSpinWait\b", "Thread.Sleep(100)", Code),
        new("waiting for what was started on another thread", @"\.(GetAwaiter\(\)\.GetResult\(\)|Wait\(\))", "task.GetAwaiter().GetResult()", Code, "src/TaskForce.Web/Account/KeyStore.cs"),
        new("work that is put off", @"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException", "// TODO later", [".cs", ".razor", ".js", ".css"]),
        new("an undo that PageBase does not offer", @"\bToasts\.Show\s*\([^;]*=>", "Toasts.Show(said, async () => {});", Code, "src/TaskForce.Web/Shell/PageBase.cs", "src/TaskForce.Web/Ui/Gallery/"),
        new("a part of the address that fails where it is mistyped", @"\[SupplyParameterFromQuery[^\]]*\]\s*(public|private)\s+(?!string\b)", "[SupplyParameterFromQuery] public int? Year { get; set; }", Code),
        new("a guarded text without its question", @"<TextArea\b[^>]*\sGuard\b", "<TextArea Name=\"Note\" Guard />", Markup, "src/TaskForce.Web/Ui/"),
        new("a browser's message that has no word of ours", @"\balert\s*\(|\bconfirm\s*\(", "confirm('Sure?')", [".js"]),
        new("code made from text", @"\beval\s*\(|\bnew Function\b|\.innerHTML\s*=|\.outerHTML\s*=|insertAdjacentHTML|document\.write", "el.innerHTML = text", [".js"]),
        new("anything from another site", @"(src|href)\s*=\s*""https?://[^""]+\.(js|css|woff2?)|@import\s+url\(""?https?:|url\(""?https?:", "<link href=\"https://cdn.example/x.css\">", [".razor", ".css"]),
    ];

    /// <summary>Where the product itself must know of rows that the asking person may not see: whether something was changed since, before it is undone;
    /// on which days somebody talked with a partner, which is shared, whoever works the standing out; and whether a seat, which is shared, is marked already.</summary>
    private static string[] FilterFreePlaces => ["src/TaskForce.Core/Data/Histories.cs", "src/TaskForce.Core/BuyIn/PartnerFactsReader.cs", "src/TaskForce.Core/Roster/ImportUndos.cs", "src/TaskForce.Core/Today/QueueMarks.cs"];

    public static TheoryData<string> Names => [.. Rules.Select(r => r.Forbids)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_sources_are_free_of(string what)
    {
        var rule = Rules.Single(r => r.Forbids == what);
        var pattern = new Regex(rule.Pattern);
        Assert.Matches(pattern, rule.Sample);

        var found = Repository.Sources("src", rule.Endings)
            .Where(s => !s.Path.Contains("/Migrations/", StringComparison.Ordinal) && !rule.AllowedIn.Any(a => s.Path.StartsWith(a, StringComparison.Ordinal)))
            .SelectMany(s => Lines(s.Text).Where(l => pattern.IsMatch(l.Text)).Select(l => $"{s.Path}:{l.Number}: {l.Text.Trim()}"));

        Assert.Empty(found);
    }

    [Fact]
    public void Every_value_that_a_style_sheet_asks_for_by_name_is_given_one()
    {
        Assert.Equal(["--gone"], WithoutValue(":root{--there:8px}.row{gap:var(--there);margin:var(--gone,4px)}"));

        Assert.Empty(WithoutValue(string.Join('\n', Repository.Sources("src", ".css").Select(s => s.Text))));
    }

    private static IEnumerable<string> WithoutValue(string css) =>
        AskedFor().Matches(css).Select(m => m.Groups[1].Value).Distinct().Except(Given().Matches(css).Select(m => m.Groups[1].Value));

    [GeneratedRegex(@"var\((--[\w-]+)")]
    private static partial Regex AskedFor();

    [GeneratedRegex(@"(--[\w-]+)\s*:")]
    private static partial Regex Given();

    [Fact]
    public void Every_form_in_which_somebody_writes_text_keeps_a_draft_or_says_that_it_must_not()
    {
        Assert.NotEmpty(WithoutDraft("<FormDialog Title=\"Note\"><GuardedTextArea /></FormDialog>"));
        Assert.Empty(WithoutDraft("<Form data-draft=\"note/1\"><GuardedTextArea /></Form><FormDialog><DateField /></FormDialog>"));
        // A reply by link is written by somebody without an account, whose drafts there are none.
        var found = Repository.Sources("src", Markup).Where(s => s.Path.Contains("/Areas/", StringComparison.Ordinal) && !s.Path.EndsWith("ReplyPage.razor", StringComparison.Ordinal))
            .SelectMany(s => WithoutDraft(s.Text).Select(f => $"{s.Path}: {f}"));

        Assert.Empty(found);
    }

    private static IEnumerable<string> WithoutDraft(string markup) => FormWithin().Matches(markup).Select(m => m.Value)
        .Where(f => (f.Contains("<GuardedText", StringComparison.Ordinal) || f.Contains("<TextArea", StringComparison.Ordinal))
            && !f.Contains("raft=\"", StringComparison.Ordinal)).Select(f => f.Split('\n')[0].Trim());

    [GeneratedRegex("<(FormDialog|Form) .*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex FormWithin();

    [Fact]
    public void The_tests_neither_sleep_nor_skip()
    {
        var forbidden = new Regex(@"\bThread\.Sleep\s*\(|\bTask\.Delay\s*\(|WaitForTimeoutAsync\s*\(|\bSkip\s*=\s*""|Assert\.Skip\w*\s*\(|Assert\.True\(true\)");
        Assert.Matches(forbidden, "await Task.Delay(100);");

        var found = Repository.Sources("tests", ".cs").Where(s => !s.Path.EndsWith("SourceRulesTests.cs", StringComparison.Ordinal))
            .SelectMany(s => Lines(s.Text).Where(l => forbidden.IsMatch(l.Text)).Select(l => $"{s.Path}:{l.Number}: {l.Text.Trim()}"));

        Assert.Empty(found);
    }

    // Its first look passes; the second is made by eval in the page, which the page's own policy refuses: it fails only where a machine is slow.
    [Fact]
    public void The_journeys_wait_for_nothing_by_eval()
    {
        const string Forbidden = "WaitForFunctionAsync(";
        var found = Repository.Sources("tests", ".cs").Where(s => !s.Path.EndsWith("SourceRulesTests.cs", StringComparison.Ordinal))
            .SelectMany(s => Lines(s.Text).Where(l => l.Text.Contains(Forbidden, StringComparison.Ordinal)).Select(l => $"{s.Path}:{l.Number}: {l.Text.Trim()}"));

        Assert.Empty(found);
    }

    [Fact]
    public void No_file_is_longer_than_a_person_reads()
    {
        var tooLong = Repository.Sources("src", ".cs", ".razor")
            .Where(s => !s.Path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(s => (s.Path, Count: Lines(s.Text).Count(), Limit: s.Path.EndsWith(".razor", StringComparison.Ordinal) ? 200 : 400))
            .Where(s => s.Count > s.Limit)
            .Select(s => $"{s.Path}: {s.Count} lines, at most {s.Limit}");

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Program_is_short_enough_to_be_read_at_a_glance() =>
        Assert.InRange(Lines(File.ReadAllText(Repository.PathOf("src", "TaskForce.Web", "Program.cs"))).Count(), 1, 100);

    [Fact]
    public void The_product_depends_on_at_most_eighteen_packages_at_run_time()
    {
        var buildOnly = new[] { "Microsoft.EntityFrameworkCore.Design" };
        var packages = Repository.Sources("src", ".csproj").SelectMany(s => PackageLine().Matches(s.Text)).Select(m => m.Groups[1].Value)
            .Except(buildOnly).Distinct().Order().ToList();

        Assert.True(packages.Count is > 0 and <= 18, $"{packages.Count} packages: {string.Join(", ", packages)}");
    }

    [Fact]
    public void The_core_knows_nothing_of_pages()
    {
        var found = Repository.Sources("src/TaskForce.Core", ".cs")
            .Where(s => s.Text.Contains("Microsoft.AspNetCore.Components", StringComparison.Ordinal) || s.Text.Contains("using TaskForce.Web", StringComparison.Ordinal))
            .Select(s => s.Path);

        Assert.Empty(found);
    }

    [Fact]
    public void The_kit_knows_nothing_of_the_domain()
    {
        var found = Directory.Exists(Repository.PathOf("src", "TaskForce.Web", "Ui"))
            ? Repository.Sources("src/TaskForce.Web/Ui", ".cs", ".razor").Where(s => s.Text.Contains("using TaskForce.Core.", StringComparison.Ordinal)).Select(s => s.Path)
            : [];

        Assert.Empty(found);
    }

    private static IEnumerable<(int Number, string Text)> Lines(string text) =>
        text.TrimEnd('\n').Split('\n').Select((line, i) => (i + 1, line));

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackageLine();
}
