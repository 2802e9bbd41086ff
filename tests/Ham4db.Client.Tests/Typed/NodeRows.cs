using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

/// <summary>Nodes, raft and metrics.</summary>
internal static class NodeRows
{
    public static TypedCall[] All => [.. Nodes, .. Raft, .. Metrics];

    private static readonly Uri Node = new("http://node");

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static TypedCall[] Nodes =>
    [
        Of("GET health", Recorded("orchestrator/healthy/health"), client => client.Nodes.HealthAsync(), health => health.IsRaftLeader.ShouldBeTrue()),
        Of("GET health", Recorded("orchestrator/healthy-follower/health"), client => client.Nodes.HealthAsync(Node), health => health.IsRaftLeader.ShouldBeFalse()),
        Of("GET status", Recorded("ham4db/raft3-discovered/mysql_status"), client => client.Nodes.StatusAsync(), status => status.Healthy.ShouldBeTrue(),
            go: "mysql/status"),
        Of("GET headers", Recorded("orchestrator/healthy/headers"), client => client.Nodes.HeadersAsync(Node),
            headers => headers["Accept-Encoding"].ShouldBe(["identity"]), empty: headers => headers.ShouldBeEmpty()),
        Of("POST reload-configuration", Enveloped("\"\""), client => client.Nodes.ReloadConfigurationAsync(Node)),
        Of("POST reload-configuration?config=%2Fetc%2Fx.json", Enveloped("\"/etc/x.json\""),
            client => client.Nodes.ReloadConfigurationFileAsync("/etc/x.json", Node)),
        Of("POST grab-election", Enveloped("null"), client => client.Nodes.GrabElectionAsync(Node)),
        Of("POST reelect", Recorded("orchestrator/raft-operations/06_reelect"), client => client.Nodes.ReelectAsync()),
        Of("GET hostname-resolve-cache", Recorded("orchestrator/healthy/hostname-resolve-cache"), client => client.Nodes.HostnameCacheAsync(),
            found => found["127.0.0.1"].ShouldSatisfyAllConditions(
                name => name.Object.ShouldBe("127.0.0.1"), name => name.Expiration.ShouldBe(1795373779813787974))),
        Of("POST reset-hostname-resolve-cache", Enveloped("null"), client => client.Nodes.ResetHostnameCacheAsync(Node)),
        Of("GET manage/list", Recorded("ham4db/raft3-discovered/manage_list"), client => client.Nodes.RoutesAsync(),
            found => found[0].ShouldBe("/api/:type/ack-all-recoveries,GET")),
        Of("GET manage/cache/hit", Recorded("ham4db/raft3-discovered/manage_cache_hit"), client => client.Nodes.CacheHitRatesAsync(),
            found => found["cache-hostname"].ShouldBe(0.98)),
    ];

    private static TypedCall[] Raft =>
    [
        Of("GET raft-state", Recorded("orchestrator/healthy-follower/raft-state"), client => client.Raft.StateAsync(Node), state => state.ShouldBe("Follower")),
        Of("GET raft-leader", Recorded("orchestrator/healthy/raft-leader"), client => client.Raft.LeaderAsync(), leader => leader.ShouldBe("127.0.0.2:10008")),
        Of("GET raft-peers", Recorded("orchestrator/healthy/raft-peers"), client => client.Raft.PeersAsync(), peers => peers.Count.ShouldBe(3)),
        Of("GET raft-status", Recorded("orchestrator/healthy/raft-status"), client => client.Raft.StatusAsync(), status => status.State.ShouldBe("Leader")),
        Of("GET raft-health", Recorded("orchestrator/healthy/raft-health"), client => client.Raft.HealthAsync(), health => health.ShouldBe("healthy")),
        Of("POST raft-snapshot", Recorded("orchestrator/raft-operations/05_raft-snapshot"), client => client.Raft.SnapshotAsync(Node)),
        Of("POST raft-add-peer/n4%3A10008", Bare("\"10.0.0.4:10008\""), client => client.Raft.AddPeerAsync("n4:10008"),
            address => address.ShouldBe("10.0.0.4:10008")),
        Of("POST raft-remove-peer/n4", Bare("\"10.0.0.4:10008\""), client => client.Raft.RemovePeerAsync("n4"),
            address => address.ShouldBe("10.0.0.4:10008")),
        Of("POST raft-yield/n4%3A10008", Enveloped("null"), client => client.Raft.YieldAsync("n4:10008")),
        Of("POST raft-yield-hint/127.0.0.1", Recorded("orchestrator/raft-operations/01_raft-yield-hint_127.0.0.1"),
            client => client.Raft.YieldToHintAsync("127.0.0.1")),
        Of("GET raft-follower-health-report/t/10.0.0.4%3A10008/10.0.0.4", Bare("\"health reported\""),
            client => client.Raft.ReportHealthAsync("t", "10.0.0.4:10008", "10.0.0.4", Node)),
    ];

