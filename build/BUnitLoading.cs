using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

/// <summary>bUnit was built against an AngleSharp.Diffing of another version than the one that is published; the loader asks, this answers.</summary>
internal static class BUnitLoading
{
    [ModuleInitializer]
    internal static void Answer() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!, "AngleSharp.Diffing.dll")) : null;
}
