using System.Text.Json;
using System.Text.Json.Serialization;

namespace TaskForce.Core.Data;

/// <summary>Changes the texts of a stored document and nothing else: words for enums, days, identifiers and keys in it are read by type again later, and must stay what they are.</summary>
internal static class StoredTexts
{
    /// <param name="json">The document.</param>
    /// <param name="options">How documents of this type are written.</param>
    /// <param name="change">Gives what stands in place of a text.</param>
    /// <returns>The document, written anew.</returns>
    public static string Change<T>(string json, JsonSerializerOptions options, Func<string, string> change) =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Changing(options, change)), options);

    private static JsonSerializerOptions Changing(JsonSerializerOptions options, Func<string, string> change)
    {
        var changing = new JsonSerializerOptions(options);
        changing.Converters.Add(new Converter(change));
        return changing;
    }

    private sealed class Converter(Func<string, string> change) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() is { } text ? change(text) : null;

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
