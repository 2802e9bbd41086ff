using System.Collections.Immutable;

namespace Ham4db.Server.Configuration;

/// <summary>The keys of discovery, and of what is derived from a probe.</summary>
internal static class DiscoverySettings
{
    /// <summary>Name of the key with the lag query.</summary>
    public const string LagQuery = "ReplicationLagQuery";

    /// <summary>Older name of <see cref="LagQuery"/>.</summary>
    public const string OlderLagQuery = "SlaveLagQuery";

    private const int Day = 86_400;
    private const int TenYearsInHours = 87_600;

    private static readonly SettingKind<string> ResolveMethods = SettingKinds.Choice(
        "none, default, cname, ip or addr", ("", "default"), ("none", "none"), ("default", "default"), ("cname", "cname"), ("ip", "ip"), ("addr", "addr"));

    private static readonly SettingKind<string> OwnNameMethods = SettingKinds.Choice(
        "none, @@hostname or @@report_host",
        ("", "none"),
        ("none", "none"),
        ("default", "@@hostname"),
        ("hostname", "@@hostname"),
        ("@@hostname", "@@hostname"),
        ("report_host", "@@report_host"),
        ("@@report_host", "@@report_host"));

    /// <summary>All of them.</summary>
    public static ImmutableArray<Setting> All { get; } = [.. Polling(), .. Names(), .. Queries(), .. Thresholds()];

    private static IEnumerable<Setting> Polling() =>
    [
        Of("InstancePollSeconds", SettingKinds.Seconds(1, Day), "5", "Interval between two probes of an instance", (o, value) => o with { PollInterval = value }),
        Fixed("DiscoveryMaxConcurrency", SettingKinds.Number(1, 10_000), "300", "Probes under way at once", (o, value) => o with { MaxConcurrency = value }),
        Fixed("DiscoveryQueueCapacity", SettingKinds.Number(1, 100_000_000), "100000", "Instances that may wait for a probe", (o, value) => o with { QueueCapacity = value }),
        new SettingOf<ImmutableArray<string>>("DiscoverySeeds", SettingKinds.List, "", "Instances to begin with: `host`, `host:port` or `mysql:host:port`", (draft, value) => draft with { Seeds = value }) { IsReloadable = false },
        Of("DiscoverByShowSlaveHosts", SettingKinds.Flag, "false", "Look up replicas by `SHOW SLAVE HOSTS` first, which needs `report_host` on them", (o, value) => o with { ByShowSlaveHosts = value }),
        Of("DiscoveryIgnoreHostnameFilters", SettingKinds.HostFilters, "", "Never probe these: an IP address, or a regular expression on `host:port`", (o, value) => o with { IgnoreHostnameFilters = value }),
        Of("DiscoveryIgnoreReplicaHostnameFilters", SettingKinds.HostFilters, "", "Never add these as replicas", (o, value) => o with { IgnoreReplicaHostnameFilters = value }),
        Of("DiscoveryIgnoreMasterHostnameFilters", SettingKinds.HostFilters, "", "Never follow to these masters", (o, value) => o with { IgnoreMasterHostnameFilters = value }),
        Of("UnseenInstanceForgetHours", SettingKinds.Hours(1, TenYearsInHours), "240", "Forget an instance unseen for so long", (o, value) => o with { UnseenForget = value }),
    ];

    private static IEnumerable<Setting> Names() =>
    [
        Of("HostnameResolveMethod", ResolveMethods, "default", "How a host name is resolved: `none`, `default` (as is), `cname`, `ip` or `addr` (reverse look-up)", (o, value) => o with { HostnameResolveMethod = value }),
        Of("MySQLHostnameResolveMethod", OwnNameMethods, "@@hostname", "How a server's own name is read: `none`, `@@hostname` or `@@report_host`", (o, value) => o with { MySqlHostnameResolveMethod = value }),
        Of("ClusterNameToAlias", SettingKinds.PatternMap, "{}", "Alias by regular expression on the cluster's name; the first match in the order of the file wins", (o, value) => o with { ClusterNameToAlias = value }),
        Of("DataCenterPattern", SettingKinds.GroupPattern, "", "Data centre from the host name: a regular expression with one group", (o, value) => o with { DataCenterPattern = value }),
        Of("RegionPattern", SettingKinds.GroupPattern, "", "Region from the host name", (o, value) => o with { RegionPattern = value }),
        Of("PhysicalEnvironmentPattern", SettingKinds.GroupPattern, "", "Environment from the host name", (o, value) => o with { PhysicalEnvironmentPattern = value }, "EnvironmentPattern"),
    ];

