namespace TaskForce.Tests;

/// <summary>
/// Builders: <c>A.Partner("Shelter")</c> gives a valid thing with everything that the test does not care about filled in. One file per area
/// (A.Partners.cs, A.Meetings.cs), all parts of this class.
/// </summary>
public static partial class A
{
    private static int _count;

    /// <summary>A number that no other call of this run has got, for names and addresses that must differ.</summary>
    public static int Number() => Interlocked.Increment(ref _count);

    /// <summary>A calendar day written as "2026-11-17".</summary>
    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
