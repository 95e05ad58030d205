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
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        return Encoding.UTF8.GetByteCount(html);
    }

    private sealed class Address : NavigationManager
    {
        public Address() => Initialize("http://localhost/", "http://localhost/partners");
    }
}
