using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Topology.Gtid;

namespace Ham4db.Server.Topology;

/// <summary>The place of a just probed instance in its cluster, derived from the instance it gets its changes from.</summary>
internal static class ClusterNaming
{
    /// <summary>Sets cluster name, depth, co-master flag, ancestry, errant transactions and the inherited alias.</summary>
    /// <param name="probed">What the probe saw.</param>
    /// <param name="parent">What is known of <see cref="ReplicationRules"/>' parent of it; null when it has none or it is not known.</param>
    /// <remarks>A change of name reaches one level of a tree at a time: each instance takes over what its parent has at that moment.</remarks>
    public static Instance Attach(Instance probed, Instance? parent)
    {
        var ownName = probed.Key.ToString();
        var isCoMaster = parent is not null && parent.MasterKey == probed.Key;
        var name = parent is { ClusterName.Length: > 0 } ? parent.ClusterName : ownName;
        if (isCoMaster)
        {
            name = NameOfPair(name, probed.Key, parent!.Key);
        }

        var leadsPair = isCoMaster && name == ownName;
        var placed = probed with
        {
            ClusterName = name,
            ReplicationDepth = parent is null || leadsPair ? 0 : parent.ReplicationDepth + 1,
            IsCoMaster = isCoMaster,
            SuggestedClusterAlias = parent is { SuggestedClusterAlias.Length: > 0 } ? parent.SuggestedClusterAlias : probed.SuggestedClusterAlias,
            AncestryUuid = Ancestry(probed, isCoMaster, leadsPair ? string.Empty : parent?.AncestryUuid ?? string.Empty),
        };
        return placed with { GtidErrant = parent is null ? string.Empty : ErrantGtids.Find(placed, parent) };
    }

    /// <summary>The alias of the first of <paramref name="patterns"/> that matches <paramref name="clusterName"/>; null when none does.</summary>
    public static string? AliasByName(string clusterName, IEnumerable<KeyValuePair<string, string>> patterns)
        => patterns
            .Where(pattern => NamePattern.IsFound(pattern.Key, clusterName))
            .Select(pattern => pattern.Value)
            .FirstOrDefault();

    // A failover can leave a pair with the name of an instance that is gone; then both must arrive at the same new name.
    private static string NameOfPair(string name, InstanceKey one, InstanceKey other)
        => name == one.ToString() || name == other.ToString() ? name : (one < other ? one : other).ToString();

    private static string Ancestry(Instance probed, bool isCoMaster, string inherited)
    {
        var above = isCoMaster ? probed.MasterUuid : inherited;
        return string.Join(',', new[] { above, probed.ServerUuid, probed.Group.Name }.Where(part => part.Length > 0));
    }
}
