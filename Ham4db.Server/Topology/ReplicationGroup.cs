using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>MySQL group replication of one instance, single-primary mode; all empty when it is in no group.</summary>
public sealed record ReplicationGroup
{
    /// <summary>Name of the group; empty when in none.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>Whether the group runs with one primary.</summary>
    public bool IsSinglePrimary { get; init; }

    /// <summary><c>ONLINE</c>, <c>RECOVERING</c>, <c>OFFLINE</c>, <c>ERROR</c> or empty.</summary>
    public string MemberState { get; init; } = string.Empty;

    /// <summary><c>PRIMARY</c>, <c>SECONDARY</c> or empty.</summary>
    public string MemberRole { get; init; } = string.Empty;

    /// <summary>The other members, sorted.</summary>
    public ImmutableArray<InstanceKey> Members { get; init; } = [];

    /// <summary>The primary; <see cref="InstanceKey.None"/> when none is known.</summary>
    public InstanceKey PrimaryKey { get; init; }
}
