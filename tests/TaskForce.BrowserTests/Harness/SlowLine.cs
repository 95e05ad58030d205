using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TaskForce.BrowserTests;

/// <summary>A line on which everything takes its time: what goes either way arrives this much later, in its order. On the machine itself nothing ever does.</summary>
public sealed class SlowLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _ways = [];
    private readonly TimeSpan _late;
    private readonly int _port;
    private readonly Task _listening;

    /// <summary>Lays a line to an application that runs on this machine.</summary>
    /// <param name="to">Its address.</param>
    /// <param name="late">How long everything is under way, in one direction.</param>
    public SlowLine(string to, TimeSpan late)
    {
        _port = new Uri(to).Port;
        _late = late;
        _listener.Start();
        Address = $"http://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _listening = ListenAsync();
    }

    /// <summary>Where the application answers at the end of this line.</summary>
    public string Address { get; }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        RunningApp.SetGone(Address);
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAll([_listening, .. _ways]);
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
                _ways.Add(JoinAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            // The line is taken up.
        }
    }

    private async Task JoinAsync(TcpClient browser)
    {
        using (browser)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _port, _end.Token);
            browser.NoDelay = server.NoDelay = true;
            // Who hangs up ends both ways.
            using var one = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
            Task[] both = [CarryAsync(browser.GetStream(), server.GetStream(), one.Token), CarryAsync(server.GetStream(), browser.GetStream(), one.Token)];
            await Task.WhenAny(both);
            await one.CancelAsync();
            await Task.WhenAll(both);
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, CancellationToken ct)
    {
        var underWay = new ConcurrentQueue<(long Sent, byte[] What)>();
        try
        {
            await Task.WhenAll(TakeAsync(from, underWay, ct), DeliverAsync(to, underWay, ct));
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has hung up.
        }
    }

    private static async Task TakeAsync(NetworkStream from, ConcurrentQueue<(long Sent, byte[] What)> underWay, CancellationToken ct)
    {
        var part = new byte[64 * 1024];
        try
        {
            int length;
            while ((length = await from.ReadAsync(part, ct)) > 0)
                underWay.Enqueue((TimeProvider.System.GetTimestamp(), part[..length]));
        }
        finally
        {
            underWay.Enqueue((TimeProvider.System.GetTimestamp(), []));
        }
    }

    private async Task DeliverAsync(NetworkStream to, ConcurrentQueue<(long Sent, byte[] What)> underWay, CancellationToken ct)
    {
        using var watch = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await watch.WaitForNextTickAsync(ct))
        {
            while (underWay.TryPeek(out var next) && TimeProvider.System.GetElapsedTime(next.Sent) >= _late && underWay.TryDequeue(out next))
            {
                // Nothing more comes from the other side.
                if (next.What.Length == 0)
                    return;
                await to.WriteAsync(next.What, ct);
            }
        }
    }
}
