using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Backend.Decided;

/// <summary>Instances that somebody outside groups under a name, for example those behind one load balancer.</summary>
public sealed record Pool(ImmutableSortedSet<InstanceKey> Members, DateTimeOffset RegisteredAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Whether it still holds at <paramref name="now"/>.</summary>
    public bool Holds(DateTimeOffset now) => now < ExpiresAt;
}
