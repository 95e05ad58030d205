using TaskForce.Web.Ui;

namespace TaskForce.Web.Account;

/// <summary>The time zones to choose from, those of the United States first.</summary>
public static class Zones
{
    public const string Usual = "America/New_York";

    private static readonly (string Id, string Label)[] UnitedStates =
    [
        ("America/New_York", "Eastern"), ("America/Chicago", "Central"), ("America/Denver", "Mountain"), ("America/Phoenix", "Arizona"), ("America/Los_Angeles", "Pacific"),
        ("America/Anchorage", "Alaska"), ("Pacific/Honolulu", "Hawaii"), ("America/Puerto_Rico", "Puerto Rico"), ("Pacific/Guam", "Guam"), ("Pacific/Pago_Pago", "American Samoa"),
    ];

    /// <summary>As a list to choose from.</summary>
    public static readonly IReadOnlyList<Choice> Choices =
    [
        .. UnitedStates.Where(z => TimeZoneInfo.TryFindSystemTimeZoneById(z.Id, out _)).Select(z => new Choice(z.Id, z.Label, Group: "United States")),
        .. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && z.Id.Contains('/') && UnitedStates.All(u => u.Id != z.Id))
            .OrderBy(z => z.Id, StringComparer.Ordinal).Select(z => new Choice(z.Id, z.Id.Replace('_', ' '), Group: "Elsewhere")),
    ];
}
