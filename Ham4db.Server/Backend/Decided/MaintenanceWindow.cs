using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>A time in which somebody works on an instance and wants nobody else to. At most one of an instance is active.</summary>
/// <param name="Key">The instance.</param>
/// <param name="Owner">Who asked for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="BeganAt">When it began.</param>
/// <param name="EndsAt">When it ends by itself, or was ended.</param>
public sealed record MaintenanceWindow(InstanceKey Key, string Owner, string Reason, DateTimeOffset BeganAt, DateTimeOffset EndsAt)
{
    /// <summary>Whether it has not ended at <paramref name="now"/>.</summary>
    public bool IsActive(DateTimeOffset now) => now < EndsAt;
}
