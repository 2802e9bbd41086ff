namespace Ham4db.Client.Leadership;

/// <summary>What a node was the last time that it was asked.</summary>
public enum EndpointState
{
    /// <summary>It was not asked yet; or it led, and another leads now.</summary>
    Unknown,

    /// <summary>It leads.</summary>
    Leader,

    /// <summary>It answers, and does not lead.</summary>
    Follower,

    /// <summary>Something answers, but not as a node does: an HTML page, a redirect, refused credentials.</summary>
    Unhealthy,

    /// <summary>It does not answer.</summary>
    Unreachable,
}
