using System.Security.Cryptography;
using System.Text;
using TaskForce.Core.Access;
using TaskForce.Web.Startup;

namespace TaskForce.Web.Account;

/// <summary>
/// The key outside the database with which its secrets are sealed: what authenticator apps share with it, and the keys of cookies. A copy of the
/// database, or a backup, alone opens no second factor and forges no cookie. Made at the first start, readable by its owner only.
/// </summary>
public sealed class KeyFile
{
    private const string Usual = "secrets.key", Mark = "sealed1";
    private const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;

    private readonly byte[] key;

    /// <exception cref="RefusedException">The file cannot be read or made, or holds no key.</exception>
    public KeyFile(StorageSettings storage, IConfiguration settings)
    {
        Path = System.IO.Path.GetFullPath(settings["Keys:File"] is { Length: > 0 } named ? named : System.IO.Path.Combine(storage.Folder, Usual));
        try
        {
            if (!File.Exists(Path))
                Make(Path);
            key = Convert.FromBase64String(File.ReadAllText(Path).Trim());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The key file {Path} cannot be read or made: {problem.Message} The setting Keys:File says where it is.");
        }
        catch (FormatException)
        {
            key = [];
        }
        if (key.Length != KeyBytes)
            throw new RefusedException($"The file {Path} is not a key file of this product. Put the right one back; without it one-time codes have to be added anew.");
        Id = Convert.ToHexStringLower(SHA256.HashData([.. "TaskForce key file"u8, .. key]))[..12];
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>By what it is recognized; tells nothing about the key.</summary>
    public string Id { get; }

    /// <summary>Seals a text.</summary>
    /// <param name="text">What nobody may read without the key.</param>
    /// <param name="place">Where it belongs; moved elsewhere it does not open.</param>
    public string Seal(string text, string place)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        return $"{Mark}:{Id}:{Convert.ToBase64String(box)}";
    }

    /// <summary>Opens what was sealed for this place; null when it was sealed with another key, for another place, or not at all.</summary>
    public string? Open(string? closed, string place)
    {
        if (closed?.Split(':') is not [Mark, var by, var packed] || by != Id)
            return null;
        var box = Convert.FromBase64String(packed);
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    /// <summary>What marks a text that was sealed with this very file.</summary>
    public string Beginning => $"{Mark}:{Id}:";

    // Whole or not there: a second process that starts at the same moment finds the first one's file.
    private static void Make(string path)
    {
        var partial = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(partial, options))
            file.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
        try
        {
            File.Move(partial, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(partial);
        }
    }
}
