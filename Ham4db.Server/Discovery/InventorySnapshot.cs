using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Discovery;

/// <summary>Every known instance at one moment; never changes under its reader.</summary>
/// <param name="Instances">By key.</param>
public sealed record InventorySnapshot(ImmutableDictionary<InstanceKey, Instance> Instances)
{
    /// <summary>No instance known.</summary>
    public static InventorySnapshot Empty { get; } = new(ImmutableDictionary<InstanceKey, Instance>.Empty);
}
