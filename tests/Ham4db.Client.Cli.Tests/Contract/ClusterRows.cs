using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>The API itself, drawings, clusters, pools and stores.</summary>
internal static class ClusterRows
{
    public static IEnumerable<ContractRow> All => [.. General, .. Drawings, .. Clusters, .. Pools];

    private static ContractRow[] General =>
    [
        new("-c api -P raft-peers", "api raft-peers", "GET raft-peers", """["a:1","b:2"]""", """[ "a:1", "b:2" ]""" + "\n"),
        new("-c api -path search?s=db", "api /search?s=db", "GET search?s=db", "[]", "[]\n"),
        new("-c api -P stop-replica/db-2/3306", "api stop-replica/db-2/3306", "GET stop-replica/db-2/3306", "\"ok\"", "\"ok\"\n"),
    ];

    private static ContractRow[] Drawings =>
    [
        new ContractRow("-c topology -a shop", "topology shop", "GET topology/shop", Ok("\"db-1:3306   [0s,ok]\\n+ db-2:3306 [0s,ok]\""), "db-1:3306   [0s,ok]\n+ db-2:3306 [0s,ok]\n").Or("\"\"", "\n"),
        new ContractRow("-c topology -i db-2:3306", "topology db-2:3306", "GET topology/db-2:3306", Ok("\"x\""), "x\n").OrFailure(),
        new ContractRow("-c topology-tabulated -a shop", "topology-tabulated shop", "GET topology-tabulated/shop", Ok("\"db-1:3306|0s|ok  \""), "db-1:3306|0s|ok  \n").Or("\"\"", "\n"),
        new ContractRow("-c topology-tags -a shop", "topology-tags shop", "GET topology-tags/shop", Ok("\"db-1:3306 [0s,ok] []\""), "db-1:3306 [0s,ok] []\n").Or("\"\"", "\n"),
        new ContractRow("-c topology-with-tag -a shop", "topology-with-tag shop", "GET topology-tags/shop", Ok("\"db-1:3306 [0s,ok] []\""), "db-1:3306 [0s,ok] []\n").Or("\"\"", "\n"),
        new ContractRow("-c snapshot-topologies", "snapshot-topologies", "POST snapshot-topologies", Ok("\"Took 12.5ms\""), "Took 12.5ms\n").Or("null", "\n"),
    ];

    private static ContractRow[] Clusters =>
    [
        new ContractRow("-c clusters", "clusters", "GET clusters-info", $"[{Cluster}]", "db-1:3306\n").OrNothing(),
        new ContractRow("-c clusters-alias", "clusters-alias", "GET clusters-info", $"[{Cluster}]", "db-1:3306,shop\n").OrNothing(),
        new ContractRow("-c list-cluster-alias", "list-cluster-alias", "GET clusters-info", $"[{Cluster}]", "db-1:3306,shop\n").OrNothing(),
        new ContractRow("-c which-cluster -i db-2:3306", "which-cluster db-2:3306", "GET cluster-info/db-2:3306", Cluster, "db-1:3306\n").OrFailure("cluster-info"),
        new ContractRow("-c which-cluster-alias -a shop", "which-cluster-alias shop", "GET cluster-info/shop", Cluster, "shop\n").OrFailure("cluster-info"),
        new ContractRow("-c which-cluster-master -a shop", "which-cluster-master shop", "GET master/shop", Master, "db-1:3306\n").OrFailure("master"),
        new ContractRow("-c cluster-master -alias shop", "cluster-master --alias=shop", "GET master/shop", Master, "db-1:3306\n").OrFailure("master"),
        new ContractRow("-c which-cluster-instances -a shop", "which-cluster-instances shop", "GET cluster/shop", Both, BothKeys).OrNothing(),
        new ContractRow("-c list-cluster-instance -a shop", "list-cluster-instance shop", "GET cluster/shop", Both, BothKeys).OrNothing(),
        new ContractRow("-c which-cluster-osc-replicas -a shop", "which-cluster-osc-replicas shop", "GET cluster-osc-replicas/shop", Both, BothKeys).OrNothing(),
        new ContractRow("-c which-cluster-osc-running-replicas -a shop", "which-cluster-osc-running-replicas shop", "GET cluster-osc-replicas/shop", Both, "db-2:3306\n").OrNothing(),
        new ContractRow("-c all-clusters-masters", "all-clusters-masters", "GET masters", $"[{Master}]", "db-1:3306\n").OrNothing(),
        new ContractRow("-c dominant-dc", "dominant-dc", "GET masters", $"[{Replica},{Master},{Broken}]", "south\n").OrNothing().Or($"[{Replica},{Broken}]", "south\n"),
        new ContractRow("-c set-cluster-alias -i db-1:3306 -a shop", "set-cluster-alias db-1:3306 shop", "POST set-cluster-alias/db-1:3306?alias=shop", Ok("\"\""), "db-1:3306,shop\n")
            .Or("null", "db-1:3306,shop\n"),
        new ContractRow("-c forget-cluster -a shop", "forget-cluster shop", "POST forget-cluster/shop", Ok("\"db-1:3306\""), "").Or("null", ""),
    ];

    private static ContractRow[] Pools =>
    [
        new ContractRow(
            "-c submit-masters-to-kv-stores", "submit-masters-to-kv-stores", "POST submit-masters-to-kv-stores",
            Ok("""[{"Key":"mysql/master/shop","Value":"db-1:3306"},{"Key":"mysql/master/shop/port","Value":"3306"}]"""), "mysql/master/shop:db-1:3306\nmysql/master/shop/port:3306\n")
            .OrNothing(),
        new ContractRow(
            "-c submit-masters-to-kv-stores -a shop -i db-9", "submit-masters-to-kv-stores shop", "POST submit-masters-to-kv-stores/shop",
            Ok("""[{"Key":"mysql/master/shop","Value":"db-1:3306"}]"""), "mysql/master/shop:db-1:3306\n"),
        new ContractRow(
            "-c submit-pool-instances -i db-2,db-3:3307 -l reports", "submit-pool-instances db-2,db-3:3307 reports",
            "POST submit-pool-instances/reports?instances=db-2:3306,db-3:3307", Ok("\"reports\""), "reports\n").Or("null", "reports\n"),
        new ContractRow(
            "-c which-heuristic-cluster-pool-instances -a shop", "which-heuristic-cluster-pool-instances shop", "GET heuristic-cluster-pool-instances/shop", Ok(Both), BothKeys)
            .OrNothing(),
        new ContractRow(
            "-c which-heuristic-cluster-pool-instances -a shop -l reports", "which-heuristic-cluster-pool-instances shop reports",
            "GET heuristic-cluster-pool-instances/shop/reports", Ok(Both), BothKeys),
        new ContractRow(
            "-c cluster-pool-instances -i db-1:3306 -pool reports", "cluster-pool-instances db-1:3306 reports", "GET cluster-pool-instances/db-1:3306/reports",
            Ok($$"""{"reports":{{Keys}}}"""), "reports db-2:3306\nreports db-3:3307\n").Or("null", "").Or("{}", ""),
        new ContractRow("-c heuristic-cluster-pool-lag -a shop", "heuristic-cluster-pool-lag shop", "GET heuristic-cluster-pool-lag/shop", Ok("7"), "7\n").OrFailure(),
    ];
}
