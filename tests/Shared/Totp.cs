using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TaskForce.Tests;

/// <summary>What an authenticator app shows (RFC 6238, 30 seconds, six figures), written apart from the product.</summary>
public static class Totp
{
    /// <summary>The code of a key in base 32, spaces allowed, now or some steps of 30 seconds away.</summary>
    public static string Of(string key, int steps = 0)
    {
        var bits = string.Concat(key.Where(char.IsLetterOrDigit).Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(c)), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + steps);
#pragma warning disable CA5350 // SHA-1 is what the standard and every app use here.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 15;
        return ((BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset, 4)) & int.MaxValue) % 1_000_000).ToString("D6");
    }
}
