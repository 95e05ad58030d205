using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TaskForce.Tests;

/// <summary>A mail as a server took it.</summary>
/// <param name="Head">The header lines, unfolded.</param>
/// <param name="Text">The body, decoded.</param>
public sealed record Letter(string To, string Head, string Text)
{
    /// <summary>The value of a header, or "".</summary>
    public string Header(string name) => Head.Split('\n').FirstOrDefault(l => l.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
}

/// <summary>A mail server on a free port of this machine, over real sockets: it takes what it is sent, or answers as a test says.</summary>
public sealed class Smtp : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentQueue<Letter> taken = new();
    private readonly SemaphoreSlim arrived = new(0);

    public Smtp()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Settings that point at it.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = Port.ToString(),
        ["Mail:Tls"] = "false",
        ["Mail:From"] = "taskforce@harborcounty.gov",
        ["PublicAddress"] = "https://tf.harborcounty.gov",
    };

    /// <summary>What it answers to a recipient; null takes the mail. Gets the number of the attempt from 1, and the address.</summary>
    public Func<int, string, string?> OnRecipient { get; set; } = (_, _) => null;

    /// <summary>Waited for before a mail is taken.</summary>
    public Task Hold { get; set; } = Task.CompletedTask;

    /// <summary>Set when a mail's text has arrived whole and only the answer is missing.</summary>
    public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Letter> Letters => [.. taken];

    public int Attempts => attempts;

    private int attempts;

    /// <summary>Waits until as many mails have come in.</summary>
    public async Task<IReadOnlyList<Letter>> TakenAsync(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await arrived.WaitAsync(TimeSpan.FromSeconds(30)), $"{taken.Count} of {count} mails came in.");
        return Letters;
    }

    public void Dispose()
    {
        over.Cancel();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!over.IsCancellationRequested)
                _ = TalkAsync(await listener.AcceptTcpClientAsync(over.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1);
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await writer.WriteLineAsync("220 test");
                var to = "";
                while (await reader.ReadLineAsync(over.Token) is { } line)
                {
                    var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                    if (verb == "RCPT")
                    {
                        to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                        await writer.WriteLineAsync(OnRecipient(Interlocked.Increment(ref attempts), to) ?? "250 ok");
                    }
                    else if (verb == "DATA")
                    {
                        await writer.WriteLineAsync("354 go on");
                        var letter = Read(to, await LinesAsync(reader));
                        Held.TrySetResult();
                        await Hold;
                        taken.Enqueue(letter);
                        await writer.WriteLineAsync("250 taken");
                        arrived.Release();
                    }
                    else if (verb == "QUIT")
                    {
                        await writer.WriteLineAsync("221 bye");
                        return;
                    }
                    else
                    {
                        await writer.WriteLineAsync("250 ok");
                    }
                }
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side went away, or the test is over.
        }
    }

    private async Task<List<string>> LinesAsync(StreamReader reader)
    {
        List<string> lines = [];
        while (await reader.ReadLineAsync(over.Token) is { } line && line != ".")
            lines.Add(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        return lines;
    }

    private static Letter Read(string to, List<string> lines)
    {
        var end = lines.IndexOf("");
        var head = string.Join('\n', lines.Take(end)).Replace("\n ", " ").Replace("\n\t", " ");
        var body = lines.Skip(end + 1).ToList();
        var encoding = head.Split('\n').FirstOrDefault(l => l.StartsWith("Content-Transfer-Encoding:", StringComparison.OrdinalIgnoreCase))?.Split(':')[1].Trim();
        return new(to, head, encoding switch
        {
            "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(string.Concat(body))),
            "quoted-printable" => Quoted(string.Join("\r\n", body)),
            _ => string.Join("\n", body),
        });
    }

    private static string Quoted(string text)
    {
        text = text.Replace("=\r\n", "");
        using var bytes = new MemoryStream();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length)
            {
                bytes.WriteByte(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.WriteByte((byte)text[i]);
            }
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
