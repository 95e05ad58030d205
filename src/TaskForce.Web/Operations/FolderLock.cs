using TaskForce.Core.Access;

namespace TaskForce.Web.Operations;

/// <summary>Holds the data folder for one process. The system gives it free when the process ends, however it ends.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _held;

    private FolderLock(FileStream held) => _held = held;

    /// <summary>Takes the folder, or refuses because another process has it.</summary>
    /// <exception cref="RefusedException">It is in use.</exception>
    public static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FolderLock(new FileStream(Path.Combine(folder, ".in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new RefusedException($"Another process is using the data folder {folder}. Stop it first, or give this one a folder of its own with --DataFolder PATH.");
        }
    }

    public void Dispose() => _held.Dispose();
}
