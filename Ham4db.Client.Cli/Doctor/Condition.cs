namespace Ham4db.Client.Cli.Doctor;

/// <summary>What a node turned out to be.</summary>
internal enum Condition
{
    /// <summary>Nothing answered: no such name, no connection, or no answer in time.</summary>
    Unreachable,

    /// <summary>Its certificate is not to be trusted, or TLS failed otherwise; no request was sent.</summary>
    Untrusted,

    /// <summary>It asks who we are (HTTP 401).</summary>
    Unauthorized,

    /// <summary>It knows who we are, and does not let us in (HTTP 403).</summary>
    Forbidden,

    /// <summary>Something answers, but not as a node does.</summary>
    Foreign,

    /// <summary>It answers, and says of itself that it is not well, or that it neither leads nor follows.</summary>
    Unhealthy,

    /// <summary>It is well, and does not lead.</summary>
    Follower,

    /// <summary>It proves that it leads.</summary>
    Leader,
}
