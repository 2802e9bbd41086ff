using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

namespace Ham4db.Client.Cli.Doctor;

/// <summary>A node's answer to one request.</summary>
/// <param name="Status">The status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The JSON of the body; null when it is none.</param>
/// <param name="Asked">When the request was sent, by our clock.</param>
/// <param name="RoundTrip">How long the answer took.</param>
internal sealed record NodeReply(
    HttpStatusCode Status, System.Net.Http.Headers.HttpResponseHeaders Headers, JsonElement? Body, DateTimeOffset Asked, TimeSpan RoundTrip)
{
    /// <summary>Whether Ham4db says of itself that it is one.</summary>
    public bool IsHam4db => Header(WireHeaders.Version) is not null;

    /// <summary>The message of an envelope; null when the body is none.</summary>
    public string? Message => Property("Code") is not null && Property("Message") is { ValueKind: JsonValueKind.String } message ? message.GetString() : null;

    /// <summary>Whether the envelope has the field that ham4db (Go) alone sends.</summary>
    public bool HasHttpStatus => Property("HttpStatus") is not null;

    /// <summary>The clock of who answered; null when the time was not told.</summary>
    public ClockReading? Clock => Headers.Date is { } date ? ClockReading.Of(date, Asked, RoundTrip) : null;

    /// <summary>A header; null when it is absent or empty.</summary>
    public string? Header(string name)
        => Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Whether the body is this text.</summary>
    public bool Says(string text) => Body is { ValueKind: JsonValueKind.String } body && body.GetString() == text;

    /// <summary>Reads the body, or an envelope's details; null when they are something else.</summary>
    public T? Read<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            var found = Message is null ? Body : Property("Details") ?? Property("Detail");
            return found is { ValueKind: JsonValueKind.Object } value ? value.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            // Another service may well answer this path with an object of its own.
            return null;
        }
    }

    private JsonElement? Property(string name)
        => Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var value) ? value : null;
}
