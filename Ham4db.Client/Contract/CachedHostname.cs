namespace Ham4db.Client.Contract;

/// <summary>What a node remembers of a host name that it has resolved.</summary>
public sealed record CachedHostname
{
    /// <summary>The name that it resolved to.</summary>
    public string Object { get; init => field = value ?? string.Empty; } = string.Empty;

    /// <summary>When it is forgotten: nanoseconds since 1970 in UTC; 0 or less for never.</summary>
    public long Expiration { get; init; }
}
