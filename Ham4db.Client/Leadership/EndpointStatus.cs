namespace Ham4db.Client.Leadership;

/// <summary>A node as the client last saw it.</summary>
/// <param name="Endpoint">Base address of its API, ending in <c>/api/</c>.</param>
/// <param name="State">What it was.</param>
public sealed record EndpointStatus(Uri Endpoint, EndpointState State)
{
    /// <summary>The leadership term that it told; null when it told none, as the Go servers do, or was not asked.</summary>
    public long? Term { get; init; }

    /// <summary>What it said last, or why it could not be asked, for a person; empty when it was not asked.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The last thing that went wrong with it, also when all is well by now; null when nothing did.</summary>
    public string? LastError { get; init; }

    /// <summary>How long its last answer took; null when it has not answered.</summary>
    public TimeSpan? RoundTrip { get; init; }

    /// <summary>When it was last asked; null when it was not.</summary>
    public DateTimeOffset? AskedAt { get; init; }
}
