using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Ham4db.Server.Api.Replies;

/// <summary>A value with the generated code that writes it as JSON.</summary>
internal readonly record struct Payload
{
    private readonly object? _value;
    private readonly JsonTypeInfo? _type;

    private Payload(object? value, JsonTypeInfo type)
    {
        _value = value;
        _type = type;
    }

    /// <summary>JSON <c>null</c>.</summary>
    public static Payload None => default;

    /// <summary>Wraps a value.</summary>
    public static Payload Of<T>(T value, JsonTypeInfo<T> type) => new(value, type);

    /// <summary>Writes the value.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (_type is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            JsonSerializer.Serialize(writer, _value, _type);
        }
    }

    /// <summary>The value as a tree; null for JSON <c>null</c>.</summary>
    public JsonNode? ToNode() => _type is null ? null : JsonSerializer.SerializeToNode(_value, _type);
}
