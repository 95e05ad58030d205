using TaskForce.Core.Access;

namespace TaskForce.Web.Operations;

/// <summary>What the command line asks for instead of serving pages.</summary>
public enum OrderKind
{
    Migrate,
    Backup,
    Restore,
    ResetAdministrator,

    /// <summary>Work out anew what lists show of every partner; see docs/decisions/005-standing.md.</summary>
    Rebuild,
}

/// <summary>One order from the command line.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Argument">The file or the e-mail address; empty for the orders that need none.</param>
/// <param name="Force">Whether a restore may throw away what is there.</param>
public sealed record Order(OrderKind Kind, string Argument, bool Force)
{
    private static readonly Dictionary<string, OrderKind> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--migrate"] = OrderKind.Migrate,
        ["--backup"] = OrderKind.Backup,
        ["--restore"] = OrderKind.Restore,
        ["--reset-admin"] = OrderKind.ResetAdministrator,
        ["--rebuild"] = OrderKind.Rebuild,
    };

    /// <summary>Whether the database must be there already, at this version.</summary>
    public bool NeedsDatabase => Kind is OrderKind.Backup or OrderKind.ResetAdministrator or OrderKind.Rebuild;

    /// <summary>Whether no other process may be using the data folder. The other orders are carried out while the application runs.</summary>
    public bool NeedsFolderAlone => Kind is OrderKind.Migrate or OrderKind.Restore;

    /// <summary>Reads the order off the command line, and takes its words away so that the rest are settings.</summary>
    /// <returns>Null where pages are to be served.</returns>
    /// <exception cref="RefusedException">An argument is missing, or there are two orders.</exception>
    public static Order? Take(ref string[] args)
    {
        var rest = new List<string>();
        Order? order = null;
        var force = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (string.Equals(args[i], "--force", StringComparison.OrdinalIgnoreCase))
            {
                force = true;
                continue;
            }
            if (!Words.TryGetValue(args[i], out var kind))
            {
                rest.Add(args[i]);
                continue;
            }
            if (order is not null)
                throw new RefusedException("Give one order at a time: --migrate, --backup FILE, --restore FILE, --reset-admin EMAIL or --rebuild.");
            var argument = "";
            if (kind is not (OrderKind.Migrate or OrderKind.Rebuild))
            {
                if (i + 1 >= args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal))
                    throw new RefusedException($"{args[i]} needs {(kind == OrderKind.ResetAdministrator ? "the administrator's e-mail address" : "a file")} behind it.");
                argument = args[++i];
            }
            order = new Order(kind, argument, Force: false);
        }
        if (force && order is not { Kind: OrderKind.Restore })
            throw new RefusedException("--force goes with --restore FILE only.");
        args = [.. rest];
        return order is null ? null : order with { Force = force };
    }
}
