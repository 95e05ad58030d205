using System.Globalization;

namespace TaskForce.Web.Ui;

/// <summary>What stands in an address, as text: what cannot be read is nothing, so that a mistyped address still opens its page.</summary>
public static class AddressText
{
    public static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A day as <c>2026-11-05</c>.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Yes(string? text) => text is "true" or "True" or "1";
}
