using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.JSInterop;
using TaskForce.Web.Startup;

namespace TaskForce.WebTests;

/// <summary>Rules of the house that are read off the built assemblies.</summary>
public class AssemblyRulesTests
{
    private static readonly Assembly[] Product = [typeof(Program).Assembly, typeof(Core.Data.TaskForceDb).Assembly];

    /// <summary>Methods that a browser may call by name. Each is a public door: it checks what it is given and who calls.</summary>
    private static readonly string[] CalledFromScript = [];

    /// <summary>Set once and the same for everybody: the hash that stands for the password of nobody.</summary>
    private static readonly string[] SetOnce = ["SignIns.nobodysHash"];

    private static IEnumerable<Type> Types => Product.SelectMany(a => a.GetTypes()).Where(t => !IsGenerated(t));

    [Fact]
    public void No_static_field_can_change()
    {
        var found = Types.SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsLiteral && !f.IsInitOnly && !f.IsDefined(typeof(CompilerGeneratedAttribute)) && !f.Name.StartsWith('<'))
            .Select(f => $"{f.DeclaringType!.Name}.{f.Name}")
            .Concat(Types.SelectMany(t => t.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(p => p.CanWrite).Select(p => $"{p.DeclaringType!.Name}.{p.Name}"));

        Assert.Equal(SetOnce.Order(), found.Order());
    }

    [Fact]
    public void No_static_collection_can_be_added_to()
    {
        var growing = new[] { "System.Collections.Concurrent", "System.Threading.AsyncLocal", "System.Runtime.CompilerServices.ConditionalWeakTable", "Microsoft.Extensions.Caching" };
        var found = Types.SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(f => !f.IsLiteral && growing.Any(g => f.FieldType.FullName?.StartsWith(g, StringComparison.Ordinal) == true))
            .Select(f => $"{f.DeclaringType}.{f.Name}");

        Assert.Empty(found);
    }

    [Fact]
    public void Only_named_methods_can_be_called_from_script()
    {
        var callable = Types.SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(JSInvokableAttribute)))
            .Select(m => $"{m.DeclaringType!.Name}.{m.Name}")
            .Order();

        Assert.Equal(CalledFromScript.Order(), callable);
    }

    [Fact]
    public void The_hub_still_calls_its_doors_by_the_names_that_its_filters_listen_for()
    {
        var hub = Assembly.Load("Microsoft.AspNetCore.Components.Server").GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;
        var methods = hub.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(m => m.Name).ToHashSet();

        Assert.Superset(new HashSet<string> { "StartCircuit", "ConnectCircuit", "ResumeCircuit", "BeginInvokeDotNetFromJS", "OnLocationChanged" }, methods);
    }

    [Fact]
    public void Nothing_holds_a_pages_message_up_so_that_the_next_overtakes_it()
    {
        // The framework does not wait for such a handler before it hears the next message: what awaits in one changes the order of what a person did.
        // The one that there is lets all messages take their turns; its own tests hold the order.
        var found = Types.Where(t => typeof(CircuitHandler).IsAssignableFrom(t))
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(m => m.Name == nameof(CircuitHandler.CreateInboundActivityHandler))
            .Select(m => m.DeclaringType!.Name);

        Assert.Equal([nameof(HeardInOrder)], found);
    }

    [Fact]
    public void A_live_page_is_never_handed_the_request()
    {
        var live = Types.Where(t => typeof(IComponent).IsAssignableFrom(t) && !t.IsDefined(typeof(ExcludeFromInteractiveRoutingAttribute)));
        var found = live.Where(t => t.IsDefined(typeof(RouteAttribute)))
            .SelectMany(t => t.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(p => p.PropertyType == typeof(IHttpContextAccessor) || (p.PropertyType == typeof(HttpContext) && !p.IsDefined(typeof(CascadingParameterAttribute))))
            .Select(p => $"{p.DeclaringType}.{p.Name}");

        Assert.Empty(found);
    }

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.FullName!.Contains('<') || type.Namespace is null || type.Namespace.StartsWith("System.", StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
