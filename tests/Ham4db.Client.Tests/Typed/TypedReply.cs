using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ham4db.Client.Tests.Typed;

/// <summary>What a server answers to a typed method: a payload, in an envelope or bare.</summary>
public sealed record TypedReply(string Payload, string? Message)
{
    /// <summary>A documented value without an envelope.</summary>
    public static TypedReply Bare(string json) => new(json, null);

    /// <summary>A documented value in an envelope.</summary>
    public static TypedReply Enveloped(string details, string message = "done") => new(details, message);

    /// <summary>What a Go server was recorded to answer; a path below <c>Fixtures</c> without extension.</summary>
    public static TypedReply Recorded(string file)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", file + ".json"));
        return JsonNode.Parse(text) is JsonObject body && body["Code"] is not null
            ? new TypedReply((body["Details"] ?? body["Detail"])?.ToJsonString() ?? "null", (string)body[nameof(Message)]!)
            : new TypedReply(text, null);
    }

    /// <summary>The same without a payload.</summary>
    public TypedReply WithoutPayload() => this with { Payload = "null" };

    /// <summary>The body as a server of this dialect writes it.</summary>
    public string In(ServerDialect dialect) => Message is null ? Payload : Envelope(dialect, "OK", Message, Payload);

    /// <summary>A refusal as a server of this dialect writes it.</summary>
    public static string Refusal(ServerDialect dialect, string message) => Envelope(dialect, "ERROR", message, "null");

    private static string Envelope(ServerDialect dialect, string code, string message, string payload)
    {
        var said = JsonSerializer.Serialize(message);
        return dialect == ServerDialect.Ham4dbGo
            ? $$"""{"HttpStatus":0,"Code":"{{code}}","Message":{{said}},"Detail":{{payload}}}"""
            : $$"""{"Code":"{{code}}","Message":{{said}},"Details":{{payload}}}""";
    }
}
