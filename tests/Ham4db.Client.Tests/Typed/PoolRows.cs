using static Ham4db.Client.Tests.Typed.Samples;
using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

/// <summary>Pools and key-value stores.</summary>
internal static class PoolRows
{
    public static TypedCall[] All =>
    [
        Of("POST submit-pool-instances/pool1?instances=db-1%3A3306%2Cdb-2%3A3306",
            Recorded("orchestrator/operations/07_submit-pool-instances_pool1_instances=127.0.0.1@10112_127.0.0.1@10113"),
            client => client.Pools.SubmitAsync("pool1", [Db1, Db2]), go: "mysql/submit-pool-instances/pool1?instances=db-1%3A3306%2Cdb-2%3A3306"),
        Of("POST submit-pool-instances/pool1?instances=", Enveloped("\"pool1\""),
            client => client.Pools.SubmitAsync("pool1", []), go: "mysql/submit-pool-instances/pool1?instances="),
        Of("GET cluster-pool-instances/db-1%3A3306", Enveloped($$"""{"pool1":[{{Db1Json}},{{Db2Json}}]}"""),
            client => client.Pools.ListAsync("db-1:3306"), found => found["pool1"].ShouldBe([Db1, Db2]), go: "mysql/cluster-pool-instances/db-1%3A3306"),
        Of("GET cluster-pool-instances/ci/pool1", Recorded("orchestrator/healthy/cluster-pool-instances_127.0.0.1@10111"),
            client => client.Pools.ListAsync("ci", "pool1"), found => found.ShouldBeEmpty(), go: "mysql/cluster-pool-instances/ci/pool1"),
        Of("GET heuristic-cluster-pool-instances/ci", Enveloped($$"""[{"Key":{{Db1Json}}}]"""),
            client => client.Pools.InstancesAsync("ci"), found => found.ShouldHaveSingleItem().Key.ShouldBe(Db1)),
        Of("GET heuristic-cluster-pool-instances/ci/pool1", Recorded("orchestrator/downtimed/heuristic-cluster-pool-instances_127.0.0.1@10111_pool1"),
            client => client.Pools.InstancesAsync("ci", "pool1"), found => found.ShouldBeEmpty()),
        Of("GET heuristic-cluster-pool-lag/ci", Enveloped("90"),
            client => client.Pools.LagAsync("ci"), lag => lag.ShouldBe(TimeSpan.FromSeconds(90))),
        Of("GET heuristic-cluster-pool-lag/ci/pool1", Enveloped("0"),
            client => client.Pools.LagAsync("ci", "pool1"), lag => lag.ShouldBe(TimeSpan.Zero)),
        Of("POST submit-masters-to-kv-stores", Recorded("orchestrator/healthy/submit-masters-to-kv-stores"),
            client => client.Kv.SubmitMastersAsync(), found => found.Count.ShouldBe(5)),
        Of("POST submit-masters-to-kv-stores/ci", Recorded("orchestrator/healthy/submit-masters-to-kv-stores_ci"),
            client => client.Kv.SubmitMastersAsync("ci"), found => found[0].ShouldSatisfyAllConditions(
                pair => pair.Key.ShouldBe("mysql/master/ci"), pair => pair.Value.ShouldBe("127.0.0.1:10111"))),
    ];
}
