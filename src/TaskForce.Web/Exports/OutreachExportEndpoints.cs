using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Core.Partners;
using TaskForce.Web.Areas.Outreach;

namespace TaskForce.Web.Exports;

/// <summary>The lists of outreach as files: the same query string, the same rights.</summary>
internal static class OutreachExportEndpoints
{
    public static void MapOutreachExports(this IEndpointRouteBuilder exports)
    {
        exports.MapGet("/check-ins.{ending}", CheckInsAsync).WithMetadata(new NeedsAttribute(Act.LogOutreach));
        exports.MapGet("/leaders.{ending}", LeadersAsync).WithMetadata(new NeedsAttribute(Act.ReadCandid));
        exports.MapGet("/community.{ending}", CommunityAsync).WithMetadata(new NeedsAttribute(Act.ReadCandid));
        exports.MapGet("/outreach.{ending}", ContactsAsync).WithMetadata(new NeedsAttribute(Act.ReadCandid));
        exports.MapGet("/public-communication.{ending}", PublicAsync).WithMetadata(new NeedsAttribute(Act.ReadPartners));
        exports.MapGet("/supporters.{ending}", SupportersAsync).WithMetadata(new NeedsAttribute(Act.ReadPartners));
    }

    private static async Task<IResult> ContactsAsync(HttpContext http, string ending, ContactLists lists, TaskForceClock clock)
    {
        var actor = await ExportEndpoints.ActorAsync(http);
        var filter = OutreachAddress.Of(http.Request.Query).Filter;
        return await Downloads.SheetAsync($"outreach-{clock.Today:yyyy-MM-dd}", ending, (file, format) => lists.ExportAsync(actor, filter, file, format, http.RequestAborted));
    }

    private static async Task<IResult> PublicAsync(HttpContext http, string ending, PublicPages pages, TaskForceClock clock)
    {
        var actor = await ExportEndpoints.ActorAsync(http);
        var filter = PublicFilter.Read(name => ExportEndpoints.Query(http, name));
        return await Downloads.SheetAsync($"public-communication-{clock.Today:yyyy-MM-dd}", ending, (file, format) => pages.ExportAsync(actor, filter, file, format, http.RequestAborted));
    }

    private static async Task<IResult> SupportersAsync(HttpContext http, string ending, Supporters supporters, TaskForceClock clock)
    {
        var actor = await ExportEndpoints.ActorAsync(http);
        var view = PartnerFilter.Word<SupporterView>(ExportEndpoints.Query(http, "view")) ?? SupporterView.All;
        return await Downloads.SheetAsync($"supporters-{clock.Today:yyyy-MM-dd}", ending, (file, format) => supporters.ExportAsync(actor, view, file, format, http.RequestAborted));
    }

    private static async Task<IResult> LeadersAsync(HttpContext http, string ending, Leaders leaders, TaskForceClock clock)
    {
        var actor = await ExportEndpoints.ActorAsync(http);
        return await Downloads.SheetAsync($"leaders-{clock.Today:yyyy-MM-dd}", ending, (file, format) => leaders.ExportAsync(actor, file, format, http.RequestAborted));
    }

    private static async Task<IResult> CommunityAsync(HttpContext http, string ending, CommunityPages community, TaskForceClock clock)
    {
        var actor = await ExportEndpoints.ActorAsync(http);
        var filter = CommunityFilter.From(name => ExportEndpoints.Query(http, name));
        return await Downloads.SheetAsync($"community-organizations-{clock.Today:yyyy-MM-dd}", ending, (file, format) => community.ExportAsync(actor, filter, file, format, http.RequestAborted));
    }

    private static async Task<IResult> CheckInsAsync(HttpContext http, string ending, CheckIns checkIns, TaskForceClock clock)
    {
        var actor = await ExportEndpoints.ActorAsync(http);
        Guid? holder = ExportEndpoints.Query(http, "held") is { } held ? held == "none" ? PartnerFilter.Nobody : Guid.TryParse(held, out var id) ? id : null : null;
        return await Downloads.SheetAsync($"check-ins-overdue-{clock.Today:yyyy-MM-dd}", ending, (file, format) => checkIns.ExportAsync(actor, holder, file, format, http.RequestAborted));
    }
}
