using System.Net;
using System.Text.Json;

namespace Ham4db.Client;

/// <summary>The server refused the request or failed to carry it out, and said so.</summary>
public sealed class Ham4dbRejectedException : Ham4dbException
{
    internal Ham4dbRejectedException(
        string message, string serverMessage, HttpStatusCode statusCode, JsonElement? details, IReadOnlyList<RequestAttempt> attempts)
        : base(message, attempts, innerException: null)
    {
        ServerMessage = serverMessage;
        StatusCode = statusCode;
        Details = details;
    }

    /// <summary>The envelope's message, word for word.</summary>
    public string ServerMessage { get; }

    /// <summary>HTTP status of the reply.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The envelope's details; null when it has none.</summary>
    public JsonElement? Details { get; }
}