    private static IEnumerable<Setting> Queries() =>
    [
        Of(LagQuery, SettingKinds.Text, "", "Query whose one cell is the lag in seconds; empty uses the server's own figure", (o, value) => o with { ReplicationLagQuery = value }, OlderLagQuery),
        Of("ReplicationCredentialsQuery", SettingKinds.Text, "", "Query for user and password of replication", (o, value) => o with { ReplicationCredentialsQuery = value }),
        Of("DetectClusterAliasQuery", SettingKinds.Text, "", "Query for the cluster's alias", (o, value) => o with { DetectClusterAliasQuery = value }),
        Of("DetectClusterDomainQuery", SettingKinds.Text, "", "Query for the cluster's domain, run on masters", (o, value) => o with { DetectClusterDomainQuery = value }),
        Of("DetectInstanceAliasQuery", SettingKinds.Text, "", "Query for an instance's alias", (o, value) => o with { DetectInstanceAliasQuery = value }),
        Of("DetectPromotionRuleQuery", SettingKinds.Text, "", "Query for an instance's promotion rule", (o, value) => o with { DetectPromotionRuleQuery = value }),
        Of("DetectDataCenterQuery", SettingKinds.Text, "", "Query for the data centre; wins over the pattern", (o, value) => o with { DetectDataCenterQuery = value }),
        Of("DetectRegionQuery", SettingKinds.Text, "", "Query for the region; wins over the pattern", (o, value) => o with { DetectRegionQuery = value }),
        Of("DetectPhysicalEnvironmentQuery", SettingKinds.Text, "", "Query for the environment; wins over the pattern", (o, value) => o with { DetectPhysicalEnvironmentQuery = value }, "DetectEnvironmentQuery"),
        Of("DetectSemiSyncEnforcedQuery", SettingKinds.Text, "", "Query for the semi-sync priority; 0 is an asynchronous replica", (o, value) => o with { DetectSemiSyncEnforcedQuery = value }),
    ];

    private static IEnumerable<Setting> Thresholds() =>
    [
        Of("ReasonableReplicationLagSeconds", SettingKinds.Seconds(0, Day), "10", "Lag beyond which an instance has a problem", (o, value) => o with { ReasonableReplicationLag = value }),
        Of("ReasonableMaintenanceReplicationLagSeconds", SettingKinds.Seconds(0, Day), "20", "Lag beyond which an instance is not moved, and is drawn as lagging", (o, value) => o with { ReasonableMaintenanceReplicationLag = value }),
        Of("ProblemIgnoreHostnameFilters", SettingKinds.HostFilters, "", "Leave these out of the list of problems", (o, value) => o with { ProblemIgnoreHostnameFilters = value }),
        Of("CandidateInstanceExpireMinutes", SettingKinds.Minutes(1, 5_256_000), "60", "How long a registered promotion rule holds", (o, value) => o with { CandidateExpiry = value }),
        Of("InstancePoolExpiryMinutes", SettingKinds.Minutes(1, 5_256_000), "60", "How long an instance that was submitted to a pool belongs to it", (o, value) => o with { PoolExpiry = value }),
        Of("ExpiryHostnameResolvesMinutes", SettingKinds.Minutes(1, 5_256_000), "60", "How long a registered virtual host name holds", (o, value) => o with { HostnameResolveExpiry = value }),
        Of("KVClusterMasterPrefix", SettingKinds.Text, "mysql/master", "What the keys begin with under which `submit-masters-to-kv-stores` stores the masters", (o, value) => o with { MasterKeyPrefix = $"{value.Trim().TrimEnd('/')}/" }),
        Of("RecoverMasterClusterFilters", SettingKinds.ClusterFilters, "", "Clusters shown as recovered without being asked when their master dies: a name, an alias, `alias=X`, `alias~=pattern`, `*`, or a regular expression on the name", (o, value) => o with { RecoverMasterClusterFilters = value }),
        Of("RecoverIntermediateMasterClusterFilters", SettingKinds.ClusterFilters, "", "The same for intermediate masters", (o, value) => o with { RecoverIntermediateMasterClusterFilters = value }),
    ];

    private static SettingOf<T> Of<T>(
        string key, SettingKind<T> kind, string defaultText, string meaning, Func<DiscoveryOptions, T, DiscoveryOptions> apply, params string[] aliases)
        where T : notnull
        => new(key, kind, defaultText, meaning, (draft, value) => draft with { Options = draft.Options with { Discovery = apply(draft.Options.Discovery, value) } })
        {
            Aliases = [.. aliases],
        };

    private static SettingOf<T> Fixed<T>(string key, SettingKind<T> kind, string defaultText, string meaning, Func<DiscoveryOptions, T, DiscoveryOptions> apply)
        where T : notnull
        => new(key, kind, defaultText, meaning, (draft, value) => draft with { Options = draft.Options with { Discovery = apply(draft.Options.Discovery, value) } })
        {
            IsReloadable = false,
        };
}
