using TaskForce.Core.Access;
using TaskForce.Core.Calendar;
using TaskForce.Core.Outreach;
using TaskForce.Core.Roster;
using TaskForce.Web.Account;

namespace TaskForce.Web.Areas.Outreach;

/// <summary>The log as a file, exactly as the page filters it and with no contact that the page would not show.</summary>
public static class OutreachExport
{
    private static readonly string[] Headings =
        ["Day", "How", "Two-way", "Partners", "People", "What you learned", "How it went", "Barriers", "In their words", "Next step", "Next step on", "Next step done", "Logged by"];

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
            await WriteAsync(lists, actor, OutreachAddress.Of(http.Request.Query).Filter, file, sheet, ct);
            file.Position = 0;
            return Results.Stream(file, SheetWriter.ContentType(sheet), $"outreach-{clock.Today:yyyy-MM-dd}{SheetWriter.Extension(sheet)}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the contacts of a filter, newest first.</summary>
    public static async Task WriteAsync(ContactLists lists, Actor actor, ContactFilter filter, Stream target, SheetFormat format, CancellationToken ct = default)
    {
        using var writer = SheetWriter.Create(target, format, "Outreach", Headings);
        await foreach (var row in lists.AllAsync(actor, filter, ct))
        {
            writer.Write(row.On, OutreachSentences.Kind(row.Kind), row.IsTwoWay ? "yes" : "no", string.Join("; ", row.Partners.Select(p => p.Name)), string.Join("; ", row.People.Select(p => p.Name)), row.Line,
                row.Mood is { } mood ? OutreachSentences.Mood(mood) : "", string.Join("; ", row.Barriers.Select(OutreachSentences.Cause)), row.BarrierNote, row.NextStep, row.NextStepOn,
                row.NextStepOn is null ? "" : row.NextStepDoneAt is null ? "no" : "yes", row.AuthorName);
        }
    }
}
