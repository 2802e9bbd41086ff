using System.Collections.Immutable;
using Ham4db.Client.Contract;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery;

/// <summary>Every known instance at one moment; never changes under its reader.</summary>
/// <param name="instances">By key.</param>
public sealed class InventorySnapshot(ImmutableDictionary<InstanceKey, Instance> instances)
{
    private ILookup<InstanceKey, Instance>? _byMaster;
    private ILookup<InstanceKey, Instance>? _byParent;
    private ILookup<string, Instance>? _byCluster;

    /// <summary>No instance known.</summary>
    public static InventorySnapshot Empty { get; } = new(ImmutableDictionary<InstanceKey, Instance>.Empty);

    /// <summary>By key.</summary>
    public ImmutableDictionary<InstanceKey, Instance> Instances { get; } = instances;

    /// <summary>The instance; null when it is not known.</summary>
    public Instance? Find(InstanceKey key) => Instances.GetValueOrDefault(key);

    /// <summary>The instances of a cluster, in no order; none when the cluster is not known.</summary>
    public IEnumerable<Instance> Cluster(string clusterName)
        => (_byCluster ??= Instances.Values.ToLookup(instance => instance.ClusterName, StringComparer.Ordinal))[clusterName];

    /// <summary>The known instances that name <paramref name="master"/> as their master, in no order.</summary>
    public IEnumerable<Instance> NamingAsMaster(InstanceKey master)
        => (_byMaster ??= Instances.Values.Where(instance => instance.MasterKey.IsValid).ToLookup(instance => instance.MasterKey))[master];

    /// <summary>The known instances directly below <paramref name="parent"/> in the tree: its replicas, or the secondaries of its group.</summary>
    public IEnumerable<Instance> ChildrenOf(InstanceKey parent)
        => (_byParent ??= Instances.Values.Where(instance => instance.ParentKey.IsValid).ToLookup(instance => instance.ParentKey))[parent];

    /// <summary>The replicas of <paramref name="master"/>, sorted: those that it lists, and those that name it.</summary>
    public ImmutableArray<InstanceKey> ReplicasOf(InstanceKey master)
        => [.. (Find(master)?.Replicas ?? []).Concat(NamingAsMaster(master).Select(replica => replica.Key)).Distinct().Order()];

    /// <summary>The primary that some member of a replication group last saw; <see cref="InstanceKey.None"/> when none did.</summary>
    public InstanceKey GroupPrimaryOf(string groupName)
        => Instances.Values.FirstOrDefault(instance => instance.Group.Name == groupName && instance.Group.PrimaryKey.IsValid)?.Group.PrimaryKey
            ?? InstanceKey.None;
}
