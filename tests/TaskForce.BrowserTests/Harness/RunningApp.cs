using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using TaskForce.Core.Data;
using TaskForce.Tests;

namespace TaskForce.BrowserTests;

/// <summary>The real application as a process of its own, on a free port and a data folder of its own.</summary>
public sealed partial class RunningApp : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, bool> GoneAddresses = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly bool _ownsFolder;
    private Process _process = null!;
    private bool _isStopped;

    private RunningApp(DatabaseProvider provider, string folder, bool ownsFolder, string connectionString, IReadOnlyDictionary<string, string> settings)
    {
        Provider = provider;
        DataFolder = folder;
        _ownsFolder = ownsFolder;
        ConnectionString = connectionString;
        _settings = settings;
    }

    /// <summary>Where it answers, for one "http://localhost:41234". Passkeys need the name, not the number.</summary>
    public string Address { get; private set; } = "";

    /// <summary>On which database it runs.</summary>
    public DatabaseProvider Provider { get; }

    /// <summary>How a test reaches its database from outside.</summary>
    public string ConnectionString { get; }

    /// <summary>Where it keeps its files.</summary>
    public string DataFolder { get; }

    /// <summary>Whether a page belongs to an application that its test has done with; what such a page complains about is no news.</summary>
    public static bool IsGone(string url) => Uri.TryCreate(url, UriKind.Absolute, out var page) && GoneAddresses.ContainsKey(page.GetLeftPart(UriPartial.Authority));

    /// <summary>Says that a test has done with an address.</summary>
    public static void SetGone(string address) => GoneAddresses[address] = true;

    /// <summary>What it has printed so far.</summary>
    public string Output => string.Join('\n', _said);

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="provider">SQLite in the data folder, or a new database of the private PostgreSQL.</param>
    /// <param name="settings">Further settings, as "Setup:AdminEmail".</param>
    public static async Task<RunningApp> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, IReadOnlyDictionary<string, string>? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("tf-app-").FullName;
        var connection = provider == DatabaseProvider.Sqlite
            ? $"Data Source={Path.Combine(folder, "taskforce.db")}"
            : await (await PostgresCluster.GetAsync()).CreateDatabaseAsync();
        var app = new RunningApp(provider, folder, ownsFolder: true, connection, settings ?? new Dictionary<string, string>());
        await app.LaunchAsync("http://127.0.0.1:0");
        return app;
    }

    /// <summary>Ends it without warning and starts it again at the same address on the same data, as after a crash or a new version.</summary>
    public async Task RestartAsync()
    {
        var address = Address.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        await StopAsync();
        await LaunchAsync(address);
    }

    /// <summary>Ends it without warning.</summary>
    public async Task StopAsync()
    {
        if (_isStopped)
            return;
        _isStopped = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        SetGone(Address);
        await StopAsync();
        if (_ownsFolder)
            Directory.Delete(DataFolder, recursive: true);
    }

    /// <summary>Runs the application once more beside this one, with the same settings and what the command line adds, and waits for its end.</summary>
    /// <returns>The exit code, and all that it said.</returns>
    public Task<(int Code, string Said)> OrderAsync(params string[] arguments) => OrderAsync(new Dictionary<string, string>(), arguments);

    /// <summary>The same with other settings.</summary>
    public async Task<(int Code, string Said)> OrderAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        using var process = Process.Start(Command("http://127.0.0.1:0", settings, arguments))!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, string.Concat(said));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"The application did not end: {string.Join(' ', arguments)}");
        }
    }

    /// <summary>Starts it after it was stopped, on the same data.</summary>
    public Task StartAgainAsync() => LaunchAsync("http://127.0.0.1:0");

    private ProcessStartInfo Command(string urls, IReadOnlyDictionary<string, string> more, params string[] arguments)
    {
        var dll = Repository.PathOf("src", "TaskForce.Web", "bin", Repository.Configuration, "net10.0", "TaskForce.Web.dll");
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.PathOf("src", "TaskForce.Web"),
        };
        start.ArgumentList.Add(dll);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // A development machine's own settings must not leak into a test.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || k.StartsWith("Setup__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Urls"] = urls,
            ["DataFolder"] = DataFolder,
            ["Database:Provider"] = Provider.ToString(),
            ["Database:MigrateOnStart"] = "true",
            ["ConnectionStrings:TaskForce"] = ConnectionString,
        };
        foreach (var (key, value) in _settings.Concat(more))
            environment[key] = value;
        foreach (var (key, value) in environment)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        return start;
    }

    private async Task LaunchAsync(string urls)
    {
        var start = Command(urls, new Dictionary<string, string>());
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        void Hear(string? line)
        {
            if (line is null) return;
            _said.Enqueue(line);
            if (ListeningLine().Match(line) is { Success: true } match && match.Groups["port"].Value != "0")
                listening.TrySetResult($"http://localhost:{match.Groups["port"].Value}");
        }
        _process.OutputDataReceived += (_, e) => Hear(e.Data);
        _process.ErrorDataReceived += (_, e) => Hear(e.Data);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The application ended before it listened."));
        _process.Start();
        _isStopped = false;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            Address = await listening.Task.WaitAsync(TimeSpan.FromSeconds(90));
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"The application did not start ({problem.Message}). It said:\n{Output}", problem);
        }
    }

    [GeneratedRegex(@"listening on:? ?http://(127\.0\.0\.1|localhost|\[::1\]):(?<port>\d+)", RegexOptions.IgnoreCase)]
    private static partial Regex ListeningLine();
}
