using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Partners;
using TaskForce.Core.People;
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
        exports.MapGet("/partners.{ending}", PartnersAsync).WithMetadata(new NeedsAttribute(Act.ReadPartners));
        exports.MapGet("/people.{ending}", PeopleAsync).WithMetadata(new NeedsAttribute(Act.ReadPeople));
        exports.MapMeetingExports();
        exports.MapOutreachExports();
        routes.MapLetters();
        exports.MapGet("/coverage.{ending}", CoverageAsync).WithMetadata(new NeedsAttribute(Act.ReadPartners));
    }

    private static async Task<IResult> CoverageAsync(HttpContext http, string ending, Coverages coverage, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        return await Downloads.SheetAsync($"coverage-{clock.Today:yyyy-MM-dd}", ending, (file, format) => coverage.ExportAsync(actor, file, format, http.RequestAborted));
    }

    private static async Task<IResult> ImportAsync(HttpContext http, Guid id, string ending, ImportLists imports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        return await Downloads.SheetAsync($"import-{clock.Today:yyyy-MM-dd}", ending, (file, format) => imports.WriteReportAsync(actor, id, file, format, http.RequestAborted));
    }

    private static async Task<IResult> PartnersAsync(HttpContext http, string ending, ListExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        var filter = PartnerFilter.From(name => Query(http, name));
        return await Downloads.SheetAsync($"partners-{clock.Today:yyyy-MM-dd}", ending, (file, format) => exports.WritePartnersAsync(actor, filter, Only(http), file, format, http.RequestAborted));
    }

    private static async Task<IResult> PeopleAsync(HttpContext http, string ending, ListExports exports, TaskForceClock clock)
    {
        var actor = await ActorAsync(http);
        var filter = PersonFilter.From(name => Query(http, name));
        var name = $"people-{clock.Today:yyyy-MM-dd}";
        if (string.Equals(ending, "vcf", StringComparison.OrdinalIgnoreCase))
            return await Downloads.FileAsync(name + ".vcf", VCard.ContentType, file => exports.WriteCardsAsync(actor, filter, Only(http), file, Query(http, "version") == "4" ? VCardVersion.V4 : VCardVersion.V3, http.RequestAborted));
        return await Downloads.SheetAsync(name, ending, (file, format) => exports.WritePeopleAsync(actor, filter, Only(http), file, format, http.RequestAborted));
    }

    internal static async Task<Actor> ActorAsync(HttpContext http) => await http.ActorAsync() ?? throw new NotAllowedException(Act.OwnAccount);

    internal static string? Query(HttpContext http, string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>How many ticked rows an address can name; it may have 8 KB.</summary>
    internal const int MostTicked = 200;

    /// <summary>The address of a list's file with only these rows in it.</summary>
    internal static string OnlyThese(string address, IReadOnlyCollection<Guid> ticked) => $"{address}?only={string.Join(',', ticked.Select(id => id.ToString("N")))}";

    private static List<Guid>? Only(HttpContext http) =>
        Query(http, "only") is { } only ? [.. only.Split(',').Take(MostTicked).Select(id => Guid.TryParse(id, out var one) ? one : Guid.Empty).Where(id => id != Guid.Empty)] : null;
}
