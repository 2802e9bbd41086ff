namespace Ham4db.Client.Http;

/// <summary>A body and what was found in it.</summary>
internal readonly record struct ReplyBody(ReadOnlyMemory<byte> Bytes, ReplyKind Kind)
{
    /// <summary>The envelope's message; null when the body is no envelope.</summary>
    public string? Message { get; init; }

    /// <summary>The JSON of the envelope's details, or of the whole body when it is no envelope; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Whether the envelope has the field <c>HttpStatus</c>, which ham4db (Go) alone sends.</summary>
    public bool HasHttpStatus { get; init; }

    /// <summary>Whether the payload is missing or the JSON literal <c>null</c>.</summary>
    public bool IsNull => Payload.Span is [] or [(byte)'n', (byte)'u', (byte)'l', (byte)'l'];
}
