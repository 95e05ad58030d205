using System.Text.Json;
using System.Text.Json.Serialization;
using TaskForce.Core.BuyIn;
using TaskForce.Core.Data;

namespace TaskForce.Core.Reviews;

/// <summary>What one figure of one partner rested on.</summary>
/// <param name="PartnerId">The partner.</param>
/// <param name="Key">One of <see cref="IndicatorKeys"/>.</param>
/// <param name="Value">0 to 100, or nothing without data.</param>
/// <param name="Seen">The lines of evidence as they read then.</param>
public sealed record EditionEvidence(Guid PartnerId, string Key, int? Value, IReadOnlyList<Evidence> Seen);

/// <summary>All that an edition keeps.</summary>
/// <param name="Format">1: a later reader knows by it what can be missing.</param>
/// <param name="Review">The whole review.</param>
/// <param name="Evidence">The evidence behind each cell of the heat map.</param>
/// <param name="Rules">The thresholds of that day.</param>
public sealed record EditionContents(int Format, Review Review, IReadOnlyList<EditionEvidence> Evidence, BuyInRules Rules)
{
    public const int CurrentFormat = 1;

    // Words for enums and nothing that can be worked out: what is stored reads the same in ten years.
    private static readonly JsonSerializerOptions Json = new() { IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter() } };

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static EditionContents Read(string json) => JsonSerializer.Deserialize<EditionContents>(json, Json)!;

    /// <summary>The review alone. The evidence is most of what is kept, and passed over here.</summary>
    public static Review ReadReview(string json) => JsonSerializer.Deserialize<Kept>(json, Json)!.Review;

    /// <summary>The same contents with other texts, for a strike-out. The keys of indicators stay: by them a cell finds its evidence. So do addresses: they lead to the record.</summary>
    public static string Change(string json, Func<string, string> change)
    {
        var was = Read(json);
        var now = Read(StoredTexts.Change<EditionContents>(json, Json, text => IndicatorDefinition.Shipped.Any(i => i.Key == text) ? text : change(text)));
        return (now with
        {
            Review = now.Review with
            {
                Figures = Each(was.Review.Figures, now.Review.Figures, (a, b) => b with { Rows = Each(a.Rows, b.Rows, (x, y) => y with { Address = x.Address }) }),
                Partners = Each(was.Review.Partners, now.Review.Partners, (a, b) => b with { Slug = a.Slug }),
                Promise = now.Review.Promise with { Rows = Each(was.Review.Promise.Rows, now.Review.Promise.Rows, (a, b) => b with { Address = a.Address }) },
                Plans = Each(was.Review.Plans, now.Review.Plans, (a, b) => b with { Address = a.Address }),
            },
            Evidence = Each(was.Evidence, now.Evidence, (a, b) => b with { Seen = Each(a.Seen, b.Seen, (x, y) => y with { Link = x.Link }) }),
        }).Write();
    }

    private static List<T> Each<T>(IReadOnlyList<T> was, IReadOnlyList<T> now, Func<T, T, T> put) => [.. was.Zip(now, put)];

    private sealed record Kept(Review Review);
}
