using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Topology;

/// <summary>Instances and clusters at one moment, ready to be asked. Immutable; make one for each snapshot and keep it.</summary>
internal sealed class TopologyView
{
    private readonly ImmutableDictionary<InstanceKey, Instance> _instances;
    private readonly ILookup<string, Instance> _clusters;
    private readonly ImmutableSortedDictionary<string, string> _aliases;

    /// <summary>Indexes <paramref name="instances"/>.</summary>
    /// <param name="instances">All instances, by key.</param>
    /// <param name="aliases">The alias of each cluster, as <see cref="ClusterAliases.Choose"/> gives it.</param>
    public TopologyView(ImmutableDictionary<InstanceKey, Instance> instances, ImmutableSortedDictionary<string, string> aliases)
    {
        _instances = instances;
        _aliases = aliases;
        Instances = [.. instances.Values.OrderBy(instance => instance.Key)];
        _clusters = Instances.ToLookup(instance => instance.ClusterName, StringComparer.Ordinal);
        ClusterNames = [.. _clusters.Select(cluster => cluster.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>All instances, by host and port.</summary>
    public ImmutableArray<Instance> Instances { get; }

    /// <summary>The names of all clusters, sorted.</summary>
    public ImmutableArray<string> ClusterNames { get; }

    /// <summary>The instance with exactly this key; null when it is not known.</summary>
    public Instance? Find(InstanceKey key) => _instances.GetValueOrDefault(key);

    /// <summary>The instance meant by <paramref name="key"/>: itself, or the only one with that port whose host name contains the text given.</summary>
    /// <returns>The key given when no instance, or more than one, fits. A dotted IPv4 address only ever means itself.</returns>
    public InstanceKey Recognise(InstanceKey key)
    {
        if (_instances.ContainsKey(key) || key.Hostname.Length == 0 || IsDottedAddress(key.Hostname))
        {
            return key;
        }

        var fitting = Instances
            .Where(instance => instance.Key.Port == key.Port && instance.Key.Hostname.Contains(key.Hostname, StringComparison.OrdinalIgnoreCase))
            .Take(2)
            .ToList();
        return fitting is [var only] ? only.Key : key;
    }

    /// <summary>The cluster that <paramref name="hint"/> names: by name, by alias, or by one of its instances.</summary>
    /// <param name="hint">A cluster's name or alias, or <c>host[:port]</c>, where the host may be a part of the name.</param>
    /// <param name="defaultPort">The port of a host given without one.</param>
    /// <returns>The cluster's name; null when the hint fits none.</returns>
    public string? ClusterByHint(string hint, int defaultPort)
        => ClusterByAlias(hint)
            ?? (InstanceKey.TryParse(hint, defaultPort, out var key) ? Find(Recognise(key))?.ClusterName : null);

    /// <summary>The cluster with this name or, else, this alias; null when there is none.</summary>
    public string? ClusterByAlias(string aliasOrName)
        => aliasOrName.Length == 0 ? null
            : _clusters.Contains(aliasOrName) ? aliasOrName
            : ClusterNames.FirstOrDefault(name => AliasOf(name) == aliasOrName);

    /// <summary>The alias of a cluster; its name when it has none.</summary>
    public string AliasOf(string clusterName) => _aliases.GetValueOrDefault(clusterName, clusterName);

    /// <summary>The instances of a cluster by host and port; none when the cluster is not known.</summary>
    public IEnumerable<Instance> Cluster(string clusterName) => _clusters[clusterName];

    /// <summary>The instances that replicate from <paramref name="master"/>, by host and port.</summary>
    public IEnumerable<Instance> ReplicasOf(InstanceKey master) => Instances.Where(instance => instance.MasterKey == master);

    /// <summary>The master of a cluster, a writeable one first; null when it has none.</summary>
    public Instance? MasterOf(string clusterName)
        => Masters(clusterName).OrderBy(instance => instance.ReadOnly).ThenBy(instance => instance.ReplicationDepth).FirstOrDefault();

    /// <summary>The writeable master of each cluster that has one, by cluster name.</summary>
    public IEnumerable<Instance> WriteableMasters()
        => ClusterNames.SelectMany(name => Masters(name).Where(instance => !instance.ReadOnly).OrderBy(instance => instance.ReplicationDepth).Take(1));

    /// <summary>What is known of a cluster as a whole; its counts are 0 when it is not known.</summary>
    /// <param name="clusterName">The cluster.</param>
    /// <param name="masterFilters">The clusters whose dead master is recovered without being asked.</param>
    /// <param name="intermediateMasterFilters">The clusters whose dead intermediate master is recovered without being asked.</param>
    public ClusterInfo InfoOf(string clusterName, ImmutableArray<string> masterFilters, ImmutableArray<string> intermediateMasterFilters)
    {
        var alias = AliasOf(clusterName);
        return new ClusterInfo
        {
            ClusterName = clusterName,
            ClusterAlias = alias,
            ClusterDomain = Masters(clusterName).Select(instance => instance.ClusterDomain).FirstOrDefault(domain => domain.Length > 0) ?? string.Empty,
            CountInstances = _clusters[clusterName].Count(),
            HasAutomatedMasterRecovery = ClusterFilters.Match(masterFilters, clusterName, alias),
            HasAutomatedIntermediateMasterRecovery = ClusterFilters.Match(intermediateMasterFilters, clusterName, alias),
        };
    }

    private IEnumerable<Instance> Masters(string clusterName)
        => _clusters[clusterName].Where(instance => instance.ReplicationDepth == 0 || instance.IsCoMaster);

    private static bool IsDottedAddress(string host)
        => IPAddress.TryParse(host, out var address) && address.AddressFamily == AddressFamily.InterNetwork && host.Count(letter => letter == '.') == 3;
}
