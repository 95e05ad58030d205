using System.Globalization;
using TaskForce.Core.Outreach;

namespace TaskForce.Web.Areas.Outreach;

/// <summary>The filter of the log as it stands in the address, for the page and its export alike.</summary>
/// <param name="Partner">A partner's id, 32 digits.</param>
/// <param name="By">The account that logged it, 32 digits.</param>
/// <param name="Held">The person who holds the relationship, 32 digits.</param>
/// <param name="TwoWay">"yes" or "no".</param>
public sealed record OutreachAddress(string? Partner, string? By, string? Held, string? Kind, string? Mood, string? TwoWay, string? From, string? To)
{
    /// <summary>What of it can be read; the rest does not restrict.</summary>
    public ContactFilter Filter => new()
    {
        PartnerId = Id(Partner),
        AuthorId = Id(By),
        HolderId = Id(Held),
        Kind = Value<ContactKind>(Kind),
        Mood = Value<Mood>(Mood),
        TwoWay = TwoWay switch { "yes" => true, "no" => false, _ => null },
        From = Day(From),
        To = Day(To),
    };

    public static OutreachAddress Of(IQueryCollection query) => new(query["partner"], query["by"], query["held"], query["kind"], query["mood"], query["twoway"], query["from"], query["to"]);

    /// <summary>A day as it stands in the address.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static T? Value<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
