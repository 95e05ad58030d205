using TaskForce.Core.Access;
using TaskForce.Core.Roster;

namespace TaskForce.Web.Exports;

/// <summary>Answers with a list as a file. It is written to a temporary file first, so that a list of any length needs no memory and the browser knows its size.</summary>
public static class Downloads
{
    /// <summary>Writes a list and sends it.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="ending">"csv" or "xlsx"; anything else is answered with 404.</param>
    /// <param name="write">Writes the list.</param>
    public static Task<IResult> SheetAsync(string name, string ending, Func<Stream, SheetFormat, Task> write) => SheetWriter.FormatOf(ending) is { } format
        ? FileAsync(name + SheetWriter.Extension(format), SheetWriter.ContentType(format), file => write(file, format))
        : Task.FromResult(Results.NotFound());

    /// <summary>Writes any file and sends it.</summary>
    public static async Task<IResult> FileAsync(string name, string contentType, Func<Stream, Task> write)
    {
        var file = Temporary();
        try
        {
            await write(file);
            file.Position = 0;
            return Results.File(file, contentType, name);
        }
        catch (NotAllowedException)
        {
            await file.DisposeAsync();
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        }
        catch (NotFoundException)
        {
            await file.DisposeAsync();
            return Results.NotFound();
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static FileStream Temporary() =>
        new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
}
