using TaskForce.Core.Access;
using TaskForce.Core.Agreements;

namespace TaskForce.Web.Areas.Agreements;

/// <summary>Reads the file of a posted return.</summary>
internal static class ReturnUpload
{
    /// <exception cref="RefusedException">It is larger than what is taken.</exception>
    public static async Task<ReturnFile?> ReadAsync(IFormFile? file, CancellationToken ct)
    {
        if (file is not { Length: > 0 }) return null;
        if (file.Length > MouFileContent.MaxBytes) throw new RefusedException("The file is larger than 20 MB. Save it smaller, for example as a PDF for reading.", "File");
        using var content = new MemoryStream((int)file.Length);
        await file.CopyToAsync(content, ct);
        return new(file.FileName, content.ToArray());
    }
}
