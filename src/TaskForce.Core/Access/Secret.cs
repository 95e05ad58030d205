using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TaskForce.Core.Access;

/// <summary>What a link carries: 256 random bits. The database keeps only the hash, so that a copy of it opens nothing.</summary>
public static class Secret
{
    /// <summary>A new secret, fit for an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a secret: SHA-256 in hexadecimal. The secret has too many bits to be guessed, so no slow hash is needed.</summary>
    public static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>A code that a person types: eight letters and digits that are not taken for each other, "K7QM-4XRD".</summary>
    public static string Code()
    {
        var letters = RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTVWXYZ23456789", 8);
        return $"{letters[..4]}-{letters[4..]}";
    }
}
