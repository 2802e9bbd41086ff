using static Ham4db.Client.Tests.Typed.Samples;
using static Ham4db.Client.Tests.Typed.TypedCall;
using static Ham4db.Client.Tests.Typed.TypedReply;

namespace Ham4db.Client.Tests.Typed;

internal static class RecoveryRows
{
    public static TypedCall[] All => [.. Analyses, .. Recoveries, .. Acknowledgements];

    private static TypedCall[] Analyses =>
    [
        Of("GET replication-analysis", Recorded("orchestrator/dead-master-before/replication-analysis"),
            client => client.Recovery.AnalyzeAsync(),
            found => found.ShouldContain(entry => entry.Analysis == "DeadMaster" && entry.AnalyzedInstanceKey == First),
            go: "mysql/replication-analysis"),
        Of("GET replication-analysis/ci", Enveloped("""[{"Analysis":"DeadMaster","AnalyzedInstanceUpstreamKey":{"Hostname":"db-2","Port":3306},"Downstreams":[{"Hostname":"db-1","Port":3306}],"IsReplicaServer":true}]"""),
            client => client.Recovery.AnalyzeAsync("ci"),
            found => found.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                entry => entry.AnalyzedInstanceMasterKey.ShouldBe(Db2), entry => entry.Replicas.ShouldBe([Db1]), entry => entry.IsBinlogServer.ShouldBeTrue()),
            go: "mysql/replication-analysis/ci"),
        Of("GET replication-analysis/instance/db-1/3306", Enveloped("""[{"Analysis":"DeadMaster"}]"""),
            client => client.Recovery.AnalyzeInstanceAsync(Db1), found => found!.Analysis.ShouldBe("DeadMaster"), empty: found => found.ShouldBeNull()),
        Of("GET replication-analysis-changelog", Recorded("orchestrator/dead-master-before/replication-analysis-changelog"),
            client => client.Recovery.AnalysisChangelogAsync(),
            found => found.ShouldHaveSingleItem().Changelog.ShouldBe(["2026-11-22T17:58:39Z;UnreachableMaster,", "2026-11-22T17:58:40Z;DeadMaster,"]),
            go: "mysql/replication-analysis-changelog"),
        Of("GET automated-recovery-filters", Recorded("orchestrator/healthy/automated-recovery-filters"),
            client => client.Recovery.FiltersAsync(), found => found.RecoverMasterClusterFilters.ShouldBe(["*"])),
    ];

    private static TypedCall[] Recoveries =>
    [
        Of("POST recover/db-1/3306", Enveloped(Db2Json), client => client.Recovery.RecoverAsync(Db1), found => found.ShouldBe(Db2), go: "mysql/recover/db-1/3306"),
        Of("POST recover/db-1/3306/db-2/3306?skipProcesses=true", Enveloped(Db2Json),
            client => client.Recovery.RecoverAsync(Db1, Db2, skipProcesses: true), found => found.ShouldBe(Db2),
            go: "mysql/recover/db-1/3306/db-2/3306?skipProcesses=true"),
        Of("POST recover-lite/db-1/3306", Enveloped(Db2Json), client => client.Recovery.RecoverLiteAsync(Db1), found => found.ShouldBe(Db2)),
        Of("POST recover-lite/db-1/3306/db-2/3306", Enveloped(Db2Json), client => client.Recovery.RecoverLiteAsync(Db1, Db2), found => found.ShouldBe(Db2)),
        Of("POST graceful-master-takeover/ci", Enveloped(RecoveryJson), client => client.Recovery.GracefulMasterTakeoverAsync("ci"), IsRecovery),
        Of("POST graceful-master-takeover/ci/127.0.0.1/10112", Recorded("orchestrator/graceful-takeover/01_graceful-master-takeover_ci_127.0.0.1_10112"),
            client => client.Recovery.GracefulMasterTakeoverAsync("ci", Second), found => found.SuccessorKey.ShouldBe(Second)),
        Of("POST graceful-master-takeover/db-1%3A3306", Enveloped(RecoveryJson),
            client => client.Recovery.GracefulMasterTakeoverAsync("db-1:3306"), IsRecovery, go: "graceful-master-takeover/db-1/3306"),
        Of("POST graceful-master-takeover/db-1%3A3306/db-2/3306", Enveloped(RecoveryJson),
            client => client.Recovery.GracefulMasterTakeoverAsync("db-1:3306", Db2), IsRecovery, go: "mysql/graceful-master-takeover/db-1/3306/db-2/3306"),
        Of("POST graceful-master-takeover-auto/ci", Enveloped(RecoveryJson), client => client.Recovery.GracefulMasterTakeoverAutoAsync("ci"), IsRecovery),
        Of("POST graceful-master-takeover-auto/ci/127.0.0.1/10111", Recorded("orchestrator/graceful-takeover/13_graceful-master-takeover-auto_ci_127.0.0.1_10111"),
            client => client.Recovery.GracefulMasterTakeoverAutoAsync("ci", First), found => found.SuccessorKey.ShouldBe(First)),
        Of("POST force-master-failover/ci", Enveloped(RecoveryJson),
            client => client.Recovery.ForceMasterFailoverAsync("ci"), IsRecovery, go: "mysql/force-master-failover/ci"),
        Of("POST force-master-takeover/ci/db-2/3306", Enveloped(RecoveryJson),
            client => client.Recovery.ForceMasterTakeoverAsync("ci", Db2), IsRecovery),
        Of("POST force-master-takeover/db-1%3A3306/db-2/3306", Enveloped(RecoveryJson),
            client => client.Recovery.ForceMasterTakeoverAsync("db-1:3306", Db2), IsRecovery, go: "force-master-takeover/db-1/3306/db-2/3306"),
        Of("GET active-cluster-recovery/db-1%3A3306", Bare($"[{RecoveryJson}]"),
            client => client.Recovery.ActiveAsync("db-1:3306"), AreRecoveries, go: "mysql/active-cluster-recovery/db-1%3A3306"),
        Of("GET recently-active-cluster-recovery/ci", Bare($"[{RecoveryJson}]"),
            client => client.Recovery.RecentlyActiveAsync("ci"), AreRecoveries, go: "mysql/recently-active-cluster-recovery/ci"),
        Of("GET recently-active-instance-recovery/db-2/3306", Bare($"[{RecoveryJson}]"),
            client => client.Recovery.RecentlyPromotedAsync(Db2), AreRecoveries, go: "mysql/recently-active-instance-recovery/db-2/3306"),
        Of("GET blocked-recoveries", Bare("""[{"ClusterName":"ci","BlockingRecoveryId":3}]"""),
            client => client.Recovery.BlockedAsync(), found => found.ShouldHaveSingleItem().BlockingRecoveryId.ShouldBe(3), go: "mysql/blocked-recoveries"),
        Of("GET blocked-recoveries/cluster/ci", Bare("[]"),
            client => client.Recovery.BlockedAsync("ci"), found => found.ShouldBeEmpty(), go: "mysql/blocked-recoveries/cluster/ci"),
    ];

    private static TypedCall[] Acknowledgements =>
    [
        Of($"POST ack-recovery/cluster/ci?comment={HardEncoded}", Enveloped("\"ci\""),
            client => client.Recovery.AcknowledgeClusterAsync("ci", Hard), name => name.ShouldBe("ci"),
            go: $"mysql/ack-recovery/cluster/ci?comment={HardEncoded}", empty: name => name.ShouldBe("ci")),
        Of("POST ack-recovery/cluster/alias/ci?comment=seen", Enveloped("\"ci\""),
            client => client.Recovery.AcknowledgeClusterByAliasAsync("ci", "seen\n"), name => name.ShouldBe("ci"),
            go: "mysql/ack-recovery/cluster/alias/ci?comment=seen", empty: name => name.ShouldBe("ci")),
        Of("POST ack-recovery/instance/db-1/3306?comment=seen", Enveloped(Db1Json),
            client => client.Recovery.AcknowledgeInstanceAsync(Db1, "seen"), IsDb1,
            go: "mysql/ack-recovery/instance/db-1/3306?comment=seen", empty: IsDb1),
        Of("POST ack-recovery/7?comment=seen", Enveloped("\"7\""),
            client => client.Recovery.AcknowledgeAsync(7, "seen"), go: "mysql/ack-recovery/7?comment=seen"),
        Of("POST ack-recovery/uid/1%3Ax?comment=seen", Enveloped("\"1:x\""),
            client => client.Recovery.AcknowledgeByUidAsync("1:x", "seen"), go: "mysql/ack-recovery/uid/1%3Ax?comment=seen"),
        Of("POST ack-all-recoveries?comment=done", Recorded("orchestrator/operations/45_ack-all-recoveries_comment=done"),
            client => client.Recovery.AcknowledgeAllAsync("done"), go: "mysql/ack-all-recoveries?comment=done"),
        Of("POST enable-global-recoveries", Recorded("orchestrator/operations/48_enable-global-recoveries"),
            client => client.Recovery.EnableGloballyAsync()),
        Of("POST disable-global-recoveries", Recorded("orchestrator/operations/46_disable-global-recoveries"),
            client => client.Recovery.DisableGloballyAsync()),
        Of("GET check-global-recoveries", Recorded("orchestrator/operations/47_check-global-recoveries"),
            client => client.Recovery.IsEnabledGloballyAsync(), enabled => enabled.ShouldBeFalse()),
        Of("GET check-global-recoveries", Recorded("orchestrator/healthy/check-global-recoveries"),
            client => client.Recovery.IsEnabledGloballyAsync(), enabled => enabled.ShouldBeTrue()),
    ];
}
