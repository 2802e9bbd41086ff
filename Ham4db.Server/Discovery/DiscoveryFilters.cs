using Ham4db.Client.Contract;
using Ham4db.Server.Configuration;
using Ham4db.Server.Topology;

namespace Ham4db.Server.Discovery;

/// <summary>Which servers the configuration keeps out, prepared once for each configuration in force.</summary>
internal sealed class DiscoveryFilters(ILiveOptions options)
{
    private Prepared _prepared = new(new DiscoveryOptions());

    /// <summary>Whether this server is never probed of the service's own accord.</summary>
    public bool IgnoresInstance(InstanceKey key) => InForce.Instances.Match(key);

    /// <summary>Whether this server is not taken up as a replica or group member.</summary>
    public bool IgnoresReplica(InstanceKey key) => InForce.Replicas.Match(key);

    /// <summary>Whether this server is not taken up as a master.</summary>
    public bool IgnoresMaster(InstanceKey key) => InForce.Masters.Match(key);

    private Prepared InForce
    {
        get
        {
            var current = options.Current.Discovery;
            var prepared = Volatile.Read(ref _prepared);
            if (!ReferenceEquals(prepared.Options, current))
            {
                prepared = new Prepared(current);
                Volatile.Write(ref _prepared, prepared);
            }

            return prepared;
        }
    }

    private sealed class Prepared(DiscoveryOptions options)
    {
        public DiscoveryOptions Options { get; } = options;

        public HostnameFilters Instances { get; } = HostnameFilters.Of(options.IgnoreHostnameFilters);

        public HostnameFilters Replicas { get; } = HostnameFilters.Of(options.IgnoreReplicaHostnameFilters);

        public HostnameFilters Masters { get; } = HostnameFilters.Of(options.IgnoreMasterHostnameFilters);
    }
}
