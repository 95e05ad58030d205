using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Core.Roster;
using TaskForce.Web.Account;

namespace TaskForce.Web.Areas.Outreach;

/// <summary>The log as a file, exactly as the page filters it and with no contact that the page would not show.</summary>
public static class OutreachExport
{
    public static void MapOutreachExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/outreach/export.{format}", ExportAsync).WithMetadata(new NeedsAttribute(Act.ReadCandid));

    private static async Task<IResult> ExportAsync(string format, HttpContext http, ContactLists lists, TaskForceClock clock, CancellationToken ct)
    {
        if (SheetWriter.FormatOf(format) is not { } sheet)
            return Results.NotFound();
        var actor = await http.ActorAsync() ?? throw new NotAllowedException(Act.ReadCandid);
        // Through a file of its own: the writer is not asynchronous, and a long log must not fill the memory.
        var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.DeleteOnClose);
        try
        {
            await lists.ExportAsync(actor, OutreachAddress.Of(http.Request.Query).Filter, file, sheet, ct);
            file.Position = 0;
            return Results.Stream(file, SheetWriter.ContentType(sheet), $"outreach-{clock.Today:yyyy-MM-dd}{SheetWriter.Extension(sheet)}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
