using System.Text.RegularExpressions;
using Microsoft.Playwright;
using TaskForce.Core.Access;
using TaskForce.Core.Data;
using TaskForce.Tests;

namespace TaskForce.BrowserTests.Operations;

/// <summary>What whoever runs the application does from a command line, with the real process, on both databases.</summary>
public sealed class OrdersTests : BrowserTest
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task A_running_task_force_is_backed_up_and_brought_back_elsewhere(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        var email = await app.AddAsync(Role.Member, "Ines Carrow");
        var file = Path.Combine(app.DataFolder, "monday.tfbackup");
        var (code, said) = await app.OrderAsync("--backup", file);
        Assert.True(code == 0, said);
        Assert.Contains("Wrote and checked", said);

        await using var other = await RunningApp.StartAsync(provider);
        var (busyCode, busySaid) = await other.OrderAsync("--restore", file);
        Assert.Equal(1, busyCode);
        Assert.Contains("Another process is using the data folder", busySaid);

        await other.StopAsync();
        (code, said) = await other.OrderAsync("--restore", file);
        Assert.True(code == 0, said);
        (code, said) = await other.OrderAsync("--restore", file);
        Assert.Equal(1, code);
        Assert.Contains("--force", said);
        (code, said) = await other.OrderAsync("--restore", file, "--force");
        Assert.True(code == 0, said);

        await other.StartAgainAsync();
        var page = await NewPageAsync(other.Address);
        await page.SignInAsync(email);
        Assert.DoesNotContain("/sign-in", page.Url);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task One_time_codes_come_back_with_the_key_file_and_are_said_to_be_lost_without_it(DatabaseProvider provider)
    {
        await using var app = await SigningIn.StartAsync(provider);
        var page = await NewPageAsync(app.Address);
        await page.SignInAsync();
        await page.GotoAsync("/account/codes/new");
        var key = await page.Locator(".key code").InnerTextAsync();
        await page.GetByLabel("Code", new() { Exact = true }).FillAsync(Totp.Of(key, -1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the code" }).ClickAsync();
        await page.GetByLabel("Recovery codes").WaitForAsync();
        var file = Path.Combine(app.DataFolder, "monday.tfbackup");
        var (code, said) = await app.OrderAsync("--backup", file);
        Assert.True(code == 0, said);
        Assert.Contains($"key file {Path.Combine(app.DataFolder, "secrets.key")}, which is not in the backup", said);

        await using var other = await RunningApp.StartAsync(provider);
        await other.StopAsync();
        (code, said) = await other.OrderAsync("--restore", file);
        Assert.True(code == 0, said);
        Assert.Contains("one-time codes of 1 account cannot be read", said);
        Assert.Contains("--reset-admin", said);

        File.Copy(Path.Combine(app.DataFolder, "secrets.key"), Path.Combine(other.DataFolder, "secrets.key"), overwrite: true);
        (code, said) = await other.OrderAsync("--restore", file, "--force");
        Assert.True(code == 0, said);
        Assert.DoesNotContain("cannot be read", said);
        await other.StartAgainAsync();
        var there = await NewPageAsync(other.Address);
        await there.GotoAsync("/sign-in");
        await there.GetByLabel("Work email").FillAsync(TestAccounts.Administrator);
        await there.GetByLabel("Password", new() { Exact = true }).FillAsync(TestAccounts.Password);
        await there.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await there.GetByLabel("Code", new() { Exact = true }).FillAsync(Totp.Of(key));
        await there.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await there.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        Assert.DoesNotContain("/account/codes/new", there.Url);
    }

    [Fact]
    public async Task A_second_process_on_one_data_folder_refuses_in_a_sentence()
    {
        await using var app = await RunningApp.StartAsync();
        var (code, said) = await app.OrderAsync();

        Assert.Equal(1, code);
        Assert.Equal($"Another process is using the data folder {app.DataFolder}. Stop it first, or give this one a folder of its own with --DataFolder PATH.", said.Trim());
    }

    [Fact]
    public async Task An_address_that_is_taken_is_said_in_a_sentence()
    {
        await using var app = await RunningApp.StartAsync();
        await using var other = await RunningApp.StartAsync();
        await other.StopAsync();
        var (code, said) = await other.OrderAsync("--Urls", app.Address);

        Assert.Equal(1, code);
        Assert.Contains("Another program listens at this address already. Stop it first, or give this one an address of its own with --Urls", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSql_that_is_not_migrated_is_refused_in_a_sentence_until_it_is()
    {
        await using var app = await RunningApp.StartAsync(DatabaseProvider.PostgreSql);
        await app.StopAsync();
        var empty = new Dictionary<string, string>
        {
            ["Database:MigrateOnStart"] = "false",
            ["ConnectionStrings:TaskForce"] = await (await PostgresCluster.GetAsync()).CreateDatabaseAsync(),
        };
        var (code, said) = await app.OrderAsync(empty);
        Assert.Equal(1, code);
        Assert.Contains("--migrate", said);

        (code, said) = await app.OrderAsync(empty, "--migrate");
        Assert.True(code == 0, said);
        (code, said) = await app.OrderAsync(empty, "--migrate");
        Assert.Contains("up to date already", said);
        (code, said) = await app.OrderAsync(new Dictionary<string, string> { ["ConnectionStrings:TaskForce"] = "Host=/nowhere;Database=x;Username=x;Timeout=2" });
        Assert.Equal(1, code);
        Assert.Contains("does not answer", said);
    }

    [Fact]
    public async Task Whoever_runs_it_lets_an_administrator_in_again()
    {
        await using var app = await SigningIn.StartAsync();
        var (code, said) = await app.OrderAsync("--reset-admin", TestAccounts.Administrator.ToUpperInvariant());
        Assert.True(code == 0, said);

        var path = Regex.Match(said, @"http://[^/\s]+(/\S+)").Groups[1].Value;
        var page = await NewPageAsync(app.Address);
        await page.GotoAsync(path);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("violet ferry 82 anchors");
        await page.GetByRole(AriaRole.Button, new() { Name = "Change the password" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await page.SignInAsync(password: "violet ferry 82 anchors", codeMayWait: false);

        (code, said) = await app.OrderAsync("--reset-admin", "nobody@harbor.example");
        Assert.Equal((1, "No account has this e-mail address."), (code, said.Trim()));
    }

    [Fact]
    public async Task What_lists_show_is_worked_out_anew_while_the_application_runs()
    {
        await using var app = await SigningIn.StartAsync();
        var (code, said) = await app.OrderAsync("--rebuild");

        Assert.True(code == 0, said);
        Assert.Contains("partners was worked out anew", said);
    }

    [Fact]
    public async Task Health_is_open_and_nothing_personal_is_in_the_log()
    {
        await using var app = await SigningIn.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Address) };
        Assert.Equal("Healthy", await client.GetStringAsync("/health/live"));
        Assert.Equal("Healthy", await client.GetStringAsync("/health/ready"));

        await app.AddAsync(Role.Member, "Zebedee Canary");
        Forgive("40[0-9]");
        var page = await NewPageAsync(app.Address);
        await page.GotoAsync("/search?q=canaryword");
        await page.GetByLabel("Work email").FillAsync("canary@harbor.example");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync("canarypassword12345");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.SignInAsync();
        await page.GotoAsync("/search?q=canaryword");
        await page.GotoAsync("/nowhere/canaryplace");
        await page.GotoAsync("about:blank");
        await app.StopAsync();

        var log = string.Join('\n', Directory.GetFiles(Path.Combine(app.DataFolder, "logs")).Select(File.ReadAllText)) + app.Output;
        Assert.Contains("Now listening", log);
        Assert.DoesNotContain("canary", log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(TestAccounts.Administrator, log, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(TestAccounts.Password, log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Serving_other_computers_in_the_clear_is_refused()
    {
        await using var app = await RunningApp.StartAsync();
        await app.StopAsync();
        var (code, said) = await app.OrderAsync(new Dictionary<string, string> { ["Urls"] = "http://*:0" });

        Assert.Equal(1, code);
        Assert.Contains("Proxy:Trusted", said);
    }
}
