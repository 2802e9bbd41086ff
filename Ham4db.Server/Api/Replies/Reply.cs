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