    private static TypedCall[] Metrics =>
    [
        Of("GET discovery-metrics-raw/60", Bare("""[{"Timestamp":"2026-01-02T03:04:05.123456789Z","Hostname":"db-1","Port":3306,"BackendLatencySeconds":0.25,"InstanceLatencySeconds":0.5,"TotalLatencySeconds":0.75,"Err":{}}]"""),
            client => client.Metrics.DiscoveryAsync(Minute), found => found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                probe => probe.Hostname.ShouldBe("db-1"), probe => probe.TotalLatencySeconds.ShouldBe(0.75), probe => probe.Err.ShouldNotBeNull()),
            go: "discovery-metric-raw/60"),
        Of("GET discovery-metrics-raw/60", Bare("""[{"Timestamp":"2026-01-02T03:04:05Z","InstanceKey":{"DBType":"mysql","Hostname":"db-1","Port":3306,"ClusterId":""},"BackendLatency":250000000,"InstanceLatency":0,"TotalLatency":750000000,"Err":null}]"""),
            client => client.Metrics.DiscoveryAsync(Minute), found => found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                probe => probe.Hostname.ShouldBe("db-1"), probe => probe.Port.ShouldBe(3306), probe => probe.BackendLatencySeconds.ShouldBe(0.25),
                probe => probe.TotalLatencySeconds.ShouldBe(0.75), probe => probe.Err.ShouldBeNull()),
            go: "discovery-metric-raw/60"),
        Of("GET discovery-metrics-aggregated/60", Recorded("orchestrator/healthy/discovery-metrics-aggregated_60"),
            client => client.Metrics.DiscoveryAggregatedAsync(Minute), found => found.SuccessfulDiscoveries.ShouldBe(27), go: "discovery-metric-aggregated/60"),
        Of("GET discovery-queue-metrics-raw/60", Bare("""[{"Active":2,"Queued":5}]"""), client => client.Metrics.DiscoveryQueueAsync(Minute),
            found => found.ShouldHaveSingleItem().Queued.ShouldBe(5), go: "discovery-queue-metric-raw/60"),
        Of("GET discovery-queue-metrics-raw/DEADINSTANCES/60", Bare("[]"), client => client.Metrics.DiscoveryQueueAsync(Minute, "DEADINSTANCES"),
            found => found.ShouldBeEmpty(), go: "discovery-queue-metric-raw/DEADINSTANCES/60"),
        Of("GET discovery-queue-metrics-aggregated/60", Recorded("orchestrator/healthy/discovery-queue-metrics-aggregated_60"),
            client => client.Metrics.DiscoveryQueueAggregatedAsync(Minute), found => found.ActiveMeanEntries.ShouldBe(0.75),
            go: "discovery-queue-metric-aggregated/60"),
        Of("GET discovery-queue-metrics-aggregated/DEFAULT/60", Bare("""{"QueuedMinEntries":9000000000}"""),
            client => client.Metrics.DiscoveryQueueAggregatedAsync(Minute, "DEFAULT"), found => found.QueuedMinEntries.ShouldBe(9000000000),
            go: "discovery-queue-metric-aggregated/DEFAULT/60"),
        Of("GET backend-query-metrics-raw/60", Bare("""[{"Timestamp":"2026-01-02T03:04:05Z","WaitLatency":3,"ExecuteLatency":7,"Err":{"Number":1064,"Message":"syntax"}}]"""),
            client => client.Metrics.BackendQueriesAsync(Minute), found => found.ShouldHaveSingleItem().Err!.Number.ShouldBe(1064),
            go: "backend-query-metric-raw/60"),
        Of("GET backend-query-metrics-aggregated/60", Recorded("orchestrator/healthy/backend-query-metrics-aggregated_60"),
            client => client.Metrics.BackendQueriesAggregatedAsync(Minute), found => found.MaxLatencySeconds.ShouldBe(0.029216564),
            go: "backend-query-metric-aggregated/60"),
        Of("GET backend-query-metrics-aggregated/60", Bare("""{"Count":2,"MaxExecSeconds":0.5,"MeanExecSeconds":0.25}"""),
            client => client.Metrics.BackendQueriesAggregatedAsync(Minute), found => found.MaxLatencySeconds.ShouldBe(0.5),
            go: "backend-query-metric-aggregated/60"),
        Of("GET write-buffer-metrics-raw/60", Bare("""[{"Timestamp":"2026-01-02T03:04:05Z","Instances":3,"WaitLatency":4,"WriteLatency":5}]"""),
            client => client.Metrics.WriteBufferAsync(Minute), found => found.ShouldHaveSingleItem().WriteLatency.ShouldBe(5), go: "write-buffer-metric-raw/60"),
        Of("GET write-buffer-metrics-aggregated/60", Recorded("orchestrator/healthy/write-buffer-metrics-aggregated_60"),
            client => client.Metrics.WriteBufferAggregatedAsync(Minute), found => found.InstanceWriteBufferSize.ShouldBe(100),
            go: "write-buffer-metric-aggregated/60"),
    ];
}
