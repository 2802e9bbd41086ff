using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Api.Replies;

/// <summary>What an endpoint answers, before it is put into the dialect of the request.</summary>
internal sealed record Reply
{
    private Reply(int status, ReplyForm form, string message, Payload payload)
    {
        Status = status;
        Form = form;
        Message = message;
        Payload = payload;
    }

    /// <summary>HTTP status under strict status codes.</summary>
    public int Status { get; init; }

    /// <summary>How the payload is sent.</summary>
    public ReplyForm Form { get; }

    /// <summary>The envelope's message; empty in a bare reply.</summary>
    public string Message { get; }

    /// <summary>The body, or the envelope's details.</summary>
    public Payload Payload { get; init; }

    /// <summary>The methods that a 405 names; empty otherwise.</summary>
    public ImmutableArray<string> Allowed { get; init; } = [];

    /// <summary>What is sent as <c>Ham4db-Warning</c>; empty sends none.</summary>
    public string Warning { get; init; } = string.Empty;

    /// <summary>Writes a body that ends when it likes, in place of a payload; null in every other reply. The token ends when the caller hangs up.</summary>
    public Func<Stream, CancellationToken, Task>? Body { get; private init; }

    /// <summary>The media type of <see cref="Body"/>; empty without one.</summary>
    public string MediaType { get; private init; } = string.Empty;

    /// <summary>A body that is written bit by bit, with status 200. Neither kept nor compressed on its way.</summary>
    public static Reply Stream(string mediaType, Func<Stream, CancellationToken, Task> body)
        => new(StatusCodes.Status200OK, ReplyForm.Bare, string.Empty, Payload.None) { Body = body, MediaType = mediaType };

    /// <summary>The value alone, with status 200.</summary>
    public static Reply Bare<T>(T value, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, ReplyForm.Bare, string.Empty, Payload.Of(value, type));

    /// <summary>A text alone, with status 200.</summary>
    public static Reply Bare(string value) => Bare(value, WireJson.Default.String);

    /// <summary>An envelope with code <c>OK</c> and null details.</summary>
    public static Reply Ok(string message) => new(StatusCodes.Status200OK, ReplyForm.Envelope, message, Payload.None);

    /// <summary>An envelope with code <c>OK</c>.</summary>
    public static Reply Ok<T>(string message, T details, JsonTypeInfo<T> type) => Ok(message) with { Payload = Payload.Of(details, type) };

    /// <summary>An envelope with code <c>OK</c> and an instance's key as details.</summary>
    public static Reply Ok(string message, InstanceKey key) => Ok(message, key, WireJson.Default.InstanceKey);

    /// <summary>An envelope with code <c>ERROR</c>.</summary>
    public static Reply Error(int status, string message) => new(status, ReplyForm.ErrorEnvelope, message, Payload.None);
}
