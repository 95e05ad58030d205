using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
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

    /// <summary>What it answers to a verb ("" is the greeting, "." the end of a mail, which it has taken unless it refuses) instead of the usual; null is the usual.</summary>
    public Func<string, string?> OnVerb { get; set; } = _ => null;

    /// <summary>An answer that is none: it hangs up.</summary>
    public const string HangUp = "hang up";

    /// <summary>An answer that is none: it never says anything again.</summary>
    public const string Silence = "silence";

    /// <summary>With a certificate it offers STARTTLS, and takes neither sign-in nor mail before.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>With a user and a password it takes mail only after this sign-in.</summary>
    public (string Name, string Password)? User { get; init; }

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
        using var _ = client;
        Stream stream = client.GetStream();
        try
        {
            var (to, signedIn) = ("", false);
            var reader = new StreamReader(stream, Encoding.Latin1);
            if (!await AnswerAsync("", "220 test"))
                return;
            while (await reader.ReadLineAsync(over.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                var isOpen = Certificate is null || stream is SslStream;
                if (verb == "EHLO")
                {
                    if (!await AnswerAsync(verb, $"250-test\r\n{(isOpen ? "" : "250-STARTTLS\r\n")}{(isOpen && User is not null ? "250-AUTH LOGIN PLAIN\r\n" : "")}250 8BITMIME"))
                        return;
                }
                else if (verb == "STARTTLS")
                {
                    if (!await AnswerAsync(verb, "220 go on"))
                        return;
                    var secure = new SslStream(stream);
                    stream = secure;
                    await secure.AuthenticateAsServerAsync(Certificate!);
                    reader = new StreamReader(secure, Encoding.Latin1);
                }
                else if (verb == "AUTH")
                {
                    signedIn = await SignInAsync(line, reader);
                    if (!await AnswerAsync(verb, signedIn ? "235 welcome" : "535 5.7.8 wrong user or password"))
                        return;
                }
                else if (verb == "MAIL")
                {
                    if (!await AnswerAsync(verb, !isOpen ? "530 5.7.0 STARTTLS first" : User is not null && !signedIn ? "530 5.7.0 sign in first" : "250 ok"))
                        return;
                }
                else if (verb == "RCPT")
                {
                    to = line[(line.IndexOf('<') + 1)..line.IndexOf('>')];
                    if (!await AnswerAsync(verb, OnRecipient(Interlocked.Increment(ref attempts), to) ?? "250 ok"))
                        return;
                }
                else if (verb == "DATA")
                {
                    if (!await AnswerAsync(verb, "354 go on"))
                        return;
                    var letter = Read(to, await LinesAsync(reader));
                    Held.TrySetResult();
                    await Hold;
                    var answer = OnVerb(".") ?? "250 taken";
                    if (answer[0] is not ('4' or '5'))
                        taken.Enqueue(letter);
                    if (!await SayAsync(answer))
                        return;
                    arrived.Release();
                }
                else
                {
                    if (!await AnswerAsync(verb, verb == "QUIT" ? "221 bye" : "250 ok") || verb == "QUIT")
                        return;
                }
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The other side went away, or the test is over.
        }
        finally
        {
            await stream.DisposeAsync();
        }

        Task<bool> AnswerAsync(string verb, string usual) => SayAsync(OnVerb(verb) ?? usual);

        async Task<bool> SayAsync(string answer)
        {
            if (answer == HangUp)
                return false;
            if (answer == Silence)
                await new TaskCompletionSource().Task.WaitAsync(over.Token);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), over.Token);
            return true;
        }

        async Task<bool> SignInAsync(string line, StreamReader reader)
        {
            // AUTH LOGIN: the user with the command or after a question, then the password.
            var words = line.Split(' ');
            var name = words.Length > 2 ? words[2] : await AskAsync("VXNlcm5hbWU6");
            var password = await AskAsync("UGFzc3dvcmQ6");
            return (Plain(name), Plain(password)) == User;

            async Task<string> AskAsync(string what)
            {
                await SayAsync($"334 {what}");
                return await reader.ReadLineAsync(over.Token) ?? "";
            }
        }
    }

    private static string Plain(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

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
