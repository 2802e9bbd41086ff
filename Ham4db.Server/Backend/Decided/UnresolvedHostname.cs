namespace Ham4db.Server.Backend.Decided;

/// <summary>The registered name under which replicas reach a host.</summary>
public sealed record UnresolvedHostname(string Name, DateTimeOffset RegisteredAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether it still holds at <paramref name="now"/>.</summary>
    public bool Holds(DateTimeOffset now) => now < ExpiresAt;
}
