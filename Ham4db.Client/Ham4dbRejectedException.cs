using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ham4db.Client.Contract;

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

    /// <summary>How far a refused takeover or failover got; null when the server did not say.</summary>
    public TopologyRecovery? Recovery => Read(WireJson.Default.TopologyRecovery, nameof(TopologyRecovery.AnalysisEntry));

    /// <summary>The instance that the refusal is about, for example the failed one of a refused recovery; null when the server did not say.</summary>
    public InstanceKey? Instance => Read(WireJson.Default.NullableInstanceKey, nameof(InstanceKey.Hostname), nameof(InstanceKey.Port));

    /// <summary>What an unhealthy node says of itself; null when the refusal is no answer to <c>health</c> or <c>status</c>.</summary>
    public HealthStatus? Health => Read(WireJson.Default.HealthStatus, nameof(HealthStatus.Healthy), nameof(HealthStatus.Hostname));

    /// <summary>The details, if they are an object of this type: one that has all of its marks.</summary>
    private T? Read<T>(JsonTypeInfo<T> type, params ReadOnlySpan<string> marks)
    {
        if (Details is not { ValueKind: JsonValueKind.Object } details)
        {
            return default;
        }

        foreach (var mark in marks)
        {
            if (!details.TryGetProperty(mark, out _))
            {
                return default;
            }
        }

        try
        {
            return details.Deserialize(type);
        }
        catch (JsonException)
        {
            // Something else under the same names: Details has it as it came.
            return default;
        }
    }
}
