namespace Ham4db.Server.Backend.Decided;

/// <summary>A time in which an instance's failures are expected.</summary>
public sealed record Downtime(string Owner, string Reason, DateTimeOffset BeganAt, DateTimeOffset EndsAt)
{
    /// <summary>Whether it is active at <paramref name="now"/>.</summary>
    public bool IsActive(DateTimeOffset now) => BeganAt <= now && now < EndsAt;
}
