using TaskForce.Core.Access;
using TaskForce.Core.Agreements;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>Reads the file of a posted form: a return, an executed copy, the text of a protocol.</summary>
internal static class UploadedFiles
{
    /// <summary>The file, or null where none was chosen.</summary>
    /// <exception cref="RefusedException">It is larger than what is taken.</exception>
    public static async Task<ReturnFile?> ReadAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 }) return null;
        if (file.Length > MouFileContent.MaxBytes) throw new RefusedException(MouFileContent.TooLarge, "File");
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return new(file.FileName, content.ToArray());
    }

    /// <summary>The file of a form that is there for nothing else.</summary>
    /// <exception cref="RefusedException">None was chosen, or it is larger than what is taken.</exception>
    public static async Task<ReturnFile> DemandAsync(IFormFile? file, CancellationToken ct) => file is null
        ? throw new RefusedException("Choose a file first.", "File")
        : await ReadAsync(file, ct) ?? new(file.FileName, []);
}
