using static Ham4db.Client.Tests.Typed.Samples;
using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

/// <summary>Clusters and their drawings.</summary>
internal static class ClusterRows
{
    public static TypedCall[] All =>
    [
        Of("GET clusters", Recorded("orchestrator/healthy/clusters"), client => client.Clusters.ListNamesAsync(),
            found => found.ShouldBe(["127.0.0.1:10111"])),
        Of("GET clusters-info", Recorded("orchestrator/healthy/clusters-info"), client => client.Clusters.ListAsync(),
            found => found.ShouldHaveSingleItem().CountInstances.ShouldBe(4), go: "mysql/clusters-info"),
        Of("GET cluster-info/ci", Recorded("ham4db/raft3-discovered/mysql_cluster-info_ci"), client => client.Clusters.GetAsync("ci"),
            found => found.ClusterAlias.ShouldBe("ci"), go: "mysql/cluster-info/ci"),
        Of("GET cluster-info/alias/ci", Recorded("ham4db/raft3-discovered/mysql_cluster-info_alias_ci"), client => client.Clusters.GetByAliasAsync("ci"),
            found => found.ClusterAlias.ShouldBe("ci"), go: "mysql/cluster-info/alias/ci"),
        Of("GET cluster/ci", Recorded("ham4db/raft3-discovered/mysql_cluster_ci"), client => client.Clusters.InstancesAsync("ci"),
            found => found.Single(instance => instance.Key == Second).MasterKey.ShouldBe(First), go: "mysql/cluster/ci"),
        Of("GET cluster/alias/ci", Recorded("orchestrator/healthy/cluster_alias_ci"), client => client.Clusters.InstancesByAliasAsync("ci"),
            found => found.Count.ShouldBe(4), go: "mysql/cluster/alias/ci"),
        Of("GET cluster/instance/db-1/3306", Bare($$"""[{"Key":{{Db1Json}}}]"""), client => client.Clusters.InstancesOfMemberAsync(Db1),
            found => found.ShouldHaveSingleItem().Key.ShouldBe(Db1)),
        Of("GET cluster-osc-replicas/ci", Recorded("orchestrator/healthy/cluster-osc-replicas_ci"),
            client => client.Clusters.SchemaChangeReplicasAsync("ci"), found => found.Count.ShouldBeGreaterThan(0), go: "mysql/cluster-osc-slaves/ci"),
        Of("GET master/ci", Recorded("orchestrator/healthy/master_ci"), client => client.Clusters.MasterAsync("ci"),
            found => found.Key.ShouldBe(First)),
        Of("GET masters", Recorded("ham4db/raft3-discovered/masters"), client => client.Clusters.MastersAsync(),
            found => found.ShouldHaveSingleItem().Key.ShouldBe(First)),
        Of($"POST set-cluster-alias/db-1%3A3306?alias={HardEncoded}", Enveloped("null"),
            client => client.Clusters.SetAliasAsync("db-1:3306", Hard)),
        Of("POST set-cluster-alias/db-1%3A3306?alias=", Enveloped("null"), client => client.Clusters.SetAliasAsync("db-1:3306", string.Empty)),
        Of("POST forget-cluster/ci", Enveloped("null"), client => client.Clusters.ForgetAsync("ci"), go: "mysql/forget-cluster/ci"),
        Of("GET topology/ci", Recorded("orchestrator/healthy/topology_ci"), client => client.Topology.DrawAsync("ci"),
            drawn => drawn.ShouldContain(">>"), go: "mysql/topology/ci"),
        Of("GET topology-tabulated/ci", Recorded("orchestrator/healthy/topology-tabulated_ci"), client => client.Topology.DrawTabulatedAsync("ci"),
            drawn => drawn.ShouldStartWith("127.0.0.1:10111  |0s|ok|"), go: "mysql/topology/tabulated/ci"),
        Of("GET topology-tags/ci", Recorded("orchestrator/healthy/topology-tags_ci"), client => client.Topology.DrawWithTagsAsync("ci"),
            drawn => drawn.ShouldEndWith("]"), go: "mysql/topology/tag/ci"),
        Of("POST snapshot-topologies", Enveloped("\"Took 1ms\""), client => client.Topology.SnapshotAsync(), took => took.ShouldBe("Took 1ms"),
            go: "mysql/topology/snapshot", empty: took => took.ShouldBeEmpty()),
    ];
}
