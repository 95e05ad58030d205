using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskForce.Bench;

/// <summary>Draws a component to HTML as a first visit would.</summary>
internal sealed class Drawing
{
    private readonly IServiceProvider services = new ServiceCollection().AddSingleton<NavigationManager, Address>().BuildServiceProvider();

    /// <returns>How many bytes the HTML takes.</returns>
    public async Task<long> DrawAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        // As a page is sent: in pieces, encoded as they come, never as one text.
        await using var sent = new Sent();
        await using var writer = new StreamWriter(sent, new UTF8Encoding(false), 4096);
        await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).WriteHtmlTo(writer));
        await writer.FlushAsync();
        return sent.Position;
    }

    private sealed class Sent : Stream
    {
        private long bytes;

        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => bytes;
        public override long Position { get => bytes; set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => bytes += count;
        public override void Write(ReadOnlySpan<byte> buffer) => bytes += buffer.Length;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }

    private sealed class Address : NavigationManager
    {
        public Address() => Initialize("http://localhost/", "http://localhost/partners");
    }
}
