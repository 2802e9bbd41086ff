using static Ham4db.Client.Cli.Tests.Contract.Samples;

namespace Ham4db.Client.Cli.Tests.Contract;

/// <summary>What is wrong, recovering from it, moving masters, acknowledging.</summary>
internal static class RecoveryRows
{
    private const string Analyses = """
        [{"AnalyzedInstanceKey":{"Hostname":"db-1","Port":3306},"ClusterDetails":{"ClusterName":"db-1:3306"},"Analysis":"DeadMaster","StructureAnalysis":["NoWriteableMasterStructureWarning"]},
         {"AnalyzedInstanceKey":{"Hostname":"db-2","Port":3306},"ClusterDetails":{"ClusterName":"db-1:3306"},"Analysis":"NoProblem","StructureAnalysis":["ErrantGTIDStructureWarning"]}]
        """;

    private const string AnalysisLines = "db-1:3306 (cluster db-1:3306): DeadMaster\ndb-2:3306 (cluster db-1:3306): ErrantGTIDStructureWarning\n";

    public static IEnumerable<ContractRow> All => [.. Findings, .. Recoveries, .. Acknowledgements, .. Switches];

    private static ContractRow[] Findings =>
    [
        new ContractRow("-c replication-analysis -a shop", "replication-analysis", "GET replication-analysis", Ok(Analyses), AnalysisLines).OrNothing(),
        new ContractRow("-c cluster-analysis -a shop", "cluster-analysis shop", "GET replication-analysis/shop", Ok(Analyses), AnalysisLines).OrNothing(),
        new ContractRow("-c instance-analysis -i db-1", "instance-analysis db-1", "GET replication-analysis/instance/db-1/3306", Ok(Analyses), "db-1:3306 (cluster db-1:3306): DeadMaster\n")
            .OrNothing(),
    ];

    private static ContractRow[] Recoveries =>
    [
        new ContractRow("-c recover -i db-1", "recover db-1", "POST recover/db-1/3306", Ok(Key), "db-2:3306\n").OrFailure(),
        new ContractRow("-c recover -i db-1 -d db-2", "recover db-1 db-2", "POST recover/db-1/3306/db-2/3306", Ok(Key), "db-2:3306\n").OrFailure(),
        new ContractRow("-c recover-lite -i db-1", "recover-lite db-1", "POST recover-lite/db-1/3306", Ok(Key), "db-2:3306\n").OrFailure(),
        new ContractRow("-c graceful-master-takeover -a shop", "graceful-master-takeover shop", "POST graceful-master-takeover/shop", Ok(Recovery), "db-2:3306\n").OrFailure(),
        new ContractRow("-c graceful-master-takeover -i db-1:3306 -d db-2", "graceful-master-takeover db-1:3306 db-2", "POST graceful-master-takeover/db-1:3306/db-2/3306", Ok(Recovery), "db-2:3306\n")
            .OrFailure(),
        new ContractRow("-c graceful-master-takeover-auto -a shop", "graceful-master-takeover-auto shop", "POST graceful-master-takeover-auto/shop", Ok(Recovery), "db-2:3306\n").OrFailure(),
        new ContractRow(
            "-c graceful-master-takeover-auto -a shop -d db-2:3307", "graceful-master-takeover-auto shop db-2:3307", "POST graceful-master-takeover-auto/shop/db-2/3307", Ok(Recovery), "db-2:3306\n")
            .OrFailure(),
        new ContractRow("-c force-master-failover -a shop", "force-master-failover shop", "POST force-master-failover/shop", Ok(Recovery), "db-2:3306\n").OrFailure(),
        new ContractRow("-c force-master-takeover -a shop -d db-2", "force-master-takeover shop db-2", "POST force-master-takeover/shop/db-2/3306", Ok(Recovery), "db-2:3306\n").OrFailure(),
    ];

    private static ContractRow[] Acknowledgements =>
    [
        new ContractRow(
            "-c ack-cluster-recoveries -a shop -r \"disk replaced\"", "ack-cluster-recoveries shop \"disk replaced\"", "POST ack-recovery/cluster/shop?comment=disk replaced",
            Ok("\"db-1:3306\""), "db-1:3306\n").Or("null", "shop\n"),
        new ContractRow("-c ack-all-recoveries -r \"disk replaced\"", "ack-all-recoveries \"disk replaced\"", "POST ack-all-recoveries?comment=disk replaced", Ok("\"disk replaced\""), "disk replaced\n")
            .Or("null", "disk replaced\n"),
        new ContractRow("-c ack-instance-recoveries -i db-2 -r seen", "ack-instance-recoveries db-2 seen", "POST ack-recovery/instance/db-2/3306?comment=seen", Ok(Key), "db-2:3306\n")
            .Or("null", "db-2:3306\n"),
        new ContractRow("-c ack-recovery --id 7 -r seen", "ack-recovery 7 seen", "POST ack-recovery/7?comment=seen", Ok("\"7\""), "7\n").Or("null", "7\n"),
        new ContractRow("-c ack-recovery-uid --uid 17:ab -r seen", "ack-recovery-uid 17:ab seen", "POST ack-recovery/uid/17:ab?comment=seen", Ok("\"17:ab\""), "17:ab\n").Or("null", "17:ab\n"),
    ];

    private static ContractRow[] Switches =>
    [
        new ContractRow("-c disable-global-recoveries", "disable-global-recoveries", "POST disable-global-recoveries", Ok("\"disabled\""), "disabled\n").Or("null", "disabled\n"),
        new ContractRow("-c enable-global-recoveries", "enable-global-recoveries", "POST enable-global-recoveries", Ok("\"enabled\""), "enabled\n").Or("null", "enabled\n"),
        new ContractRow("-c check-global-recoveries", "check-global-recoveries", "GET check-global-recoveries", Ok("\"enabled\""), "enabled\n").OrFailure().Or("\"disabled\"", "disabled\n"),
        new ContractRow(
            "-c automated-recovery-filters", "automated-recovery-filters", "GET automated-recovery-filters",
            Ok("""{"RecoverMasterClusterFilters":["*"],"RecoverIntermediateMasterClusterFilters":["shop"],"RecoveryIgnoreHostnameFilters":["test-.*"]}"""),
            "master: *\nintermediate master: shop\nignored host: test-.*\n").OrFailure().Or("{}", ""),
    ];
}
