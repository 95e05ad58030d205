using System.Diagnostics;
using Npgsql;

namespace TaskForce.Tests;

/// <summary>
/// A private PostgreSQL for one run of a suite: reached only by a socket in its own folder, not written through to disk, gone at the end.
/// It is looked after by a shell that waits for this process: when the process ends, in whatever way, the shell stops the server and removes the folder.
/// </summary>
public sealed class PostgresCluster
{
    // initdb and postgres refuse to run as root: root hands over to the account that the package made.
    private const string Script = """
        trap '' INT TERM HUP
        dir=$(mktemp -d /tmp/tfpg.XXXXXX) || exit 1
        cleanup() { "$BIN/pg_ctl" -D "$dir/d" -m immediate -s stop >/dev/null 2>&1; rm -rf "$dir"; }
        "$BIN/initdb" -D "$dir/d" -U taskforce --auth=trust --no-sync --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en-US >"$dir/log" 2>&1 \
          || { cat "$dir/log"; rm -rf "$dir"; exit 1; }
        "$BIN/pg_ctl" -D "$dir/d" -s -w -l "$dir/log" -o "-c listen_addresses='' -c unix_socket_directories=$dir -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=300 -c shared_buffers=64MB -c autovacuum=off -c max_wal_size=4GB" start </dev/null >/dev/null 2>&1 \
          || { cat "$dir/log"; cleanup; exit 1; }
        echo "READY $dir"
        cat >/dev/null
        cleanup
        """;

    private static readonly Lazy<Task<PostgresCluster>> Shared = new(StartAsync);
    private readonly string _folder;
    private int _databases;

    // Kept reachable: the shell lives as long as its standard input is open.
    private readonly Process _keeper;

    private PostgresCluster(string folder, Process keeper)
    {
        _folder = folder;
        _keeper = keeper;
    }

    /// <summary>The cluster of this run; started by the first who asks.</summary>
    public static Task<PostgresCluster> GetAsync() => Shared.Value;

    /// <summary>The server's process keeper, for tests that look at it.</summary>
    public int KeeperId => _keeper.Id;

    /// <summary>The connection string of a database of this cluster.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="pooled">False for connections that must be gone when closed, as those to a template.</param>
    public string ConnectionString(string database, bool pooled = true) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Username = "taskforce",
        Database = database,
        Pooling = pooled,
        MaxPoolSize = 20,
        Timeout = 30,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>Creates a database, empty or as a copy of another one that nobody is connected to; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null, string? name = null)
    {
        name ??= $"t{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Copying files beats writing the copy to the log for a template of this size.
        command.CommandText = template is null ? $"create database {name}" : $"create database {name} template {template} strategy file_copy";
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private static async Task<PostgresCluster> StartAsync()
    {
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/tmp" };
        start.Environment["BIN"] = Binaries();
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "setpriv";
            foreach (var argument in (string[])["--reuid=postgres", "--regid=postgres", "--init-groups", "/bin/sh", "-c", Script])
                start.ArgumentList.Add(argument);
        }
        else
        {
            start.FileName = "/bin/sh";
            start.ArgumentList.Add("-c");
            start.ArgumentList.Add(Script);
        }
        var keeper = Process.Start(start) ?? throw new InvalidOperationException("PostgreSQL's keeper did not start.");
        var said = new List<string>();
        while (await keeper.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("READY ", StringComparison.Ordinal))
                return new PostgresCluster(line["READY ".Length..], keeper);
            said.Add(line);
        }
        throw new InvalidOperationException("PostgreSQL did not start:\n" + string.Join('\n', said));
    }

    private static string Binaries()
    {
        var newest = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Where(d => File.Exists(d + "/bin/initdb")).MaxBy(d => double.Parse(Path.GetFileName(d)))
            : null;
        if (newest is not null) return newest + "/bin";
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")));
        return onPath ?? throw new InvalidOperationException("PostgreSQL 15 or later is needed for these tests: apt-get install postgresql (Debian), or put initdb and pg_ctl on the path.");
    }
}
