using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Roster;
using TaskForce.Web.Account;

namespace TaskForce.Web.Exports;

/// <summary>Every list as a file, exactly as its page shows it: the same query string, the same rights, the same filter on what is candid.</summary>
public static class ExportEndpoints
{
    /// <summary>Maps the addresses under /exports.</summary>
    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        var exports = routes.MapGroup("/exports");
        exports.MapGet("/imports/{id:guid}.{ending}", ImportAsync).WithMetadata(new NeedsAttribute(Act.Import));
    }

    private static async Task<IResult> ImportAsync(HttpContext http, Guid id, string ending, ImportLists imports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        return await Downloads.SheetAsync($"import-{clock.Today:yyyy-MM-dd}", ending, (file, format) => imports.WriteReportAsync(actor, id, file, format, http.RequestAborted));
    }

    private static async Task<Actor> ActorAsync(HttpContext http) => await http.ActorAsync() ?? throw new NotAllowedException(Act.OwnAccount);
}
