using System.Collections.Concurrent;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Http.Features;

namespace TaskForce.Web.Startup;

/// <summary>
/// Ends live connections from which nothing comes. A page's script says every few seconds that it is there; a client that opens a connection and
/// never says anything would otherwise be kept for ever, because the framework begins to count only with the first such message.
/// </summary>
public sealed class SilentSockets(TimeProvider time) : BackgroundService
{
    /// <summary>For how long a connection may be silent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<Watched, byte> open = new();

    /// <summary>How many connections are watched.</summary>
    public int Count => open.Count;

    /// <summary>Watches the connection that this request is about to open.</summary>
    public void Watch(HttpContext http)
    {
        if (http.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } feature)
            http.Features.Set<IHttpWebSocketFeature>(new Feature(feature, this));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var oldest = time.GetTimestamp() - (long)(Patience.TotalSeconds * time.TimestampFrequency);
            foreach (var socket in open.Keys.Where(s => s.LastHeard < oldest))
                socket.Abort();
        }
    }

    private sealed class Feature(IHttpWebSocketFeature inner, SilentSockets owner) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => inner.IsWebSocketRequest;

        public async Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => new Watched(await inner.AcceptAsync(context), owner);
    }

    /// <summary>The connection itself, with a note of when something last came.</summary>
    private sealed class Watched : WebSocket
    {
        private readonly WebSocket inner;
        private readonly SilentSockets owner;
        private long lastHeard;

        public Watched(WebSocket inner, SilentSockets owner)
        {
            (this.inner, this.owner) = (inner, owner);
            Hear();
            owner.open[this] = 0;
        }

        public long LastHeard => Volatile.Read(ref lastHeard);

        public override WebSocketCloseStatus? CloseStatus => inner.CloseStatus;
        public override string? CloseStatusDescription => inner.CloseStatusDescription;
        public override WebSocketState State => inner.State;
        public override string? SubProtocol => inner.SubProtocol;

        public override void Abort()
        {
            owner.open.TryRemove(this, out _);
            inner.Abort();
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            inner.CloseAsync(closeStatus, statusDescription, cancellationToken);

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            inner.CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

        public override void Dispose()
        {
            owner.open.TryRemove(this, out _);
            inner.Dispose();
        }

        public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
        {
            var result = await inner.ReceiveAsync(buffer, cancellationToken);
            Hear();
            return result;
        }

        public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            var result = await inner.ReceiveAsync(buffer, cancellationToken);
            Hear();
            return result;
        }

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

        public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            inner.SendAsync(buffer, messageType, endOfMessage, cancellationToken);

        private void Hear() => Volatile.Write(ref lastHeard, owner.time.GetTimestamp());
    }

    private readonly TimeProvider time = time;
}
