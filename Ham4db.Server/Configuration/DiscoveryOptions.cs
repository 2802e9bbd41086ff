using System.Collections.Immutable;
using Ham4db.Client.Contract;

namespace Ham4db.Server.Configuration;

/// <summary>Discovery and what it derives from a probe.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>Interval between two probes of an instance (<c>InstancePollSeconds</c>).</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Probes under way at once (<c>DiscoveryMaxConcurrency</c>).</summary>
    /// <value>The default is 300.</value>
    public int MaxConcurrency { get; init; } = 300;

    /// <summary>Instances that may wait for a probe (<c>DiscoveryQueueCapacity</c>).</summary>
    /// <value>The default is 100,000.</value>
    public int QueueCapacity { get; init; } = 100_000;

    /// <summary>Instances to begin with (<c>DiscoverySeeds</c>).</summary>
    public ImmutableArray<InstanceKey> Seeds { get; init; } = [];

    /// <summary>Whether replicas are looked up by <c>SHOW SLAVE HOSTS</c> first (<c>DiscoverByShowSlaveHosts</c>).</summary>
    public bool ByShowSlaveHosts { get; init; }

    /// <summary>Never probe these (<c>DiscoveryIgnoreHostnameFilters</c>): IP addresses, or regular expressions on <c>host:port</c>.</summary>
    public ImmutableArray<string> IgnoreHostnameFilters { get; init; } = [];

    /// <summary>Never add these as replicas (<c>DiscoveryIgnoreReplicaHostnameFilters</c>).</summary>
    public ImmutableArray<string> IgnoreReplicaHostnameFilters { get; init; } = [];

    /// <summary>Never follow to these masters (<c>DiscoveryIgnoreMasterHostnameFilters</c>).</summary>
    public ImmutableArray<string> IgnoreMasterHostnameFilters { get; init; } = [];

    /// <summary>Leave these out of the list of problems (<c>ProblemIgnoreHostnameFilters</c>).</summary>
    public ImmutableArray<string> ProblemIgnoreHostnameFilters { get; init; } = [];

    /// <summary>How a host name is resolved (<c>HostnameResolveMethod</c>): <c>none</c>, <c>default</c>, <c>cname</c>, <c>ip</c> or <c>addr</c>.</summary>
    public string HostnameResolveMethod { get; init; } = "default";

    /// <summary>How a server's own name is read (<c>MySQLHostnameResolveMethod</c>): <c>none</c>, <c>@@hostname</c> or <c>@@report_host</c>.</summary>
    public string MySqlHostnameResolveMethod { get; init; } = "@@hostname";

    /// <summary>Query whose one cell is the lag in seconds (<c>ReplicationLagQuery</c>); empty uses the server's own.</summary>
    public string ReplicationLagQuery { get; init; } = string.Empty;

    /// <summary>Query for replication credentials (<c>ReplicationCredentialsQuery</c>); empty when none.</summary>
    public string ReplicationCredentialsQuery { get; init; } = string.Empty;

    /// <summary>Query for the cluster's alias (<c>DetectClusterAliasQuery</c>).</summary>
    public string DetectClusterAliasQuery { get; init; } = string.Empty;

    /// <summary>Query for the cluster's domain (<c>DetectClusterDomainQuery</c>).</summary>
    public string DetectClusterDomainQuery { get; init; } = string.Empty;

    /// <summary>Query for an instance's alias (<c>DetectInstanceAliasQuery</c>).</summary>
    public string DetectInstanceAliasQuery { get; init; } = string.Empty;

    /// <summary>Query for an instance's promotion rule (<c>DetectPromotionRuleQuery</c>).</summary>
    public string DetectPromotionRuleQuery { get; init; } = string.Empty;

    /// <summary>Query for the data centre (<c>DetectDataCenterQuery</c>).</summary>
    public string DetectDataCenterQuery { get; init; } = string.Empty;

    /// <summary>Query for the region (<c>DetectRegionQuery</c>).</summary>
    public string DetectRegionQuery { get; init; } = string.Empty;

    /// <summary>Query for the environment (<c>DetectPhysicalEnvironmentQuery</c>).</summary>
    public string DetectPhysicalEnvironmentQuery { get; init; } = string.Empty;

    /// <summary>Query for the semi-sync priority (<c>DetectSemiSyncEnforcedQuery</c>).</summary>
    public string DetectSemiSyncEnforcedQuery { get; init; } = string.Empty;

    /// <summary>Pattern with one group on the host name (<c>DataCenterPattern</c>).</summary>
    public string DataCenterPattern { get; init; } = string.Empty;

    /// <summary>Pattern with one group on the host name (<c>RegionPattern</c>).</summary>
    public string RegionPattern { get; init; } = string.Empty;

    /// <summary>Pattern with one group on the host name (<c>PhysicalEnvironmentPattern</c>).</summary>
    public string PhysicalEnvironmentPattern { get; init; } = string.Empty;

    /// <summary>Alias by pattern on the cluster's name, in the order of the file (<c>ClusterNameToAlias</c>).</summary>
    public ImmutableArray<KeyValuePair<string, string>> ClusterNameToAlias { get; init; } = [];

    /// <summary>Forget an instance unseen for so long (<c>UnseenInstanceForgetHours</c>).</summary>
    /// <value>The default is 240 hours.</value>
    public TimeSpan UnseenForget { get; init; } = TimeSpan.FromHours(240);

    /// <summary>Lag beyond which an instance has a problem (<c>ReasonableReplicationLagSeconds</c>).</summary>
    /// <value>The default is 10 seconds.</value>
    public TimeSpan ReasonableReplicationLag { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Lag beyond which an instance is not moved, and is drawn as lagging (<c>ReasonableMaintenanceReplicationLagSeconds</c>).</summary>
    /// <value>The default is 20 seconds.</value>
    public TimeSpan ReasonableMaintenanceReplicationLag { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a registered promotion rule holds (<c>CandidateInstanceExpireMinutes</c>).</summary>
    /// <value>The default is 60 minutes.</value>
    public TimeSpan CandidateExpiry { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>How long an instance that was submitted to a pool belongs to it (<c>InstancePoolExpiryMinutes</c>).</summary>
    /// <value>The default is 60 minutes.</value>
    public TimeSpan PoolExpiry { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>How long a registered virtual host name holds (<c>ExpiryHostnameResolvesMinutes</c>).</summary>
    /// <value>The default is 60 minutes.</value>
    public TimeSpan HostnameResolveExpiry { get; init; } = TimeSpan.FromMinutes(60);

    /// <summary>What the keys of masters begin with in the key-value store, up to a slash (<c>KVClusterMasterPrefix</c>).</summary>
    public string MasterKeyPrefix { get; init; } = "mysql/master/";

    /// <summary>Clusters whose dead master is recovered without being asked (<c>RecoverMasterClusterFilters</c>).</summary>
    public ImmutableArray<string> RecoverMasterClusterFilters { get; init; } = [];

    /// <summary>Clusters whose dead intermediate master is recovered without being asked (<c>RecoverIntermediateMasterClusterFilters</c>).</summary>
    public ImmutableArray<string> RecoverIntermediateMasterClusterFilters { get; init; } = [];
}
