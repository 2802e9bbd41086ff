namespace Ham4db.Server.Topology;

/// <summary>A time in which failures of an instance are expected.</summary>
/// <param name="Owner">Who announced it.</param>
/// <param name="Reason">Why.</param>
/// <param name="BeganAt">Its begin.</param>
/// <param name="EndsAt">Its end, exclusive.</param>
internal sealed record DowntimeWindow(string Owner, string Reason, DateTimeOffset BeganAt, DateTimeOffset EndsAt)
{
    /// <summary>The reason of the downtime of an instance that a recovery could not save.</summary>
    public const string LostInRecovery = "lost-in-recovery";

    /// <summary>Whether it is active at <paramref name="now"/>.</summary>
    public bool IsActive(DateTimeOffset now) => BeganAt <= now && now < EndsAt;
}
