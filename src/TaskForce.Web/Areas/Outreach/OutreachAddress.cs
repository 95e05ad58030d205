using TaskForce.Core.Outreach;
using TaskForce.Web.Ui;

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
        PartnerId = AddressText.Id(Partner),
        AuthorId = AddressText.Id(By),
        HolderId = AddressText.Id(Held),
        Kind = Value<ContactKind>(Kind),
        Mood = Value<Mood>(Mood),
        TwoWay = TwoWay switch { "yes" => true, "no" => false, _ => null },
        From = AddressText.Day(From),
        To = AddressText.Day(To),
    };

    public static OutreachAddress Of(IQueryCollection query) => new(query["partner"], query["by"], query["held"], query["kind"], query["mood"], query["twoway"], query["from"], query["to"]);

    private static T? Value<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
