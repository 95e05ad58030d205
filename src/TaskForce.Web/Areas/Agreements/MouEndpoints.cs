using TaskForce.Core.Access;
using TaskForce.Core.Agreements;
using TaskForce.Core.Roster;
using TaskForce.Web.Account;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>What leaves the product about MOUs: their files and the register as a sheet.</summary>
public static class MouEndpoints
{
    public static void MapMous(this IEndpointRouteBuilder app)
    {
        app.MapGet("/mous/{id:guid}/files/{file:guid}", [Needs(Act.ReadMous)] async (Guid id, Guid file, HttpContext http, Mous mous, CancellationToken ct) =>
        {
            try
            {
                var kept = await mous.FileAsync((await http.ActorAsync())!, id, file, ct);
                // Always a download: what was uploaded is never shown within the site.
                return Results.File(kept.Bytes, kept.ContentType, kept.Name);
            }
            catch (NotFoundException)
            {
                return Results.NotFound();
            }
        });

        app.MapGet("/returns/{id:guid}/file", [Needs(Act.ReadMous)] async (Guid id, HttpContext http, Returns returns, CancellationToken ct) =>
        {
            try
            {
                var kept = await returns.FileAsync((await http.ActorAsync())!, id, ct);
                return Results.File(kept.Bytes, kept.ContentType, kept.Name);
            }
            catch (NotFoundException)
            {
                return Results.NotFound();
            }
        });

        app.MapGet("/protocols/{id:guid}/files/{file:guid}", [Needs(Act.ReadMous)] async (Guid id, Guid file, HttpContext http, Protocols protocols, CancellationToken ct) =>
        {
            try
            {
                var kept = await protocols.FileAsync((await http.ActorAsync())!, id, file, ct);
                return Results.File(kept.Bytes, kept.ContentType, kept.Name);
            }
            catch (NotFoundException)
            {
                return Results.NotFound();
            }
        });

        app.MapGet("/mous/{id:guid}/draft.docx", [Needs(Act.ReadMous)] async (Guid id, int? number, HttpContext http, MouDrafts drafts, CancellationToken ct) =>
        {
            try
            {
                var made = await drafts.WriteAsync((await http.ActorAsync())!, id, number, ct);
                return Results.File(made.Bytes, made.ContentType, made.Name);
            }
            catch (NotFoundException)
            {
                return Results.NotFound();
            }
        });

        app.MapGet("/mous/export.{format}", [Needs(Act.ReadMous)] async (string format, string? state, string? q, string? sort, bool? archived, HttpContext http, Mous mous, CancellationToken ct) =>
        {
            if (SheetWriter.FormatOf(format) is not { } wanted) return Results.NotFound();
            var list = await mous.ListAsync((await http.ActorAsync())!, new(MouLook.Read(state), q, sort, archived == true, Count: int.MaxValue), ct);
            using var sheet = new MemoryStream();
            using (var writer = SheetWriter.Create(sheet, wanted, "MOUs", ["MOU", "State", "Parties", "Signed", "Required signatures", "In effect from", "Review by", "Last day"]))
            {
                foreach (var row in list.Rows)
                    writer.Write(row.Title, AgreementSentences.StateWord(row.State), string.Join("; ", row.Parties), row.Signed, row.Required, row.EffectiveOn, row.ReviewOn, row.ExpiresOn);
            }

            return Results.File(sheet.ToArray(), SheetWriter.ContentType(wanted), "mous" + SheetWriter.Extension(wanted));
        });
    }
}
