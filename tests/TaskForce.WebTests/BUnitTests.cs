using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace TaskForce.WebTests;

/// <summary>Proves that components render, answer clicks and changes, and re-render here, since bUnit is put together by hand (build/BUnit.targets).</summary>
public sealed class BUnitTests : BunitContext
{
    [Fact]
    public void A_component_renders_and_answers_a_click_and_a_change()
    {
        var greeter = Render<Greeter>(p => p.Add(g => g.Greeting, "Good day"));
        greeter.Find("input").Change("Dana");
        greeter.Find("button").Click();

        Assert.Equal("Good day, Dana", greeter.Find("p").TextContent);
    }

    [Fact]
    public void What_is_done_later_is_waited_for()
    {
        var greeter = Render<Greeter>(p => p.Add(g => g.Greeting, "Hello"));
        greeter.Find("a").Click();

        greeter.WaitForAssertion(() => Assert.Equal("Hello, later", greeter.Find("p").TextContent));
    }

    private sealed class Greeter : ComponentBase
    {
        private string _name = "";
        private string _said = "";

        [Parameter] public string Greeting { get; set; } = "";

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "input");
            builder.AddAttribute(1, "onchange", EventCallback.Factory.Create<ChangeEventArgs>(this, e => _name = e.Value?.ToString() ?? ""));
            builder.CloseElement();
            builder.OpenElement(2, "button");
            builder.AddAttribute(3, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, () => _said = $"{Greeting}, {_name}"));
            builder.CloseElement();
            builder.OpenElement(4, "a");
            builder.AddAttribute(5, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, SayLaterAsync));
            builder.CloseElement();
            builder.OpenElement(6, "p");
            builder.AddContent(7, _said);
            builder.CloseElement();
        }

        private async Task SayLaterAsync()
        {
            await Task.Yield();
            _said = $"{Greeting}, later";
        }
    }
}
