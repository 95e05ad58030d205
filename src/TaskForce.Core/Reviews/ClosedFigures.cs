using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskForce.Core.Reviews;

/// <summary>The figures of a closing edition, as the half after it is compared with them.</summary>
internal static class ClosedFigures
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>The figures of a review, kind to value. Executives only where their meeting was held: who had confirmed is no measure for who came.</summary>
    public static string Write(Review review) =>
        JsonSerializer.Serialize(review.Figures.ToDictionary(f => f.Kind, f => f.Kind == FigureKind.Executives && !review.Promise.Held ? null : f.Value), Json);

    /// <summary>Reads them; null where nothing is kept.</summary>
    public static IReadOnlyDictionary<FigureKind, int?>? Read(string? json) => string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize<Dictionary<FigureKind, int?>>(json, Json);
}
